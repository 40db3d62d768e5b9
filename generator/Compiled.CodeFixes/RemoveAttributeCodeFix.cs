using System.Collections.Immutable;
using System.Composition;
using Compiled.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Compiled.CodeFixes;

/// <summary>Removes a block that does what the block before it does already.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveAttributeCodeFix))]
[Shared]
public sealed class RemoveAttributeCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [ProblemIds.RepeatedLayer];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span).FirstAncestorOrSelf<AttributeSyntax>() is not { Parent: AttributeListSyntax list } attribute)
            return;
        SyntaxNode removed = list.Attributes.Count == 1 ? list : attribute;
        if (root.RemoveNode(removed, SyntaxRemoveOptions.KeepUnbalancedDirectives) is not { } changed)
            return;
        context.RegisterCodeFix(
            CodeAction.Create(
                $"Remove the second '{attribute.Name}'",
                _ => Task.FromResult(context.Document.WithSyntaxRoot(changed)),
                equivalenceKey: nameof(RemoveAttributeCodeFix)),
            context.Diagnostics);
    }
}
