using Compiled.Generator.Planning;
using Compiled.Generator.Text;
using static Compiled.Generator.Emission.Tiles.TileText;
using static Compiled.Generator.Text.Literals;

namespace Compiled.Generator.Emission.Tiles;

/// <summary>Tiles with samples in the lanes, whose weights are broadcast: outputs from inputs, and the gradients at inputs from those at outputs.</summary>
internal static class ColumnForwardTemplate
{
    /// <summary>One step along the summed dimension, on processors that broadcast or on those that multiply by a lane.</summary>
    private delegate void Step(CodeWriter code, Tile tile, string name, Func<int, string> vectors, Func<int, string> scalar, int partial);

    public static void WriteForward(CodeWriter code, Tile tile)
    {
        _ = code
            .Write($"/// <summary>{Code.Count(tile.Rows, "output")} at a time for {Int(tile.PanelWidth)} samples{Partials(tile)}.</summary>")
            .OpenHot($"internal static void Tile{tile.Name}<TShape>(ref float input, ref float weights, ref float biases, ref float output, nuint stride, nuint columns, nuint first, nuint end){Constraint}")
            .Open($"for (nuint column = 0; column < columns; column += {Int(tile.PanelWidth)})")
            .Open($"for (var o = first; o < end; o += {Int(tile.Rows)})");
        _ = code.Write("nuint i;");
        for (var first = 0; first < tile.Partials; first += tile.PartialsPerPass)
            WritePass(code, tile, first);
        foreach (var (r, v) in Cells(tile))
            _ = code.Write($"TShape.Activate({Sum(r, v, 0)}).StoreUnsafe(ref output, {Moved("o", r)} * stride + column{Plus(v * tile.Lanes)});");
        _ = code.Close().Close().Close();
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

        var (inputs, scalars) = ("inputs" + Int(first), "scalars" + Int(first));
        _ = code
            .BlankLine()
            .Write($"ref var {inputs} = ref Unsafe.Add(ref input, {(first == 0 ? "" : Strides(first) + " + ")}column);")
            .Write($"ref var {scalars} = ref Unsafe.Add(ref weights, {Place(first, "PanelWidth", "o")});");
        NeonText.WriteEither(
            code, tile,
            () => WriteLoop(code, tile, first, inputs, scalars, p =>
            {
                var row = $"row{Int(p)}";
                _ = code.Write($"ref var {row} = ref {(p == first ? inputs : $"Unsafe.Add(ref {inputs}, {Strides(p - first)})")};");
                NeonText.WriteStep(code, tile, Input(p), v => $"ref {row}{Behind(v * tile.Lanes)}", r => $"{scalars}, {Place(p - first, "PanelWidth", Int(r))}", p);
            }),
            () => WriteLoop(code, tile, first, inputs, scalars, p => TileText.WriteStep(
                code, tile, Input(p), v => $"ref {inputs}{(p == first ? Behind(v * tile.Lanes) : $", {Strides(p - first)}{Plus(v * tile.Lanes)}")}",
                r => $"{scalars}, {Place(p - first, "PanelWidth", Int(r))}", p)));
        foreach (var (r, v) in Cells(tile))
            WriteJoin(code, r, v, first, end);
    }

    /// <summary>
    /// References move from input to input. An index would have to be multiplied by the stride for every load, and where vectors are narrow a loop then takes longer to
    /// decode than to multiply and add.
    /// </summary>
    private static void WriteLoop(CodeWriter code, Tile tile, int first, string inputs, string scalars, Action<int> writeStep)
    {
        var end = first + tile.PartialsPerPass;
        _ = code.Open($"for (i = 0; i + {Int(tile.Partials)} <= TShape.Inputs; i += {Int(tile.Partials)})");
        for (var p = first; p < end; p++)
            writeStep(p);
        _ = code
            .Write($"{inputs} = ref Unsafe.Add(ref {inputs}, {Strides(tile.Partials)});")
            .Write($"{scalars} = ref Unsafe.Add(ref {scalars}, {Place(tile.Partials, "PanelWidth")});")
            .Close();
        for (var p = first; p < Math.Min(end, tile.Partials - 1); p++)
        {
            _ = code.Open($"if (TShape.Inputs % {Int(tile.Partials)} > {Int(p)})");
            writeStep(p);
            _ = code.Close();
        }
    }

    public static void WriteInputGradient(CodeWriter code, Tile tile)
    {
        _ = code
            .Write($"/// <summary>Gradients at {Code.Count(tile.Rows, "input")} at a time for {Int(tile.PanelWidth)} samples.</summary>")
            .OpenHot($"internal static void Tile{tile.Name}<TShape>(ref float weights, ref float gradient, ref float inputGradient, nuint stride, nuint columns, nuint first, nuint end){Constraint}")
            .Open($"for (nuint column = 0; column < columns; column += {Int(tile.PanelWidth)})")
            .Open($"for (var i = first; i < end; i += {Int(tile.Rows)})");
        WriteZeroSums(code, tile);
        _ = code
            .BlankLine()
            .Write("ref var gradients = ref Unsafe.Add(ref gradient, column);")
            .Write("ref var scalars = ref Unsafe.Add(ref weights, i * TShape.PanelWidth);")
            .Open("for (nuint o = 0; o < TShape.Outputs; o++)");
        NeonText.WriteEither(code, tile, () => WriteStep(NeonText.WriteStep), () => WriteStep(TileText.WriteStep));
        _ = code
            .Write("gradients = ref Unsafe.Add(ref gradients, stride);")
            .Write("scalars = ref Unsafe.Add(ref scalars, 1);")
            .Close();
        foreach (var (r, v) in Cells(tile))
            _ = code.Write($"{Sum(r, v, 0)}.StoreUnsafe(ref inputGradient, {Moved("i", r)} * stride + column{Plus(v * tile.Lanes)});");
        _ = code.Close().Close().Close();

        void WriteStep(Step step) => step(code, tile, "gradient", v => $"ref gradients{Behind(v * tile.Lanes)}", static r => $"scalars, {Place(r, "PanelWidth")}", 0);
    }

    private static string Input(int partial) => partial == 0 ? "input" : $"input{Int(partial)}_";

    /// <summary>From one input to another of the same step: <c>3 * stride</c>.</summary>
    private static string Strides(int count) => count == 1 ? "stride" : Int(count) + " * stride";

    private static string Behind(int offset) => offset == 0 ? "" : ", " + Int(offset);

    private static string Partials(Tile tile) => tile.Partials == 1 ? "" : $", {Int(tile.Partials)} partial sums each"
        + (tile.PartialsPerPass == tile.Partials ? "" : $", {Int(tile.PartialsPerPass)} at a time");
}
