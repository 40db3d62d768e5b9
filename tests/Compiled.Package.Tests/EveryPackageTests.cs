using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Compiled.Package.Tests;

/// <summary>What a registry shows of every package, and that the same sources give the same packages, those with symbols too. Packing compares each library with the last release.</summary>
public sealed partial class EveryPackageTests(PackedPackage package)
{
    private static readonly string[] _libraries =
        ["Compiled", "Compiled.Dynamic", "Compiled.Onnx", "Compiled.Plots", "Compiled.Report", "Compiled.TensorBoard", "Compiled.Terminal"];

    /// <summary>Libraries that the last release did not have.</summary>
    private static readonly string[] _new = ["Compiled.Search", "Compiled.Search.Orleans"];

    [Fact]
    public void They_have_a_page_an_icon_notes_and_symbols_and_are_packed_alike_twice()
    {
        var files = package.PackAll("every");
        string[] expected = [.. _libraries.Concat(_new).Append("Compiled.Templates").Append("Compiled.Tool").Append("Compiled.Worker").Order(StringComparer.Ordinal)];
        Assert.Equal(expected, Names(files, ".nupkg"));
        Assert.Equal(expected.Where(static name => name != "Compiled.Templates"), Names(files, ".snupkg"));
        foreach (var name in expected)
            Examine(name, files.Single(file => Path.GetFileName(file) == $"{name}.{package.Version}.nupkg"));
        foreach (var file in files.Where(static file => file.EndsWith(".snupkg", StringComparison.Ordinal)))
        {
            using var symbols = ZipFile.OpenRead(file);
            Assert.Contains(symbols.Entries, static entry => entry.Name.EndsWith(".pdb", StringComparison.Ordinal));
        }

        Assert.Equal(files.Select(Hash), package.PackAll("again").Select(Hash));
    }

    [Fact]
    public void Every_library_has_a_baseline_and_is_compared_with_it()
    {
        Assert.All(_libraries, static library =>
        {
            Assert.True(File.Exists(Path.Combine(Tool.Repository, "tests", "Baseline", $"{library}.0.1.0.nupkg")), library);
            var properties = Tool.Dotnet(Path.Combine(Tool.Repository, "src", library), "msbuild", "-getProperty:EnablePackageValidation,PackageValidationBaselinePath").Succeeded();
            Assert.Contains("\"EnablePackageValidation\": \"true\"", properties);
            Assert.Contains($"tests/Baseline/{library}.0.1.0.nupkg", properties.Replace("\\\\", "/"));
        });
    }

    /// <summary>Whatever the way to write a link: a registry has no other file of the repository.</summary>
    [Theory]
    [InlineData("[x](docs/x.md)", true)]
    [InlineData("![x](icon.png)", true)]
    [InlineData("[x](#below)", true)]
    [InlineData("[![x](https://example.com/x.svg)](docs/x.md)", true)]
    [InlineData("<img src=\"docs/x.png\" width=\"200\">", true)]
    [InlineData("<img alt='x' SRC='x.png'>", true)]
    [InlineData("<img src = x.png>", true)]
    [InlineData("<source srcset=\"dark.png 2x\">", true)]
    [InlineData("<a\n  href=\"x.md\">x</a>", true)]
    [InlineData("[x][1]\n\n[1]: docs/x.md", true)]
    [InlineData("[x](https://example.com/x.md) <img src=\"https://example.com/x.png\"> <a href='https://example.com'>x</a>\n\n[1]: https://example.com", false)]
    [InlineData("    var src = \"x\"; values[0](1) [Dense(3)]: a block", false)]
    public void A_page_links_nothing_that_a_registry_lacks(string page, bool isRelative) => Assert.Equal(isRelative, RelativeLinks(page).Any());

    private static void Examine(string name, string file)
    {
        using var archive = ZipFile.OpenRead(file);
        string Read(string entry)
        {
            using var reader = new StreamReader(archive.GetEntry(entry)!.Open());
            return reader.ReadToEnd();
        }

        var metadata = XDocument.Parse(Read($"{name}.nuspec")).Root!.Elements().Single();
        string ValueOf(string element) => metadata.Elements().Single(each => each.Name.LocalName == element).Value;
        Assert.Equal("MIT", ValueOf("license"));
        Assert.Equal("README.md", ValueOf("readme"));
        Assert.Equal("icon.png", ValueOf("icon"));
        Assert.StartsWith("https://", ValueOf("projectUrl"));
        Assert.EndsWith("/CHANGELOG.md", ValueOf("releaseNotes"));
        Assert.Equal("git", metadata.Elements().Single(static each => each.Name.LocalName == "repository").Attribute("type")!.Value);
        Assert.InRange(archive.GetEntry("icon.png")!.Length, 1, 20_000);

        var page = Read("README.md");
        var command = name switch
        {
            "Compiled.Tool" or "Compiled.Worker" => $"dotnet tool install --global {name}",
            "Compiled.Templates" => "dotnet new install Compiled.Templates",
            _ => $"dotnet add package {name}",
        };
        Assert.Contains($"    {command}", page.Split('\n').Take(4));
        Assert.Empty(RelativeLinks(page));
        Assert.All(archive.Entries, static entry => Assert.Equal(new DateTime(2026, 1, 1), entry.LastWriteTime.DateTime));
    }

    private IEnumerable<string> Names(IEnumerable<string> files, string ending) => files
        .Select(static file => Path.GetFileName(file))
        .Where(name => name.EndsWith($".{package.Version}{ending}", StringComparison.Ordinal))
        .Select(name => name[..^(package.Version.Length + ending.Length + 1)])
        .Order(StringComparer.Ordinal);

    private static string Hash(string file) => $"{Path.GetFileName(file)} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))}";

    /// <summary>The links that a page of a registry cannot follow: in brackets, at the end of the page, and of HTML. What is indented by four is code.</summary>
    private static IEnumerable<string> RelativeLinks(string page) => RelativeLink().Matches(Code().Replace(page, "")).Select(static match => match.Value);

    [GeneratedRegex(@"\]\((?!https://)[^)]*\)|^\[[^\]]+\]:\s*(?!https://)\S+|<[^>]*\b(?:src|srcset|href)\s*=\s*[""']?(?![""'\s]|https://)[^>]*>", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex RelativeLink();

    [GeneratedRegex(@"^    [^\n]*|^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();
}
