using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Compiled.Tool.Formats;

/// <summary>The names that [Features("age", "income")] lists in a C# file.</summary>
internal static class FeatureNames
{
    /// <summary>The names; none where there is no such attribute.</summary>
    /// <exception cref="UsageException">A name is not written as a text.</exception>
    public static IReadOnlyList<string> Read(ClassDeclarationSyntax network, IEnumerable<AttributeSyntax> attributes) =>
        [.. attributes.Take(1).SelectMany(static attribute => attribute.ArgumentList?.Arguments ?? []).SelectMany(Elements).Select(expression => Text(network, expression))];

    /// <summary>One name, or the names of an array.</summary>
    private static IEnumerable<ExpressionSyntax> Elements(AttributeArgumentSyntax argument) => argument.Expression switch
    {
        ArrayCreationExpressionSyntax { Initializer: { } names } => names.Expressions,
        ImplicitArrayCreationExpressionSyntax { Initializer: { } names } => names.Expressions,
        CollectionExpressionSyntax names => names.Elements.OfType<ExpressionElementSyntax>().Select(static element => element.Expression),
        var name => [name],
    };

    private static string Text(ClassDeclarationSyntax network, ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax { Token.Value: string text } => text,
        ParenthesizedExpressionSyntax { Expression: var inner } => Text(network, inner),
        BinaryExpressionSyntax { OperatorToken.Text: "+" } sum => Text(network, sum.Left) + Text(network, sum.Right),
        InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "nameof" }, ArgumentList.Arguments: [var named] } => named.ToString().Split('.')[^1].TrimStart('@'),
        _ => throw new UsageException($"[Features] of {network.Identifier.ValueText} has the name {expression}, which only the compiler can read: write it as a text, or give the names with --features."),
    };
}
