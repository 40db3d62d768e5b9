using System.Text;

namespace Compiled.Drawing;

/// <summary>Text in figures: names come from data, so anything may be in them.</summary>
internal static class Label
{
    /// <summary>One line of what XML can hold: control characters, halves of surrogate pairs and marks that turn the direction of text become U+FFFD, white space a blank.</summary>
    public static string Clean(string text)
    {
        StringBuilder? changed = null;
        for (var index = 0; index < text.Length; index++)
        {
            var character = text[index];
            var isPair = char.IsHighSurrogate(character) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]);
            var kept = isPair ? character
                : char.IsWhiteSpace(character) ? ' '
                : char.IsControl(character) || char.IsSurrogate(character) || character is '\uFFFE' or '\uFFFF' || TurnsDirection(character) ? '\uFFFD' : character;
            if (kept != character && changed is null)
                changed = new StringBuilder(text, 0, index, text.Length);
            changed?.Append(kept);
            if (!isPair)
                continue;
            // Not within the call: without a builder its arguments are not computed.
            index++;
            changed?.Append(text[index]);
        }

        return changed?.ToString() ?? text;
    }

    /// <summary>At most as many characters, the last an ellipsis where some were cut.</summary>
    public static string Clip(string text, int most)
    {
        text = Clean(text);
        if (text.Length <= most)
            return text;
        var end = most - 1;
        if (char.IsHighSurrogate(text[end - 1]))
            end--;
        return text[..end].TrimEnd() + "…";
    }

    /// <summary>The width of text in a sans-serif face, within some ten percent, in units of the size of the face.</summary>
    public static double Width(string text)
    {
        var width = 0.0;
        foreach (var rune in text.EnumerateRunes())
        {
            width += rune.Value switch
            {
                'i' or 'j' or 'l' or 'I' or '.' or ',' or ':' or ';' or '\'' or '|' or '!' => 0.3,
                ' ' or 'f' or 't' or 'r' or '(' or ')' or '[' or ']' or '-' or '/' => 0.38,
                'm' or 'w' or 'M' or 'W' or '@' or '%' or '…' or '−' or '→' or '×' => 0.92,
                >= 'A' and <= 'Z' => 0.7,
                < 0x250 => 0.6,
                >= 0x2E80 => 1.05,
                _ => 0.7,
            };
        }

        return width;
    }

    private static bool TurnsDirection(char character) => character is '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
