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
        var leave = remedy is null ? " or remove the row" : $", remove the row, or {remedy}";
        var text = Shorten(cell);
        if (cell.IsEmpty)
            return $"the cell is empty: fill it in{leave}.";
        if (MissingValue.IsNumber(cell))
            return $"'{text}' marks a missing value, but a network needs a number: fill it in (the column's median is common){leave}.";
        if (format.IsNonFinite(cell))
        {
            return cell.ContainsAnyInRange('0', '9')
                ? $"'{text}' exceeds the range of a float, ±3.4028235E+38."
                : $"'{text}' is not finite, but a network learns only from finite numbers: replace the value{leave}.";
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
        NumberFlaw.Ambiguous => "is ambiguous, because the comma is the thousands separator in some countries and the decimal separator in others: "
            + $"set {words.Thousands(',')} if it is above a thousand, or {words.DecimalComma(true)} if it is below.",
        NumberFlaw.Groups => $"has digit groups: write it without '{like.Mark}', or set {words.Thousands(like.Mark[0])}.",
        NumberFlaw.GroupsAndComma => $"has digit groups and a decimal comma: write it as in 1234.5, or set {words.Thousands(like.Mark[0])} and {words.DecimalComma(true)}.",
        NumberFlaw.Percent => $"has the sign '{like.Mark}': write only the number, in the whole column.",
        NumberFlaw.Currency => $"has a currency, '{like.Mark}': write only the number, with the same currency in the whole column.",
        NumberFlaw.Unit => $"has a unit, '{like.Mark}': write only the number, with the same unit in the whole column.",
        NumberFlaw.Parentheses => "is in parentheses: write a minus sign before the number.",
        _ => "cannot be parsed as a number: use the digits 0 to 9 and a hyphen as the minus sign.",
    };
}
