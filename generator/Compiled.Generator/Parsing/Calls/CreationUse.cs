using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Compiled.Generator.Parsing.Calls;

/// <summary>What happens to an object that is created: the calls of it, where nothing else happens to it.</summary>
/// <param name="Calls">The calls, in source order.</param>
/// <param name="Declaration">The statement that declares the variable which holds it; null where it is called at once.</param>
internal sealed record CreationUse(IReadOnlyList<InvocationExpressionSyntax> Calls, LocalDeclarationStatementSyntax? Declaration)
{
    /// <summary>Null where it is used in any other way: passed on, stored, captured, or only declared.</summary>
    /// <param name="creation">The expression that creates it.</param>
    /// <param name="isAllowed">Whether a member of that name may be used.</param>
    public static CreationUse? Of(ExpressionSyntax creation, Func<string, bool> isAllowed)
    {
        if (CallOf(creation, isAllowed) is { } chained)
            return new([chained], null);
        if (creation.Parent is not EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable }
            || variable.Parent!.Parent is not LocalDeclarationStatementSyntax statement || statement.Declaration.Variables.Count != 1)
        {
            return null;
        }

        var calls = new List<InvocationExpressionSyntax>();
        foreach (var name in statement.Parent!.DescendantNodes().OfType<IdentifierNameSyntax>())
        {
            if (name.Identifier.ValueText != variable.Identifier.ValueText || !IsVariable(name))
                continue;
            if (CallOf(name, isAllowed) is not { } call || Function(call) != Function(statement))
            {
                // A figure that is read afterwards, such as trainer.Loss.
                if (name.Parent is not MemberAccessExpressionSyntax access || access.Parent is InvocationExpressionSyntax
                    || !isAllowed(access.Name.Identifier.ValueText) || Function(name) != Function(statement))
                {
                    return null;
                }

                continue;
            }

            calls.Add(call);
        }

        return calls.Count == 0 ? null : new(calls, statement);
    }

    /// <summary>The method, lambda or local function around a node.</summary>
    public static SyntaxNode? Function(SyntaxNode node) => node.Ancestors().FirstOrDefault(static ancestor =>
        ancestor is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or (MemberDeclarationSyntax and not GlobalStatementSyntax) or AccessorDeclarationSyntax);

    /// <param name="receiver">What creates the object, or a variable of that name.</param>
    /// <param name="isAllowed">Whether a member of that name may be used.</param>
    private static InvocationExpressionSyntax? CallOf(ExpressionSyntax receiver, Func<string, bool> isAllowed)
    {
        while (receiver.Parent is ParenthesizedExpressionSyntax parenthesized)
            receiver = parenthesized;
        return receiver.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access && isAllowed(access.Name.Identifier.ValueText) ? call : null;
    }

    /// <summary>Not the name of a member or of an argument.</summary>
    private static bool IsVariable(IdentifierNameSyntax name) =>
        name.Parent is not (NameColonSyntax or NameEqualsSyntax) && !(name.Parent is MemberAccessExpressionSyntax access && access.Name == name);
}
