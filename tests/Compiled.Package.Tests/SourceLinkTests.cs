using System.IO.Compression;
using System.Reflection.Metadata;
using System.Text.Json;

namespace Compiled.Package.Tests;

/// <summary>A debugger finds the sources: where Git has a remote that the SDK knows, the symbols of a package name each file at its commit there.</summary>
public sealed class SourceLinkTests(PackedPackage package)
{
    private static readonly Guid SourceLink = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");

    [Fact]
    public void Symbols_name_the_sources_at_the_commit_of_the_remote()
    {
        GitClone.Require();
        var clone = new GitClone(Path.Combine(package.Folder, "with a remote", "clone"));
        _ = clone.Git("remote", "set-url", "origin", "https://github.com/example/compiled.git");
        var project = new TinyProject(clone);
        foreach (var isCI in new[] { "true", "false" })
            Examine(Pack(project, $"ci {isCI}", $"-p:CI={isCI}"), "example/compiled", clone.Head, "https://github.com/compiled-net/compiled");

        // A fork has one line to change, whatever its remote is called here.
        var properties = Path.Combine(clone.Folder, "Directory.Build.props");
        File.WriteAllText(properties, File.ReadAllText(properties).Replace(">https://github.com/compiled-net/compiled<", ">https://github.com/fork/networks<", StringComparison.Ordinal));
        Examine(Pack(project, "fork"), "fork/networks", clone.Head, "https://github.com/fork/networks");
        _ = clone.Git("remote", "remove", "origin");
        Examine(Pack(project, "without a remote"), "fork/networks", clone.Head, "https://github.com/fork/networks");
    }

    private string Pack(TinyProject project, string name, params string[] options)
    {
        var folder = Path.Combine(package.Folder, "linked", name);
        _ = project.Pack(folder, [$"-p:Version={package.Version}", .. options]).Succeeded();
        return folder;
    }

    private static void Examine(string folder, string repository, string commit, string url)
    {
        using var archive = ZipFile.OpenRead(Assert.Single(Directory.GetFiles(folder, "*.snupkg")));
        var documents = JsonDocument.Parse(LinksOf(archive.GetEntry("lib/net10.0/Tiny.pdb")!)).RootElement.GetProperty("documents").EnumerateObject().ToList();
        // No symbols have a path of the machine.
        Assert.Contains(documents, document => document.Value.GetString() == $"https://raw.githubusercontent.com/{repository}/{commit}/*" && document.Name == "/_/*");
        using var packed = ZipFile.OpenRead(Assert.Single(Directory.GetFiles(folder, "*.nupkg")));
        using var specification = new StreamReader(packed.GetEntry("Tiny.nuspec")!.Open());
        Assert.Contains($"url=\"{url}\" commit=\"{commit}\"", specification.ReadToEnd(), StringComparison.Ordinal);
    }

    private static byte[] LinksOf(ZipArchiveEntry symbols)
    {
        using var stream = symbols.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        copy.Position = 0;
        using var provider = MetadataReaderProvider.FromPortablePdbStream(copy);
        var reader = provider.GetMetadataReader();
        var link = reader.CustomDebugInformation.Select(reader.GetCustomDebugInformation).Single(information => reader.GetGuid(information.Kind) == SourceLink);
        return reader.GetBlobBytes(link.Value);
    }
}
