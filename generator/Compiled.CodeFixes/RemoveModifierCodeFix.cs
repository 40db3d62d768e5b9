using System.Collections.Immutable;
using System.Composition;
using Compiled.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Compiled.CodeFixes;

/// <summary>Removes the modifier that a network's class cannot have: abstract or static.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveModifierCodeFix))]
[Shared]
public sealed class RemoveModifierCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [ProblemIds.AbstractClass, ProblemIds.StaticClass];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var kind = context.Diagnostics[0].Id == ProblemIds.AbstractClass ? SyntaxKind.AbstractKeyword : SyntaxKind.StaticKeyword;
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        // The modifier may stand on another part of the class.
        if (root?.FindNode(context.Span).FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } declaration || !declaration.Modifiers.Any(kind))
            return;
        context.RegisterCodeFix(
            CodeAction.Create(
                $"Remove '{SyntaxFacts.GetText(kind)}'",
                _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(declaration, Without(declaration, kind)))),
                equivalenceKey: nameof(RemoveModifierCodeFix)),
            context.Diagnostics);
    }

    /// <summary>What stood before the modifier goes to what follows it.</summary>
    private static TypeDeclarationSyntax Without(TypeDeclarationSyntax type, SyntaxKind kind)
    {
        var place = type.Modifiers.IndexOf(kind);
        var leading = type.Modifiers[place].LeadingTrivia;
        var modifiers = type.Modifiers.RemoveAt(place);
        if (place < modifiers.Count)
            return type.WithModifiers(modifiers.Replace(modifiers[place], modifiers[place].WithLeadingTrivia(leading)));
        return place == 0 ? type.WithModifiers(modifiers).WithKeyword(type.Keyword.WithLeadingTrivia(leading)) : type.WithModifiers(modifiers);
    }
}
