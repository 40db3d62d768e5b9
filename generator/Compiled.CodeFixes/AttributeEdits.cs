using Compiled.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Compiled.CodeFixes;

/// <summary>Changes of attributes as changes of the text, which leave comments and layout as they are.</summary>
internal sealed class AttributeEdits
{
    private readonly List<AttributeSyntax> _removed = [];
    private readonly List<(AttributeSyntax Attribute, string Argument, string? Value)> _arguments = [];
    private readonly List<(SyntaxTree Tree, TextChange Change)> _changes = [];

    /// <summary>Notes one of the actions of <see cref="RemedyKeys"/> that concern one attribute.</summary>
    public void Add(string action, AttributeSyntax anchor, string text)
    {
        switch (action)
        {
            case RemedyKeys.Remove:
                _removed.Add(anchor);
                break;
            case RemedyKeys.Replace:
                Change(anchor.SyntaxTree, anchor.Span, Qualifier(anchor) + text);
                break;
            case RemedyKeys.InsertAfter:
                Insert(anchor, text, isAfter: true);
                break;
            case RemedyKeys.InsertBefore:
                Insert(anchor, text, isAfter: false);
                break;
            case RemedyKeys.RemoveArgument:
                _arguments.Add((anchor, text, null));
                break;
            default: // RemedyKeys.SetArgument
                var equals = text.IndexOf('=');
                _arguments.Add((anchor, text.Substring(0, equals), text.Substring(equals + 1)));
                break;
        }
    }

    /// <summary>Notes that an attribute goes to another place, with a list of its own if it has one now.</summary>
    public void Move(AttributeSyntax moved, AttributeSyntax anchor, bool isAfter)
    {
        _removed.Add(moved);
        // It is qualified like its new neighbour, who may be in another file.
        var text = moved.ToString().Substring(QualifierLength(moved));
        Insert(anchor, ((AttributeListSyntax)moved.Parent!).Attributes.Count == 1 ? $"[{text}]" : text, isAfter);
    }

    /// <summary>All of them, by file.</summary>
    public IEnumerable<(SyntaxTree Tree, IEnumerable<TextChange> Changes)> Changes()
    {
        foreach (var list in _removed.Distinct().GroupBy(static attribute => (AttributeListSyntax)attribute.Parent!))
            Remove(list.Key, [.. list]);
        foreach (var attribute in _arguments.GroupBy(static argument => argument.Attribute))
            ArgumentEdits.Write(attribute.Key, [.. attribute.Select(static edit => (edit.Argument, edit.Value))], change => _changes.Add((attribute.Key.SyntaxTree, change)));
        return _changes.GroupBy(static change => change.Tree)
            .Select(static group => (group.Key, group.Select(static change => change.Change).OrderBy(static change => change.Span.Start).AsEnumerable()));
    }

    private void Insert(AttributeSyntax anchor, string text, bool isAfter)
    {
        var list = (AttributeListSyntax)anchor.Parent!;
        var place = list.Attributes.IndexOf(anchor);
        var isAtEdge = isAfter ? place == list.Attributes.Count - 1 : place == 0;
        var hasList = text[0] == '[';
        if (hasList && isAtEdge)
        {
            var source = list.SyntaxTree.GetText();
            var separator = Lines.Indent(source, list.SpanStart) is { } indent ? Lines.Break(source, list.SpanStart) + indent : " ";
            Change(list.SyntaxTree, new TextSpan(isAfter ? list.Span.End : list.Span.Start, 0), isAfter ? separator + Qualified(text) : Qualified(text) + separator);
            return;
        }

        var bare = Qualifier(anchor) + (hasList ? text.Substring(1, text.Length - 2) : text);
        Change(list.SyntaxTree, new TextSpan(isAfter ? anchor.Span.End : anchor.Span.Start, 0), isAfter ? ", " + bare : bare + ", ");

        string Qualified(string inBrackets) => "[" + Qualifier(anchor) + inBrackets.Substring(1);
    }

    private void Remove(AttributeListSyntax list, HashSet<AttributeSyntax> removed)
    {
        foreach (var span in removed.Count == list.Attributes.Count ? [Removals.WithLine(list.SyntaxTree.GetText(), list.Span)] : Removals.WithCommas(list.Attributes, removed))
            Change(list.SyntaxTree, span, "");
    }

    /// <summary>"Compiled." where the attribute at hand is written so: a file without a using directive.</summary>
    private static string Qualifier(AttributeSyntax attribute) => attribute.ToString().Substring(0, QualifierLength(attribute));

    private static int QualifierLength(AttributeSyntax attribute)
    {
        var name = attribute.Name switch
        {
            QualifiedNameSyntax qualified => qualified.Right,
            AliasQualifiedNameSyntax qualified => qualified.Name,
            _ => attribute.Name,
        };
        return name.SpanStart - attribute.SpanStart;
    }

    private void Change(SyntaxTree tree, TextSpan span, string text) => _changes.Add((tree, new TextChange(span, text)));
}
