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

/// <summary>Removes the modifier that a network's class, or one of its members, cannot have: abstract, static, file, required.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveModifierCodeFix))]
[Shared]
public sealed class RemoveModifierCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        [ProblemIds.AbstractClass, ProblemIds.StaticClass, ProblemIds.FileLocal, ProblemIds.RequiredMember];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var kind = KindOf(context.Diagnostics[0].Id);
        var root = await context.Document.RootAsync(context.CancellationToken).ConfigureAwait(false);
        // The modifier may be on another part of the class, or on a type around it, or on a member of a base class.
        if (root.FindNode(context.Span).AncestorsAndSelf().OfType<MemberDeclarationSyntax>().FirstOrDefault(member => member.Modifiers.Any(kind)) is not { } declaration)
            return;
        var modifier = declaration.Modifiers.First(token => token.IsKind(kind));
        context.RegisterCodeFix(
            CodeAction.Create(
                $"Remove '{modifier.Text}'",
                cancellation => WithoutAsync(context.Document, modifier, cancellation),
                equivalenceKey: nameof(RemoveModifierCodeFix) + modifier.Text),
            context.Diagnostics);
    }

    private static SyntaxKind KindOf(string id) => id switch
    {
        ProblemIds.AbstractClass => SyntaxKind.AbstractKeyword,
        ProblemIds.StaticClass => SyntaxKind.StaticKeyword,
        ProblemIds.FileLocal => SyntaxKind.FileKeyword,
        _ => SyntaxKind.RequiredKeyword,
    };

    private static async Task<Document> WithoutAsync(Document document, SyntaxToken modifier, CancellationToken cancellation)
    {
        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        return document.WithText(text.WithChanges(new TextChange(TextSpan.FromBounds(modifier.SpanStart, modifier.GetNextToken().SpanStart), "")));
    }
}
