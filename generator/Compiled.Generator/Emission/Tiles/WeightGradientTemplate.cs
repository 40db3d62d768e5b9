using Compiled.Generator.Planning;
using Compiled.Generator.Text;
using static Compiled.Generator.Emission.Tiles.TileText;
using static Compiled.Generator.Text.Literals;

namespace Compiled.Generator.Emission.Tiles;

/// <summary>
/// Tiles of weight gradients: inputs by vectors of outputs, summed over the rows of a chunk. The inputs that whole tiles leave over have a body of their
/// own, in which those that not every block leaves are under conditions that are constants to the JIT.
/// </summary>
internal static class WeightGradientTemplate
{
    /// <summary>All inputs by a number of panels, in whole tiles and what they leave over.</summary>
    public static void WritePanels(CodeWriter code, Tile tile)
    {
        var whole = $"TShape.Inputs / {Int(tile.Rows)} * {Int(tile.Rows)}";
        _ = code
            .Write($"/// <summary>Panels of {Code.Count(tile.PanelWidth, "output")} next to each other; in each, {Int(tile.Rows)} inputs below {Int(tile.Rows)} inputs, and those that are left over.</summary>")
            .OpenHot($"internal static void Panels{tile.Name}<TShape>(ref float input, ref float gradient, ref float weightGradients, int rows, bool first, int joins, int panels){Constraint}")
            .Open("for (nuint panel = 0; panel < (nuint)panels; panel++)")
            .Write($"""
                ref var panelGradient = ref Unsafe.Add(ref gradient, panel * {Int(tile.PanelWidth)});
                ref var panelWeights = ref Unsafe.Add(ref weightGradients, PanelOffset.Of(panel * {Int(tile.PanelWidth)}, TShape.PanelWidth, TShape.PanelRows));
                """)
            .Open($"for (nuint i = 0; i + {Int(tile.Rows)} <= TShape.Inputs; i += {Int(tile.Rows)})")
            .Write($"Tile{tile.Name}<TShape>(ref Unsafe.Add(ref input, i), ref panelGradient, ref Unsafe.Add(ref panelWeights, i * TShape.PanelWidth), rows, first, joins);")
            .Close()
            .Open($"if (TShape.Inputs % {Int(tile.Rows)} > 0)")
            .Write($"Rest{tile.Name}<TShape>(ref Unsafe.Add(ref input, {whole}), ref panelGradient, ref Unsafe.Add(ref panelWeights, {whole} * TShape.PanelWidth), rows, first, joins);")
            .Close()
            .Close()
            .Close();
    }

    /// <summary>Some inputs by one panel: whole tiles, and what the last of them leave over. The gradients are those of one chunk alone.</summary>
    public static void WritePiece(CodeWriter code, Tile tile) => _ = code
        .Write($"/// <summary>One panel of {Code.Count(tile.PanelWidth, "output")} and some of the inputs: a multiple of {Int(tile.Rows)}, or the last.</summary>")
        .OpenHot($"internal static void Piece{tile.Name}<TShape>(ref float input, ref float gradient, ref float weightGradients, int rows, nuint inputs){Constraint}")
        .Write("nuint i = 0;")
        .Open($"for (; i + {Int(tile.Rows)} <= inputs; i += {Int(tile.Rows)})")
        .Write($"Tile{tile.Name}<TShape>(ref Unsafe.Add(ref input, i), ref gradient, ref Unsafe.Add(ref weightGradients, i * TShape.PanelWidth), rows, true, 0);")
        .Close()
        .Open($"if (TShape.Inputs % {Int(tile.Rows)} > 0 && i < inputs)")
        .Write($"Rest{tile.Name}<TShape>(ref Unsafe.Add(ref input, i), ref gradient, ref Unsafe.Add(ref weightGradients, i * TShape.PanelWidth), rows, true, 0);")
        .Close()
        .Close();

    public static void WriteWhole(CodeWriter code, Tile tile) => Write(code, tile, $"Tile{tile.Name}", Code.Count(tile.Rows, "input"), static _ => null);

    public static void WriteRest(CodeWriter code, Tile tile) => Write(
        code, tile with { Rows = tile.Rows - 1 }, $"Rest{tile.Name}", $"the inputs that groups of {Int(tile.Rows)} leave over",
        row => row == 0 ? null : $"if (TShape.Inputs % {Int(tile.Rows)} > {Int(row)})");

