using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Compiled.CodeFixes;

/// <summary>Of a word that C# does not know in an attribute of a network, the nearest that Compiled has: an attribute, an argument, a member of an enum.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SpellingCodeFix))]
[Shared]
public sealed class SpellingCodeFix : CodeFixProvider
{
    private const string Namespace = "Compiled";
    private const string Suffix = "Attribute";

    /// <summary>C#'s own: an unknown type or attribute argument, one of a namespace, and an unknown member.</summary>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["CS0246", "CS0234", "CS0117"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.RootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root.FindNode(context.Span, getInnermostNodeForTie: true) is not SimpleNameSyntax name || name.FirstAncestorOrSelf<AttributeSyntax>() is null)
            return;
        var model = await context.Document.ModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (Spelling.Nearest(name.Identifier.ValueText, Candidates(name, model, context.CancellationToken)) is not { } nearest)
            return;
        var text = await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        context.RegisterCodeFix(
            CodeAction.Create(
                $"Write '{nearest}'", _ => Task.FromResult(context.Document.WithText(text.WithChanges(new TextChange(name.Identifier.Span, nearest)))), nameof(SpellingCodeFix)),
            context.Diagnostics);
    }

    private static IEnumerable<string> Candidates(SimpleNameSyntax name, SemanticModel model, CancellationToken cancellation) => name.Parent switch
    {
        AttributeSyntax => Attributes(model.Compilation),
        // Compiled.Relu
        QualifiedNameSyntax { Parent: AttributeSyntax } qualified when qualified.Right == name
            && model.GetSymbolInfo(qualified.Left, cancellation).Symbol is INamespaceSymbol { Name: Namespace, ContainingNamespace.IsGlobalNamespace: true } => Attributes(model.Compilation),
        NameEqualsSyntax { Parent: AttributeArgumentSyntax { Parent.Parent: AttributeSyntax attribute } } when model.GetTypeInfo(attribute, cancellation).Type is { } type && IsOurs(type) =>
            type.GetMembers().OfType<IPropertySymbol>().Where(static property => property.SetMethod is not null).Select(static property => property.Name),
        MemberAccessExpressionSyntax access when access.Name == name
            && model.GetSymbolInfo(access.Expression, cancellation).Symbol is INamedTypeSymbol { TypeKind: TypeKind.Enum } type && IsOurs(type) =>
            type.MemberNames.Where(static member => member != ".ctor" && member != "value__"),
        _ => [],
    };

    /// <summary>Compiled's attributes, without their ending.</summary>
    private static IEnumerable<string> Attributes(Compilation compilation) =>
        compilation.GetTypeByMetadataName("Compiled.NetworkAttribute")?.ContainingNamespace.GetTypeMembers()
            .Where(static type => type.DeclaredAccessibility == Accessibility.Public && type.Name.EndsWith(Suffix, StringComparison.Ordinal))
            .Select(static type => type.Name.Substring(0, type.Name.Length - Suffix.Length)) ?? [];

    private static bool IsOurs(ITypeSymbol type) => type.ContainingNamespace is { Name: Namespace, ContainingNamespace.IsGlobalNamespace: true };
}
