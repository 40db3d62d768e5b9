using System.Globalization;
using System.Text;

namespace Compiled.Benchmarks.Results;

/// <summary>The results of one processor's tier as README shows them: our time beside the best C++ program's, and every cell that is behind with its limit and presumed cause.</summary>
public sealed class PerformanceTable
{
    private static readonly (string Measure, string Name)[] OnnxMeasures = [("a", "ONNX Runtime, one"), ("b256", "batch of 256")];

    private readonly Machine _machine;
    private readonly TabTable _cells;
    private readonly TabTable? _onnx;

    /// <param name="machine">What it was measured on.</param>
    /// <param name="cells">The text of cells.tsv: measure, topology, ours ns, best peer ns; further columns do no harm.</param>
    /// <param name="onnxRuntime">The text of onnxruntime.tsv: measure, topology, onnxruntime ns; null where it was not measured.</param>
    /// <exception cref="FormatException">A file has no such columns.</exception>
    public PerformanceTable(Machine machine, string cells, string? onnxRuntime)
    {
        _machine = machine;
        _cells = TabTable.Read(cells, "cells", "measure", "topology", "ours ns", "best peer ns");
        _onnx = onnxRuntime is null ? null : TabTable.Read(onnxRuntime, "onnxruntime", "measure", "topology", "onnxruntime ns");
    }

    /// <exception cref="FormatException">A cell of the table is missing, or a cell that is behind has no cause.</exception>
    public string Render(Causes causes)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"**{_machine.Processor}, {_machine.Tier}**\n\n");
        var names = Cell.Measures.Select(static measure => measure.Name).Concat(_onnx is null ? [] : OnnxMeasures.Select(static measure => measure.Name)).ToList();
        _ = text.Append("| network | ").AppendJoin(" | ", names).Append(" |\n|---|").Insert(text.Length, "---:|", names.Count).Append('\n');
        List<double> ratios = [];
        var behind = new StringBuilder();
        foreach (var (topology, shape) in Cell.Topologies)
        {
            _ = text.Append(CultureInfo.InvariantCulture, $"| {Words(shape)} |");
            foreach (var (measure, name) in Cell.Measures)
            {
                var (ours, peer) = (Number(_cells, "cells", measure, topology, "ours ns"), Number(_cells, "cells", measure, topology, "best peer ns"));
                ratios.Add(ours / peer);
                _ = text.Append(CultureInfo.InvariantCulture, $" {Pair(ours, peer)} |");
                if (ours > peer)
                {
                    _ = behind.Append(CultureInfo.InvariantCulture, $"| {name}, {Words(shape)} | {Pair(ours, peer)} | {ours / peer:f2} | ")
                        .Append(CultureInfo.InvariantCulture, $"{Nanoseconds(Cell.Limit(_machine, shape.Shape, measure))} | {causes.Of(measure, topology, _machine.Tier)} |\n");
                }
            }

            foreach (var (measure, _) in _onnx is null ? [] : OnnxMeasures)
                _ = text.Append(CultureInfo.InvariantCulture, $" {Nanoseconds(Number(_onnx!, "onnxruntime", measure, topology, "onnxruntime ns"))} |");
            _ = text.Append('\n');
        }

        var mean = Math.Exp(ratios.Average(Math.Log));
        _ = text.Append(CultureInfo.InvariantCulture, $"\nAhead of the best C++ program in {ratios.Count(static ratio => ratio < 1)} of {ratios.Count} cells; geometric mean of the ratios ")
            .Append(CultureInfo.InvariantCulture, $"{mean:f2}, from {ratios.Min():f2} to {ratios.Max():f2}. Measured on {_machine.Measured} at {_machine.Code}, {_machine.Runtime}.\n");
        if (behind.Length > 0)
            _ = text.Append("\n| slower than C++ | ours / C++ | ratio | limit | presumed cause |\n|---|---:|---:|---:|---|\n").Append(behind);
        return text.ToString();
    }

    private static double Number(TabTable table, string name, string measure, string topology, string column) =>
        table.Number(
            table.Rows.FirstOrDefault(row => table.Text(row, "measure") == measure && table.Text(row, "topology") == topology)
            ?? throw new FormatException($"The {name} table has no row of measure '{measure}' and topology '{topology}'."),
            column);

    private static string Words(NamedShape shape) => $"{shape.Shape} {(shape.IsTanh ? "tanh" : "relu")}";

    private static string Pair(double ours, double peer) => $"{Nanoseconds(ours)} / {Nanoseconds(peer)}";

    /// <summary>Three digits, and thousands set apart.</summary>
    private static string Nanoseconds(double value) => value.ToString(value < 100 ? "0.0" : "#,##0", CultureInfo.InvariantCulture);
}
