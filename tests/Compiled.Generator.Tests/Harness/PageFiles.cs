using System.Text.RegularExpressions;

namespace Compiled.Generator.Tests.Harness;

/// <summary>The files that a page shows: a block with a file's name behind the fence, "text xor.weights".</summary>
internal static partial class PageFiles
{
    public static IReadOnlyList<FixedText> Read(string page) =>
        [.. Block().Matches(page.ReplaceLineEndings("\n")).Select(static block => new FixedText(block.Groups[1].Value, block.Groups[2].Value))];

    [GeneratedRegex(@"^```text (\S+)\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();
}
