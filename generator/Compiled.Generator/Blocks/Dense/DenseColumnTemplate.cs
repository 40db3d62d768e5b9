using Compiled.Generator.Emission;
using Compiled.Generator.Planning;

namespace Compiled.Generator.Blocks;

/// <summary>One dense block with samples in the lanes: forward, and both gradients.</summary>
internal static class DenseColumnTemplate
{
    public static void WriteForward(CodeWriter code, DensePlan plan)
    {
        var name = DenseTemplate.Name(plan);
        _ = code
            .Write($"""
                /// <summary>{DenseTemplate.Title(plan)}, samples side by side.</summary>
                """)
            .OpenHot($"internal static void {name}Columns(ref float parameters, ref float input, ref float output, nuint stride)");
        WriteColumnLoops(code, plan.Partials, plan.Spec.Outputs, (tile, first, end) =>
            $"Columns{tile}<{name}Shape>(ref Unsafe.Add(ref input, column), {Code.Offset("parameters", plan.WeightsOffset)}, "
            + $"{(plan.Spec.HasBias ? Code.Offset("parameters", plan.BiasesOffset) : "ref parameters")}, ref Unsafe.Add(ref output, column), stride, {first}, {end});");
        _ = code.Close();
    }

    public static void WriteBackward(CodeWriter code, DensePlan plan, int sums)
    {
        var name = DenseTemplate.Name(plan);
        var spec = plan.Spec;
        _ = code
            .Write($"""
                /// <summary>{DenseTemplate.Title(plan)}: its parameters' gradients, sixteen lanes each, added up over the chunks and joined after the last.</summary>
                """)
            .OpenHot($"private static void {name}ParameterGradients(ref float input, ref float gradient, ref float sums, ref float gradients, nuint stride, bool first, bool last)");
        foreach (var width in ColumnTiles.Widths)
        {
            _ = code.Open(width == VectorWidth.Bits512 ? "if (Vector512.IsHardwareAccelerated)" : "else");
            var tile = ColumnTiles.WeightGradient(width, spec.Inputs, spec.Outputs);
            var joins = DenseColumnTileTemplate.JoinsInRegisters(tile);
            var weights = Code.Offset("gradients", plan.WeightsOffset);
            foreach (var (rows, firstInput, endInput) in Runs(spec.Inputs, tile.Rows))
            foreach (var (vectors, firstOutput, endOutput) in Runs(spec.Outputs, tile.Vectors))
            {
                _ = code.Write(
                    $"WeightGradient{tile with { Rows = rows, Vectors = vectors }}<{name}Shape>(ref input, ref gradient, {Code.Offset("sums", sums)}, {(joins ? weights + ", " : "")}"
                    + $"stride, {firstInput}, {endInput}, {firstOutput}, {endOutput}, first{(joins ? ", last" : "")});");
            }

            if (!joins)
                _ = code.Open("if (last)").Write($"SampleLanes.Join({Code.Offset("sums", sums)}, {weights}, {spec.Inputs}, {spec.Outputs}, {plan.PanelWidth});").Close();
            _ = code.Close();
        }

        if (spec.HasBias)
        {
            var biasSums = Code.Offset("sums", sums + SampleLanesPlan.Group * spec.Inputs * spec.Outputs);
            _ = code.Write($"SampleLanes.AddColumns(ref gradient, {biasSums}, {Code.Offset("gradients", plan.BiasesOffset)}, {spec.Outputs}, (int)stride, first, last);");
        }

        _ = code.Close();
        if (!plan.NeedsInputGradient)
            return;

        _ = code
            .BlankLine()
            .Write($"""
                /// <summary>{DenseTemplate.Title(plan)}: the gradients at its inputs.</summary>
                """)
            .OpenHot($"private static void {name}InputGradients(ref float parameters, ref float gradient, ref float inputGradient, nuint stride)");
        WriteColumnLoops(code, 1, spec.Inputs, (tile, first, end) =>
            $"InputGradient{tile}<{name}Shape>({Code.Offset("parameters", plan.WeightsOffset)}, ref Unsafe.Add(ref gradient, column), ref Unsafe.Add(ref inputGradient, column), stride, {first}, {end});");
        _ = code.Close();
    }

    /// <summary>All the tiles that the forward pass needs.</summary>
    public static Tile[] ForwardTiles(NetworkPlan plan) => [.. (
        from stage in plan.DenseStages
        from tile in Tiles(stage.Plan.Partials, stage.Plan.Spec.Outputs)
        select tile).Distinct()];

    public static Tile[] InputGradientTiles(NetworkPlan plan) => [.. (
        from stage in plan.DenseStages
        where stage.Plan.NeedsInputGradient
        from tile in Tiles(1, stage.Plan.Spec.Inputs)
        select tile).Distinct()];

    public static Tile[] WeightGradientTiles(NetworkPlan plan) => [.. (
        from stage in plan.DenseStages
        from width in ColumnTiles.Widths
        let spec = stage.Plan.Spec
        let tile = ColumnTiles.WeightGradient(width, spec.Inputs, spec.Outputs)
        from inputs in Runs(spec.Inputs, tile.Rows)
        from outputs in Runs(spec.Outputs, tile.Vectors)
        select tile with { Rows = inputs.Size, Vectors = outputs.Size }).Distinct()];

    private static IEnumerable<Tile> Tiles(int partials, int rows) =>
        from width in ColumnTiles.Widths
        from tile in ColumnTiles.Forward(width, partials, rows)
        from run in Runs(rows, tile.Rows)
        select tile with { Rows = run.Size };

    /// <summary>Whole groups, then what is left: (size, first, end).</summary>
    private static IEnumerable<(int Size, int First, int End)> Runs(int count, int size)
    {
        var whole = count / size * size;
        if (whole > 0)
            yield return (size, 0, whole);
        if (whole < count)
            yield return (count - whole, whole, count);
    }

    /// <summary>Tiles of samples from left to right; in each, all rows from top to bottom.</summary>
    private static void WriteColumnLoops(CodeWriter code, int partials, int rows, Func<Tile, int, int, string> call)
    {
        foreach (var width in ColumnTiles.Widths)
        {
            _ = code.Open(width == VectorWidth.Bits512 ? "if (Vector512.IsHardwareAccelerated)" : "else").Write("nuint column = 0;");
            foreach (var tile in ColumnTiles.Forward(width, partials, rows))
            {
                _ = code.Open($"for (; column + {tile.PanelWidth} <= stride; column += {tile.PanelWidth})");
                foreach (var (size, first, end) in Runs(rows, tile.Rows))
                    _ = code.Write(call(tile with { Rows = size }, first, end));
                _ = code.Close();
            }

            _ = code.Close();
        }
    }
}
