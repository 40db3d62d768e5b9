using Compiled.Generator.Planning;
using Compiled.Generator.Text;

namespace Compiled.Generator.Emission.Dense;

/// <summary>The loops over rows and panels around a tile. The row count is the caller's, so the last tile may overlap the one before it.</summary>
internal static class DenseRowsTemplate
{
    public static void WriteForward(CodeWriter code, Tile tile)
    {
        _ = code
            .Write("/// <summary>Panels of outputs side by side; in each, tile below tile.</summary>")
            .OpenHot($"""
                private static void ForwardRows{tile}<TShape>(ref float input, ref float weights, ref float biases, ref float output, int rows, int panels)
                    where TShape : struct, IDenseShape
                """)
            .Open("for (nuint panel = 0; panel < (nuint)panels; panel++)")
            .Write($"""
                ref var panelWeights = ref Unsafe.Add(ref weights, PanelOffset.Of(panel * {tile.PanelWidth}, TShape.PanelWidth, TShape.PanelRows));
                ref var panelBiases = ref Unsafe.Add(ref biases, TShape.HasBias ? panel * {tile.PanelWidth} : 0);
                ref var panelOutput = ref Unsafe.Add(ref output, panel * {tile.PanelWidth});
                """);
        WriteRowLoop(code, tile, "Forward", row => $"ref Unsafe.Add(ref input, {row} * TShape.InputStride), ref panelWeights, ref panelBiases, ref Unsafe.Add(ref panelOutput, {row} * TShape.OutputStride)");
        _ = code.Close().Close();
    }

    public static void WriteInputGradient(CodeWriter code, Tile tile)
    {
        _ = code
            .Write("/// <summary>Panels of inputs side by side; in each, tile below tile.</summary>")
            .OpenHot($"""
                private static void InputGradientRows{tile}<TShape>(ref float transposed, ref float gradient, ref float inputGradient, int rows, int panels)
                    where TShape : struct, IDenseShape
                """)
            .Open("for (nuint panel = 0; panel < (nuint)panels; panel++)")
            .Write($"""
                ref var panelWeights = ref Unsafe.Add(ref transposed, PanelOffset.Of(panel * {tile.PanelWidth}, TShape.TransposedPanelWidth, TShape.TransposedRows));
                ref var panelGradient = ref Unsafe.Add(ref inputGradient, panel * {tile.PanelWidth});
                """);
        WriteRowLoop(code, tile, "InputGradient", row => $"ref Unsafe.Add(ref gradient, {row} * TShape.OutputStride), ref panelWeights, ref Unsafe.Add(ref panelGradient, {row} * TShape.TransposedStride)");
        _ = code.Close().Close();
    }

    private static void WriteRowLoop(CodeWriter code, Tile tile, string method, Func<string, string> arguments)
    {
        var one = tile with { Rows = 1 };
        _ = code.Write("nuint row = 0;");
        if (tile.Rows > 1)
        {
            _ = code
                .Open($"for (; row + {tile.Rows} <= (nuint)rows; row += {tile.Rows})")
                .Write($"{method}{tile}<TShape>({arguments("row")});")
                .Close()
                .Open($"if (row < (nuint)rows && rows >= {tile.Rows})")
                .Write($"""
                    // Rows that are computed twice come out the same; that is cheaper than one row at a time.
                    row = (nuint)rows - {tile.Rows};
                    {method}{tile}<TShape>({arguments("row")});
                    continue;
                    """)
                .Close();
        }

        _ = code
            .Open("for (; row < (nuint)rows; row++)")
            .Write($"{method}{one}<TShape>({arguments("row")});")
            .Close();
    }
}
