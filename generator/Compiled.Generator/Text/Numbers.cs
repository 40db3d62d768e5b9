using System.Globalization;

namespace Compiled.Generator.Text;

/// <summary>Figures in messages: the same text under every culture.</summary>
internal static class Numbers
{
    private const int LongestQuote = 40;

    /// <summary>With thousands separators: 65,536.</summary>
    public static string Text(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>
    /// As the user wrote it: the shortest decimal that reads back as the same number. Attributes take doubles, so a float that was given, -0.1f, arrives as -0.10000000149:
    /// a number that is a float is shown as one.
    /// </summary>
    public static string Text(double value)
    {
        const double WrittenOut = 1e15;
        if (value == 0)
            return 1 / value < 0 ? "-0" : "0";
        if (Math.Abs(value) < WrittenOut && Math.Floor(value) == value)
            return ((long)value).ToString(CultureInfo.InvariantCulture);
        // The R format is not the shortest on the .NET Framework that hosts the compiler in Visual Studio.
        var isFloat = (float)value == value;
        for (var digits = 1; digits < (isFloat ? 9 : 17); digits++)
        {
            var text = value.ToString("G" + Plain(digits), CultureInfo.InvariantCulture);
            var read = double.Parse(text, CultureInfo.InvariantCulture);
            if (isFloat ? (float)read == (float)value : read == value)
                return text;
        }

        return value.ToString(isFloat ? "G9" : "G17", CultureInfo.InvariantCulture);
    }

    /// <summary>Without separators, for names.</summary>
    public static string Plain(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>The user's text on one line, cut where it would drown the message.</summary>
    public static string Shortened(string text)
    {
        var line = new string([.. text.Select(static character => char.IsControl(character) ? ' ' : character)]);
        return line.Length <= LongestQuote ? line : line.Substring(0, LongestQuote) + "…";
    }
}
