using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Compiled.CodeFixes;

/// <summary>What goes along with removed text: its line, blanks, commas.</summary>
internal static class Removals
{
    /// <summary>The span with its line where nothing else is on it; otherwise with the blanks after it, or, at the end of a line, with those before it.</summary>
    public static TextSpan WithLine(SourceText text, TextSpan span)
    {
        var (first, last) = (text.Lines.GetLineFromPosition(span.Start), text.Lines.GetLineFromPosition(span.End));
        var before = text.ToString(TextSpan.FromBounds(first.Start, span.Start));
        var after = text.ToString(TextSpan.FromBounds(span.End, last.End));
        if (!string.IsNullOrWhiteSpace(after))
            return TextSpan.FromBounds(span.Start, span.End + after.Length - after.TrimStart().Length);
        return string.IsNullOrWhiteSpace(before)
            ? TextSpan.FromBounds(first.Start, last.EndIncludingLineBreak)
            : TextSpan.FromBounds(first.Start + before.TrimEnd().Length, last.End);
    }

    /// <summary>The spans of some, not all, nodes of a list, each with the comma between it and its neighbour.</summary>
    public static IEnumerable<TextSpan> WithCommas<T>(SeparatedSyntaxList<T> list, HashSet<T> removed)
        where T : SyntaxNode
    {
        var firstKept = list.IndexOf(node => !removed.Contains(node));
        for (var index = 0; index < list.Count; index++)
        {
            if (removed.Contains(list[index]))
            {
                yield return index < firstKept
                    ? TextSpan.FromBounds(list[index].SpanStart, list[index + 1].SpanStart)
                    : TextSpan.FromBounds(list[index - 1].Span.End, list[index].Span.End);
            }
        }
    }
}
