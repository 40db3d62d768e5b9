using Compiled.Generator.Planning;
using Compiled.Generator.Text;
using static Compiled.Generator.Emission.Tiles.TileText;
using static Compiled.Generator.Text.Literals;

namespace Compiled.Generator.Emission.Tiles;

/// <summary>The loops over rows and panels around a tile. The row count is the caller's, so the last tile may overlap the one before it.</summary>
internal static class ForwardRowsTemplate
{
    public static void Write(CodeWriter code, Tile tile)
    {
        _ = code
            .Write("/// <summary>Panels of outputs next to each other; in each, tile below tile.</summary>")
            .OpenHot($"internal static void Rows{tile.Name}<TShape>(ref float input, ref float weights, ref float biases, ref float output, int rows, int panels){Constraint}")
            .Open("for (nuint panel = 0; panel < (nuint)panels; panel++)")
            .Write($"""
                ref var panelWeights = ref Unsafe.Add(ref weights, PanelOffset.Of(panel * {Int(tile.PanelWidth)}, TShape.PanelWidth, TShape.PanelRows));
                ref var panelBiases = ref Unsafe.Add(ref biases, TShape.HasBias ? panel * {Int(tile.PanelWidth)} : 0);
                ref var panelOutput = ref Unsafe.Add(ref output, panel * {Int(tile.PanelWidth)});
                nuint row = 0;
                """);
        WriteWholeTiles(code, tile);
        _ = code
            .Open("for (; row < (nuint)rows; row++)")
            .Write(Call(tile with { Rows = 1 }))
            .Close()
            .Close()
            .Close();
    }

    /// <summary>Whole tiles, those of the rest, and one over the last rows where more than one is left.</summary>
    private static void WriteWholeTiles(CodeWriter code, Tile tile)
    {
        if (tile.Rows == 1)
            return;
        var rest = tile.Rest;
        if (rest is { Rows: var few } && 2 * few > tile.Rows)
        {
            _ = code
                .Write($"// Two tiles of {Int(few)} compute {Int(2 * few)} rows, none of them twice.")
                .Open($"for (; row + {Int(tile.Rows)} <= (nuint)rows && row + {Int(2 * few)} != (nuint)rows; row += {Int(tile.Rows)})");
        }
        else
        {
            _ = code.Open($"for (; row + {Int(tile.Rows)} <= (nuint)rows; row += {Int(tile.Rows)})");
        }

        _ = code.Write(Call(tile)).Close();
        if (rest is not null)
        {
            _ = code
                .Open($"for (; row + {Int(rest.Rows)} <= (nuint)rows; row += {Int(rest.Rows)})")
                .Write(Call(rest))
                .Close();
        }

        var last = rest ?? tile;
        _ = code
            .Open($"if (row + 1 < (nuint)rows && rows >= {Int(last.Rows)})")
            .Write($"""
                // Rows that are computed twice come out the same; that is cheaper than one row at a time.
                row = (nuint)rows - {Int(last.Rows)};
                {Call(last)}
                continue;
                """)
            .Close();
    }

    private static string Call(Tile tile) =>
        $"Tile{tile.Name}<TShape>(ref Unsafe.Add(ref input, row * TShape.InputStride), ref panelWeights, ref panelBiases, ref Unsafe.Add(ref panelOutput, row * TShape.OutputStride));";
}
