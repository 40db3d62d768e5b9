using Compiled.Benchmarks.Results;
using Compiled.Tests;

namespace Compiled.Generator.Tests.Results;

public sealed class PerformanceTableTests
{
    private static readonly Machine Machine = new("A (Zen 9)", "AVX2", ".NET 10", "2026-01-02", "abc1234", Peak: 100, FirstLevel: 200, SecondLevel: 50);

    private static readonly Causes Causes = new("measures\ttopologies\ttiers\tcause\na,b256\tT3\tAVX2\tfirst\n*\t*\t*\tany\n");

    [Fact]
    public void A_cell_shows_our_time_beside_the_best_peers()
    {
        var text = Render(Cells("2000", "2480"), Onnx("5000.4"));
        Assert.StartsWith("## A (Zen 9), AVX2\n", text, StringComparison.Ordinal);
        var row = Assert.Single(text.Split('\n'), line => line.StartsWith("| 16-64-64-4 relu |", StringComparison.Ordinal));
        Assert.Equal("| 16-64-64-4 relu |" + string.Concat(Enumerable.Repeat(" 2,000 / 2,480 |", 6)) + " 5,000 | 5,000 |", row);
        Assert.Contains("Ahead of the best C++ program in 36 of 36 cells; geometric mean of the ratios 0.81, from 0.81 to 0.81.", text, StringComparison.Ordinal);
        Assert.Contains("Measured on 2026-01-02 at abc1234, .NET 10.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("| slower than C++ |", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cell_that_is_behind_has_its_ratio_limit_and_cause()
    {
        var rows = Render(Cells("2480", "2000"), null).Split("| slower than C++ |")[1].Split('\n').Where(line => line.Contains('/', StringComparison.Ordinal)).Skip(1).ToList();
        Assert.Equal(36, rows.Count);
        Assert.Contains("| one prediction, 16-64-64-4 relu | 2,480 / 2,000 | 1.24 | 110 | first |", rows); // 22,032 bytes at 200 a nanosecond; 10,752 flops at 100 take less
        Assert.Contains("| one prediction, 64-128-128-10 relu | 2,480 / 2,000 | 1.24 | 2,090 | any |", rows); // 104,488 bytes at 50 bytes a nanosecond
        Assert.Contains("| step of 1 sample, 4-8-3 tanh | 2,480 / 2,000 | 1.24 | 10.8 | any |", rows); // 136 · 2 / 100 of multiply-adds and 67 · 24 / 200 of parameters and moments
    }

    [Fact]
    public void All_its_rows_have_as_many_columns_as_the_heading()
    {
        foreach (var onnx in (string?[])[Onnx("3"), null])
        {
            var rows = Render(Cells("1", "2"), onnx).Split('\n').Where(line => line.StartsWith('|')).ToList();
            Assert.Equal(8, rows.Count);
            Assert.All(rows, row => Assert.Equal(rows[0].Count(c => c == '|'), row.Count(c => c == '|')));
        }
    }

    [Fact]
    public void Further_columns_and_remarks_change_nothing()
    {
        var wider = string.Concat(Cells("12", "10").TrimEnd().Split('\n').Select((line, k) => (k == 0 ? $"run\t{line}\tlimit ns" : $"3\t{line}\t7") + "\n")) + "a remark\n";
        Assert.Equal(Render(Cells("12", "10"), Onnx("3")), Render(wider, Onnx("3") + "another remark\n"));
    }

    [Theory]
    [InlineData("measure\ttopology\tours ns\tbest peer ns\n", "The cells table has no row of measure 'a' and topology 'T1'.")]
    [InlineData("measure\ttopology\tours\n", "The cells table has no column 'ours ns'; it has 'measure', 'topology', 'ours'.")]
    [InlineData("measure\ttopology\tours ns\tbest peer ns\na\tT1\tNone\t3\n", "The cells table has 'None' in column 'ours ns', where a positive number is expected.")]
    [InlineData("measure\ttopology\tours ns\tbest peer ns\na\tT1\n", "The cells table has 4 columns, but the row 'a T1' has 2.")]
    [InlineData("", "The cells table has no heading: its first line should name the columns, separated by tabs.")]
    public void What_is_missing_is_named(string cells, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => Render(cells, Onnx("3"))).Message);

    [Fact]
    public void Every_cell_has_a_committed_cause()
    {
        var causes = new Causes(File.ReadAllText(Path.Combine(Repository.Root, Causes.File)));
        foreach (var tier in (string[])["AVX-512", "AVX2", "NEON"])
            Assert.All(Cell.Topologies, cell => Assert.All(Cell.Measures, measure => Assert.NotEmpty(causes.Of(measure.Measure, cell.Topology, tier))));
        Assert.Equal(
            "The causes table has no row for measure 'a' of 'T1' with AVX2.",
            Assert.Throws<FormatException>(() => new Causes("measures\ttopologies\ttiers\tcause\n").Of("a", "T1", "AVX2")).Message);
    }

    [Fact]
    public void A_marked_part_is_replaced_and_nothing_else()
    {
        const string Page = "before\n<!-- x: begin -->\nold\n<!-- x: end -->\nafter\n";
        var page = MarkedPart.Replace(Page, "x", "new\n");
        Assert.Equal("before\n<!-- x: begin -->\nnew\n<!-- x: end -->\nafter\n", page);
        Assert.Equal("new\n", MarkedPart.Read(page, "x"));
        Assert.Contains("<!-- y: begin -->", Assert.Throws<FormatException>(() => MarkedPart.Read(page, "y")).Message, StringComparison.Ordinal);
    }

    private static string Render(string cells, string? onnx) => new PerformanceTable(Machine, cells, onnx).Render(Causes, "");

    private static string Cells(string ours, string peer) =>
        "measure\ttopology\tours ns\tbest peer ns\n"
        + string.Concat(Cell.Measures.SelectMany(measure => Enumerable.Range(1, 6).Select(t => $"{measure.Measure}\tT{t}\t{ours}\t{peer}\n")));

    private static string Onnx(string theirs) =>
        "measure\ttopology\tours ns\tonnxruntime ns\n"
        + string.Concat(Cell.Measures.SelectMany(measure => Enumerable.Range(1, 6).Select(t => $"{measure.Measure}\tT{t}\t1\t{theirs}\n")));
}
