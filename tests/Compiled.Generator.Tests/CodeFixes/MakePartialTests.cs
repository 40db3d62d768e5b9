extern alias codefixes;

using Compiled.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using MakePartialCodeFix = codefixes::Compiled.CodeFixes.MakePartialCodeFix;

namespace Compiled.Generator.Tests.CodeFixes;

public sealed class MakePartialTests
{
    [Theory]
    [InlineData(
        "[Network(2)]\n[Dense(1)] // one unit\npublic sealed class Net;",
        "[Network(2)]\n[Dense(1)] // one unit\npublic sealed partial class Net;")]
    [InlineData(
        "[Network(2)]\n[Dense(1)]\n// why\nclass Net { }",
        "[Network(2)]\n[Dense(1)]\n// why\npartial class Net { }")]
    [InlineData(
        "static class Outer\n{\n    public record struct Inner\n    {\n        [Network(2), Dense(1)]\n        partial class Net;\n    }\n}",
        "static partial class Outer\n{\n    public partial record struct Inner\n    {\n        [Network(2), Dense(1)]\n        partial class Net;\n    }\n}")]
    [InlineData(
        "interface IOuter { [Network(2), Dense(1)] class Net; }",
        "partial interface IOuter { [Network(2), Dense(1)] partial class Net; }")]
    public async Task The_word_goes_where_it_belongs(string before, string after)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var diagnostic = GeneratorHarness.Run("using Compiled;\n" + before).Problems[0];
        using var workspace = new AdhocWorkspace();
        var document = workspace.AddProject("Consumer", LanguageNames.CSharp).AddDocument("Net.cs", "using Compiled;\n" + before);

        var actions = new List<CodeAction>();
        await new MakePartialCodeFix().RegisterCodeFixesAsync(
            new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), cancellation));
        var operations = await Assert.Single(actions).GetOperationsAsync(cancellation);
        var changed = Assert.IsType<ApplyChangesOperation>(Assert.Single(operations)).ChangedSolution.GetDocument(document.Id)!;
        var text = (await changed.GetTextAsync(cancellation)).ToString();

        Assert.Equal("using Compiled;\n" + after, text);
        Assert.Empty(GeneratorHarness.Run(text).Problems);
    }
}
