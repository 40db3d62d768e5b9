using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Compiled.Generator.Parsing.Calls;

/// <summary>Whether a name is given another value somewhere. Names are compared and not symbols: a write to another variable of the name only costs a message.</summary>
internal static class Writes
{
    /// <summary>Whether a part of the source writes a variable of that name, or hands it out by reference.</summary>
    public static bool Any(SyntaxNode scope, string name) =>
        scope.DescendantNodes().OfType<IdentifierNameSyntax>().Any(identifier => identifier.Identifier.ValueText == name && IsWrite(identifier));

    private static bool IsWrite(IdentifierNameSyntax identifier)
    {
        // this.name and other.name
        ExpressionSyntax written = identifier.Parent is MemberAccessExpressionSyntax access && access.Name == identifier ? access : identifier;
        while (written.Parent is ParenthesizedExpressionSyntax parenthesized)
            written = parenthesized;
        return written.Parent switch
        {
            AssignmentExpressionSyntax assignment => assignment.Left == written,
            // (a, b) = …
            ArgumentSyntax { Parent: TupleExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } tuple } => assignment.Left == tuple,
            ArgumentSyntax argument => !argument.RefKindKeyword.IsKind(SyntaxKind.None) && !argument.RefKindKeyword.IsKind(SyntaxKind.InKeyword),
            PrefixUnaryExpressionSyntax prefix => prefix.Kind() is SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression or SyntaxKind.AddressOfExpression,
            PostfixUnaryExpressionSyntax postfix => postfix.Kind() is SyntaxKind.PostIncrementExpression or SyntaxKind.PostDecrementExpression,
            RefExpressionSyntax => true,
            _ => false,
        };
    }
}
