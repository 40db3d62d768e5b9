using System.Text;
using Compiled.Storage;

namespace Compiled;

/// <summary>What is in the columns of a table: types, ranges, gaps, and warnings. <c>ToString</c> is a readable table. Made by <see cref="Table.Describe"/>. Immutable.</summary>
public sealed class TableReport
{
    internal TableReport(int rows, IReadOnlyList<ColumnSummary> columns, string? target)
    {
        (Count, Target, Columns) = (rows, target, Array.AsReadOnly<ColumnSummary>([.. columns]));
        Warnings = Array.AsReadOnly<string>([.. Columns.SelectMany(Sentences)]);
    }

    /// <summary>Number of rows.</summary>
    public int Count { get; }

    /// <summary>The name of the target, or null.</summary>
    public string? Target { get; }

    /// <summary>The columns, in the order of the table.</summary>
    public IReadOnlyList<ColumnSummary> Columns { get; }

    /// <summary>A sentence for each warning, in the order of the columns.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>A line per column, in aligned cells, and the warnings below.</summary>
    public override string ToString()
    {
        List<string[]> rows = [["column", "kind", "missing", "distinct", "values"]];
        foreach (var column in Columns)
            rows.Add([
                ModelText.Clip(column.Name, 40), column.Kind == ColumnKind.Text ? "text" : "numeric", Wording.Of($"{column.MissingCount}"), Wording.Of($"{column.DistinctCount}"), Values(column)]);
        var widths = Enumerable.Range(0, 4).Select(cell => rows.Max(row => row[cell].Length)).ToArray();
        var (rowWord, columnWord) = (Count == 1 ? "row" : "rows", Columns.Count == 1 ? "column" : "columns");
        var text = new StringBuilder(Wording.Of($"{Count} {rowWord} of {Columns.Count} {columnWord}{(Target is null ? "" : $", target {ModelText.Quote(Target)}")}\n"));
        foreach (var row in rows)
        {
            var line = $"{row[0].PadRight(widths[0])}  {row[1].PadRight(widths[1])}  {row[2].PadLeft(widths[2])}  {row[3].PadLeft(widths[3])}  {row[4]}";
            text.Append(line.TrimEnd()).Append('\n');
        }

        foreach (var warning in Warnings)
            text.Append("- ").Append(warning).Append('\n');
        return text.ToString().TrimEnd('\n');
    }

    private static string Values(ColumnSummary column) => column.Minimum is null
        ? string.Join(", ", column.MostFrequent.Select(static value => Wording.Of($"{ModelText.Quote(value.Text)} ({value.Count})"))) + (column.DistinctCount > column.MostFrequent.Count ? ", …" : "")
        : column.Minimum == column.Maximum ? Wording.Of($"{column.Minimum}")
        : Wording.Of($"{column.Minimum} to {column.Maximum}, median {column.Median:G6}, mean {column.Mean:G6}");

    private IEnumerable<string> Sentences(ColumnSummary column)
    {
        var name = $"Column {ModelText.Quote(column.Name)}";
        if (column.Warnings.HasFlag(ColumnWarnings.Empty))
            yield return $"{name} has no values: exclude it.";
        if (column.Warnings.HasFlag(ColumnWarnings.Constant))
            yield return $"{name} is constant: it cannot help to predict anything.";
        if (column.Warnings.HasFlag(ColumnWarnings.Identifier))
            yield return Wording.Of($"{name} looks like an identifier, with {Wording.Count(column.DistinctCount, "distinct value")} in {Count - column.MissingCount} rows: exclude it, or the network learns the rows by heart.");
        if (column.Warnings.HasFlag(ColumnWarnings.Leaking))
        {
            yield return Wording.Of(
                $"{name} alone predicts {ModelText.Quote(Target!)} nearly perfectly ({column.Prediction:0.000}): exclude it if it is not known before the target is.");
        }
    }
}
