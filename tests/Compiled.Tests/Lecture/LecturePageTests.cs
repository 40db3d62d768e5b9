using System.Text.RegularExpressions;

namespace Compiled.Tests.Lecture;

/// <summary>
/// docs/lecture.md shows the lecture's own steps as they are tested here, with values and seeds. (All code of the page, its map included, is compiled
/// and run by the tests of the generator.)
/// </summary>
public sealed partial class LecturePageTests
{
    [Fact]
    public void Every_code_block_before_the_map_stands_in_the_lectures_tests()
    {
        var root = Repository.Root;
        var page = File.ReadAllText(Path.Combine(root, "docs", "lecture.md")).Split("\n## The map", StringSplitOptions.None)[0];
        var sources = Directory.GetFiles(Path.Combine(root, "tests", "Compiled.Tests", "Lecture"), "*.cs").Select(File.ReadAllText);
        var code = Flatten(string.Join('\n', sources));

        // The using directives are for readers who paste; the tests have theirs in the project.
        var blocks = CodeBlock().Matches(page).Select(match => UsingLine().Replace(match.Groups[1].Value, "")).ToList();
        Assert.True(blocks.Count >= 7, $"The page has only {blocks.Count} blocks of code.");
        Assert.All(blocks, block => Assert.True(code.Contains(Flatten(block), StringComparison.Ordinal), $"Not in the tests:\n{block}"));
    }

    private static string Flatten(string text) => Space().Replace(text, " ").Trim();

    [GeneratedRegex(@"```csharp[^\r\n]*\r?\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"^using [\w.]+;\r?$", RegexOptions.Multiline)]
    private static partial Regex UsingLine();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
