namespace Compiled.Csv;

/// <summary>The first rows of a file, cut with one separator, to find out how it is written.</summary>
internal sealed class CsvSample
{
    private const int MostRows = 200;

    private CsvSample(char separator, List<string[]> rows) => (Separator, Rows) = (separator, rows);

    /// <summary>What the rows were cut with.</summary>
    public char Separator { get; }

    /// <summary>The rows, the header first; blank ones are left out.</summary>
    public IReadOnlyList<string[]> Rows { get; }

    /// <summary>The header's cells.</summary>
    public IReadOnlyList<string> Header => Rows[0];

    /// <summary>The share of the rows that have as many cells as the header; empty ones at the end do not count.</summary>
    public double Regularity => Rows.Count == 1 ? 1 : Rows.Skip(1).Count(row => Fits(row.Length, Header.Count, row, Header)) / (double)(Rows.Count - 1);

    /// <summary>Cuts a text; null where this cannot be its separator.</summary>
    /// <param name="text">The beginning of the file.</param>
    /// <param name="isWhole">Whether the file ends with it; otherwise its last row is not whole.</param>
    /// <param name="separator">The separator.</param>
    public static CsvSample? Cut(string text, bool isWhole, char separator)
    {
        var rows = new CsvRows(new CsvSource(new StringReader(text), "", CsvWords.Library), separator);
        List<string[]> cut = [];
        try
        {
            while (cut.Count < MostRows && rows.Read())
                if (!rows.IsBlank)
                    cut.Add([.. Enumerable.Range(0, rows.Count).Select(rows.Text)]);
            if (!isWhole && cut.Count is > 1 and < MostRows)
                cut.RemoveAt(cut.Count - 1);
        }
        catch (CsvException)
        {
            // What is wrong, the reader says when it gets there; a header that cannot be cut has another separator.
        }

        return cut.Count == 0 ? null : new CsvSample(separator, cut);
    }

    private static bool Fits(int cells, int columns, IReadOnlyList<string> row, IReadOnlyList<string> header) =>
        cells == columns || (cells > columns ? row.Skip(columns) : header.Skip(cells)).All(static cell => cell.Length == 0);
}
