using System.Globalization;
using System.Text;

namespace Compiled.Tool.Terminal;

/// <summary>
/// Texts that a terminal shows and does not obey: names, labels and paths come from files, and may hold escape codes. Control characters, and those that turn the direction of
/// a text, are shown as C# writes them: \u001b.
/// </summary>
internal static class Printable
{
    /// <summary>A text of lines.</summary>
    public static string Lines(string text) => Escaped(text.Replace("\r\n", "\n", StringComparison.Ordinal), static character => character != '\n' && MustEscape(character));

    /// <summary>A text on one line.</summary>
    public static string OneLine(string text) => Escaped(text, MustEscape);

    /// <summary>A text of several lines on one line.</summary>
    public static string Joined(string text) => OneLine(text.ReplaceLineEndings(" "));

    private static bool MustEscape(char character) =>
        char.IsControl(character) || character is '\u2028' or '\u2029' or '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static string Escaped(string text, Func<char, bool> mustEscape)
    {
        if (!text.Any(mustEscape))
            return text;
        var escaped = new StringBuilder();
        foreach (var character in text)
        {
            if (mustEscape(character))
                escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            else
                escaped.Append(character);
        }

        return escaped.ToString();
    }
}
