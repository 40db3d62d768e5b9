using Compiled.Benchmarks.Results;
using ScottPlot;

namespace Compiled.Charts;

/// <summary>Two panels on logarithmic axes: ns a multiply-add against multiply-adds, and ns a sample against parameters.</summary>
internal static class SweepChart
{
    private static readonly (string Measure, string Name, Color Color, MarkerShape Marker)[] Series =
    [
        (SweepMeasure.One, "one prediction", Color.FromHex("#1f5fa8"), MarkerShape.FilledCircle),
        (SweepMeasure.Batch, "prediction in a batch of 256", Color.FromHex("#2f9e5b"), MarkerShape.FilledSquare),
        (SweepMeasure.SmallStep, "training step, batch 32", Color.FromHex("#d9822b"), MarkerShape.FilledTriangleUp),
        (SweepMeasure.LargeStep, "training step, batch 256", Color.FromHex("#b03a6b"), MarkerShape.FilledDiamond),
    ];

    public static void Save(IReadOnlyList<SweepRow> rows, string path)
    {
        var shapes = rows.Select(static row => row.Shape).Distinct().Count();
        var figure = ChartFile.Panels(2);
        Panel(
            figure.GetPlot(0), rows, $"Cost of one multiply-add, {shapes} shapes", "multiply-adds a sample", "nanoseconds a multiply-add",
            static row => (row.MultiplyAdds, row.NanosecondsPerMultiplyAdd), Alignment.UpperRight);
        Panel(
            figure.GetPlot(1), rows, "Cost of one sample", "parameters", "nanoseconds a sample",
            static row => (row.Shape.Parameters, row.Nanoseconds), Alignment.UpperLeft);
        Linear(figure.GetPlot(1), rows);
        ChartFile.Save(figure, path);
    }

    private static void Panel(
        Plot plot, IReadOnlyList<SweepRow> rows, string title, string horizontal, string vertical, Func<SweepRow, (double X, double Y)> point, Alignment legend)
    {
        foreach (var (measure, name, color, marker) in Series)
        {
            var points = rows.Where(row => row.Measure == measure).Select(point).ToArray();
            var scatter = plot.Add.ScatterPoints(
                Array.ConvertAll(points, static p => Math.Log10(p.X)), Array.ConvertAll(points, static p => Math.Log10(p.Y)));
            (scatter.LegendText, scatter.Color, scatter.MarkerShape, scatter.MarkerSize) = (name, color.WithAlpha(.75), marker, 7);
        }

        var all = rows.Select(point).ToList();
        var (left, right) = (Math.Log10(all.Min(static p => p.X)) - 0.3, Math.Log10(all.Max(static p => p.X)) + 0.3);
        var (bottom, top) = (Math.Log10(all.Min(static p => p.Y)) - 0.3, Math.Log10(all.Max(static p => p.Y)) + 0.3);
        plot.Axes.SetLimits(left, right, bottom, top);
        plot.Axes.Bottom.TickGenerator = LogTicks.Decades(left, right);
        plot.Axes.Left.TickGenerator = LogTicks.Decades(bottom, top);
        ChartFile.Style(plot, title, horizontal, vertical, legend);
    }

    /// <summary>What a cost that grows with the parameters alone looks like.</summary>
    private static void Linear(Plot plot, IReadOnlyList<SweepRow> rows)
    {
        const double NanosecondsPerParameter = 0.1;
        var offset = Math.Log10(NanosecondsPerParameter);
        var (from, to) = (Math.Log10(rows.Min(static row => row.Shape.Parameters)), Math.Log10(rows.Max(static row => row.Shape.Parameters)));
        var line = plot.Add.Line(from, from + offset, to, to + offset);
        (line.Color, line.LinePattern, line.LineWidth) = (Colors.Black.WithAlpha(.45), LinePattern.Dashed, 1.5f);
        line.LegendText = "0.1 ns a parameter";
    }
}
