using Compiled.Generator.Planning;
using Compiled.Generator.Text;

namespace Compiled.Generator.Emission.Dense;

/// <summary>The register tiles of dense blocks with samples in the lanes, as text.</summary>
internal static class DenseColumnTileTemplate
{
    public static void WriteForward(CodeWriter code, Tile tile)
    {
        var vector = tile.Vector;
        _ = code
            .Write($"""
                /// <summary>{Code.Count(tile.Rows, "output")} at a time for {tile.PanelWidth} samples side by side: weights are broadcast.</summary>
                """)
            .OpenHot($"""
                private static void Columns{tile}<TShape>(ref float input, ref float weights, ref float biases, ref float output, nuint stride, nuint first, nuint end)
                    where TShape : struct, IDenseShape
                """)
            .Open(Loop("o", tile.Rows));
        foreach (var (r, v) in DenseTileTemplate.Cells(tile))
        {
            var bias = $"TShape.HasBias ? {vector}.Create(Unsafe.Add(ref biases, o{DenseTileTemplate.Plus(r)})) : {vector}<float>.Zero";
            _ = code.Write($"var {DenseTileTemplate.Sum(r, v, 0)} = {(v == 0 ? bias : DenseTileTemplate.Sum(r, 0, 0))};");
            for (var p = 1; p < tile.Partials; p++)
                _ = code.Write($"var {DenseTileTemplate.Sum(r, v, p)} = {vector}<float>.Zero;");
        }

        _ = code.BlankLine().Write("nuint i = 0;");
        _ = code.Open($"for (; i + {tile.Partials} <= TShape.Inputs; i += {tile.Partials})");
        for (var p = 0; p < tile.Partials; p++)
            WriteForwardStep(code, tile, p);
        _ = code.Close();
        for (var p = 0; p < tile.Partials - 1; p++)
        {
            _ = code.Open($"if (TShape.Inputs % {tile.Partials} > {p})");
            WriteForwardStep(code, tile, p);
            _ = code.Close();
        }

        _ = code.BlankLine();
        foreach (var (r, v) in DenseTileTemplate.Cells(tile))
        {
            DenseTileTemplate.WriteJoin(code, r, v, 0, tile.Partials);
            _ = code.Write($"TShape.Activate({DenseTileTemplate.Sum(r, v, 0)}).StoreUnsafe(ref output, (o{DenseTileTemplate.Plus(r)}) * stride + {v * tile.Lanes});");
        }

        _ = code.Close().Close();
    }

    public static void WriteInputGradient(CodeWriter code, Tile tile)
    {
        _ = code
            .Write($"""
                /// <summary>Gradients at {Code.Count(tile.Rows, "input")} at a time for {tile.PanelWidth} samples side by side.</summary>
                """)
            .OpenHot($"""
                private static void InputGradient{tile}<TShape>(ref float weights, ref float gradient, ref float inputGradient, nuint stride, nuint first, nuint end)
                    where TShape : struct, IDenseShape
                """)
            .Open(Loop("i", tile.Rows));
        DenseTileTemplate.WriteZeroSums(code, tile);
        _ = code.Open("for (nuint o = 0; o < TShape.Outputs; o++)");
        DenseTileTemplate.WriteStep(code, tile, "gradient", v => $"ref gradient, o * stride{DenseTileTemplate.Plus(v * tile.Lanes)}", r => $"weights, (i{DenseTileTemplate.Plus(r)}) * TShape.PanelWidth + o");
        _ = code.Close().BlankLine();
        foreach (var (r, v) in DenseTileTemplate.Cells(tile))
            _ = code.Write($"{DenseTileTemplate.Sum(r, v, 0)}.StoreUnsafe(ref inputGradient, (i{DenseTileTemplate.Plus(r)}) * stride + {v * tile.Lanes});");
        _ = code.Close().Close();
    }

