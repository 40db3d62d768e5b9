using Compiled.Generator.Planning;
using Compiled.Generator.Planning.Dense;
using Compiled.Generator.Text;

namespace Compiled.Generator.Emission.Dense;

/// <summary>One dense block with samples in the lanes: forward, and both gradients.</summary>
internal static class DenseColumnTemplate
{
    /// <summary>"DenseColumns4And1Of2Sums": outputs in fours and one more, two partial sums each. Blocks of one name share the method.</summary>
    public static string ForwardName(DensePlan plan) => $"DenseColumns{Groups(plan, plan.Spec.Outputs)}{(plan.Partials == 1 ? "" : $"Of{plan.Partials}Sums")}";

    public static string ParameterGradientsName(DensePlan plan) => "DenseParameterGradients" + (plan.HasFewTiles ? "" : $"{Groups(plan, plan.Spec.Inputs)}By{Groups(plan, plan.Spec.Outputs)}");

    public static string InputGradientsName(DensePlan plan) => $"DenseInputGradients{Groups(plan, plan.Spec.Inputs)}";

    /// <summary>The forward pass of all blocks that share its name.</summary>
    public static void WriteForward(CodeWriter code, DensePlan plan)
    {
        _ = code
            .Write("/// <summary>Any number of samples of a block, side by side.</summary>")
            .OpenHot(Generic($"internal static void {ForwardName(plan)}<TShape>(ref float block, ref float input, ref float output, nuint stride)"))
            .Write("ref var biases = ref Unsafe.Add(ref block, TShape.BiasesOffset);");
        WriteColumnLoops(code, plan.Partials, plan.Spec.Outputs, plan.HasFewTiles, "Outputs", (tile, first, end) =>
            $"Columns{tile}<TShape>(ref Unsafe.Add(ref input, column), ref block, ref biases, ref Unsafe.Add(ref output, column), stride, {first}, {end});");
        _ = code.Close();
    }

    public static void WriteParameterGradients(CodeWriter code, DensePlan plan)
    {
        var spec = plan.Spec;
        _ = code
            .Write("/// <summary>The gradients of a block's parameters, sixteen lanes each, added up over the chunks and joined after the last.</summary>")
            .OpenHot(Generic($"private static void {ParameterGradientsName(plan)}<TShape>(ref float input, ref float gradient, ref float blockSums, ref float blockGradients, nuint stride, bool first, bool last)"));
        foreach (var width in ColumnTiles.Widths)
        {
            _ = code.Open(width == VectorWidth.Bits512 ? "if (Vector512.IsHardwareAccelerated)" : "else");
            var tile = ColumnTiles.WeightGradient(width, spec.Inputs, spec.Outputs, plan.HasFewTiles);
            var joins = DenseColumnTileTemplate.JoinsInRegisters(tile);
            foreach (var (rows, firstInput, endInput, hasInputs) in Bounds(spec.Inputs, tile.Rows, "Inputs", plan.HasFewTiles))
            foreach (var (vectors, firstOutput, endOutput, hasOutputs) in Bounds(spec.Outputs, tile.Vectors, "Outputs", plan.HasFewTiles))
            {
                _ = code.Write(Under(
                    $"WeightGradient{tile with { Rows = rows, Vectors = vectors }}<TShape>(ref input, ref gradient, ref blockSums, {(joins ? "ref blockGradients, " : "")}stride, {firstInput}, {endInput}, {firstOutput}, {endOutput}, first{(joins ? ", last" : "")});",
                    hasInputs, hasOutputs));
            }

            if (!joins)
                _ = code.Write("if (last)\n    SampleLanes.Join(ref blockSums, ref blockGradients, (int)TShape.Inputs, (int)TShape.Outputs, (int)TShape.PanelWidth);");
            _ = code.Close();
        }

        _ = code
            .Open("if (TShape.HasBias)")
            .Write($"SampleLanes.AddColumns(ref gradient, ref Unsafe.Add(ref blockSums, {SampleLanesPlan.Group} * TShape.Inputs * TShape.Outputs), ref Unsafe.Add(ref blockGradients, TShape.BiasesOffset), (int)TShape.Outputs, (int)stride, first, last);")
            .Close()
            .Close();
    }

    public static void WriteInputGradients(CodeWriter code, DensePlan plan)
    {
        _ = code
            .Write("/// <summary>The gradients at a block's inputs.</summary>")
            .OpenHot(Generic($"private static void {InputGradientsName(plan)}<TShape>(ref float block, ref float gradient, ref float inputGradient, nuint stride)"));
        WriteColumnLoops(code, 1, plan.Spec.Inputs, plan.HasFewTiles, "Inputs", (tile, first, end) =>
            $"InputGradient{tile}<TShape>(ref block, ref Unsafe.Add(ref gradient, column), ref Unsafe.Add(ref inputGradient, column), stride, {first}, {end});");
        _ = code.Close();
    }

