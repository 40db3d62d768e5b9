extern alias codefixes;

using Compiled.Generator.Diagnostics;
using Compiled.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using ActivationCodeFix = codefixes::Compiled.CodeFixes.ActivationCodeFix;
using BeforeLoopCodeFix = codefixes::Compiled.CodeFixes.BeforeLoopCodeFix;
using ConstructorCodeFix = codefixes::Compiled.CodeFixes.ConstructorCodeFix;
using FeatureNamesCodeFix = codefixes::Compiled.CodeFixes.FeatureNamesCodeFix;
using MakeClassCodeFix = codefixes::Compiled.CodeFixes.MakeClassCodeFix;
using MakePartialCodeFix = codefixes::Compiled.CodeFixes.MakePartialCodeFix;
using RemedyCodeFix = codefixes::Compiled.CodeFixes.RemedyCodeFix;
using RemoveModifierCodeFix = codefixes::Compiled.CodeFixes.RemoveModifierCodeFix;
using SpanLengthCodeFix = codefixes::Compiled.CodeFixes.SpanLengthCodeFix;
using SpellingCodeFix = codefixes::Compiled.CodeFixes.SpellingCodeFix;

namespace Compiled.CodeFixes.Tests;

/// <summary>What an editor may hand to a fix that has nothing to mend there: a place without what the fix changes, a file that it cannot write.</summary>
public sealed class OfferTests
{
    private const string Source = "using System;\n\n[Dens(1)]\npublic partial class Net\n{\n    public void Run() { foreach (var x in y) { var n = z; } }\n}\n";

    /// <summary>Each fix that looks at the syntax around a diagnostic, with one of its diagnostics.</summary>
    public static TheoryData<Type, string> Fixes => new()
    {
        { typeof(MakePartialCodeFix), ProblemIds.NotPartial },
        { typeof(MakeClassCodeFix), ProblemIds.RecordType },
        { typeof(RemoveModifierCodeFix), ProblemIds.StaticClass },
        { typeof(ConstructorCodeFix), ProblemIds.PrimaryConstructor },
        { typeof(ConstructorCodeFix), ProblemIds.UnchainedConstructor },
        { typeof(ConstructorCodeFix), ProblemIds.ConstructorCollision },
        { typeof(BeforeLoopCodeFix), ProblemIds.NetworkPerPrediction },
        { typeof(SpanLengthCodeFix), ProblemIds.WrongLength },
        { typeof(RemedyCodeFix), ProblemIds.SecondLoss },
        { typeof(ActivationCodeFix), ProblemIds.ActivationNotStruct },
        { typeof(FeatureNamesCodeFix), ProblemIds.DuplicateFeature },
        { typeof(SpellingCodeFix), "CS0246" },
    };

    [Theory]
    [MemberData(nameof(Fixes))]
    public async Task Nothing_is_offered_outside_a_type(Type fix, string id)
    {
        using var workspace = new AdhocWorkspace();
        Assert.Empty(await OfferedAsync(fix, await AtAsync(workspace, id, "using System;")));
    }

    [Theory]
    [InlineData("using System;", "foreach (var x in y) { var n = z; }")]
    [InlineData("var n = z;", "using System;")]
    public async Task Nothing_moves_before_what_is_no_loop(string declaration, string loop)
    {
        using var workspace = new AdhocWorkspace();
        var offered = await OfferedAsync(typeof(BeforeLoopCodeFix), await AtAsync(workspace, ProblemIds.NetworkPerPrediction, "z", declaration, loop));
        Assert.Empty(offered);
    }

