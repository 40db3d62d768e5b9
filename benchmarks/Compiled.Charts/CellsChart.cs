using Compiled.Benchmarks.Results;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Compiled.Charts;

/// <summary>
/// The cells of one tier in two panels: our time divided by the best C++ program's, measure by measure; and nanoseconds of one prediction, network by network, ONNX Runtime's too where
/// it was measured.
/// </summary>
internal static class CellsChart
{
    private static readonly (Color Color, MarkerShape Marker)[] Networks =
    [
        (Color.FromHex("#1f5fa8"), MarkerShape.FilledCircle), (Color.FromHex("#2f9e5b"), MarkerShape.FilledSquare), (Color.FromHex("#d9822b"), MarkerShape.FilledTriangleUp),
        (Color.FromHex("#b03a6b"), MarkerShape.FilledDiamond), (Color.FromHex("#5b4ea3"), MarkerShape.FilledTriangleDown), (Color.FromHex("#444444"), MarkerShape.Cross),
    ];

    /// <param name="folder">A folder of results, with cells.tsv and perhaps onnxruntime.tsv.</param>
    /// <param name="path">The chart.</param>
    public static void Save(string folder, string path)
    {
        var cells = TabTable.Read(File.ReadAllText(Path.Combine(folder, "cells.tsv")), "cells", "measure", "topology", "ours ns", "best peer ns");
        var onnx = Path.Combine(folder, "onnxruntime.tsv") is var file && File.Exists(file)
            ? TabTable.Read(File.ReadAllText(file), "onnxruntime", "measure", "topology", "onnxruntime ns")
            : null;
        var figure = ChartFile.Panels(2);
        Ratios(figure.GetPlot(0), cells);
        Predictions(figure.GetPlot(1), cells, onnx);
        ChartFile.Save(figure, path);
    }

    private static void Ratios(Plot plot, TabTable cells)
    {
        var measures = Cell.Measures.Where(measure => cells.Rows.Any(row => cells.Text(row, "measure") == measure.Measure)).ToList();
        var ratios = new List<double>();
        for (var network = 0; network < Cell.Topologies.Count; network++)
        {
            var (topology, shape) = Cell.Topologies[network];
            var points = measures.Select((measure, k) => (X: k + (network - 2.5) * 0.11, Y: Time(cells, measure.Measure, topology, "ours ns") / Time(cells, measure.Measure, topology, "best peer ns")))
                .ToArray();
            var scatter = plot.Add.ScatterPoints(Array.ConvertAll(points, static point => point.X), Array.ConvertAll(points, static point => point.Y));
            (scatter.LegendText, scatter.Color, scatter.MarkerShape, scatter.MarkerSize) = (Words(shape), Networks[network].Color, Networks[network].Marker, 10);
            ratios.AddRange(points.Select(static point => point.Y));
        }

        var line = plot.Add.HorizontalLine(1, 1.5f, Colors.Black.WithAlpha(.55), LinePattern.Dashed);
        line.LegendText = "as fast as the best C++";
        var ticks = new NumericManual();
        for (var k = 0; k < measures.Count; k++)
            ticks.AddMajor(k, measures[k].Name.Replace("one after another", "one after\nanother").Replace("one prediction", "one\nprediction").Replace(" of ", "\nof "));
        plot.Axes.Bottom.TickGenerator = ticks;
        plot.Axes.Left.TickGenerator = new NumericFixedInterval(0.1);
        plot.Axes.SetLimits(-0.5, measures.Count - 0.5, Math.Min(0.5, ratios.Min() - 0.05), Math.Max(1.6, ratios.Max() + 0.35));
        ChartFile.Style(plot, "Our time / the best C++ program's: less is better", "", "ratio of the times of a sample", Alignment.UpperRight);
        plot.Grid.XAxisStyle.IsVisible = false;
    }

    private static void Predictions(Plot plot, TabTable cells, TabTable? onnx)
    {
        (string Name, TabTable? Table, string Column, string Color, MarkerShape Marker)[] programs =
        [
            ("Compiled", cells, "ours ns", "#1f5fa8", MarkerShape.FilledCircle), ("the best C++ program", cells, "best peer ns", "#2f9e5b", MarkerShape.OpenSquare),
            ("ONNX Runtime", onnx, "onnxruntime ns", "#d9822b", MarkerShape.FilledTriangleUp),
        ];
        var all = new List<double>();
        foreach (var (name, table, column, color, marker) in programs)
        {
            if (table is null)
                continue;
            var times = Cell.Topologies.Select(network => Math.Log10(Time(table, "a", network.Topology, column))).ToArray();
            var scatter = plot.Add.Scatter(Enumerable.Range(0, times.Length).Select(static k => (double)k).ToArray(), times);
            (scatter.LegendText, scatter.Color, scatter.MarkerShape, scatter.MarkerSize, scatter.LineWidth) = (name, Color.FromHex(color), marker, 11, 1);
            all.AddRange(times);
        }

        var ticks = new NumericManual();
        for (var k = 0; k < Cell.Topologies.Count; k++)
            ticks.AddMajor(k, Words(Cell.Topologies[k].Shape).Replace(" ", "\n"));
        plot.Axes.Bottom.TickGenerator = ticks;
        var (bottom, top) = (all.Min() - 0.3, all.Max() + 0.8);
        plot.Axes.Left.TickGenerator = LogTicks.Decades(bottom, top);
        plot.Axes.SetLimits(-0.5, Cell.Topologies.Count - 0.5, bottom, top);
        ChartFile.Style(plot, "One prediction", "", "nanoseconds", Alignment.UpperLeft);
    }

    private static double Time(TabTable table, string measure, string topology, string column) => table.Number(
        table.Rows.FirstOrDefault(row => table.Text(row, "measure") == measure && table.Text(row, "topology") == topology)
        ?? throw new FormatException($"A table of results has no row of measure '{measure}' and topology '{topology}'."),
        column);

    private static string Words(NamedShape shape) => $"{shape.Shape} {(shape.IsTanh ? "tanh" : "relu")}";
}
