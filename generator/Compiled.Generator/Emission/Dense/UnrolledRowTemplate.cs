using Compiled.Generator.Blocks;
using Compiled.Generator.Planning;
using Compiled.Generator.Planning.Dense;
using Compiled.Generator.Text;
using static Compiled.Generator.Text.Literals;

namespace Compiled.Generator.Emission.Dense;

/// <summary>One row of a dense block, written out multiply-add by multiply-add in the order in which the weights lie in memory.</summary>
internal static class UnrolledRowTemplate
{
    public static void Write(CodeWriter code, DensePlan plan, TileTier tier, string memory, string input, string output, bool isExact)
    {
        foreach (var panel in tier.Panels)
        for (var repeat = 0; repeat < panel.Count; repeat++)
            WritePanel(code, plan, panel.Tile, panel.Column + repeat * panel.Tile.PanelWidth, memory, input, output, isExact);
    }

    private static void WritePanel(CodeWriter code, DensePlan plan, Tile tile, int column, string memory, string input, string output, bool isExact)
    {
        var vector = tile.Vector;
        var partials = tile.Partials == 1 ? "" : $"; each is the sum of {Int(tile.Partials)} partial sums, to hide the multiply-add's latency";
        _ = code
            .Write($"// {Outputs(column, Math.Min(plan.Spec.Outputs, column + tile.PanelWidth) - 1)} in {Code.Count(tile.Vectors, "vector")} of {Int(tile.Lanes)}{partials}.")
            .OpenBlock();
        for (var v = 0; v < tile.Vectors; v++)
        for (var p = 0; p < tile.Partials; p++)
        {
            var start = p == 0 && plan.Spec.HasBias
                ? $"{vector}.LoadUnsafe({Place(memory, plan.BiasesOffset + column + v * tile.Lanes)})"
                : $"{vector}<float>.Zero";
            _ = code.Write($"var {Sum(v, p)} = {start};");
        }

        for (var i = 0; i < plan.Spec.Inputs; i++)
        {
            var broadcast = $"{vector}.Create({Code.At(input, i)})";
            if (tile.Vectors > 1)
            {
                _ = code.Write($"var input{Int(i)} = {broadcast};");
                broadcast = "input" + Int(i);
            }

            for (var v = 0; v < tile.Vectors; v++)
            {
                var sum = Sum(v, i % tile.Partials);
                _ = code.Write($"{sum} = {tile.MultiplyAdd}({broadcast}, {vector}.LoadUnsafe({Place(memory, plan.WeightOffset(i, column + v * tile.Lanes))}), {sum});");
            }
        }

        for (var v = 0; v < tile.Vectors; v++)
        {
            for (var step = 1; step < tile.Partials; step *= 2)
            for (var p = 0; p + step < tile.Partials; p += 2 * step)
                _ = code.Write($"{Sum(v, p)} += {Sum(v, p + step)};");
            var (value, first) = (Activated(plan, tile, Sum(v, 0)), column + v * tile.Lanes);
            if (isExact && first + tile.Lanes > plan.Spec.Outputs)
                WriteFirstLanes(code, value, tile.Lanes, plan.Spec.Outputs - first, output, first);
            else
                _ = code.Write($"{value}.StoreUnsafe({Place(output, first)});");
        }

        _ = code.Close();
    }

    /// <summary>The lanes that count, in halves and quarters: nothing after them is touched.</summary>
    private static void WriteFirstLanes(CodeWriter code, string value, int lanes, int count, string output, int first)
    {
        _ = code.Write($"var last = {value};");
        var (vector, done) = ("last", 0);
        for (var part = lanes / 2; part >= 4; part /= 2)
        {
            if (count - done >= part)
            {
                _ = code.Write($"{vector}.GetLower().StoreUnsafe({Place(output, first + done)});");
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
            _ = code.Write($"Unsafe.WriteUnaligned(ref Unsafe.As<float, byte>({Code.Offset(output, first + done)}), {vector}.AsUInt64().ToScalar());");
        if (rest % 2 == 1)
            _ = code.Write($"{Code.At(output, first + count - 1)} = {vector}.GetElement({Int(rest - 1)});");
    }

    private static string Activated(DensePlan plan, Tile tile, string sum) => plan.RowActivation is { } activation
        ? $"{BlockTable.Activation(activation.Kind).Kernel(activation).New}.Value<global::Compiled.Numerics.Lanes{Int(tile.Lanes)}>({sum}).Value"
        : sum;

    private static string Outputs(int first, int last) => first == last ? "Output " + Int(first) : $"Outputs {Int(first)} to {Int(last)}";

    private static string Place(string memory, int offset) => offset == 0 ? $"ref {memory}" : $"ref {memory}, {Int(offset)}";

    private static string Sum(int vector, int partial) => "sum" + Int(vector) + (partial == 0 ? "" : "_" + Int(partial));
}
