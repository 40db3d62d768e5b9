using System.Text.RegularExpressions;
using Compiled.Tests;

namespace Compiled.Generator.Tests.Documentation;

/// <summary>docs/README.md leads to every page of docs, directly or by links of the pages that it leads to.</summary>
public sealed partial class FrontDoorTests
{
    private const string Door = "docs/README.md";

    [Fact]
    public void Every_page_is_reached_from_the_front_door()
    {
        var reached = Reached();
        Assert.True(reached.Count > 40, $"Only {reached.Count} pages were reached.");
        Assert.DoesNotContain(Pages(), page => !reached.Contains(page));
    }

    private static HashSet<string> Reached()
    {
        var reached = new HashSet<string> { Door };
        var waiting = new Queue<string>([Door]);
        while (waiting.TryDequeue(out var page))
        {
            foreach (var link in Links(page).Where(static link => link.StartsWith("docs/", StringComparison.Ordinal)).Where(reached.Add))
                waiting.Enqueue(link);
        }

        return reached;
    }

    private static IEnumerable<string> Pages() =>
        Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Where(static path => !path.Replace('\\', '/').Split('/').Any(static part => part is "bin" or "obj" or "_site" or "node_modules")).Select(Relative);

    /// <summary>Pages that a page links to, from the repository's folder.</summary>
    private static IEnumerable<string> Links(string page) =>
        Link().Matches(File.ReadAllText(Path.Combine(Repository.Root, page)))
            .Select(match => Path.GetFullPath(Path.Combine(Repository.Root, Path.GetDirectoryName(page)!, match.Groups[1].Value)))
            .Where(File.Exists).Select(Relative);

    private static string Relative(string path) => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/');

    [GeneratedRegex(@"\]\(((?!https?:)[^)\s#]+\.md)")]
    private static partial Regex Link();
}
