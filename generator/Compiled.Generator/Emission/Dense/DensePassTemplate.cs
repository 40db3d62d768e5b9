using Compiled.Generator.Planning;
using Compiled.Generator.Planning.Dense;
using Compiled.Generator.Text;

namespace Compiled.Generator.Emission.Dense;

/// <summary>
/// The methods that lead a pass through the tiles of a block: one row, any number of rows, and the two gradients. Written once for all blocks that are cut
/// into the same tiles, compiled once per shape; every bound in them is a constant to the JIT.
/// </summary>
internal static class DensePassTemplate
{
    /// <summary>One row in loops.</summary>
    public static void WriteRow(CodeWriter code, DensePass pass)
    {
        _ = code
            .Write("/// <summary>One row of a block, as many outputs at a time as registers allow.</summary>")
            .OpenHot(Generic($"private static void {pass.Name}<TShape>(ref float block, ref float input, ref float output)"))
            .Write("ref var biases = ref Unsafe.Add(ref block, TShape.BiasesOffset);");
        WriteTiers(code, pass, "OutputStride", (run, column) =>
        {
            if (run.IsSingle)
            {
                _ = code.Write($"Forward{run.Tile}<TShape>(ref input, {Weights("block", column)}, {Biases(column)}, {At("output", column)});");
                return;
            }

            _ = code
                .Open(Loop(run.Tile, column))
                .Write($"Forward{run.Tile}<TShape>(ref input, {Weights("block", "column")}, {Biases("column")}, {At("output", "column")});")
                .Close();
        });
        _ = code.Close();
    }

    /// <summary>Any number of rows, panel after panel, so that a panel of weights stays in the first-level cache.</summary>
    public static void WriteForward(CodeWriter code, DensePass pass)
    {
        _ = code
            .Write("/// <summary>Any number of rows of a block, panel of weights after panel of weights.</summary>")
            .OpenHot(Generic($"internal static void {pass.Name}<TShape>(ref float block, ref float input, ref float output, int rows)"))
            .Write("ref var biases = ref Unsafe.Add(ref block, TShape.BiasesOffset);");
        WriteTiers(code, pass, "OutputStride", (run, column) => WriteRun(
            code, run, Count(run, column, "OutputStride"), count =>
            $"ForwardRows{run.Tile}<TShape>(ref input, {Weights("block", column)}, {Biases(column)}, {At("output", column)}, rows, (int)({count}));"));
        _ = code.Close();
    }

    /// <summary>The gradients of the parameters, from those of a chunk's outputs.</summary>
    public static void WriteParameterGradients(CodeWriter code, NetworkPlan network, DensePass pass)
    {
        _ = code
            .Write("/// <summary>The gradients of a block's parameters, from those of a chunk's outputs; <paramref name=\"first\"/> starts the sums anew, joins end them.</summary>")
            .OpenHot(Generic($"private static void {pass.Name}<TShape>(ref float input, ref float gradient, ref float blockGradients, int rows, bool first, int joins)"));
        WriteTiers(code, pass, "OutputStride", (run, column) =>
        {
            var tile = run.Tile;
            var rest = run.HasRest ? DenseTileSet.WeightRest(network, tile) : null;
            _ = code
                .Open(Loop(tile, column))
                .Write($"ref var weights = {Weights("blockGradients", "column")};")
                .Open($"for (nuint i = 0; i + {tile.Rows} <= TShape.Inputs; i += {tile.Rows})")
                .Write($"WeightGradient{tile}<{(rest?.ServesBoth == true ? "Fours<TShape>" : "TShape")}>(ref Unsafe.Add(ref input, i), {At("gradient", "column")}, ref Unsafe.Add(ref weights, i * TShape.PanelWidth), rows, first, joins);")
                .Close();
            if (rest is not null)
            {
                var whole = $"TShape.Inputs / {tile.Rows} * {tile.Rows}";
                _ = code
                    .Open($"if (TShape.Inputs % {tile.Rows} > 0)")
                    .Write($"{rest.Name}<TShape>(ref Unsafe.Add(ref input, {whole}), {At("gradient", "column")}, ref Unsafe.Add(ref weights, {whole} * TShape.PanelWidth), rows, first, joins);")
                    .Close();
            }

            _ = code.Close();
        });
        _ = code
            .Open("if (TShape.HasBias)")
            .Write($"ColumnSum.Accumulate(ref gradient, ref Unsafe.Add(ref blockGradients, TShape.BiasesOffset), (int)TShape.OutputStride, rows, first, joins, {Literals.Int(network.ParameterLength)});")
            .Close()
            .Close();
    }

