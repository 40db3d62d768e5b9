using Compiled.Generator.Blocks;
using Compiled.Generator.Planning;
using Compiled.Generator.Planning.Dense;
using Compiled.Generator.Text;

namespace Compiled.Generator.Emission.Dense;

/// <summary>One row of a dense block, written out multiply-add by multiply-add in the order in which the weights lie in memory.</summary>
internal static class DenseRowTemplate
{
    public static void WriteUnrolled(CodeWriter code, DensePlan plan, VectorWidth width, string memory, string input, string output, bool isExact)
    {
        foreach (var panel in plan.RowPanels(width))
        for (var repeat = 0; repeat < panel.Count; repeat++)
            WritePanel(code, plan, panel.Tile, panel.Column + repeat * panel.Tile.PanelWidth, memory, input, output, isExact);
    }

    private static void WritePanel(CodeWriter code, DensePlan plan, Tile tile, int column, string memory, string input, string output, bool isExact)
    {
        var vector = tile.Vector;
        var partials = tile.Partials == 1 ? "" : $"; each is the sum of {tile.Partials} partial sums, to hide the multiply-add's latency";
        _ = code.Write($"// Outputs {column} to {Math.Min(plan.Spec.Outputs, column + tile.PanelWidth) - 1} in {Code.Count(tile.Vectors, "vector")} of {tile.Lanes}{partials}.");
        _ = code.Write("{");
        for (var v = 0; v < tile.Vectors; v++)
        for (var p = 0; p < tile.Partials; p++)
        {
            var start = p == 0 && plan.Spec.HasBias
                ? $"{vector}.LoadUnsafe(ref {memory}, {plan.BiasesOffset + column + v * tile.Lanes})"
                : $"{vector}<float>.Zero";
            _ = code.Write($"    var {Sum(v, p)} = {start};");
        }

        for (var i = 0; i < plan.Spec.Inputs; i++)
        {
            var broadcast = $"{vector}.Create(Unsafe.Add(ref {input}, {i}))";
            if (tile.Vectors > 1)
            {
                _ = code.Write($"    var input{i} = {broadcast};");
                broadcast = $"input{i}";
            }

            for (var v = 0; v < tile.Vectors; v++)
            {
                var sum = Sum(v, i % tile.Partials);
                var weights = plan.WeightOffset(i, column + v * tile.Lanes);
                _ = code.Write($"    {sum} = {vector}.FusedMultiplyAdd({broadcast}, {vector}.LoadUnsafe(ref {memory}, {weights}), {sum});");
            }
        }

        for (var v = 0; v < tile.Vectors; v++)
        {
            for (var step = 1; step < tile.Partials; step *= 2)
            for (var p = 0; p + step < tile.Partials; p += 2 * step)
                _ = code.Write($"    {Sum(v, p)} += {Sum(v, p + step)};");
            var (value, first) = (Activated(plan, tile, Sum(v, 0)), column + v * tile.Lanes);
            if (isExact && first + tile.Lanes > plan.Spec.Outputs)
                WriteFirstLanes(code, value, tile.Lanes, plan.Spec.Outputs - first, output, first);
            else
                _ = code.Write($"    {value}.StoreUnsafe(ref {output}, {first});");
        }

        _ = code.Write("}");
    }

    /// <summary>The lanes that count, in halves and quarters: nothing behind them is touched.</summary>
    private static void WriteFirstLanes(CodeWriter code, string value, int lanes, int count, string output, int first)
    {
        _ = code.Write($"    var last = {value};");
        var (vector, done) = ("last", 0);
        for (var part = lanes / 2; part >= 4; part /= 2)
        {
            if (count - done >= part)
            {
                _ = code.Write($"    {vector}.GetLower().StoreUnsafe(ref {output}, {first + done});");
                done += part;
                vector += ".GetUpper()";
            }
            else
            {
                vector += ".GetLower()";
            }
        }

        // Two lanes move as one integer, and the last from its place.
        var rest = count - done;
        if (rest >= 2)
            _ = code.Write($"    Unsafe.WriteUnaligned(ref Unsafe.As<float, byte>(ref Unsafe.Add(ref {output}, {first + done})), {vector}.AsUInt64().ToScalar());");
        if (rest % 2 == 1)
            _ = code.Write($"    Unsafe.Add(ref {output}, {first + count - 1}) = {vector}.GetElement({rest - 1});");
    }

    private static string Activated(DensePlan plan, Tile tile, string sum) => plan.RowActivation is { } activation
        ? $"{BlockTable.Activation(activation.Kind).Kernel(activation)}.Value<global::Compiled.Numerics.Lanes{tile.Lanes}>({sum}).Value"
        : sum;

    private static string Sum(int vector, int partial) => $"sum{vector}" + (partial == 0 ? "" : $"_{partial}");
}
