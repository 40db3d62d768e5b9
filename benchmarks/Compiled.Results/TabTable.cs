using System.Globalization;

namespace Compiled.Benchmarks.Results;

/// <summary>A tab-separated file with a heading: columns are found by name, further ones do no harm, and lines without tabs are remarks.</summary>
public sealed class TabTable
{
    private readonly string _name;
    private readonly string[] _columns;

    private TabTable(string name, string[] columns, IReadOnlyList<string[]> rows, IReadOnlyList<string> remarks)
    {
        _name = name;
        _columns = columns;
        Rows = rows;
        Remarks = remarks;
    }

    public IReadOnlyList<string[]> Rows { get; }

    public IReadOnlyList<string> Remarks { get; }

    /// <param name="text">The file's text.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="columns">The columns that must be there.</param>
    /// <exception cref="FormatException">There is no heading, one of the columns is missing, or a row ends before its columns do.</exception>
    public static TabTable Read(string text, string name, params ReadOnlySpan<string> columns)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var tabbed = lines.Where(static line => line.Contains('\t', StringComparison.Ordinal)).Select(static line => line.Split('\t')).ToList();
        if (tabbed.Count == 0)
            throw new FormatException($"The {name} table has no heading: its first line should name the columns, separated by tabs.");
        var heading = tabbed[0];
        foreach (var column in columns)
        {
            if (!heading.Contains(column))
                throw new FormatException($"The {name} table has no column '{column}'; it has '{string.Join("', '", heading)}'.");
        }

        var rows = tabbed.Skip(1).ToList();
        if (rows.Find(row => row.Length < heading.Length) is { } shortRow)
            throw new FormatException($"The {name} table has {heading.Length} columns, but the row '{string.Join(' ', shortRow)}' has {shortRow.Length}.");
        return new(name, heading, rows, [.. lines.Where(static line => !line.Contains('\t', StringComparison.Ordinal))]);
    }

    public string Text(string[] row, string column) => row[Array.IndexOf(_columns, column)];

    /// <exception cref="FormatException">The value is no positive number.</exception>
    public double Number(string[] row, string column) =>
        double.TryParse(Text(row, column), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) && number > 0
            ? number
            : throw new FormatException($"The {_name} table has '{Text(row, column)}' in column '{column}', where a positive number is expected.");
}
