using System.Xml.Linq;
using Compiled.Tests;

namespace Compiled.Generator.Tests.Architecture;

/// <summary>Dependencies between projects point one way: samples, tests and benchmarks, satellites, the library and the generator; nothing below them.</summary>
public class ProjectTests
{
    private static readonly string[] Users = ["tests", "benchmarks", "samples"];

    private static readonly Project[] Projects = [.. Directory
        .EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories)
        .Select(static file => new Project(file))
        .Where(static project => Users.Append("src").Append("generator").Contains(project.Root))];

    [Fact]
    public void The_library_depends_on_the_framework_alone()
    {
        var library = Find("src/Compiled/Compiled.csproj");
        Assert.Empty(library.Libraries);
        Assert.Empty(library.Packages);
    }

    [Fact]
    public void The_generator_depends_on_Roslyn_alone()
    {
        var generator = Find("generator/Compiled.Generator/Compiled.Generator.csproj");
        Assert.Empty(generator.Libraries);
        // A generator is loaded by a compiler that has Roslyn: its references are private, and no dependency of anybody.
        Assert.All(generator.AllPackages, static package => Assert.StartsWith("Microsoft.CodeAnalysis", package));
        Assert.Empty(generator.Packages);
    }

    [Fact]
    public void No_product_depends_on_a_test_a_benchmark_or_a_sample()
    {
        foreach (var project in Projects.Where(static project => !Users.Contains(project.Root)))
            Assert.All(project.AllReferences, reference => Assert.DoesNotContain(Path.GetRelativePath(Repository.Root, reference).Split(Path.DirectorySeparatorChar)[0], Users));
    }

    [Fact]
    public void Satellites_depend_on_the_library_and_the_generator_and_only_the_tools_on_satellites()
    {
        foreach (var project in Projects.Where(static project => project.Root == "src" && project.Name is not ("Compiled" or "Compiled.Tool" or "Compiled.Worker")))
            Assert.All(
                project.Libraries.Where(reference => !IsPlotsOnReport(project, reference) && !IsSearchOnDynamic(project, reference) && !IsClusterOnSearch(project, reference)),
                static reference => Assert.Contains(Path.GetFileNameWithoutExtension(reference), (string[])["Compiled", "Compiled.Generator"]));
    }

    /// <summary>What is drawn is decided once, where no native library is needed: in Compiled.Report. Compiled.Plots draws the same as PNG.</summary>
    private static bool IsPlotsOnReport(Project project, string reference) => project.Name == "Compiled.Plots" && Path.GetFileNameWithoutExtension(reference) == "Compiled.Report";

    /// <summary>A search compiles the topologies that it tries.</summary>
    private static bool IsSearchOnDynamic(Project project, string reference) => project.Name == "Compiled.Search" && Path.GetFileNameWithoutExtension(reference) == "Compiled.Dynamic";

    /// <summary>A cluster carries out searches.</summary>
    private static bool IsClusterOnSearch(Project project, string reference) => project.Name == "Compiled.Search.Orleans" && Path.GetFileNameWithoutExtension(reference) == "Compiled.Search";

    [Fact]
    public void The_oracle_knows_nothing_of_ours()
    {
        var oracle = Find("tests/Compiled.Oracle/Compiled.Oracle.csproj");
        Assert.Empty(oracle.AllReferences);
        Assert.Empty(oracle.Packages);
    }

    private static Project Find(string path) => Assert.Single(Projects, project => project.Path == System.IO.Path.GetFullPath(System.IO.Path.Combine(Repository.Root, path)));

    private sealed class Project
    {
        private readonly XDocument _document;

        public Project(string path) => (Path, _document) = (path, XDocument.Load(path));

        public string Path { get; }

        public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

        /// <summary>The folder below the repository's root.</summary>
        public string Root => System.IO.Path.GetRelativePath(Repository.Root, Path).Split(System.IO.Path.DirectorySeparatorChar)[0];

        /// <summary>Projects that it names, whatever for.</summary>
        public IEnumerable<string> AllReferences => Items("ProjectReference").Concat(Items("AnalyzerProject")).Select(Target).Where(static path => !path.Contains('@'));

        /// <summary>Projects whose assemblies it needs when it runs.</summary>
        public IEnumerable<string> Libraries => Items("ProjectReference").Where(static item => (string?)item.Attribute("ReferenceOutputAssembly") != "false").Select(Target);

        public IEnumerable<string> AllPackages => Items("PackageReference").Select(static item => (string)item.Attribute("Include")!);

        /// <summary>Packages that those who use it get too.</summary>
        public IEnumerable<string> Packages =>
            Items("PackageReference").Where(static item => (string?)item.Attribute("PrivateAssets") != "all").Select(static item => (string)item.Attribute("Include")!);

        private IEnumerable<XElement> Items(string name) => _document.Descendants(name).Where(static item => item.Attribute("Include") is not null);

        private string Target(XElement item) => System.IO.Path.GetFullPath(
            System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Path)!, ((string)item.Attribute("Include")!).Replace('\\', '/')));
    }
}
