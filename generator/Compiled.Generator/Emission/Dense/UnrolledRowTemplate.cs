using Compiled.Generator.Blocks;
using Compiled.Generator.Planning;
using Compiled.Generator.Planning.Dense;
using Compiled.Generator.Text;
using static Compiled.Generator.Text.Literals;

namespace Compiled.Generator.Emission.Dense;

/// <summary>One row of a dense block, written out multiply-add by multiply-add, in the order in which the weights lie in memory where registers hold all sums.</summary>
internal static class UnrolledRowTemplate
{
    /// <param name="code">Where it goes.</param>
    /// <param name="plan">The block.</param>
    /// <param name="tier">The width of vectors.</param>
    /// <param name="memory">The parameters.</param>
    /// <param name="source">Where the inputs are.</param>
    /// <param name="sink">Where the outputs go.</param>
    public static void Write(CodeWriter code, DensePlan plan, RowTier tier, string memory, RowSource source, RowSink sink)
    {
        foreach (var panel in tier.Panels)
            for (var repeat = 0; repeat < panel.Count; repeat++)
                WritePanel(code, plan, (panel.Tile, panel.Column + repeat * panel.Tile.PanelWidth, memory), tier.Activates, source, sink);
    }

    private static void WritePanel(CodeWriter code, DensePlan plan, (Tile Tile, int Column, string Memory) panel, bool activates, RowSource source, RowSink sink)
    {
        var (tile, column, memory) = panel;
        var vector = tile.Vector;
        var partials = tile.Partials == 1 ? "" : $"; each is the sum of {Int(tile.Partials)} partial sums, to hide the multiply-add's latency";
        var vectors = sink.TakesPadding ? tile.Vectors : Math.Min(tile.Vectors, (plan.Spec.Outputs - column + tile.Lanes - 1) / tile.Lanes);
        if (vectors <= 0)
            return;
        var outputs = column < plan.Spec.Outputs ? Outputs(column, Math.Min(plan.Spec.Outputs, column + tile.PanelWidth) - 1) : "Padding";
        _ = code.Write($"// {outputs} in {Code.Count(vectors, "vector")} of {Int(tile.Lanes)}{partials}.").OpenBlock();
        for (var first = 0; first < tile.Partials; first += tile.PartialsPerPass)
            WritePass(code, plan, panel, vectors, first, source);
        for (var v = 0; v < vectors; v++)
            sink.Write(code, Activated(plan, tile, activates, Sum(v, 0)), tile.Lanes, column + v * tile.Lanes);
        _ = code.Close();
    }

    /// <summary>Some of the partial sums, over the inputs that are theirs; then they join what was added up before.</summary>
    private static void WritePass(CodeWriter code, DensePlan plan, (Tile Tile, int Column, string Memory) panel, int vectors, int first, RowSource source)
    {
        var (tile, column, memory) = panel;
        var vector = tile.Vector;
        var end = first + tile.PartialsPerPass;
        for (var v = 0; v < vectors; v++)
            for (var p = first; p < end; p++)
            {
                var start = p == 0 && plan.Spec.HasBias
                    ? $"{vector}.LoadUnsafe({RowSink.Place(memory, plan.BiasesOffset + column + v * tile.Lanes)})"
                    : $"{vector}<float>.Zero";
                _ = code.Write($"var {Sum(v, p)} = {start};");
            }

        for (var i = 0; i < plan.Spec.Inputs; i++)
        {
            var partial = i % tile.Partials;
            if (partial < first || partial >= end)
                continue;
            source.Prepare(code, tile, i);
            var broadcast = source.Broadcast(tile, i);
            if (vectors > 1)
            {
                _ = code.Write($"var input{Int(i)} = {broadcast};");
                broadcast = "input" + Int(i);
            }

            for (var v = 0; v < vectors; v++)
                _ = code.Write($"{Sum(v, partial)} = {source.MultiplyAdd(tile)}({broadcast}, {vector}.LoadUnsafe({RowSink.Place(memory, plan.WeightOffset(i, column + v * tile.Lanes))}), {Sum(v, partial)});");
        }

        // Pair by pair, as far as both halves are there.
        for (var v = 0; v < vectors; v++)
            for (var step = 1; 2 * step <= end; step *= 2)
                for (var p = 0; p + 2 * step <= end; p += 2 * step)
                {
                    if (p + 2 * step > first)
                        _ = code.Write($"{Sum(v, p)} += {Sum(v, p + step)};");
                }
    }

    private static string Activated(DensePlan plan, Tile tile, bool activates, string sum)
    {
        if (plan.RowActivation is not { } activation)
            return sum;
        var kind = BlockTable.Activation(activation.Kind);
        return activates || kind.IsCheap ? $"{kind.Kernel(activation).New}.Value<global::Compiled.Numerics.Lanes{Int(tile.Lanes)}>({sum}).Value" : sum;
    }

    private static string Outputs(int first, int last) => first == last ? "Output " + Int(first) : $"Outputs {Int(first)} to {Int(last)}";

    private static string Sum(int vector, int partial) => "sum" + Int(vector) + (partial == 0 ? "" : "_" + Int(partial));
}
