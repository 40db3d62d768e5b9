using Compiled.Generator.Model;
using Compiled.Generator.Planning;
using Compiled.Generator.Planning.Dense;
using Compiled.Generator.Text;
using static Compiled.Generator.Emission.Tiles.TileText;
using static Compiled.Generator.Text.Literals;

namespace Compiled.Generator.Emission.Tiles;

/// <summary>
/// The pass that updates a dense block after a batch of one chunk: the gradients of a piece of its weights are computed into a place that stays in the first-level
/// cache, and used there.
/// </summary>
internal static class UpdatePassTemplate
{
    /// <summary>Floats of a piece: 8 KB, beside which parameters and two moments fit a first-level cache.</summary>
    private const int PieceFloats = 2048;

    /// <summary>Inputs of the smallest piece: a cache line of a transposed copy.</summary>
    private const int FewestInputs = 16;

    public static string Name(EquatableArray<TileTier> tiers) => "Update" + TileTier.NameOf(tiers);

    /// <summary>The pass of a block whose tiles these are.</summary>
    public static void Write(CodeWriter code, EquatableArray<TileTier> tiers)
    {
        _ = code
            .Write("/// <summary>Updates a block from the gradients at the outputs of a batch of one chunk, piece after piece; with one row, gradients never leave the registers.</summary>")
            .OpenHot($"public static void {Name(tiers)}<TShape, TOptimizer>(RowUpdate<TOptimizer> update, int block, ref float input, ref float gradient, int rows)\n    where TShape : struct, IDenseShape\n    where TOptimizer : struct, IOptimizer")
            .Open("if (rows == 1)")
            .Open("if (update.BlockOfOneRow(block, ref input, ref gradient))")
            .Write("return;")
            .Close()
            .Close();
        for (var index = 0; index < tiers.Count; index++)
        {
            _ = code.Open(Tier(index + 1, tiers.Count + 1, tiers[index].Width));
            WriteTier(code, tiers[index].Panels);
            _ = code.Close();
        }

        _ = code
            .Open("if (TShape.HasBias)")
            .Write("ColumnSum.Accumulate(ref gradient, ref Unsafe.Add(ref update.Gradients(block), TShape.BiasesOffset), (int)TShape.OutputStride, rows, true, 0, 0);")
            .Write("update.Biases(block);")
            .Close()
            .Close();
    }

    /// <summary>Groups of outputs that are whole panels of weights and whole tiles; in each, some inputs after others.</summary>
    /// <param name="code">Where it goes.</param>
    /// <param name="tile">The tile.</param>
    /// <param name="rest">The tile for what is left of a panel, or null where a panel is whole tiles.</param>
    public static void WritePieces(CodeWriter code, Tile tile, Tile? rest = null)
    {
        _ = code
            .Write($"/// <summary>Some of a block's outputs, in groups that are whole panels and {(rest is null ? "whole tiles of" : "tiles of")} {Name(tile, rest)}.</summary>")
            .OpenHot($"private static void Pieces{Name(tile, rest)}<TShape, TOptimizer>(RowUpdate<TOptimizer> update, int block, ref float input, ref float gradient, int rows, nuint begin, nuint end)\n    where TShape : struct, IDenseShape\n    where TOptimizer : struct, IOptimizer")
            .Write($"""
                ref var gradients = ref update.Gradients(block);
                var width = {Width(tile)};
                var most = Math.Max({Int(Unit(tile))}, {Int(PieceFloats)} / width / {Int(Unit(tile))} * {Int(Unit(tile))});
                """)
            .Open("for (var output = begin; output < end; output += width)")
            .Open("for (nuint i = 0; i < TShape.Inputs; i += most)")
            .Write("var inputs = Math.Min(most, TShape.Inputs - i);");
        if (rest is null)
        {
            _ = code.Open($"for (nuint column = 0; column < width; column += {Int(tile.PanelWidth)})").Write(Piece(tile)).Close();
        }
        else
        {
            _ = code
                .Write("nuint column = 0;")
                .Open($"for (; column + {Int(tile.PanelWidth)} <= width; column += {Int(tile.PanelWidth)})")
                .Write(Piece(tile))
                .Close()
                .Write(Piece(rest));
        }

        _ = code
            .Open($"for ({(rest is null ? "nuint " : "")}column = 0; column < width; column += TShape.PanelWidth)")
            .Write("update.Piece(block, output + column, i, inputs, ref Unsafe.Add(ref gradients, PanelOffset.Of(column, TShape.PanelWidth, TShape.PanelRows)));")
            .Close()
            .Close()
            .Close()
            .Close();
    }

    /// <summary>Whole tiles, then what is left. A row that is one panel is updated as a whole, so there both lie in one piece.</summary>
    private static void WriteTier(CodeWriter code, EquatableArray<Panel> panels)
    {
        var tile = panels[0].Tile;
        if (panels.Count == 1)
        {
            WriteCall(code, tile, null, "0", "TShape.OutputStride");
            return;
        }

        var rest = RestOf(tile, panels[1].Tile);
        var begin = $"TShape.OutputStride / {Int(tile.PanelWidth)} * {Int(tile.PanelWidth)}";
        _ = code.Open($"if (TShape.PanelWidth > {Int(tile.PanelWidth)})");
        WriteCall(code, tile, rest, "0", "TShape.OutputStride");
        _ = code.Close().Open("else");
        WriteCall(code, tile, null, "0", begin);
        WriteCall(code, rest, null, begin, "TShape.OutputStride");
        _ = code.Close();
    }

    /// <summary>
    /// The tile for what whole ones leave of a row, with no more inputs than divide a piece: what it leaves over of each piece is then what it leaves over of all inputs, which
    /// is a constant of its body. Pieces of 24 inputs, for tiles of six, are three tiles of eight, not one and a half of sixteen.
    /// </summary>
    public static Tile RestOf(Tile tile, Tile rest)
    {
        while (Unit(tile) % rest.Rows != 0)
            rest = rest with { Rows = rest.Rows / 2 };
        return rest;
    }

    private static string Name(Tile tile, Tile? rest) => tile.Name + (rest is null ? "" : "And" + rest.Sizes);

    private static string Piece(Tile tile) =>
        $"DenseWeightGradient.Piece{tile.Name}<TShape>(ref Unsafe.Add(ref input, i), ref Unsafe.Add(ref gradient, output + column), ref Unsafe.Add(ref gradients, PanelOffset.Of(column, TShape.PanelWidth, TShape.PanelRows)), rows, inputs);";

    private static void WriteCall(CodeWriter code, Tile tile, Tile? rest, string begin, string end) =>
        _ = code.Write($"Pieces{Name(tile, rest)}<TShape, TOptimizer>(update, block, ref input, ref gradient, rows, {begin}, {end});");

    /// <summary>Outputs of a group.</summary>
    private static string Width(Tile tile) => $"Math.Max({Int(tile.PanelWidth)}, TShape.PanelWidth)";

    /// <summary>Pieces begin at whole tiles and at whole groups of four, which are transposed together.</summary>
    private static int Unit(Tile tile)
    {
        var unit = tile.Rows;
        while (unit < FewestInputs || unit % 4 != 0)
            unit += tile.Rows;
        return unit;
    }
}