    /// <summary>All the tiles that the forward pass needs.</summary>
    public static Tile[] ForwardTiles(NetworkPlan plan) => [.. (
        from stage in plan.DenseStages
        from tile in Tiles(stage.Plan.Partials, stage.Plan.Spec.Outputs, stage.Plan.HasFewTiles)
        select tile).Distinct()];

    public static Tile[] InputGradientTiles(NetworkPlan plan) => [.. (
        from stage in plan.DenseStages
        where stage.Plan.NeedsInputGradient
        from tile in Tiles(1, stage.Plan.Spec.Inputs, stage.Plan.HasFewTiles)
        select tile).Distinct()];

    public static Tile[] WeightGradientTiles(NetworkPlan plan) => [.. (
        from stage in plan.DenseStages
        from width in ColumnTiles.Widths
        let spec = stage.Plan.Spec
        let tile = ColumnTiles.WeightGradient(width, spec.Inputs, spec.Outputs, stage.Plan.HasFewTiles)
        from inputs in Runs(spec.Inputs, tile.Rows, stage.Plan.HasFewTiles)
        from outputs in Runs(spec.Outputs, tile.Vectors, stage.Plan.HasFewTiles)
        select tile with { Rows = inputs.Size, Vectors = outputs.Size }).Distinct()];

    private static IEnumerable<Tile> Tiles(int partials, int rows, bool hasFewTiles) =>
        from width in ColumnTiles.Widths
        from tile in ColumnTiles.Forward(width, partials, rows, hasFewTiles)
        from run in Runs(rows, tile.Rows, hasFewTiles)
        select tile with { Rows = run.Size };

    /// <summary>Whole groups, then what is left: (size, first, end). With the short list of tiles there are always both, and what is left goes one by one.</summary>
    private static IEnumerable<(int Size, int First, int End)> Runs(int count, int size, bool hasFewTiles)
    {
        var whole = count / size * size;
        if (whole > 0 || hasFewTiles)
            yield return (size, 0, whole);
        if (hasFewTiles ? size > ColumnTiles.FewestRows : whole < count)
            yield return (hasFewTiles ? ColumnTiles.FewestRows : count - whole, whole, count);
    }

    /// <summary>The same with the bounds as constants of the shape, and what must hold for a run that not every block has.</summary>
    private static IEnumerable<(int Size, string First, string End, string Condition)> Bounds(int count, int size, string name, bool hasFewTiles)
    {
        var whole = $"TShape.{name} / {size} * {size}";
        foreach (var run in Runs(count, size, hasFewTiles))
        {
            var isWhole = run.Size == size;
            yield return (
                run.Size, run.First == 0 && isWhole ? "0" : whole, run.End == count && (!hasFewTiles || !isWhole || size == 1) ? $"TShape.{name}" : whole,
                !hasFewTiles || size == 1 ? "" : isWhole ? $"TShape.{name} >= {size}" : $"TShape.{name} % {size} > 0");
        }
    }

    /// <summary>A call, under the conditions that it has.</summary>
    private static string Under(string call, params string[] conditions)
    {
        var needed = string.Join(" && ", conditions.Where(static condition => condition.Length > 0));
        return needed.Length == 0 ? call : $"if ({needed})\n    {call}";
    }

    /// <summary>Rows go in groups of four, two or one; what is left over depends on this alone.</summary>
    private static string Groups(DensePlan plan, int count) => plan.HasFewTiles ? "" : count <= 4 ? Literals.Int(count) : count % 4 == 0 ? "4Each" : $"4EachAnd{count % 4}";

    private static string Generic(string header) => header + "\n    where TShape : struct, IDenseShape";

    /// <summary>Tiles of samples from left to right; in each, all rows from top to bottom.</summary>
    private static void WriteColumnLoops(CodeWriter code, int partials, int rows, bool hasFewTiles, string name, Func<Tile, string, string, string> call)
    {
        foreach (var width in ColumnTiles.Widths)
        {
            _ = code.Open(width == VectorWidth.Bits512 ? "if (Vector512.IsHardwareAccelerated)" : "else").Write("nuint column = 0;");
            foreach (var tile in ColumnTiles.Forward(width, partials, rows, hasFewTiles))
            {
                _ = code.Open($"for (; column + {tile.PanelWidth} <= stride; column += {tile.PanelWidth})");
                foreach (var (size, first, end, condition) in Bounds(rows, tile.Rows, name, hasFewTiles))
                    _ = code.Write(Under(call(tile with { Rows = size }, first, end), condition));
                _ = code.Close();
            }

            _ = code.Close();
        }
    }
}
