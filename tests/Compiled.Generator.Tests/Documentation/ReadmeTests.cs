using System.Text.RegularExpressions;
using Compiled.Generator.Tests.Harness;

namespace Compiled.Generator.Tests.Documentation;

/// <summary>README.md shows no code that does not compile, read from top to bottom as one program.</summary>
public sealed partial class ReadmeTests
{
    [Fact]
    public void Its_code_compiles_in_the_order_of_reading()
    {
        var page = File.ReadAllText(Path.Combine(DiagnosticPage.Root, "README.md"));
        var blocks = CodeBlock().Matches(page).Select(match => match.Groups[1].Value).ToList();
        Assert.True(blocks.Count >= 3, $"The page has only {blocks.Count} blocks of code.");

        // The first block declares, and shows the using directives for all; the others are statements.
        var result = GeneratorHarness.Run(GeneratorHarness.Compile(
        [
            PageCode.ImplicitUsings,
            $$"""
            {{blocks[0]}}
            internal static class Readme
            {
                private static void Main()
                {
                    {{string.Concat(blocks.Skip(1))}}
                }
            }
            """,
        ]));
        Assert.Empty(result.Problems);
        Assert.Empty(result.CompilerErrors);
    }

    [GeneratedRegex(@"```csharp\r?\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
