using Compiled.Generator.Model;
using Compiled.Generator.Planning;
using Compiled.Generator.Planning.Dense;
using Compiled.Generator.Text;
using static Compiled.Generator.Emission.Tiles.TileText;
using static Compiled.Generator.Text.Literals;

namespace Compiled.Generator.Emission.Tiles;

/// <summary>
/// The passes of one dense block over any number of rows: forward, which also leads back, and the gradients of the parameters. One body for each vector width;
/// which one runs is a constant to the JIT, as is every bound in them. Named after their tiles: blocks that are cut into the same ones share a pass.
/// </summary>
internal static class RowPassTemplate
{
    /// <summary>Half of what rows are padded to, in floats.</summary>
    private const int Half = 8;

    public static string Forward(EquatableArray<TileTier> tiers) => "Forward" + TileTier.NameOf(tiers);

    public static string InputGradients(EquatableArray<TileTier> tiers) => "InputGradients" + TileTier.NameOf(tiers);

    public static string ParameterGradients(EquatableArray<TileTier> tiers) => "ParameterGradients" + TileTier.NameOf(tiers);

    /// <summary>Any number of rows, panel after panel, so that a panel of weights stays in the first-level cache.</summary>
    public static void WriteForward(CodeWriter code, EquatableArray<TileTier> tiers)
    {
        _ = code
            .Write("/// <summary>Any number of rows of a block, panel of weights after panel of weights.</summary>")
            .OpenHot($"public static void {Forward(tiers)}<TShape>(ref float block, ref float input, ref float output, int rows){Constraint}")
            .Write("ref var biases = ref Unsafe.Add(ref block, TShape.BiasesOffset);");
        for (var index = 0; index < tiers.Count; index++)
        {
            if (tiers.Count > 1)
                _ = code.Open(Tier(index, tiers.Count, tiers[index].Width));
            if (SkipsPadding(tiers[index]))
                WriteWithoutPadding(code, tiers[index].Panels[0].Tile);
            else
                WritePanels(code, tiers[index].Panels, Rows);
            if (tiers.Count > 1)
                _ = code.Close();
        }

        _ = code.Close();
    }

    /// <summary>
    /// The way back, a block with the transposed weights. One row reads the weights as they lie: a step of one sample need not keep a transposed copy, which costs it more than these sums.
    /// </summary>
    public static void WriteInputGradients(CodeWriter code, EquatableArray<TileTier> tiers) => code
        .Write("/// <summary>The gradients at a block's inputs from those at its outputs: with one row from the weights as they lie, else from their transposed copy.</summary>")
        .OpenHot($"public static void {InputGradients(tiers)}<TShape>(ref float weights, ref float transposed, ref float gradient, ref float inputGradient, int rows){Constraint}")
        .Write($"""
            if (rows == 1)
                DerivativeKernel.InputGradient<TShape>(ref weights, ref gradient, ref inputGradient);
            else
                {Forward(tiers)}<Transposed<TShape>>(ref transposed, ref gradient, ref inputGradient, rows);
            """)
        .Close();

    public static void WriteParameterGradients(CodeWriter code, EquatableArray<TileTier> tiers)
    {
        _ = code
            .Write("/// <summary>The gradients of a block's parameters, from those of a chunk's outputs; the first chunk starts the sums, joins add those of shards before.</summary>")
            .OpenHot($"public static void {ParameterGradients(tiers)}<TShape>(ref float input, ref float gradient, ref float blockGradients, int rows, bool first, int joins){Constraint}");
        WriteTiers(code, tiers, static (tile, column, count) => column is null
            ? $"DenseWeightGradient.Panels{tile.Name}<TShape>(ref input, ref gradient, ref blockGradients, rows, first, joins, {count});"
            : $"DenseWeightGradient.Panels{tile.Name}<TShape>(ref input, ref Unsafe.Add(ref gradient, {column}), ref Unsafe.Add(ref blockGradients, PanelOffset.Of({column}, TShape.PanelWidth, TShape.PanelRows)), rows, first, joins, {count});");
        _ = code
            .Open("if (TShape.HasBias)")
            .Write("ColumnSum.Accumulate(ref gradient, ref Unsafe.Add(ref blockGradients, TShape.BiasesOffset), (int)TShape.OutputStride, rows, first, joins, (int)TShape.ParameterLength);")
            .Close()
            .Close();
    }

    /// <summary>
    /// Whether vectors are narrower than what rows are padded to, so that the last of them may hold padding alone. Rows of four and eight floats are one vector, which never does.
    /// </summary>
    private static bool SkipsPadding(TileTier tier) => tier.Panels[0].Tile is { Width: not VectorWidth.Bits512 } tile && tile.PanelWidth == Lanes.Widest;

    /// <summary>Whole tiles, and one of half their width where a row ends in the first half: padding costs a store of zeros, not multiply-adds.</summary>
    private static void WriteWithoutPadding(CodeWriter code, Tile tile)
    {
        _ = code.Write(Rows(tile, null, $"(int)((TShape.Outputs + {Int(Half - 1)}) / {Int(tile.PanelWidth)})"));
        _ = code
            .Open($"if (TShape.OutputStride - TShape.Outputs >= {Int(Half)})")
            .Write($"var column = TShape.OutputStride - {Int(Lanes.Widest)};")
            .Write(Rows(HalfOf(tile), "column", "1"))
            .Write("DenseForward.ClearEnds<TShape>(ref output, rows);")
            .Close();
    }

    /// <summary>The tile of rows of eight floats.</summary>
    private static Tile HalfOf(Tile tile) => TilePlanner.Panels(Half, Half, tile.Partials, tile.Width)[0].Tile;

    private static string Rows(Tile tile, string? column, string count) => column is null
        ? $"DenseForward.Rows{tile.Name}<TShape>(ref input, ref block, ref biases, ref output, rows, {count});"
        : $"DenseForward.Rows{tile.Name}<TShape>(ref input, ref Unsafe.Add(ref block, PanelOffset.Of({column}, TShape.PanelWidth, TShape.PanelRows)), ref Unsafe.Add(ref biases, TShape.HasBias ? {column} : 0), ref Unsafe.Add(ref output, {column}), rows, {count});";

    private static void WriteTiers(CodeWriter code, EquatableArray<TileTier> tiers, Func<Tile, string?, string, string> call)
    {
        for (var index = 0; index < tiers.Count; index++)
        {
            if (tiers.Count > 1)
                _ = code.Open(Tier(index, tiers.Count, tiers[index].Width));
            WritePanels(code, tiers[index].Panels, call);
            if (tiers.Count > 1)
                _ = code.Close();
        }
    }

    /// <summary>Equal panels while they fit, then the one that is left.</summary>
    private static void WritePanels(CodeWriter code, EquatableArray<Panel> panels, Func<Tile, string?, string, string> call)
    {
        _ = code.Write(call(panels[0].Tile, null, $"(int)(TShape.OutputStride / {Int(panels[0].Tile.PanelWidth)})"));
        if (panels.Count < 2)
            return;
        _ = code
            .Write($"var column = TShape.OutputStride / {Int(panels[0].Tile.PanelWidth)} * {Int(panels[0].Tile.PanelWidth)};")
            .Write(call(panels[1].Tile, "column", "1"));
    }
}
