using Compiled.Generator.Tests.Harness;
using Compiled.Tests;

namespace Compiled.Generator.Tests.Documentation;

/// <summary>
/// A block of C# either compiles when it is pasted into a new project, with the using directives that it shows itself, or the page says above it that its blocks build on each other.
/// </summary>
[Trait("Speed", "slow")]
public sealed class PasteTests
{
    private const string Sentence = "The blocks of C# on this page belong together: each builds on those above it, and data that no block loads is your own.";

    private const string Usings = "using Compiled; using Compiled.Dynamic; using Compiled.Numerics; ";

    public static TheoryData<string> Pages => ["README.md", "docs/dynamic.md", .. PageCode.Pages()];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Blocks_compile_alone_or_the_page_says_that_they_build_on_each_other(string path)
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, path)).ReplaceLineEndings("\n");
        var said = page.IndexOf(Sentence, StringComparison.Ordinal);
        var line = said < 0 ? int.MaxValue : page[..said].Count(static character => character == '\n') + 1;
        var blocks = PageCode.Blocks(page);
        // A block that lacks nothing but a using directive has it.
        var lacking = blocks.Where(static block => FirstBlockTests.Errors(block.Code).Any() && !FirstBlockTests.Errors(Usings + block.Code).Any());
        Assert.Equal([], lacking.Select(block => $"{path}({block.Line})"));
        // One block that needs others is enough below the sentence; above it, and without it, none may.
        var alone = blocks.Where(block => block.Line < line).Where(static block => FirstBlockTests.Errors(block.Code).Any()).Select(block => $"{path}({block.Line})");
        Assert.Equal([], alone);
        var isNeeded = blocks.Where(block => block.Line > line).Any(static block => FirstBlockTests.Errors(block.Code).Any());
        Assert.True(said < 0 || isNeeded, $"{path} says that its blocks build on each other, and none does.");
    }
}
