using System.Globalization;
using System.Text;

namespace Compiled.Benchmarks.Results;

/// <summary>
/// The results of one processor's tier as the pages show them: our time beside the best C++ program's, and every cell that is behind with its limit and presumed cause.
/// </summary>
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

    /// <summary>Processor and tier.</summary>
    public string Name => $"{_machine.Processor}, {_machine.Tier}";

    /// <summary>How often ours is the faster program, and by what factor in the mean; when and where it was measured.</summary>
    /// <exception cref="FormatException">A cell of the table is missing.</exception>
    public string Summary
    {
        get
        {
            var ratios = Cell.Topologies.SelectMany(topology => Cell.Measures.Select(measure => Times(measure.Measure, topology.Topology)))
                .Select(static times => times.Ours / times.Peer).ToList();
            return string.Create(
                CultureInfo.InvariantCulture,
                $"ahead of the best C++ program in {ratios.Count(static ratio => ratio < 1)} of {ratios.Count} cells; geometric mean of the ratios ")
                + string.Create(CultureInfo.InvariantCulture, $"{Math.Exp(ratios.Average(Math.Log)):f2}, from {ratios.Min():f2} to {ratios.Max():f2}. ")
                + $"Measured on {_machine.Measured} at {_machine.Code}, {_machine.Runtime}.";
        }
    }

    /// <param name="causes">Why cells are behind.</param>
    /// <param name="charts">Images, below the first table.</param>
    /// <exception cref="FormatException">A cell of the table is missing, or a cell that is behind has no cause.</exception>
    public string Render(Causes causes, string charts)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"## {Name}\n\n");
        var behind = new StringBuilder();
        var onnx = _onnx is null ? [] : OnnxMeasures;
        Heading(text, Cell.Measures.Concat(onnx).Select(static measure => measure.Name));
        foreach (var (topology, shape) in Cell.Topologies)
        {
            _ = text.Append(CultureInfo.InvariantCulture, $"| {Words(shape)} |");
            foreach (var (measure, name) in Cell.Measures)
            {
                var (ours, peer) = Times(measure, topology);
                _ = text.Append(CultureInfo.InvariantCulture, $" {Pair(ours, peer)} |");
                if (ours > peer)
                {
                    _ = behind.Append(CultureInfo.InvariantCulture, $"| {name}, {Words(shape)} | {Pair(ours, peer)} | {ours / peer:f2} | ")
                        .Append(CultureInfo.InvariantCulture, $"{Nanoseconds(Cell.Limit(_machine, shape.Shape, measure))} | {causes.Of(measure, topology, _machine.Tier)} |\n");
                }
            }

            foreach (var (measure, _) in onnx)
                _ = text.Append(CultureInfo.InvariantCulture, $" {Nanoseconds(OnnxTime(measure, topology))} |");
            _ = text.Append('\n');
        }

        var summary = Summary;
        _ = text.Append(CultureInfo.InvariantCulture, $"\n{char.ToUpperInvariant(summary[0])}{summary[1..]}\n\n").Append(charts);
        if (behind.Length > 0)
            _ = text.Append("| slower than C++ | ours / C++ | ratio | limit | presumed cause |\n|---|---:|---:|---:|---|\n").Append(behind);
        return text.ToString().TrimEnd('\n') + "\n";
    }

    /// <summary>A few columns, for the page that most people read.</summary>
    /// <exception cref="FormatException">A cell of the table is missing.</exception>
    public string RenderExcerpt()
    {
        var text = new StringBuilder();
        var measures = Cell.Measures.Where(static measure => measure.Measure is "a" or "b256" or "c32").ToList();
        Heading(text, measures.Select(static measure => measure.Name).Concat(_onnx is null ? [] : [OnnxMeasures[0].Name]));
        foreach (var (topology, shape) in Cell.Topologies)
        {
            var cells = measures.Select(measure => Times(measure.Measure, topology)).Select(static times => Pair(times.Ours, times.Peer))
                .Concat(_onnx is null ? [] : [Nanoseconds(OnnxTime(OnnxMeasures[0].Measure, topology))]);
            _ = text.Append(CultureInfo.InvariantCulture, $"| {Words(shape)} | ").AppendJoin(" | ", cells).Append(" |\n");
        }

        return text.ToString();
    }

    private static void Heading(StringBuilder text, IEnumerable<string> names)
    {
        var columns = names.ToList();
        _ = text.Append("| network | ").AppendJoin(" | ", columns).Append(" |\n|---|").Insert(text.Length, "---:|", columns.Count).Append('\n');
    }

    private (double Ours, double Peer) Times(string measure, string topology) =>
        (Number(_cells, "cells", measure, topology, "ours ns"), Number(_cells, "cells", measure, topology, "best peer ns"));

    private double OnnxTime(string measure, string topology) => Number(_onnx!, "onnxruntime", measure, topology, "onnxruntime ns");

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
