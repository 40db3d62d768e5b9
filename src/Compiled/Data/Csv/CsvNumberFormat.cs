using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Compiled.Csv;

/// <summary>
/// How numbers are written in a file, whatever the culture of the thread. Cells have no NUL, which the reader of rows refuses: the framework's parser takes those at the end for nothing.
/// </summary>
/// <param name="decimalComma">A decimal comma instead of a point.</param>
/// <param name="thousands">What separates groups of digits; null where groups are not read.</param>
internal sealed class CsvNumberFormat(bool decimalComma, char? thousands)
{
    /// <summary>A longer cell is not a number that a file needs.</summary>
    private const int LongestRewritten = 128;

    private readonly bool _plain = !decimalComma && thousands is null;
    private readonly byte _mark = decimalComma ? (byte)',' : (byte)'.';

    /// <summary>What the options say, where they leave the decimal comma open: a point groups digits only where it is not the decimal point.</summary>
    public static CsvNumberFormat Of(CsvOptions options, bool foundComma) =>
        new(options.DecimalComma ?? (options.ThousandsSeparator == '.' || foundComma), options.ThousandsSeparator);

    /// <summary>Whether numbers have a decimal comma.</summary>
    public bool DecimalComma => decimalComma;

    /// <summary>The nearest float of a cell in UTF-8; false for text, for NaN and infinities by name, and for numbers beyond the range of float.</summary>
    public bool TryParse(ReadOnlySpan<byte> cell, out float value) => DecimalNumber.TryParse(cell, _mark, out value) || TryParseRare(cell, out value);

    /// <summary>The same of a cell that has <see cref="DecimalNumber.Padding"/> bytes after it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryParse(ref byte first, int length, out float value) =>
        DecimalNumber.TryParse(ref first, length, _mark, out value) || TryParseRare(MemoryMarshal.CreateReadOnlySpan(ref first, length), out value);

    /// <summary>The nearest float; false for text, for NaN and infinities by name, and for numbers beyond the range of float.</summary>
    public bool TryParse(ReadOnlySpan<char> cell, out float value) => TryParseFraction(cell, out value) && float.IsFinite(value);

    /// <summary>Whether the cell would be a number, were it finite: NaN, an infinity by name, or a number beyond the range.</summary>
    public bool IsNonFinite(ReadOnlySpan<char> cell) => TryParseFraction(cell, out var value) && !float.IsFinite(value);

    private bool TryParseFraction(ReadOnlySpan<char> cell, out float value) => _plain ? TryParsePoint(cell, out value) : TryParseRewritten(cell, out value);

    /// <summary>What is not in plain digits: many digits, large exponents, groups, and what is no number.</summary>
    private bool TryParseRare(ReadOnlySpan<byte> cell, out float value)
    {
        value = 0;
        if (_plain)
            return float.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && float.IsFinite(value);
        if (cell.Length > LongestRewritten * 3)
            return false;
        Span<char> text = stackalloc char[LongestRewritten * 3];
        return TryParseRewritten(text[..Encoding.UTF8.GetChars(cell, text)], out value) && float.IsFinite(value);
    }

    private static bool TryParsePoint(ReadOnlySpan<char> cell, out float value) => float.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    /// <summary>The same number without groups and with a decimal point.</summary>
    private bool TryParseRewritten(ReadOnlySpan<char> cell, out float value)
    {
        value = 0;
        if (cell.Length > LongestRewritten)
            return false;
        Span<char> plain = stackalloc char[LongestRewritten];
        var length = 0;
        // Digits since the last separator, separators, and digits of all groups.
        var (group, groups, digits) = (0, 0, 0);
        var isWhole = true;
        foreach (var character in cell)
        {
            if (isWhole && IsThousands(character))
            {
                if (groups > 0 ? group != 3 && !(group == 2 && character == ',') : digits is < 1 or > 3)
                    return false;
                (group, groups) = (0, groups + 1);
                continue;
            }

            if (char.IsAsciiDigit(character))
            {
                (group, digits) = (group + 1, digits + 1);
            }
            else if (digits > 0 || character is '.' or ',')
            {
                // What follows the whole part: the last group has three digits.
                if (isWhole && groups > 0 && group != 3)
                    return false;
                isWhole = false;
            }

            if (decimalComma && character == '.')
                return false;
            plain[length++] = decimalComma && character == ',' ? '.' : character;
        }

        return !(isWhole && groups > 0 && group != 3) && TryParsePoint(plain[..length], out value);
    }

    private bool IsThousands(char character) => thousands is { } separator && (character == separator || (separator == ' ' && CsvBlanks.IsWithinNumber(character)));
}
