using System.Text;

namespace Compiled.Csv;

/// <summary>How files say that a value is missing.</summary>
internal static class MissingValue
{
    /// <summary>Markers that are nothing else.</summary>
    private static readonly string[] Markers = ["NA", "N/A", "#N/A", "n.a.", "<NA>", "NaN", "null", "?", "#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "NaT"];

    /// <summary>Texts that mark missing numbers, and may be names of classes.</summary>
    private static readonly string[] AmongNumbers = ["None", "nil", "missing", "unknown", "-", "--", "---", ".", "..", "*", "(null)"];

    /// <summary>Whether a cell says so of a number.</summary>
    public static bool IsNumber(ReadOnlySpan<char> cell) => cell.IsEmpty || Contains(Markers, cell) || Contains(AmongNumbers, cell);

    /// <summary>Whether a cell in UTF-8 says so of a number.</summary>
    public static bool IsNumber(ReadOnlySpan<byte> cell) => cell.IsEmpty || Contains(Markers, cell) || Contains(AmongNumbers, cell);

    /// <summary>Whether a cell in UTF-8 says so of a class.</summary>
    public static bool IsClass(ReadOnlySpan<byte> cell) => cell.IsEmpty || Contains(Markers, cell);

    private static bool Contains(string[] texts, ReadOnlySpan<byte> cell)
    {
        foreach (var text in texts)
            if (Ascii.EqualsIgnoreCase(cell, text))
                return true;
        return false;
    }

    private static bool Contains(string[] texts, ReadOnlySpan<char> cell)
    {
        foreach (var text in texts)
            if (cell.Equals(text, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }
}
