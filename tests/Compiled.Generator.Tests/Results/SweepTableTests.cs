using Compiled.Benchmarks.Results;
using Compiled.Tests;
using CsCheck;

namespace Compiled.Generator.Tests.Results;

public sealed class SweepTableTests
{
    [Fact]
    public void A_shape_counts_its_parameters_and_multiply_adds()
    {
        var shape = new Shape(3, 5, 2);
        Assert.Equal((2, 32L, 25L), (shape.Blocks, shape.Parameters, shape.MultiplyAdds));
        Assert.Equal(25 + 25 + 10, shape.TrainingMultiplyAdds); // forward, weights' gradients, the second block's rows' gradient
    }

    [Theory]
    [InlineData("1-1", 1, 1)]
    [InlineData("64*5", 64, 64, 64, 64, 64)]
    [InlineData("3-8-8-8-8-1", 3, 8, 8, 8, 8, 1)]
    [InlineData("3-8*5-1", 3, 8, 8, 8, 8, 8, 1)]
    public void Long_runs_are_written_short(string text, params int[] widths) => Assert.Equal(text, new Shape(widths).ToString());

    [Fact]
    public void A_written_shape_reads_back_as_itself() =>
        Gen.Int[1, 4].Array[2, 20].Sample(widths => Assert.Equal(widths, Shape.Parse(new Shape(widths).ToString()).Widths));

    [Theory]
    [InlineData("", "'' is no shape: '' is neither a width, such as 64, nor a run of widths, such as 64*33.")]
    [InlineData("7", "'7' is no shape: it has one width, and the least is two, as in 1-1.")]
    [InlineData("7-0", "'7-0' is no shape: '0' is neither a width, such as 64, nor a run of widths, such as 64*33.")]
    [InlineData("7-2*3*4", "'7-2*3*4' is no shape: '2*3*4' is neither a width, such as 64, nor a run of widths, such as 64*33.")]
    public void A_wrong_shape_is_named(string text, string message) => Assert.Equal(message, Assert.Throws<FormatException>(() => Shape.Parse(text)).Message);

    [Fact]
    public void A_written_table_reads_back_as_itself()
    {
        List<SweepRow> rows = [new(new(1, 1), SweepMeasure.One, 1.25, 1.125, 2.5), new(new(3, 5, 2), SweepMeasure.LargeStep, 123.5, 120, 1300)];
        Assert.Equal(rows, SweepTable.Read(SweepTable.Write(rows)));
        Assert.Contains("3-5-2\t32\tc256\t60\t123.5\t2.058\t120\t1300\n", SweepTable.Write(rows), StringComparison.Ordinal);
    }

    public static TheoryData<string> CommittedSweeps() => [.. PerformancePage.Sweeps(Repository.Root).Select(static path => Path.GetRelativePath(Repository.Root, path))];

    [Theory]
    [MemberData(nameof(CommittedSweeps))]
    public void A_committed_sweep_has_every_measure_of_every_shape(string file)
    {
        var rows = SweepTable.Read(File.ReadAllText(Path.Combine(Repository.Root, file)));
        var shapes = rows.GroupBy(row => row.Shape).ToList();
        Assert.True(shapes.Count >= 60, $"{file} has {shapes.Count} shapes, not 60 or more.");
        Assert.All(shapes, shape => Assert.Equal(SweepMeasure.All, shape.Select(row => row.Measure)));
        Assert.True(CliffRule.Pairs(rows) >= 200, $"{file} has {CliffRule.Pairs(rows)} pairs to compare, not 200 or more.");
    }

    [Theory]
    [MemberData(nameof(CommittedSweeps))]
    public void A_committed_sweep_has_no_cliff(string file) =>
        Assert.Empty(CliffRule.Find(SweepTable.Read(File.ReadAllText(Path.Combine(Repository.Root, file)))).Select(cliff => cliff.ToString()));
}
