using System.IO.Compression;
using System.Xml.Linq;

namespace Compiled.Package.Tests;

/// <summary>What makes a release: versions from tags, a comparison with the last release, and the address of the repository.</summary>
public sealed class ReleaseTests(PackedPackage package)
{
    [Fact]
    public void A_tag_is_the_version_of_every_package()
    {
        GitClone.Require();
        var clone = new GitClone(Path.Combine(package.Folder, "versions", "clone"));
        foreach (var tag in clone.Git("tag").Split('\n', StringSplitOptions.RemoveEmptyEntries))
            _ = clone.Git("tag", "--delete", tag);
        _ = Tool.Dotnet(clone.Folder, "restore", clone.WriteSolution()).Succeeded();

        var untagged = Assert.Single(clone.ValuesOf("PackageVersion").Values.Distinct());
        Assert.Matches(@"^0\.1\.0-preview\.0\.[0-9]+$", untagged);

        // Only a tag with a v counts.
        _ = clone.Git("tag", "9.9.9");
        Assert.All(clone.ValuesOf("PackageVersion"), value => Assert.Equal(untagged, value.Value));

        _ = clone.Git("tag", "v1.2.3");
        var tagged = clone.ValuesOf("PackageVersion");
        Assert.All(tagged, static value => Assert.Equal("1.2.3", value.Value));
        // Each of them, the tools and the templates too.
        Assert.Equal(
            Directory.GetDirectories(Path.Combine(clone.Folder, "src")).Select(Path.GetFileName).Append("Compiled.Templates").Order(StringComparer.Ordinal),
            tagged.Keys.Order(StringComparer.Ordinal));

        // The package says so itself, and the project that a template makes takes that version.
        var folder = Path.Combine(package.Folder, "versions", "packed");
        _ = Tool.Dotnet(Path.Combine(clone.Folder, "templates"), "pack", "-c", "Release", "-o", folder).Succeeded();
        using (var archive = ZipFile.OpenRead(Path.Combine(folder, "Compiled.Templates.1.2.3.nupkg")))
        {
            Assert.Equal("1.2.3", MetadataOf(archive).Elements().Single(static each => each.Name.LocalName == "version").Value);
            using var template = new StreamReader(archive.GetEntry("content/compiled-console/.template.config/template.json")!.Open());
            Assert.Contains("\"1.2.3\"", template.ReadToEnd(), StringComparison.Ordinal);
        }

        File.AppendAllText(Path.Combine(clone.Folder, "CHANGELOG.md"), "\nOne more line.\n");
        clone.Commit("One more commit");
        Assert.All(clone.ValuesOf("PackageVersion"), static value => Assert.Equal("1.2.4-preview.0.1", value.Value));
    }

    [Fact]
    public void A_public_member_that_is_gone_fails_the_pack()
    {
        GitClone.Require();
        var clone = new GitClone(Path.Combine(package.Folder, "compared", "clone"));
        var project = new TinyProject(clone);
        var baseline = Path.Combine(clone.Folder, "tests", "Baseline");
        project.Write("Value", "Other");
        _ = project.Pack(baseline, "-p:Version=0.1.0").Succeeded();

        string[] next = [Path.Combine(package.Folder, "compared", "packages"), "-p:Version=0.2.0"];
        project.Write("Value", "Other", "Added");
        _ = project.Pack(next[0], next[1]).Succeeded();

        project.Write("Value", "Added");
        var refused = project.Pack(next[0], next[1]);
        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("error CP0002: Member 'int Tiny.One.Other.get' exists on", refused.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("'int Tiny.One.Value.get'", refused.Output);
    }

    [Fact]
    public void Every_package_names_the_repository_of_a_fork()
    {
        const string Fork = "https://git.example.com/team/networks";
        var files = package.PackAll("fork", null, $"CompiledRepositoryUrl={Fork}", "EnablePackageValidation=false");
        var packages = files.Where(static file => file.EndsWith(".nupkg", StringComparison.Ordinal)).ToList();
        Assert.Equal(Directory.GetDirectories(Path.Combine(Tool.Repository, "src")).Length + 1, packages.Count);
        foreach (var file in packages)
        {
            using var archive = ZipFile.OpenRead(file);
            var metadata = MetadataOf(archive);
            string ValueOf(string name) => metadata.Elements().Single(each => each.Name.LocalName == name).Value;
            Assert.Equal(Fork, metadata.Elements().Single(static each => each.Name.LocalName == "repository").Attribute("url")!.Value);
            Assert.Equal(Fork, ValueOf("projectUrl"));
            Assert.Equal($"{Fork}/blob/main/CHANGELOG.md", ValueOf("releaseNotes"));
        }
    }

    private static XElement MetadataOf(ZipArchive archive)
    {
        using var stream = archive.Entries.Single(static entry => entry.Name.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        return XDocument.Load(stream).Root!.Elements().Single();
    }
}
