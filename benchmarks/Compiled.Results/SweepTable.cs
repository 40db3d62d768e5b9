using System.Globalization;

namespace Compiled.Benchmarks.Results;

/// <summary>The sweep as a file: one row for each shape and measure, tab-separated, invariant culture.</summary>
public static class SweepTable
{
    private const string Heading = "shape\tparameters\tmeasure\tmultiply-adds\tns\tns/multiply-add\tfastest ns\tslowest ns";

    public static string Write(IEnumerable<SweepRow> rows) =>
        Heading + "\n" + string.Concat(rows.Select(static row => string.Create(
            CultureInfo.InvariantCulture,
            $"{row.Shape}\t{row.Shape.Parameters}\t{row.Measure}\t{row.MultiplyAdds}\t{row.Nanoseconds:g5}\t{row.NanosecondsPerMultiplyAdd:g4}\t"
            + $"{row.Fastest:g5}\t{row.Slowest:g5}\n")));

    /// <exception cref="FormatException">The text is no such table.</exception>
    public static IReadOnlyList<SweepRow> Read(string text)
    {
        var table = TabTable.Read(text, "sweep", "shape", "measure", "ns", "fastest ns", "slowest ns");
        return [.. table.Rows.Select(row => new SweepRow(
            Shape.Parse(table.Text(row, "shape")), table.Text(row, "measure"), table.Number(row, "ns"), table.Number(row, "fastest ns"),
            table.Number(row, "slowest ns")))];
    }
}