    private static void Write(CodeWriter code, Tile tile, string name, string inputs, Func<int, string?> condition)
    {
        _ = code
            .Write($"/// <summary>Weight gradients of {inputs} by {Code.Count(tile.Vectors, "vector")} of {Int(tile.Lanes)}: Σ over the rows of input · gradient, added to the chunks before and, at a shard's end, to the shards before.</summary>")
            .OpenHot($"private static void {name}<TShape>(ref float input, ref float gradient, ref float weightGradient, int rows, bool first, int joins){Constraint}");
        WriteZeroSums(code, tile);
        for (var v = 1; v < tile.Vectors; v++)
            _ = code.Write($"var at{Int(v)} = PanelOffset.Of({Int(v * tile.Lanes)}, TShape.PanelWidth, TShape.PanelRows);");
        _ = code.BlankLine().Open("if (!first)");
        WriteRows(code, tile, condition, (r, v) => $"{Sum(r, v, 0)} = {tile.Vector}.LoadUnsafe(ref weightGradient, {Cell(r, v)});");
        _ = code.Close().Open("for (nuint row = 0; row < (nuint)rows; row++)");
        NeonText.WriteEither(code, tile, () => WriteNeonSums(code, tile, condition), () => WriteSums(code, tile, condition));
        _ = code
            .Close()
            .Open("for (; joins > 0; joins--)")
            .Write("weightGradient = ref Unsafe.Subtract(ref weightGradient, TShape.ParameterLength);");
        WriteRows(code, tile, condition, (r, v) => $"{Sum(r, v, 0)} += {tile.Vector}.LoadUnsafe(ref weightGradient, {Cell(r, v)});");
        _ = code.Close();
        WriteRows(code, tile, condition, (r, v) => $"{Sum(r, v, 0)}.StoreUnsafe(ref weightGradient, {Cell(r, v)});");
        _ = code.Close();
    }

    /// <summary>One row of the chunk: its gradients in vectors, its inputs one by one.</summary>
    private static void WriteSums(CodeWriter code, Tile tile, Func<int, string?> condition)
    {
        foreach (var v in Range(tile.Vectors))
            _ = code.Write($"var gradient{Int(v)} = {tile.Vector}.LoadUnsafe(ref gradient, row * TShape.OutputStride{Plus(v * tile.Lanes)});");
        WriteRows(
            code, tile, condition, (r, v) => MultiplyAdd(tile, $"scalar{Int(r)}", $"gradient{Int(v)}", Sum(r, v, 0)),
            r => $"var scalar{Int(r)} = {tile.Vector}.Create(Unsafe.Add(ref input, row * TShape.InputStride{Plus(r)}));");
    }

    private static void WriteNeonSums(CodeWriter code, Tile tile, Func<int, string?> condition)
    {
        _ = code
            .Write("ref var inputs = ref Unsafe.Add(ref input, row * TShape.InputStride);")
            .Write("ref var gradients = ref Unsafe.Add(ref gradient, row * TShape.OutputStride);");
        foreach (var v in Range(tile.Vectors))
            _ = code.Write($"var gradient{Int(v)} = Vector128.LoadUnsafe(ref gradients, {Int(v * tile.Lanes)});");
        WriteRows(
            code, tile, condition, (r, v) => NeonText.MultiplyAdd($"scalar{Int(r)}", 0, $"gradient{Int(v)}", Sum(r, v, 0)),
            r => $"var scalar{Int(r)} = Vector128.CreateScalarUnsafe(Unsafe.Add(ref inputs, {Int(r)}));");
    }

    private static void WriteRows(CodeWriter code, Tile tile, Func<int, string?> condition, Func<int, int, string> cell, Func<int, string>? before = null)
    {
        foreach (var r in Range(tile.Rows))
        {
            if (condition(r) is { } needed)
                _ = code.Open(needed);
            if (before is not null)
                _ = code.Write(before(r));
            foreach (var v in Range(tile.Vectors))
                _ = code.Write(cell(r, v));
            if (condition(r) is not null)
                _ = code.Close();
        }
    }

    private static string Cell(int row, int vector) => Place(row, "PanelWidth", vector == 0 ? "0" : "at" + Int(vector));
}
