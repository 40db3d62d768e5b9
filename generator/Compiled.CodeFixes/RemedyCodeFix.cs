using System.Collections.Immutable;
using System.Composition;
using Compiled.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Compiled.CodeFixes;

/// <summary>Carries out the remedy that a diagnostic brings along: attributes and arguments inserted, replaced, moved, removed. Which, the analyzer has decided.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemedyCodeFix))]
[Shared]
public sealed class RemedyCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [.. RemedyKeys.Ids];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (diagnostic.Properties.GetValueOrDefault(RemedyKeys.Title) is not { } title)
                continue;
            context.RegisterCodeFix(
                CodeAction.Create(title, cancellation => ApplyAsync(context.Document.Project.Solution, diagnostic, cancellation), equivalenceKey: diagnostic.Id),
                diagnostic);
        }

        return Task.CompletedTask;
    }

    private static async Task<Solution> ApplyAsync(Solution solution, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var edits = new AttributeEdits();
        for (var edit = 0; edit < diagnostic.AdditionalLocations.Count; edit++)
        {
            var anchor = await FindAsync(diagnostic.AdditionalLocations[edit], cancellation).ConfigureAwait(false);
            var (action, text) = (diagnostic.Properties[RemedyKeys.ActionOf(edit)], diagnostic.Properties[RemedyKeys.TextOf(edit)]!);
            if (action is RemedyKeys.MoveAfter or RemedyKeys.MoveBefore)
                edits.Move(await FindAsync(diagnostic.Location, cancellation).ConfigureAwait(false), anchor, isAfter: action == RemedyKeys.MoveAfter);
            else
                edits.Add(action!, anchor, text);
        }

        foreach (var (tree, changes) in edits.Changes())
        {
            // Not what another generator wrote.
            if (solution.GetDocument(tree) is not { } document)
                continue;
            var source = await document.GetTextAsync(cancellation).ConfigureAwait(false);
            solution = solution.WithDocumentText(document.Id, source.WithChanges(changes));
        }

        return solution;
    }

    /// <summary>The attribute that the analyzer reported at, or an argument of which.</summary>
    private static async Task<AttributeSyntax> FindAsync(Location location, CancellationToken cancellation)
    {
        var root = await location.SourceTree!.GetRootAsync(cancellation).ConfigureAwait(false);
        return root.FindNode(location.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<AttributeSyntax>()!;
    }
}
