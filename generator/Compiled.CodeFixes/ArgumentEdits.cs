using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Compiled.CodeFixes;

/// <summary>Arguments of one attribute, set and removed.</summary>
internal static class ArgumentEdits
{
    /// <summary>Writes the changes.</summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="edits">The names of arguments in camel case, and their new values; null removes one.</param>
    /// <param name="change">Takes each change.</param>
    public static void Write(AttributeSyntax attribute, IReadOnlyList<(string Name, string? Value)> edits, Action<TextChange> change)
    {
        var written = attribute.ArgumentList?.Arguments ?? default;
        var removed = new HashSet<AttributeArgumentSyntax>();
        foreach (var (name, value) in edits)
        {
            var argument = Find(written, name);
            if (value is null && argument is not null)
                removed.Add(argument);
            else if (value is not null)
                Set(attribute, argument, name, value, change);
        }

        if (removed.Count > 0)
            Remove(attribute.ArgumentList!, removed, change);
    }

    private static void Set(AttributeSyntax attribute, AttributeArgumentSyntax? argument, string name, string value, Action<TextChange> change)
    {
        var property = char.ToUpperInvariant(name[0]) + name.Substring(1) + " = " + value;
        if (argument?.Expression is MemberAccessExpressionSyntax member && value.IndexOf('.') is >= 0 and var dot)
            change(new TextChange(member.Name.Span, value.Substring(dot + 1)));
        else if (argument is not null)
            change(new TextChange(argument.Expression.Span, value));
        else if (attribute.ArgumentList is { Arguments.Count: > 0 } list)
            change(new TextChange(new TextSpan(list.Arguments.Last().Span.End, 0), ", " + property));
        else
            change(new TextChange(TextSpan.FromBounds(attribute.Name.Span.End, attribute.Span.End), $"({property})"));
    }

    private static void Remove(AttributeArgumentListSyntax list, HashSet<AttributeArgumentSyntax> removed, Action<TextChange> change)
    {
        foreach (var span in removed.Count == list.Arguments.Count ? [list.Span] : Removals.WithCommas(list.Arguments, removed))
            change(new TextChange(span, ""));
    }

    /// <summary>The argument of that name, or the one without a name that stands for it: a dense block's units, a head's name.</summary>
    private static AttributeArgumentSyntax? Find(SeparatedSyntaxList<AttributeArgumentSyntax> arguments, string name) =>
        arguments.FirstOrDefault(argument => string.Equals(NameOf(argument), name, StringComparison.OrdinalIgnoreCase))
        ?? arguments.FirstOrDefault(argument => NameOf(argument) is null && (name == "units" || (name == "name" && argument.Expression.IsKind(SyntaxKind.StringLiteralExpression))));

    private static string? NameOf(AttributeArgumentSyntax argument) => (argument.NameEquals?.Name ?? argument.NameColon?.Name)?.Identifier.ValueText;
}
