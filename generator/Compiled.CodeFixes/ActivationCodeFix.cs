using System.Collections.Immutable;
using System.Composition;
using Compiled.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Compiled.CodeFixes;

/// <summary>Mends the user's type that [Activation] names, wherever it is declared: makes it a struct, visible to generated code, and inlined.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ActivationCodeFix))]
[Shared]
public sealed class ActivationCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        [ProblemIds.ActivationNotStruct, ProblemIds.ActivationUnreachable, ProblemIds.ActivationNotInlined];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.RootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root.FindNode(context.Span).DescendantNodesAndSelf().OfType<TypeOfExpressionSyntax>().FirstOrDefault() is not { } written)
            return;
        var model = await context.Document.ModelAsync(context.CancellationToken).ConfigureAwait(false);
        var solution = context.Document.Project.Solution;
        if (model.GetTypeInfo(written.Type, context.CancellationToken).Type is not INamedTypeSymbol type || !IsWritable(type, solution))
            return;
        var id = context.Diagnostics[0].Id;
        var found = id switch
        {
            ProblemIds.ActivationNotStruct => await ActivationStruct.FindAsync(type, solution, context.CancellationToken).ConfigureAwait(false),
            ProblemIds.ActivationUnreachable => ActivationVisibility.Find(type, model.Compilation.Assembly, context.CancellationToken),
            _ => ActivationInlining.Find(type, tree => model.Compilation.GetSemanticModel(tree), context.CancellationToken),
        };
        if (found is { } fix)
        {
            context.RegisterCodeFix(
                CodeAction.Create(fix.Title, cancellation => ApplyAsync(solution, fix.Changes, cancellation), nameof(ActivationCodeFix) + id),
                context.Diagnostics);
        }
    }

    /// <summary>Not of a library, and not what another generator wrote.</summary>
    private static bool IsWritable(INamedTypeSymbol type, Solution solution) =>
        type.DeclaringSyntaxReferences.Length > 0 && type.DeclaringSyntaxReferences.All(part => solution.GetDocument(part.SyntaxTree) is not null);

    private static async Task<Solution> ApplyAsync(Solution solution, IReadOnlyList<(SyntaxTree Tree, TextChange Change)> changes, CancellationToken cancellation)
    {
        foreach (var file in changes.GroupBy(static change => change.Tree))
        {
            var document = solution.GetDocument(file.Key)!;
            var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
            solution = solution.WithDocumentText(document.Id, text.WithChanges(file.Select(static change => change.Change).OrderBy(static change => change.Span.Start)));
        }

        return solution;
    }
}
