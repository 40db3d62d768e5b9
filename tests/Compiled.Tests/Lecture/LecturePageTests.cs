using System.Text.RegularExpressions;

namespace Compiled.Tests.Lecture;

/// <summary>docs/lecture.md shows no code that is not compiled and run here.</summary>
public sealed partial class LecturePageTests
{
    [Fact]
    public void Every_code_block_of_the_page_stands_in_the_lectures_tests()
    {
        var root = Repository.Root;
        var page = File.ReadAllText(Path.Combine(root, "docs", "lecture.md"));
        var sources = Directory.GetFiles(Path.Combine(root, "tests", "Compiled.Tests", "Lecture"), "*.cs").Select(File.ReadAllText);
        var code = Flatten(string.Join('\n', sources));

        var blocks = CodeBlock().Matches(page).Select(match => match.Groups[1].Value).ToList();
        Assert.True(blocks.Count >= 7, $"The page has only {blocks.Count} blocks of code.");
        Assert.All(blocks, block => Assert.True(code.Contains(Flatten(block), StringComparison.Ordinal), $"Not in the tests:\n{block}"));
    }

    private static string Flatten(string text) => Space().Replace(text, " ").Trim();

    [GeneratedRegex(@"```csharp\r?\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