    [Fact]
    public async Task A_declaration_moves_before_its_loop()
    {
        using var workspace = new AdhocWorkspace();
        var given = await AtAsync(workspace, ProblemIds.NetworkPerPrediction, "z", "var n = z;", "foreach (var x in y) { var n = z; }");
        var changed = await ChangedAsync(Assert.Single(await OfferedAsync(typeof(BeforeLoopCodeFix), given)), given.Document.Id);
        Assert.Contains("{ var n = z; foreach (var x in y) { } }", changed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_library_no_attribute_is_near()
    {
        using var workspace = new AdhocWorkspace();
        Assert.Empty(await OfferedAsync(typeof(SpellingCodeFix), await AtAsync(workspace, "CS0246", "Dens")));
    }

    /// <summary>Such as one that another generator wrote.</summary>
    [Theory]
    [InlineData(typeof(SpanLengthCodeFix), ProblemIds.WrongLength)]
    [InlineData(typeof(RemedyCodeFix), ProblemIds.SecondLoss)]
    public async Task A_file_that_is_not_of_the_solution_stays_as_it_is(Type fix, string id)
    {
        using var workspace = new AdhocWorkspace();
        var given = await AtAsync(workspace, id, "Dens(1)");
        var written = CSharpSyntaxTree.ParseText(Source, cancellationToken: TestContext.Current.CancellationToken);
        var properties = given.Diagnostic.Properties.Add(RemedyKeys.Length, "Net.OutputSize")
            .Add(RemedyKeys.Title, "Remove [Dense]").Add(RemedyKeys.ActionOf(0), RemedyKeys.Remove).Add(RemedyKeys.TextOf(0), "");
        var elsewhere = Diagnostic.Create(given.Diagnostic.Descriptor, given.Diagnostic.Location, [Location.Create(written, SpanOf("Dens(1)"))], properties);
        var action = Assert.Single(await OfferedAsync(fix, (given.Document, elsewhere)));
        Assert.Empty(Changes(await action.GetOperationsAsync(TestContext.Current.CancellationToken), given.Document));
    }

    private static IEnumerable<string> Changes(IEnumerable<CodeActionOperation> operations, Document document) => operations.OfType<ApplyChangesOperation>()
        .SelectMany(operation => operation.ChangedSolution.GetChanges(document.Project.Solution).GetProjectChanges())
        .SelectMany(project => project.GetChangedDocuments()).Select(id => id.ToString());

    private static async Task<string> ChangedAsync(CodeAction action, DocumentId document)
    {
        var operations = await action.GetOperationsAsync(TestContext.Current.CancellationToken);
        var changed = Assert.IsType<ApplyChangesOperation>(Assert.Single(operations)).ChangedSolution.GetDocument(document)!;
        return (await changed.GetTextAsync(TestContext.Current.CancellationToken)).ToString();
    }

    /// <summary>A document of the source, and a diagnostic at one place of it with other places.</summary>
    private static async Task<(Document Document, Diagnostic Diagnostic)> AtAsync(AdhocWorkspace workspace, string id, string place, params string[] others)
    {
        var document = workspace.AddProject("Consumer", LanguageNames.CSharp).AddDocument("Net.cs", Source);
        var tree = (await document.GetSyntaxTreeAsync(TestContext.Current.CancellationToken))!;
        var descriptor = Catalogue.All.FirstOrDefault(known => known.Id == id) ?? new DiagnosticDescriptor(id, "Title", "Message", "Compiler", DiagnosticSeverity.Error, true);
        return (document, Diagnostic.Create(descriptor, At(place), others.Select(At)));

        Location At(string text) => Location.Create(tree, SpanOf(text));
    }

    private static TextSpan SpanOf(string text) => new(Source.IndexOf(text, StringComparison.Ordinal), text.Length);

    private static async Task<List<CodeAction>> OfferedAsync(Type fix, (Document Document, Diagnostic Diagnostic) given)
    {
        var actions = new List<CodeAction>();
        var context = new CodeFixContext(given.Document, given.Diagnostic, (action, _) => actions.Add(action), TestContext.Current.CancellationToken);
        await ((CodeFixProvider)Activator.CreateInstance(fix)!).RegisterCodeFixesAsync(context);
        return actions;
    }
}
