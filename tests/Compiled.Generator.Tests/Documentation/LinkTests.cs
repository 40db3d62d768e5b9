using System.Text.RegularExpressions;
using Compiled.Tests;

namespace Compiled.Generator.Tests.Documentation;

/// <summary>Every relative link of every page of the repository leads to a file, and its anchor to a heading of that file.</summary>
public sealed partial class LinkTests
{
    /// <summary>Folders with what tools wrote, and what others wrote.</summary>
    private static readonly string[] Foreign = ["bin", "obj", "node_modules", ".git", "_site", "TestResults"];

    public static TheoryData<string> Pages => [.. Files()];

    [Fact]
    public void All_pages_are_found() =>
        Assert.Superset(
            new HashSet<string> { "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/fit.md", "docs/contributing/architecture.md", "benchmarks/README.md", "samples/Mnist/README.md" },
            Files().ToHashSet());

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_links_of_a_page_lead_somewhere(string path) => Assert.Equal([], Broken(path, File.ReadAllText(Path.Combine(Repository.Root, path))));

    [Theory]
    [InlineData("[a](nowhere.md)", false)]
    [InlineData("[a](fit.md)", true)]
    [InlineData("[a](fit.md#early-stopping)", true)]
    [InlineData("[a](fit.md#late-stopping)", false)]
    [InlineData("# One\n[a](#one)", true)]
    [InlineData("# One\n# One\n[a](#one-1)", true)]
    [InlineData("# One\n[a](#two)", false)]
    [InlineData("![a](nowhere.png)", false)]
    [InlineData("<img src=\"nowhere.png\">", false)]
    [InlineData("<a href=\"fit.md\">", true)]
    [InlineData("[a]: nowhere.md", false)]
    [InlineData("[a](https://example.org/nowhere.md)", true)]
    [InlineData("```text\n[a](nowhere.md)\n```", true)]
    [InlineData("`[Loss](typeof)`", true)]
    public void A_broken_link_is_found(string page, bool isRight) => Assert.Equal(isRight, Broken("docs/page.md", page).Count == 0);

    private static List<string> Broken(string path, string page)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, path))!;
        var broken = new List<string>();
        foreach (var link in Link().Matches(Code().Replace(page, "")).Select(static match => match.Groups[1].Value))
        {
            var parts = link.Split('#', 2);
            var isHere = parts[0].Length == 0;
            var target = Path.Combine(folder, Uri.UnescapeDataString(parts[0]));
            if (!isHere && !Path.Exists(target))
                broken.Add($"{path}: '{link}' does not exist.");
            else if (parts.Length > 1 && !Anchors(isHere ? page : File.ReadAllText(target)).Contains(parts[1]))
                broken.Add($"{path}: '{link}' has no such heading.");
        }

        return broken;
    }

    private static IEnumerable<string> Files() =>
        Directory.EnumerateFiles(Repository.Root, "*.md", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
            .Select(static file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
            .Where(static file => !file.Split('/').Intersect(Foreign).Any())
            .Order(StringComparer.Ordinal);

    /// <summary>What headings are called in links: lower case, hyphens for spaces, no other marks; those that come again are numbered.</summary>
    private static HashSet<string> Anchors(string page)
    {
        var seen = new Dictionary<string, int>();
        var anchors = new HashSet<string>();
        foreach (Match heading in Heading().Matches(Fence().Replace(page.ReplaceLineEndings("\n"), "")))
        {
            var name = string.Concat(heading.Groups[1].Value.ToLowerInvariant().Where(static character => char.IsLetterOrDigit(character) || character is ' ' or '-' or '_')).Replace(' ', '-');
            var count = seen[name] = seen.GetValueOrDefault(name, -1) + 1;
            anchors.Add(count == 0 ? name : $"{name}-{count}");
        }

        return anchors;
    }

    /// <summary>A link within the repository: inline, by reference, or in HTML.</summary>
    [GeneratedRegex("""(?:\]\(|^\[[^\]]+\]: +|\b(?:src|href|srcset)=")((?![a-z]+:)[^)\s"]+)""", RegexOptions.Multiline)]
    private static partial Regex Link();

    [GeneratedRegex("^#+ (.+?) *$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    /// <summary>Blocks of code, whose comments may look like headings.</summary>
    [GeneratedRegex("^```.*?^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fence();

    /// <summary>Code, in blocks and within lines: what looks like a link there is none.</summary>
    [GeneratedRegex("^```.*?^```|`[^`\n]+`(?!\\]\\()", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Code();
}
