namespace Compiled.Csv;

/// <summary>What is wrong with a cell that is not a number, and what helps.</summary>
internal static class CellProblem
{
    private const int LongestShown = 60;

    /// <summary>One or two sentences.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="format">How numbers are written in the file.</param>
    /// <param name="words">How the options are called.</param>
    /// <param name="remedy">What helps where the cell is to stay as it is; null for nothing.</param>
    public static string Describe(ReadOnlySpan<char> cell, CsvNumberFormat format, CsvWords words, string? remedy)
    {
        var otherwise = remedy is null ? "" : $", or {remedy}";
        var leave = remedy is null ? " or leave the row out" : $", leave the row out, or {remedy}";
        var text = Shorten(cell);
        if (cell.IsEmpty)
            return $"the cell is empty: fill it{leave}.";
        if (cell.Contains('\0'))
            return $"'{text}' holds a NUL character, as a damaged file does: correct it.";
        if (MissingValue.IsNumber(cell))
            return $"'{text}' marks a missing value, and a network needs a number: fill it in (the column's median is usual){leave}.";
        if (format.IsNonFinite(cell))
        {
            return cell.ContainsAnyInRange('0', '9')
                ? $"'{text}' is beyond the range of a float, which ends at ±3.4028235E+38."
                : $"'{text}' is not finite, and a network learns from finite numbers only: replace the value{leave}.";
        }

        if (format.DecimalComma && cell.Count('.') > 0 && new CsvNumberFormat(false, null).TryParse(cell, out _))
        {
            return $"'{text}' has a decimal point, but the numbers of this file have decimal commas. If the point groups digits, set {words.Thousands('.')}; "
                + $"if commas do, set {words.DecimalComma(false)}.";
        }

        return NumberLike.Of(cell) is { } like ? $"'{text}' {Describe(like, words)}" : $"'{text}' is not a number: correct it{otherwise}.";
    }

    /// <summary>The cell as messages show it: a long one is cut.</summary>
    public static string Shorten(ReadOnlySpan<char> cell) => cell.Length <= LongestShown ? cell.ToString() : $"{cell[..LongestShown]}…";

    private static string Describe(NumberLike like, CsvWords words) => like.Flaw switch
    {
        NumberFlaw.DecimalComma => $"is not a number: write a decimal point, not a comma, or set {words.DecimalComma(true)}.",
        NumberFlaw.Ambiguous => "is ambiguous, since the comma groups digits in some countries and is the decimal mark in others: "
            + $"set {words.Thousands(',')} if it is above a thousand, or {words.DecimalComma(true)} if it is below.",
        NumberFlaw.Groups => $"has groups of digits: write it without '{like.Mark}', or set {words.Thousands(like.Mark[0])}.",
        NumberFlaw.GroupsAndComma => $"has groups of digits and a decimal comma: write it as in 1234.5, or set {words.Thousands(like.Mark[0])} and {words.DecimalComma(true)}.",
        NumberFlaw.Percent => $"has the sign '{like.Mark}': write the number alone, in the whole column.",
        NumberFlaw.Currency => $"has a currency, '{like.Mark}': write the number alone, and one currency in the whole column.",
        NumberFlaw.Unit => $"has a unit, '{like.Mark}': write the number alone, and one unit in the whole column.",
        NumberFlaw.Parentheses => "is in parentheses: write a minus sign before the number.",
        _ => "is not a number for a parser: write the digits 0 to 9 and, for the minus sign, a hyphen.",
    };
}
