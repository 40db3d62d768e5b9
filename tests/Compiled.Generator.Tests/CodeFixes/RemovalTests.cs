extern alias codefixes;

using Compiled.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using RemoveAttributeCodeFix = codefixes::Compiled.CodeFixes.RemoveAttributeCodeFix;
using RemoveModifierCodeFix = codefixes::Compiled.CodeFixes.RemoveModifierCodeFix;

namespace Compiled.Generator.Tests.CodeFixes;

[Trait("Speed", "slow")]
public sealed class RemovalTests
{
    private const string Blocks = "[Network(2)]\n[Dense(1)]\n";

    [Theory]
    [InlineData(Blocks + "public abstract partial class Net;", Blocks + "public partial class Net;")]
    [InlineData(Blocks + "// why\nabstract partial class Net { }", Blocks + "// why\npartial class Net { }")]
    [InlineData(Blocks + "public static partial class Net;", Blocks + "public partial class Net;")]
    public Task A_modifier_goes_and_nothing_else(string before, string after) => Check(new RemoveModifierCodeFix(), before, after);

    [Theory]
    [InlineData("[Network(2)]\n[Dense(3), LayerNorm, LayerNorm, Relu]\n[Dense(1)]\npartial class Net;", "[Network(2)]\n[Dense(3), LayerNorm, Relu]\n[Dense(1)]\npartial class Net;")]
    [InlineData("[Network(2)]\n[Dense(3), Relu, Dropout(0.5)]\n[Dropout(0.2)]\n[Dense(1)]\npartial class Net;", "[Network(2)]\n[Dense(3), Relu, Dropout(0.5)]\n[Dense(1)]\npartial class Net;")]
    public Task A_block_goes_and_its_brackets_where_it_stands_alone(string before, string after) => Check(new RemoveAttributeCodeFix(), before, after);

    private static async Task Check(CodeFixProvider fix, string before, string after)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var diagnostic = Assert.Single(GeneratorHarness.Run("using Compiled;\n" + before).Problems);
        Assert.Contains(diagnostic.Id, fix.FixableDiagnosticIds);
        using var workspace = new AdhocWorkspace();
        var document = workspace.AddProject("Consumer", LanguageNames.CSharp).AddDocument("Net.cs", "using Compiled;\n" + before);
        var actions = new List<CodeAction>();
        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), cancellation));
        var operations = await Assert.Single(actions).GetOperationsAsync(cancellation);
        var changed = Assert.IsType<ApplyChangesOperation>(Assert.Single(operations)).ChangedSolution.GetDocument(document.Id)!;
        var text = (await changed.GetTextAsync(cancellation)).ToString();
        Assert.Equal("using Compiled;\n" + after, text);
        Assert.Empty(GeneratorHarness.Run(text).Problems);
    }
}
