using Microsoft.CodeAnalysis.Text;

namespace Compiled.CodeFixes;

/// <summary>What surrounds a place on its line, for text that goes on a line of its own.</summary>
internal static class Lines
{
    /// <summary>The blanks before the place on its line; null where anything else is there.</summary>
    public static string? Indent(SourceText text, int position)
    {
        var before = text.ToString(TextSpan.FromBounds(text.Lines.GetLineFromPosition(position).Start, position));
        return string.IsNullOrWhiteSpace(before) ? before : null;
    }

    /// <summary>The line break after the place, as the file writes it.</summary>
    public static string Break(SourceText text, int position)
    {
        var line = text.Lines.GetLineFromPosition(position);
        var found = text.ToString(TextSpan.FromBounds(line.End, line.EndIncludingLineBreak));
        return found.Length > 0 ? found : "\n";
    }
}
