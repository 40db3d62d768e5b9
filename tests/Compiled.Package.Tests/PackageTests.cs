using System.IO.Compression;
using System.Xml.Linq;

namespace Compiled.Package.Tests;

/// <summary>What is in the package, and its time.</summary>
public sealed class PackageTests(PackedPackage package)
{
    [Fact]
    public void It_holds_the_library_with_its_docs_the_analyzers_the_build_files_and_the_readme()
    {
        using var archive = ZipFile.OpenRead(package.Path);
        var files = archive.Entries.Select(entry => entry.FullName)
            .Where(name => !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
        Assert.Equal(
            [
                "Compiled.nuspec",
                "README.md",
                "[Content_Types].xml",
                "analyzers/dotnet/cs/Compiled.CodeFixes.dll",
                "analyzers/dotnet/cs/Compiled.Generator.dll",
                "build/net10.0/Compiled.Language.targets",
                "build/net10.0/Compiled.Native.targets",
                "build/net10.0/Compiled.props",
                "build/net10.0/Compiled.targets",
                "buildTransitive/net10.0/Compiled.Language.targets",
                "buildTransitive/net10.0/Compiled.Native.targets",
                "buildTransitive/net10.0/Compiled.props",
                "buildTransitive/net10.0/Compiled.targets",
                "icon.png",
                "lib/net10.0/Compiled.dll",
                "lib/net10.0/Compiled.xml",
            ],
            files);
    }

    [Fact]
    public void Its_licence_is_MIT_and_it_depends_on_nothing()
    {
        using var archive = ZipFile.OpenRead(package.Path);
        using var stream = archive.GetEntry("Compiled.nuspec")!.Open();
        var metadata = XDocument.Load(stream).Root!.Elements().Single();
        string ValueOf(string name) => metadata.Elements().Single(element => element.Name.LocalName == name).Value;
        Assert.Equal("Compiled", ValueOf("id"));
        Assert.Equal(package.Version, ValueOf("version"));
        Assert.Equal("MIT", ValueOf("license"));
        Assert.Equal("README.md", ValueOf("readme"));
        Assert.DoesNotContain(metadata.Descendants(), element => element.Name.LocalName == "dependency");
    }

    [Fact]
    public void SOURCE_DATE_EPOCH_decides_the_time_in_the_package()
    {
        using var archive = ZipFile.OpenRead(package.Pack("dated", "-p:SOURCE_DATE_EPOCH=1700000000"));
        Assert.All(archive.Entries, entry => Assert.Equal(new DateTime(2023, 11, 14, 22, 13, 20), entry.LastWriteTime.DateTime));
    }
}
