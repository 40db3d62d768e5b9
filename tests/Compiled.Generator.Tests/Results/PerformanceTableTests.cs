using Compiled.Benchmarks.Results;

namespace Compiled.Generator.Tests.Results;

public sealed class PerformanceTableTests
{
    private static readonly string[] Measures = ["a", "a_lat", "b256", "c32", "c256"];

    [Fact]
    public void A_cell_shows_our_time_and_its_ratio_to_the_best_peer()
    {
        var text = PerformanceTable.Render(Cells("2480", "2000"), Onnx("5000.4"));
        var row = Assert.Single(text.Split('\n'), line => line.StartsWith("| 16-64-64-4 relu |", StringComparison.Ordinal));
        Assert.Equal("| 16-64-64-4 relu | 2,480 (1.24) | 2,480 (1.24) | 2,480 (1.24) | 2,480 (1.24) | 5,000 | 5,000 |", row);
        Assert.Contains("Over all 30 cells", text, StringComparison.Ordinal);
        Assert.Contains("1.24 times in the geometric mean, and less time in 0.\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void All_its_rows_have_as_many_columns_as_the_heading()
    {
        var rows = PerformanceTable.Render(Cells("1", "2"), Onnx("3")).Split('\n').Where(line => line.StartsWith('|')).ToList();
        Assert.Equal(8, rows.Count);
        Assert.All(rows, row => Assert.Equal(rows[0].Count(c => c == '|'), row.Count(c => c == '|')));
    }

    [Fact]
    public void Further_columns_and_remarks_change_nothing()
    {
        var wider = string.Concat(Cells("12", "10").TrimEnd().Split('\n').Select((line, k) => (k == 0 ? $"run\t{line}\tlimit ns" : $"3\t{line}\t7") + "\n")) + "a remark\n";
        Assert.Equal(PerformanceTable.Render(Cells("12", "10"), Onnx("3")), PerformanceTable.Render(wider, Onnx("3") + "another remark\n"));
    }

    [Theory]
    [InlineData("measure\ttopology\tours ns\tbest peer ns\n", "The cells table has no row of measure 'a' and topology 'T1'.")]
    [InlineData("measure\ttopology\tours\n", "The cells table has no column 'ours ns'; it has 'measure', 'topology', 'ours'.")]
    [InlineData("measure\ttopology\tours ns\tbest peer ns\na\tT1\tNone\t3\n", "The cells table has 'None' in column 'ours ns', where a positive number is expected.")]
    [InlineData("measure\ttopology\tours ns\tbest peer ns\na\tT1\n", "The cells table has 4 columns, but the row 'a T1' has 2.")]
    [InlineData("", "The cells table has no heading: its first line should name the columns, separated by tabs.")]
    public void What_is_missing_is_named(string cells, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => PerformanceTable.Render(cells, Onnx("3"))).Message);

    [Fact]
    public void A_marked_part_is_replaced_and_nothing_else()
    {
        const string Page = "before\n<!-- x: begin -->\nold\n<!-- x: end -->\nafter\n";
        var page = MarkedPart.Replace(Page, "x", "new\n");
        Assert.Equal("before\n<!-- x: begin -->\nnew\n<!-- x: end -->\nafter\n", page);
        Assert.Equal("new\n", MarkedPart.Read(page, "x"));
        Assert.Contains("<!-- y: begin -->", Assert.Throws<FormatException>(() => MarkedPart.Read(page, "y")).Message, StringComparison.Ordinal);
    }

    private static string Cells(string ours, string peer) =>
        "measure\ttopology\tours ns\tbest peer ns\n"
        + string.Concat(Measures.SelectMany(measure => Enumerable.Range(1, 6).Select(t => $"{measure}\tT{t}\t{ours}\t{peer}\n")));

    private static string Onnx(string theirs) =>
        "measure\ttopology\tours ns\tonnxruntime ns\n"
        + string.Concat(Measures.SelectMany(measure => Enumerable.Range(1, 6).Select(t => $"{measure}\tT{t}\t1\t{theirs}\n")));
}
