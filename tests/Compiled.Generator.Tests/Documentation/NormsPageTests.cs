using System.Text.RegularExpressions;
using Compiled.Generator.Tests.Harness;

namespace Compiled.Generator.Tests.Documentation;

/// <summary>docs/norms.md shows a network and what is done with it: both compile.</summary>
[Trait("Speed", "slow")]
public sealed partial class NormsPageTests
{
    [Fact]
    public void Its_code_compiles()
    {
        var page = File.ReadAllText(Path.Combine(DiagnosticPage.Root, "docs/norms.md"));
        var blocks = CodeBlock().Matches(page).Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(4, blocks.Count);
        var result = GeneratorHarness.Run($$"""
            {{blocks[0]}}
            internal static class Page
            {
                private static void Main()
                {
                    {{blocks[1]}}
                }
            }
            """);
        Assert.Empty(result.Problems);
        Assert.Empty(result.CompilerErrors);
        foreach (var block in blocks[2..])
        {
            result = GeneratorHarness.Run(block);
            Assert.Empty(result.Problems);
            Assert.Empty(result.CompilerErrors);
        }
    }

    [GeneratedRegex(@"```csharp\r?\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
