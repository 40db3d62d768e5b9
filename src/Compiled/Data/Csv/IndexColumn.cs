using System.Globalization;
using System.Text;

namespace Compiled.Csv;

/// <summary>
/// A column without a name, or with the name that pandas gives it, which nobody asked for: it is left out if it is empty throughout, as
/// after separators at the ends of all lines, or counts the rows, as the index of a data frame does. Anything else is an error: it may
/// be a feature.
/// </summary>
internal sealed class IndexColumn(CsvSource source, CsvHeader header, int column)
{
    private long _next;
    private bool _counts;

    /// <summary>How pandas calls a column without a name.</summary>
    public static string NameOf(int column) => string.Create(CultureInfo.InvariantCulture, $"Unnamed: {column}");

    /// <summary>Whether pandas gave this name.</summary>
    public static bool IsName(string name) =>
        name.StartsWith("Unnamed: ", StringComparison.Ordinal) && name.Length > 9 && !name.AsSpan(9).ContainsAnyExcept("0123456789.");

    /// <summary>Looks at the cell of the next row.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="row">The number of the row, from 0.</param>
    /// <param name="line">Its line.</param>
    public void Add(ReadOnlySpan<byte> cell, long row, int line)
    {
        if (cell.IsEmpty && !_counts)
            return;
        if (!long.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || (_counts ? number != _next : row != 0))
        {
            var name = header[column];
            var what = header.IsNameless(column) ? Wording.Of($"column {column + 1} has no name (pandas calls it '{name}')") : $"'{name}' is pandas' name for a column without one";
            source.Throw(
                line, name,
                $"{what}, and '{CellProblem.Shorten(Encoding.UTF8.GetString(cell))}' does not continue a count of the rows, so it is not an index: give it a name, or exclude it with {source.Words.Ignore([.. header.Ignored, name])}.");
        }

        _counts = true;
        _next = number + 1;
    }

    /// <summary>What there is to say of the column at the end; null for nothing.</summary>
    public string? Note => !_counts ? null
        : Wording.Of($"column {column + 1}, {(header.IsNameless(column) ? "which has no name" : $"'{header[column]}'")}, counts the rows: treated as an index and skipped.");
}
