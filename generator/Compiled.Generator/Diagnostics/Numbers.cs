using System.Globalization;

namespace Compiled.Generator.Diagnostics;

/// <summary>Figures in messages: the same text under every culture.</summary>
internal static class Numbers
{
    private const int LongestQuote = 40;

    /// <summary>With thousands separators: 65,536.</summary>
    public static string Text(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Text(double value) => value.ToString("G9", CultureInfo.InvariantCulture);

    public static string Text(float value) => value.ToString("G6", CultureInfo.InvariantCulture);

    /// <summary>Without separators, for names.</summary>
    public static string Plain(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>The user's text on one line, cut where it would drown the message.</summary>
    public static string Shortened(string text)
    {
        var line = new string([.. text.Select(static character => char.IsControl(character) ? ' ' : character)]);
        return line.Length <= LongestQuote ? line : line.Substring(0, LongestQuote) + "…";
    }
}
