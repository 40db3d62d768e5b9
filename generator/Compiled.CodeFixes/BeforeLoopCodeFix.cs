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

/// <summary>Moves the declaration of a network or a trainer out of the loop that creates it again in every iteration.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BeforeLoopCodeFix))]
[Shared]
public sealed class BeforeLoopCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [ProblemIds.NetworkPerPrediction, ProblemIds.TrainerPerStep];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.RootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (diagnostic.AdditionalLocations.Count != 2
                || root.FindNode(diagnostic.AdditionalLocations[0].SourceSpan).FirstAncestorOrSelf<LocalDeclarationStatementSyntax>() is not { } declaration
                || LoopAt(root, diagnostic.AdditionalLocations[1].SourceSpan) is not { } loop
                // A loop that is the only statement of an if has no place before it.
                || loop.Parent is not (BlockSyntax or GlobalStatementSyntax or SwitchSectionSyntax) || IsNameTaken(declaration, loop))
            {
                continue;
            }

            var text = await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
            context.RegisterCodeFix(
                CodeAction.Create(
                    $"Move '{declaration.Declaration.Variables[0].Identifier.ValueText}' before the loop",
                    _ => Task.FromResult(context.Document.WithText(text.WithChanges(Changes(declaration, loop, text)))),
                    nameof(BeforeLoopCodeFix)),
                diagnostic);
        }
    }

    private static StatementSyntax? LoopAt(SyntaxNode root, TextSpan span) =>
        root.FindNode(span, getInnermostNodeForTie: true).FirstAncestorOrSelf<StatementSyntax>(node => node.Span == span);

    private static IEnumerable<TextChange> Changes(LocalDeclarationStatementSyntax declaration, StatementSyntax loop, SourceText text)
    {
        var line = text.Lines.GetLineFromPosition(loop.SpanStart);
        var indentation = text.ToString(TextSpan.FromBounds(line.Start, loop.SpanStart));
        var lineBreak = text.ToString(TextSpan.FromBounds(line.End, line.EndIncludingLineBreak));
        // A statement that shares its line with others takes its own span with it, one that does not its line.
        yield return string.IsNullOrWhiteSpace(indentation) && lineBreak.Length > 0
            ? new TextChange(new TextSpan(loop.SpanStart, 0), declaration + lineBreak + indentation)
            : new TextChange(new TextSpan(loop.SpanStart, 0), declaration + " ");
        yield return new TextChange(Removals.WithLine(text, declaration.Span), "");
    }

    /// <summary>Whether the name means something else where the declaration would go.</summary>
    private static bool IsNameTaken(LocalDeclarationStatementSyntax declaration, StatementSyntax loop)
    {
        var variable = declaration.Declaration.Variables[0];
        SyntaxNode scope = loop.FirstAncestorOrSelf<MemberDeclarationSyntax>(static member => member is not GlobalStatementSyntax) ?? loop.SyntaxTree.GetRoot();
        return scope.DescendantTokens().Any(token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == variable.Identifier.ValueText && token != variable.Identifier
            && token.Parent is VariableDeclaratorSyntax or ParameterSyntax or ForEachStatementSyntax or SingleVariableDesignationSyntax or CatchDeclarationSyntax or LocalFunctionStatementSyntax);
    }
}
