using System.Collections.Immutable;
using System.Composition;
using Compiled.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Compiled.CodeFixes;

/// <summary>Makes a partial class of a record, a struct or an interface with [Network]: every part of it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakeClassCodeFix))]
[Shared]
public sealed class MakeClassCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [ProblemIds.StructType, ProblemIds.InterfaceType, ProblemIds.RecordType];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.RootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root.FindNode(context.Span).FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } declaration)
            return;
        context.RegisterCodeFix(
            CodeAction.Create("Make the network a partial class", cancellation => MakeClassAsync(context.Document, declaration, cancellation), nameof(MakeClassCodeFix)),
            context.Diagnostics);
    }

    private static async Task<Solution> MakeClassAsync(Document document, TypeDeclarationSyntax declaration, CancellationToken cancellation)
    {
        var model = await document.ModelAsync(cancellation).ConfigureAwait(false);
        var parts = model.GetDeclaredSymbol(declaration, cancellation)!.DeclaringSyntaxReferences
            .Select(reference => reference.GetSyntax(cancellation)).Cast<TypeDeclarationSyntax>();
        var solution = document.Project.Solution;
        foreach (var file in parts.GroupBy(static part => part.SyntaxTree))
        {
            if (solution.GetDocument(file.Key) is not { } changed)
                continue;
            var text = await changed.GetTextAsync(cancellation).ConfigureAwait(false);
            solution = solution.WithDocumentText(changed.Id, text.WithChanges(file.SelectMany(static part => Changes(part)).OrderBy(static change => change.Span.Start)));
        }

        return solution;
    }

    private static IEnumerable<TextChange> Changes(TypeDeclarationSyntax part)
    {
        // Modifiers that a class cannot have; 'partial' goes where the keyword is, if it is not there.
        foreach (var modifier in part.Modifiers.Where(static token => token.IsKind(SyntaxKind.ReadOnlyKeyword) || token.IsKind(SyntaxKind.RefKeyword)))
            yield return new TextChange(TextSpan.FromBounds(modifier.SpanStart, modifier.GetNextToken().SpanStart), "");
        var end = part is RecordDeclarationSyntax { ClassOrStructKeyword: { RawKind: not 0 } second } ? second.Span.End : part.Keyword.Span.End;
        var isPartial = part.Modifiers.Any(SyntaxKind.PartialKeyword);
        yield return new TextChange(TextSpan.FromBounds(part.Keyword.SpanStart, end), isPartial ? "class" : "partial class");
    }
}