    /// <summary>
    /// Inputs by outputs; the sixteen lanes of each sum are joined when the step ends: in registers where one vector holds them, else by a pass of
    /// its own over the sums, which narrow vectors take in two halves.
    /// </summary>
    public static void WriteWeightGradient(CodeWriter code, Tile tile)
    {
        var vector = tile.Vector;
        _ = code
            .Write($"""
                /// <summary>Gradients of the weights from {Code.Count(tile.Rows, "input")} to {Code.Count(tile.Vectors, "output")} at a time: Σ over the samples of input · gradient.</summary>
                """)
            .OpenHot($"""
                private static void WeightGradient{tile}<TShape>(ref float input, ref float gradient, ref float sums, {(JoinsInRegisters(tile) ? "ref float weightGradients, " : "")}nuint stride, nuint firstInput, nuint endInput, nuint firstOutput, nuint endOutput, bool first{(JoinsInRegisters(tile) ? ", bool last" : "")})
                    where TShape : struct, IDenseShape
                """);
        if (tile.Lanes < SampleLanesPlan.Group)
            _ = code.Open($"for (nuint half = 0; half < {SampleLanesPlan.Group}; half += {tile.Lanes})");
        var offset = tile.Lanes < SampleLanesPlan.Group ? " + half" : "";
        _ = code
            .Open($"for (var i = firstInput; i < endInput; i += {tile.Rows})")
            .Open($"for (var o = firstOutput; o < endOutput; o += {tile.Vectors})");
        DenseTileTemplate.WriteZeroSums(code, tile);
        _ = code.Open("if (!first)");
        foreach (var (r, c) in DenseTileTemplate.Cells(tile))
            _ = code.Write($"{DenseTileTemplate.Sum(r, c, 0)} = {vector}.LoadUnsafe(ref sums, {Place(r, c)}{offset});");
        _ = code.Close().Open($"for (nuint sample = 0; sample < stride; sample += {SampleLanesPlan.Group})");
        for (var c = 0; c < tile.Vectors; c++)
            _ = code.Write($"var gradient{c} = {vector}.LoadUnsafe(ref gradient, (o{DenseTileTemplate.Plus(c)}) * stride + sample{offset});");
        for (var r = 0; r < tile.Rows; r++)
        {
            _ = code.Write($"var input{r} = {vector}.LoadUnsafe(ref input, (i{DenseTileTemplate.Plus(r)}) * stride + sample{offset});");
            for (var c = 0; c < tile.Vectors; c++)
            {
                var sum = DenseTileTemplate.Sum(r, c, 0);
                _ = code.Write($"{sum} = {vector}.FusedMultiplyAdd(input{r}, gradient{c}, {sum});");
            }
        }

        _ = code.Close();
        if (JoinsInRegisters(tile))
            WriteJoins(code, tile);
        foreach (var (r, c) in DenseTileTemplate.Cells(tile))
            _ = code.Write($"{DenseTileTemplate.Sum(r, c, 0)}.StoreUnsafe(ref sums, {Place(r, c)}{offset});");
        _ = code.Close().Close();
        if (tile.Lanes < SampleLanesPlan.Group)
            _ = code.Close();
        _ = code.Close();
    }

    /// <summary>Whether the last chunk's sums are joined where they are: a vector then holds all sixteen lanes.</summary>
    public static bool JoinsInRegisters(Tile tile) => tile.Lanes == SampleLanesPlan.Group;

    private static void WriteJoins(CodeWriter code, Tile tile)
    {
        _ = code.Open("if (last)");
        if (tile.Vectors == 1)
        {
            _ = code.Write($"var joined = SampleLanes.Join({Four(r => r < tile.Rows, r => DenseTileTemplate.Sum(r, 0, 0))});");
            for (var r = 0; r < tile.Rows; r++)
                _ = code.Write($"Unsafe.Add(ref weightGradients, {Place(r)}) = joined.GetElement({r});");
        }

        // Rows of weights are padded to whole vectors of 4, and the padding's gradient is 0.
        for (var r = 0; r < tile.Rows && tile.Vectors > 1; r++)
            _ = code.Write($"SampleLanes.Join({Four(c => c < tile.Vectors, c => DenseTileTemplate.Sum(r, c, 0))}).StoreUnsafe(ref weightGradients, {Place(r)});");
        static string Four(Func<int, bool> exists, Func<int, string> sum) =>
            string.Join(", ", Enumerable.Range(0, 4).Select(index => exists(index) ? sum(index) : "Vector512<float>.Zero"));
        static string Place(int row) => $"(i{DenseTileTemplate.Plus(row)}) * TShape.PanelWidth + o";

        _ = code.Write("continue;").Close();
    }

    private static void WriteForwardStep(CodeWriter code, Tile tile, int partial)
    {
        var index = partial == 0 ? "i" : $"(i + {partial})";
        DenseTileTemplate.WriteStep(
            code, tile, $"input{(partial == 0 ? "" : $"{partial}_")}", v => $"ref input, {index} * stride{DenseTileTemplate.Plus(v * tile.Lanes)}", r => $"weights, {index} * TShape.PanelWidth + o{DenseTileTemplate.Plus(r)}", partial);
    }

    private static string Place(int input, int output) => $"((i{DenseTileTemplate.Plus(input)}) * TShape.Outputs + o{DenseTileTemplate.Plus(output)}) * {SampleLanesPlan.Group}";

    private static string Loop(string index, int step) => $"for (var {index} = first; {index} < end; {index} += {step})";
}
