using System.Globalization;

namespace Compiled.Csv;

/// <summary>Numbers in cells: written with a decimal point, with or without an exponent, whatever the culture.</summary>
internal static class CsvNumber
{
    /// <summary>The nearest float; false for text, for NaN and infinities by name, and for numbers beyond the range of float.</summary>
    public static bool TryParse(ReadOnlySpan<char> cell, out float value) =>
        TryParseWhole(cell, out value)
        || (float.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && float.IsFinite(value));

    /// <summary>Up to seven digits: a whole number that a float holds exactly. Pixels and counts are most of many files.</summary>
    private static bool TryParseWhole(ReadOnlySpan<char> cell, out float value)
    {
        value = 0;
        if (cell.Length is 0 or > 7)
            return false;
        var whole = 0;
        foreach (var character in cell)
        {
            if (!char.IsAsciiDigit(character))
                return false;
            whole = whole * 10 + (character - '0');
        }

        value = whole;
        return true;
    }

    /// <summary>Whether the cell would be a number, were it finite: NaN, an infinity by name, or a number beyond the range.</summary>
    public static bool IsNonFinite(ReadOnlySpan<char> cell) =>
        float.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && !float.IsFinite(value);

    /// <summary>What is wrong with a cell that <see cref="TryParse"/> refused.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="remedy">What to do about text.</param>
    public static FormattableString Describe(ReadOnlySpan<char> cell, string remedy = "correct it")
    {
        var text = Shorten(cell);
        if (IsNonFinite(cell) && cell.ContainsAnyInRange('0', '9'))
            return $"'{text}' is beyond the range of a float, which ends at ±3.4028235E+38.";
        if (IsNonFinite(cell))
            return $"'{text}' is not finite, and a network learns from finite numbers only: replace the value or leave the row out.";
        if (cell.Count(',') == 1 && TryParse(text.Replace(',', '.'), out _))
            return $"'{text}' is no number: write a decimal point, not a comma.";
        return $"'{text}' is no number: {remedy}.";
    }

    /// <summary>The cell as it stands in a message; a long one is cut.</summary>
    public static string Shorten(ReadOnlySpan<char> cell) => cell.Length <= 60 ? cell.ToString() : $"{cell[..60]}…";
}
