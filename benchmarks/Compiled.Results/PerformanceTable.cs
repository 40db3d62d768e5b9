using System.Globalization;
using System.Text;

namespace Compiled.Benchmarks.Results;

/// <summary>README's table of performance, made from the committed results.</summary>
public static class PerformanceTable
{
    private static readonly (string Topology, string Name)[] Topologies =
    [
        ("T1", "4-8-3 tanh"), ("T2", "2-16-16-1 tanh"), ("T3", "16-64-64-4 relu"), ("T4", "64-128-128-10 relu"), ("T5", "784-128-10 relu"),
        ("T6", "32-256-256-8 tanh"),
    ];

    private static readonly (string Measure, string Name)[] Measures =
    [
        ("a", "one prediction"), ("b256", "batch of 256"), ("c32", "training, batch 32"), ("c256", "training, batch 256"),
    ];

    private static readonly (string Measure, string Name)[] OnnxMeasures = [("a", "ONNX Runtime, one"), ("b256", "batch of 256")];

    /// <param name="cells">The text of cells.tsv: measure, topology, ours ns, best peer ns; further columns do no harm.</param>
    /// <param name="onnxRuntime">The text of onnxruntime.tsv: measure, topology, onnxruntime ns.</param>
    /// <exception cref="FormatException">A file has no such columns, or a cell of the table is missing.</exception>
    public static string Render(string cells, string onnxRuntime)
    {
        var table = TabTable.Read(cells, "cells", "measure", "topology", "ours ns", "best peer ns");
        var onnx = TabTable.Read(onnxRuntime, "onnxruntime", "measure", "topology", "onnxruntime ns");
        var ratios = table.Rows.Select(row => table.Number(row, "ours ns") / table.Number(row, "best peer ns")).ToList();

        var text = new StringBuilder();
        _ = text.Append("| network |");
        foreach (var (_, name) in Measures.Concat(OnnxMeasures))
            _ = text.Append(' ').Append(name).Append(" |");
        _ = text.Append("\n|---|").Insert(text.Length, "---:|", Measures.Length + OnnxMeasures.Length).Append('\n');
        foreach (var (topology, name) in Topologies)
        {
            _ = text.Append("| ").Append(name).Append(" |");
            foreach (var (measure, _) in Measures)
            {
                var row = Row(table, "cells", measure, topology);
                var ours = table.Number(row, "ours ns");
                _ = text.Append(CultureInfo.InvariantCulture, $" {Nanoseconds(ours)} ({ours / table.Number(row, "best peer ns"):f2}) |");
            }

            foreach (var (measure, _) in OnnxMeasures)
                _ = text.Append(' ').Append(Nanoseconds(onnx.Number(Row(onnx, "onnxruntime", measure, topology), "onnxruntime ns"))).Append(" |");
            _ = text.Append('\n');
        }

        var mean = Math.Exp(ratios.Average(Math.Log));
        return text.Append('\n').Append(string.Create(
            CultureInfo.InvariantCulture,
            $"Nanoseconds per sample on one core; in brackets, the time relative to that of the best C++ program. "
            + $"Over all {ratios.Count} cells, dependent predictions\nincluded, Compiled takes between {ratios.Min():f2} and {ratios.Max():f2} times as long, "
            + $"{mean:f2} times in the geometric mean, and less time in {ratios.Count(static ratio => ratio < 1)}.\n")).ToString();
    }

    private static string[] Row(TabTable table, string name, string measure, string topology) =>
        table.Rows.FirstOrDefault(row => table.Text(row, "measure") == measure && table.Text(row, "topology") == topology)
        ?? throw new FormatException($"The {name} table has no row of measure '{measure}' and topology '{topology}'.");

    /// <summary>Three digits, and thousands set apart.</summary>
    private static string Nanoseconds(double value) => value.ToString(value < 100 ? "0.0" : "#,##0", CultureInfo.InvariantCulture);
}