    /// <summary>The gradients at the inputs, where a block before needs them.</summary>
    public static void WriteInputGradients(CodeWriter code, DensePass pass)
    {
        _ = code
            .Write("/// <summary>The gradients at a block's inputs, from the transposed weights.</summary>")
            .OpenHot(Generic($"private static void {pass.Name}<TShape>(ref float transposed, ref float gradient, ref float inputGradient, int rows)"));
        WriteTiers(code, pass, "TransposedStride", (run, column) => WriteRun(
            code, run, Count(run, column, "TransposedStride"), count =>
            $"InputGradientRows{run.Tile}<TShape>({Weights("transposed", column, "TransposedPanelWidth, TShape.TransposedRows")}, ref gradient, {At("inputGradient", column)}, rows, (int)({count}));"));
        _ = code.Close();
    }

    /// <summary>
    /// One body a vector width; which one runs is a constant to the JIT. In each, runs of equal tiles one behind the other: the first begins at column 0,
    /// each other where the one before it no longer fits.
    /// </summary>
    private static void WriteTiers(CodeWriter code, DensePass pass, string stride, Action<PassRun, string> write)
    {
        foreach (var tier in pass.Tiers)
        {
            if (pass.Tiers.Count > 1)
                _ = code.Open(tier.Width == VectorWidth.Bits512 ? "if (Vector512.IsHardwareAccelerated)" : "else");
            var column = "0";
            for (var run = 0; run < tier.Runs.Count; run++)
            {
                if (run > 0)
                {
                    var before = tier.Runs[run - 1].Tile.PanelWidth;
                    var end = column == "0" ? $"TShape.{stride} / {before} * {before}" : $"{column} + (TShape.{stride} - {column}) / {before} * {before}";
                    column = $"column{run}";
                    _ = code.Write($"var {column} = {end};");
                }

                write(tier.Runs[run], column);
            }

            if (pass.Tiers.Count > 1)
                _ = code.Close();
        }
    }

    private static void WriteRun(CodeWriter code, PassRun run, string count, Func<string, string> call)
    {
        if (run.IsOptional)
            _ = code.Open($"if ({count} > 0)");
        _ = code.Write(call(count));
        if (run.IsOptional)
            _ = code.Close();
    }

    /// <summary>How many tiles fit into what is left of the row.</summary>
    private static string Count(PassRun run, string column, string stride) =>
        $"{(column == "0" ? $"TShape.{stride}" : $"(TShape.{stride} - {column})")} / {run.Tile.PanelWidth}";

    private static string Loop(Tile tile, string column) =>
        $"for ({(column == "0" ? "nuint column = 0" : $"var column = {column}")}; column + {tile.PanelWidth} <= TShape.OutputStride; column += {tile.PanelWidth})";

    private static string At(string name, string column) => column == "0" ? $"ref {name}" : $"ref Unsafe.Add(ref {name}, {column})";

    /// <summary>Where the weights of a column begin.</summary>
    private static string Weights(string name, string column, string panels = "PanelWidth, TShape.PanelRows") =>
        column == "0" ? $"ref {name}" : $"ref Unsafe.Add(ref {name}, PanelOffset.Of({column}, TShape.{panels}))";

    private static string Biases(string column) => column == "0" ? "ref biases" : $"ref Unsafe.Add(ref biases, TShape.HasBias ? {column} : 0)";

    private static string Generic(string header) => header + "\n    where TShape : struct, IDenseShape";
}
