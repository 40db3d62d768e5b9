using Compiled.Generator.Planning;
using Compiled.Generator.Text;
using static Compiled.Generator.Emission.Tiles.TileText;
using static Compiled.Generator.Text.Literals;

namespace Compiled.Generator.Emission.Tiles;

/// <summary>
/// A rectangle of outputs: rows of inputs times weights, from the biases to the activation. It serves the way back too, with the transposed weights as a
/// shape of their own.
/// </summary>
internal static class ForwardTileTemplate
{
    public static void Write(CodeWriter code, Tile tile)
    {
        _ = code
            .Write($"/// <summary>Outputs of {Code.Count(tile.Rows, "row")} by {Code.Count(tile.Vectors, "vector")} of {Int(tile.Lanes)}{Partials(tile)}: {Code.Count(tile.Accumulators, "sum stays", "sums stay")} in registers while the inputs stream past.</summary>")
            .OpenHot($"{(tile.Rows == 1 ? "public" : "private")} static void Tile{tile.Name}<TShape>(ref float input, ref float weights, ref float biases, ref float output){Constraint}");

        // The first partial sum starts from the bias, the others from zero.
        foreach (var v in Range(tile.Vectors))
            _ = code.Write($"var bias{Int(v)} = TShape.HasBias ? {tile.Vector}.LoadUnsafe(ref biases, {Int(v * tile.Lanes)}) : {tile.Vector}<float>.Zero;");
        for (var v = 1; v < tile.Vectors; v++)
            _ = code.Write($"var at{Int(v)} = PanelOffset.Of({Int(v * tile.Lanes)}, TShape.PanelWidth, TShape.PanelRows);");
        _ = code.Write("nuint i;");
        for (var first = 0; first < tile.Partials; first += tile.PartialsPerPass)
            WritePass(code, tile, first);

        _ = code.BlankLine();
        foreach (var (r, v) in Cells(tile))
            _ = code.Write($"TShape.Activate({Result(tile, r, v)}).StoreUnsafe({Output(tile, r, v)});");
        _ = code.Close();
    }

    /// <summary>Some of the partial sums, over the inputs that are theirs; then they join what was added up before.</summary>
    private static void WritePass(CodeWriter code, Tile tile, int first)
    {
        var end = first + tile.PartialsPerPass;
        _ = code.BlankLine();
        foreach (var (r, v) in Cells(tile))
        {
            for (var p = first; p < end; p++)
                _ = code.Write($"var {Sum(r, v, p)} = {(p == 0 ? "bias" + Int(v) : $"{tile.Vector}<float>.Zero")};");
        }

        _ = code.BlankLine();
        NeonText.WriteEither(code, tile, () => NeonForwardText.Write(code, tile, first, end), () => WriteLoop(code, tile, first, end));
        foreach (var (r, v) in Cells(tile))
            WriteJoin(code, r, v, first, end, tile.Stashes ? tile.Partials / 2 : tile.Partials);
        if (!tile.Stashes || end != tile.Partials / 2)
            return;
        _ = code.BlankLine().Write("// Half of the sum waits where the result will be, and leaves its registers to the other half.");
        foreach (var (r, v) in Cells(tile))
            _ = code.Write($"{Sum(r, v, 0)}.StoreUnsafe({Output(tile, r, v)});");
    }

    private static string Output(Tile tile, int row, int vector) => $"ref output, {Place(row, "OutputStride", Int(vector * tile.Lanes))}";

    private static string Result(Tile tile, int row, int vector) =>
        tile.Stashes ? $"{tile.Vector}.LoadUnsafe({Output(tile, row, vector)}) + {Sum(row, vector, tile.Partials / 2)}" : Sum(row, vector, 0);

    private static void WriteLoop(CodeWriter code, Tile tile, int first, int end)
    {
        _ = code.Open(tile.Partials == 1
            ? "for (i = 0; i < TShape.Inputs; i++)"
            : $"for (i = 0; i + {Int(tile.Partials)} <= TShape.Inputs; i += {Int(tile.Partials)})");
        for (var p = first; p < end; p++)
            WriteStep(code, tile, p);
        _ = code.Close();
        for (var p = first; p < Math.Min(end, tile.Partials - 1); p++)
        {
            _ = code.Open($"if (TShape.Inputs % {Int(tile.Partials)} > {Int(p)})");
            WriteStep(code, tile, p);
            _ = code.Close();
        }
    }

    private static void WriteStep(CodeWriter code, Tile tile, int partial) => TileText.WriteStep(
        code, tile, partial == 0 ? "weights" : $"weights{Int(partial)}_",
        v => $"ref weights, {Moved("i", partial)} * TShape.PanelWidth{(v == 0 ? "" : " + at" + Int(v))}",
        r => "input, " + Place(r, "InputStride", "i" + Plus(partial)), partial);

    private static string Partials(Tile tile) => tile.Partials == 1 ? "" : $" in {Int(tile.Partials)} partial sums"
        + (tile.PartialsPerPass == tile.Partials ? "" : $", {Int(tile.PartialsPerPass)} at a time");
}
