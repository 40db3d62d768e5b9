using Compiled.Generator.Planning;
using Compiled.Generator.Text;
using static Compiled.Generator.Emission.Tiles.TileText;
using static Compiled.Generator.Text.Literals;

namespace Compiled.Generator.Emission.Tiles;

/// <summary>Tiles with samples in the lanes, whose weights are broadcast: outputs from inputs, and the gradients at inputs from those at outputs.</summary>
internal static class ColumnForwardTemplate
{
    public static void WriteForward(CodeWriter code, Tile tile)
    {
        _ = code
            .Write($"/// <summary>{Code.Count(tile.Rows, "output")} at a time for {Int(tile.PanelWidth)} samples{Partials(tile)}.</summary>")
            .OpenHot($"internal static void Tile{tile.Name}<TShape>(ref float input, ref float weights, ref float biases, ref float output, nuint stride, nuint first, nuint end){Constraint}")
            .Open($"for (var o = first; o < end; o += {Int(tile.Rows)})");
        _ = code.Write("nuint i;");
        for (var first = 0; first < tile.Partials; first += tile.PartialsPerPass)
            WritePass(code, tile, first);
        foreach (var (r, v) in Cells(tile))
            _ = code.Write($"TShape.Activate({Sum(r, v, 0)}).StoreUnsafe(ref output, {Moved("o", r)} * stride{Plus(v * tile.Lanes)});");
        _ = code.Close().Close();
    }

    /// <summary>Some of the partial sums, over the inputs that are theirs; then they join what was added up before.</summary>
    private static void WritePass(CodeWriter code, Tile tile, int first)
    {
        var end = first + tile.PartialsPerPass;
        _ = code.BlankLine();
        foreach (var (r, v) in Cells(tile))
        {
            var bias = $"TShape.HasBias ? {tile.Vector}.Create(Unsafe.Add(ref biases, o{Plus(r)})) : {tile.Vector}<float>.Zero";
            for (var p = first; p < end; p++)
                _ = code.Write($"var {Sum(r, v, p)} = {(p > 0 ? $"{tile.Vector}<float>.Zero" : v == 0 ? bias : Sum(r, 0, 0))};");
        }

        _ = code.BlankLine();
        NeonText.WriteEither(code, tile, () => WriteLoop(code, tile, first, WriteNeonStep), () => WriteLoop(code, tile, first, WriteStep));
        foreach (var (r, v) in Cells(tile))
            WriteJoin(code, r, v, first, end);
    }

    private static void WriteLoop(CodeWriter code, Tile tile, int first, Action<CodeWriter, Tile, int> step)
    {
        var end = first + tile.PartialsPerPass;
        _ = code.Open($"for (i = 0; i + {Int(tile.Partials)} <= TShape.Inputs; i += {Int(tile.Partials)})");
        for (var p = first; p < end; p++)
            step(code, tile, p);
        _ = code.Close();
        for (var p = first; p < Math.Min(end, tile.Partials - 1); p++)
        {
            _ = code.Open($"if (TShape.Inputs % {Int(tile.Partials)} > {Int(p)})");
            step(code, tile, p);
            _ = code.Close();
        }
    }

    public static void WriteInputGradient(CodeWriter code, Tile tile)
    {
        _ = code
            .Write($"/// <summary>Gradients at {Code.Count(tile.Rows, "input")} at a time for {Int(tile.PanelWidth)} samples.</summary>")
            .OpenHot($"internal static void Tile{tile.Name}<TShape>(ref float weights, ref float gradient, ref float inputGradient, nuint stride, nuint first, nuint end){Constraint}")
            .Open($"for (var i = first; i < end; i += {Int(tile.Rows)})");
        WriteZeroSums(code, tile);
        _ = code.BlankLine().Open("for (nuint o = 0; o < TShape.Outputs; o++)");
        NeonText.WriteEither(
            code, tile,
            () =>
            {
                _ = code
                    .Write("ref var gradients = ref Unsafe.Add(ref gradient, o * stride);")
                    .Write("ref var scalars = ref Unsafe.Add(ref weights, i * TShape.PanelWidth + o);");
                NeonText.WriteStep(code, tile, "gradient", static v => $"ref gradients, {Int(v * 4)}", static r => "scalars, " + Place(r, "PanelWidth"));
            },
            () => TileText.WriteStep(code, tile, "gradient", v => $"ref gradient, o * stride{Plus(v * tile.Lanes)}", r => $"weights, {Moved("i", r)} * TShape.PanelWidth + o"));
        _ = code.Close();
        foreach (var (r, v) in Cells(tile))
            _ = code.Write($"{Sum(r, v, 0)}.StoreUnsafe(ref inputGradient, {Moved("i", r)} * stride{Plus(v * tile.Lanes)});");
        _ = code.Close().Close();
    }

    private static void WriteStep(CodeWriter code, Tile tile, int partial) => TileText.WriteStep(
        code, tile, partial == 0 ? "input" : $"input{Int(partial)}_",
        v => $"ref input, {Moved("i", partial)} * stride{Plus(v * tile.Lanes)}",
        r => $"weights, {Moved("i", partial)} * TShape.PanelWidth + o{Plus(r)}", partial);

    private static void WriteNeonStep(CodeWriter code, Tile tile, int partial)
    {
        var (inputs, scalars) = ("inputs" + Int(partial), "scalars" + Int(partial));
        _ = code
            .Write($"ref var {inputs} = ref Unsafe.Add(ref input, {Moved("i", partial)} * stride);")
            .Write($"ref var {scalars} = ref Unsafe.Add(ref weights, {Moved("i", partial)} * TShape.PanelWidth + o);");
        NeonText.WriteStep(
            code, tile, partial == 0 ? "input" : $"input{Int(partial)}_", v => $"ref {inputs}, {Int(v * tile.Lanes)}", r => $"{scalars}, {Int(r)}", partial);
    }

    private static string Partials(Tile tile) => tile.Partials == 1 ? "" : $", {Int(tile.Partials)} partial sums each"
        + (tile.PartialsPerPass == tile.Partials ? "" : $", {Int(tile.PartialsPerPass)} at a time");
}
