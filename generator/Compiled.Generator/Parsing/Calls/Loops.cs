using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Compiled.Generator.Parsing.Calls;

/// <summary>Loops, as far as the function around a node goes.</summary>
internal static class Loops
{
    /// <summary>The innermost loop that runs a node in every iteration; null for none.</summary>
    public static StatementSyntax? Around(SyntaxNode node) => All(node).FirstOrDefault();

    /// <summary>The outermost of the loops around a node up to which, from the innermost on, all agree with a condition; null where the innermost does not.</summary>
    public static StatementSyntax? Outermost(SyntaxNode node, Func<StatementSyntax, bool> condition) => All(node).TakeWhile(condition).LastOrDefault();

    /// <summary>What a loop runs.</summary>
    public static StatementSyntax? Body(StatementSyntax loop) => loop switch
    {
        ForStatementSyntax { Statement: var body } => body,
        CommonForEachStatementSyntax { Statement: var body } => body,
        WhileStatementSyntax { Statement: var body } => body,
        DoStatementSyntax { Statement: var body } => body,
        _ => null,
    };

    /// <summary>Whether a loop without an end of its own lets time pass: one that reads a file again in every iteration may want to see it change.</summary>
    public static bool Waits(StatementSyntax loop) => loop is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax { Condition: null }
        && loop.DescendantNodes().Any(static node => node is AwaitExpressionSyntax
            || (node is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } }
                && (name == "Sleep" || name.StartsWith("Wait", StringComparison.Ordinal))));

    private static IEnumerable<StatementSyntax> All(SyntaxNode node)
    {
        for (var (inner, outer) = (node, node.Parent); outer is not null; (inner, outer) = (outer, outer.Parent))
        {
            if (outer is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or (MemberDeclarationSyntax and not GlobalStatementSyntax))
                yield break;
            // Not what runs once before the first iteration.
            if (outer is StatementSyntax loop && Body(loop) == inner)
                yield return loop;
        }
    }
}
