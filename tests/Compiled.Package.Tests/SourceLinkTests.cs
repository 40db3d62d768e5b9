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
        Assert.SkipUnless(Tool.Find("git", "git.exe") is not null && Path.Exists(Path.Combine(Tool.Repository, ".git")), "There is no Git.");
        var clone = Path.Combine(package.Folder, "with a remote");
        _ = Tool.Run(package.Folder, "git", "clone", "--quiet", "--shared", Tool.Repository, clone).Succeeded();
        _ = Tool.Run(clone, "git", "remote", "set-url", "origin", "https://github.com/example/compiled.git").Succeeded();
        // The settings of the packages as they are now, and the smallest project that has them: the library itself takes minutes.
        // A work tree of Git has a file in place of its folder.
        foreach (var file in Directory.GetFiles(Tool.Repository).Concat(Directory.GetFiles(Path.Combine(Tool.Repository, "src"))).Where(static file => Path.GetFileName(file) != ".git"))
        {
            var target = Path.Combine(clone, Path.GetRelativePath(Tool.Repository, file));
            File.Copy(file, target, overwrite: true);
        }

        var project = Directory.CreateDirectory(Path.Combine(clone, "src", "Tiny")).FullName;
        File.WriteAllText(Path.Combine(project, "Tiny.csproj"), """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Description>A package of one class.</Description>
                <!-- Nothing of it is public. -->
                <LocksPublicApi>false</LocksPublicApi>
              </PropertyGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(project, "PACKAGE.md"), "# Tiny\n");
        File.WriteAllText(Path.Combine(project, "Tiny.cs"), "namespace Tiny;\n\ninternal static class One\n{\n    public static int Value { get; } = int.Parse(\"1\");\n}\n");
        var commit = Tool.Run(clone, "git", "rev-parse", "HEAD").Succeeded().Trim();
        foreach (var isCI in new[] { "true", "false" })
        {
            var folder = Path.Combine(package.Folder, "linked", isCI);
            _ = Tool.Dotnet(project, "pack", "-c", "Release", "-o", folder, $"-p:CI={isCI}", $"-p:Version={package.Version}").Succeeded();
            using var archive = ZipFile.OpenRead(Assert.Single(Directory.GetFiles(folder, "*.snupkg")));
            var documents = JsonDocument.Parse(LinksOf(archive.GetEntry("lib/net10.0/Tiny.pdb")!)).RootElement.GetProperty("documents").EnumerateObject().ToList();
            // No symbols have a path of the machine.
            Assert.Contains(documents, document => document.Value.GetString() == $"https://raw.githubusercontent.com/example/compiled/{commit}/*" && document.Name == "/_/*");
            using var packed = ZipFile.OpenRead(Assert.Single(Directory.GetFiles(folder, "*.nupkg")));
            using var specification = new StreamReader(packed.GetEntry("Tiny.nuspec")!.Open());
            Assert.Contains($"commit=\"{commit}\"", specification.ReadToEnd(), StringComparison.Ordinal);
        }
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
