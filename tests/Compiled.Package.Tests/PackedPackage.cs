using Compiled.Package.Tests;

[assembly: AssemblyFixture(typeof(PackedPackage))]
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace Compiled.Package.Tests;

/// <summary>The package, made once, and a consumer's project that restored and built with it, in a folder outside this repository.</summary>
public sealed class PackedPackage : IDisposable
{
    private readonly Lazy<string> _path;
    private readonly Lazy<string> _consumer;
    private readonly Lazy<string> _native;

    public PackedPackage()
    {
        Folder = Directory.CreateTempSubdirectory("compiled-package-").FullName;
        // No other package in any cache or registry has this version.
        Version = $"0.1.0-test.{Guid.NewGuid():N}";
        _path = new(() => Pack("feed"));
        _consumer = new(MakeConsumer);
        _native = new(Publish);
    }

    /// <summary>The temporary folder of this run.</summary>
    public string Folder { get; }

    public string Version { get; }

    /// <summary>The packed file.</summary>
    public string Path => _path.Value;

    /// <summary>The folder of a restored project that predicts with an inference-only network.</summary>
    public string Consumer => _consumer.Value;

    /// <summary>The consumer's program, compiled ahead of time.</summary>
    public string Native => _native.Value;

    /// <summary>What publishing the consumer printed.</summary>
    public string PublishOutput { get; private set; } = "";

    /// <summary>The options of a restore that takes Compiled from the feed and everything else from where the machine takes it.</summary>
    public string[] RestoreOptions =>
    [
        $"-p:RestoreAdditionalProjectSources={Feed}",
        // Not into the user's cache, but what is there already need not be fetched.
        $"-p:RestorePackagesPath={System.IO.Path.Combine(Folder, "packages")}",
        $"-p:RestoreFallbackFolders={UserCache}",
    ];

    private static string UserCache =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>Packs what was built into a folder of this run, and returns the file.</summary>
    public string Pack(string name, params string[] options)
    {
        var folder = System.IO.Path.Combine(Folder, name);
        PackProject("src/Compiled", folder, options);
        return Assert.Single(Directory.GetFiles(folder, "*.nupkg"));
    }

    /// <summary>Packs another project's package into the feed, next to Compiled's.</summary>
    public void AddToFeed(string project) => PackProject(project, Feed);

    /// <summary>The folder that restores take Compiled from.</summary>
    public string Feed => System.IO.Path.GetDirectoryName(Path)!;

    /// <summary>Packs every package that there is, in one run of MSBuild, and compares each with the last release.</summary>
    /// <param name="name">The folder of the packages, within that of this run.</param>
    /// <param name="repository">Where the packages were built, if not here.</param>
    /// <param name="properties">More properties of MSBuild, each as name=value.</param>
    /// <returns>The files, those with symbols too.</returns>
    public IReadOnlyList<string> PackAll(string name, string? repository = null, params string[] properties)
    {
        repository ??= Tool.Repository;
        string[] all = [$"Configuration={Tool.Configuration}", "NoBuild=true", $"Version={Version}", .. properties];
        var folder = Directory.CreateDirectory(System.IO.Path.Combine(Folder, name)).FullName;
        // Not in the shared folder: commands of other tests that run there would take it for theirs.
        var project = System.IO.Path.Combine(Directory.CreateDirectory(System.IO.Path.Combine(Folder, "packing")).FullName, $"{name}.proj");
        File.WriteAllText(project, $"""
            <Project>
              <ItemGroup>
                <Packed Include="{repository}/src/*/*.csproj;{repository}/templates/*.csproj" />
              </ItemGroup>
              <Target Name="Build">
                <MSBuild Projects="@(Packed)" Targets="Pack" Properties="{string.Join(';', all)};PackageOutputPath={folder}" />
              </Target>
            </Project>
            """);
        _ = Tool.Dotnet(Folder, "msbuild", project).Succeeded();
        return [.. Directory.GetFiles(folder).Order(StringComparer.Ordinal)];
    }

    private void PackProject(string project, string folder, params string[] options) =>
        _ = Tool.Dotnet(
            Tool.Repository,
            ["pack", project, "-c", Tool.Configuration, "--no-build", "-o", folder, $"-p:Version={Version}", "-p:EnablePackageValidation=false", .. options]).Succeeded();

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private string MakeConsumer()
    {
        var folder = Directory.CreateDirectory(System.IO.Path.Combine(Folder, "Consumer")).FullName;
        ConsumerSources.Write(folder, Version);
        _ = Tool.Dotnet(folder, ["restore", .. RestoreOptions]).Succeeded();
        return folder;
    }

    private string Publish()
    {
        var output = System.IO.Path.Combine(Folder, "native");
        // The map of what is in the program is written beside the object file and changes neither.
        PublishOutput = Tool.Dotnet(Consumer, ["publish", "-o", output, "-p:IlcGenerateMapFile=true", .. RestoreOptions]).Succeeded();
        return System.IO.Path.Combine(output, $"Consumer{Tool.ExecutableEnding}");
    }
}
