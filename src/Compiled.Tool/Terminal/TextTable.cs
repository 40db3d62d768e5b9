using System.Text;
using Spectre.Console;

namespace Compiled.Tool.Terminal;

/// <summary>A table: lines of aligned text, or Spectre's.</summary>
/// <param name="columns">The headings; one that begins with '&gt;' is of numbers, flush right.</param>
internal sealed class TextTable(params string[] columns)
{
    private readonly List<string[]> _rows = [];

    /// <summary>Number of rows.</summary>
    public int Count => _rows.Count;

    /// <summary>Adds a row, with a cell for each column.</summary>
    public void Add(params string[] cells) => _rows.Add([.. cells.Select(Printable.OneLine)]);

    /// <summary>The headings, a rule and the rows, two blanks between columns; no blanks at the ends of lines.</summary>
    public override string ToString()
    {
        var widths = Enumerable.Range(0, columns.Length).Select(column => _rows.Select(row => row[column].Length).Append(Heading(column).Length).Max()).ToArray();
        var text = new StringBuilder();
        AppendRow([.. Enumerable.Range(0, columns.Length).Select(Heading)]);
        text.Append('-', widths.Sum() + 2 * (widths.Length - 1)).Append('\n');
        foreach (var row in _rows)
            AppendRow(row);
        return text.ToString();

        void AppendRow(string[] cells)
        {
            var line = string.Join("  ", cells.Select((cell, column) => IsNumber(column) ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column])));
            text.Append(line.TrimEnd()).Append('\n');
        }
    }

    /// <summary>The same for a terminal.</summary>
    public Spectre.Console.Table ToSpectre()
    {
        var table = new Spectre.Console.Table().Border(TableBorder.Rounded);
        for (var column = 0; column < columns.Length; column++)
        {
            var heading = new Spectre.Console.TableColumn(new Text(Heading(column)));
            table.AddColumn(IsNumber(column) ? heading.RightAligned() : heading);
        }

        foreach (var row in _rows)
            table.AddRow(row.Select(static cell => new Text(cell)));
        return table;
    }

    private string Heading(int column) => columns[column].TrimStart('>');

    private bool IsNumber(int column) => columns[column].StartsWith('>');
}
