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

/// <summary>A network's own constructors: begun with a generated one, or removed where they do nothing that the generated one does not do.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ConstructorCodeFix))]
[Shared]
public sealed class ConstructorCodeFix : CodeFixProvider
{
    private const string Seed = "seed";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        [ProblemIds.UnchainedConstructor, ProblemIds.ConstructorCollision, ProblemIds.PrimaryConstructor];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.RootAsync(context.CancellationToken).ConfigureAwait(false);
        var node = root.FindNode(context.Span);
        var text = await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        var found = context.Diagnostics[0].Id == ProblemIds.PrimaryConstructor
            ? WithoutParameterList(node.FirstAncestorOrSelf<TypeDeclarationSyntax>())
            : node.FirstAncestorOrSelf<ConstructorDeclarationSyntax>() is { } constructor
                ? context.Diagnostics[0].Id == ProblemIds.UnchainedConstructor ? Chained(constructor) : Removed(constructor, text)
                : null;
        if (found is not { } fix)
            return;
        var (title, change) = fix;
        context.RegisterCodeFix(
            CodeAction.Create(title, _ => Task.FromResult(context.Document.WithText(text.WithChanges(change))), nameof(ConstructorCodeFix) + context.Diagnostics[0].Id),
            context.Diagnostics);
    }

    private static (string Title, TextChange Change)? Chained(ConstructorDeclarationSyntax constructor)
    {
        var seed = constructor.ParameterList.Parameters.FirstOrDefault(static parameter => parameter.Identifier.ValueText == Seed && parameter.Type?.ToString() is "int" or "long");
        var chain = seed is null ? ": this()" : $": this({Seed})";
        var change = constructor.Initializer is { } initializer
            ? new TextChange(initializer.Span, chain)
            : new TextChange(new TextSpan(constructor.ParameterList.Span.End, 0), " " + chain);
        return ($"Begin it with '{chain}'", change);
    }

    /// <summary>Only of a constructor without statements: others do something that the user wants.</summary>
    private static (string Title, TextChange Change)? Removed(ConstructorDeclarationSyntax constructor, SourceText text)
    {
        if (constructor.Body is not { Statements.Count: 0 } || constructor.Initializer?.ArgumentList.Arguments.Count > 0)
            return null;
        return ("Remove this constructor", new TextChange(Removals.WithLine(text, constructor.Span), ""));
    }

    private static (string Title, TextChange Change)? WithoutParameterList(TypeDeclarationSyntax? type) => type?.ParameterList is { Parameters.Count: 0 } list
        ? ("Remove the empty primary constructor", new TextChange(list.Span, ""))
        : null;
}
