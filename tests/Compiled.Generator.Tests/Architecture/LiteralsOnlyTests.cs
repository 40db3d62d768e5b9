using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Compiled.Generator.Tests.Architecture;

/// <summary>
/// Numbers reach emitted text through <c>Literals</c> alone, which writes the same under every culture: what templates put between their braces is text already.
/// </summary>
public class LiteralsOnlyTests
{
    private static readonly string[] WritingFolders = ["Emission", "Blocks", "Planning", "Text"];

    /// <summary>These turn numbers into text: literals, and figures in messages.</summary>
    private static readonly string[] Writers = ["Text/Literals.cs", "Text/Numbers.cs"];

    [Fact]
    public void Templates_interpolate_text_and_nothing_else()
    {
        var sources = new HouseSources(House.Generator);
        var found = new List<string>();
        var holes = 0;
        foreach (var tree in sources.Trees.Where(tree => WritingFolders.Contains(sources.Folder(tree)) && !Writers.Contains(sources.Name(tree))))
        {
            var model = sources.Compilation.GetSemanticModel(tree);
            foreach (var hole in tree.GetRoot(TestContext.Current.CancellationToken).DescendantNodes().OfType<InterpolationSyntax>())
            {
                holes++;
                if (model.GetTypeInfo(hole.Expression, TestContext.Current.CancellationToken).Type is { SpecialType: not SpecialType.System_String, TypeKind: not TypeKind.Enum } type)
                    found.Add($"{sources.Name(tree)}:{tree.GetLineSpan(hole.Span, TestContext.Current.CancellationToken).StartLinePosition.Line + 1}: {hole.Expression} is {type}");
            }
        }

        Assert.Equal([], found);
        Assert.InRange(holes, 500, int.MaxValue);
    }
}
