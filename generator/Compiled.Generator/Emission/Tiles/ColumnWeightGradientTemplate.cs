using Compiled.Generator.Planning;
using Compiled.Generator.Text;
using static Compiled.Generator.Emission.Tiles.TileText;
using static Compiled.Generator.Text.Literals;

namespace Compiled.Generator.Emission.Tiles;

/// <summary>
/// Tiles of weight gradients with samples in the lanes: inputs by outputs. The sixteen lanes of each sum are joined when the step ends: in registers where one
/// vector holds them, else by a pass of its own over the sums, which narrow vectors take part by part.
/// </summary>
internal static class ColumnWeightGradientTemplate
{
    /// <summary>Whether the last chunk's sums are joined where they are: a vector then holds all sixteen lanes.</summary>
    public static bool JoinsInRegisters(Tile tile) => tile.Lanes == SampleLanesPlan.Group;

    public static void Write(CodeWriter code, Tile tile)
    {
        var (target, last) = JoinsInRegisters(tile) ? ("ref float weightGradients, ", ", bool last") : ("", "");
        _ = code
            .Write($"/// <summary>Gradients of the weights from {Code.Count(tile.Rows, "input")} to {Code.Count(tile.Vectors, "output")} at a time: Σ over the samples of input · gradient.</summary>")
            .OpenHot($"internal static void Tile{tile.Name}<TShape>(ref float input, ref float gradient, ref float sums, {target}nuint stride, nuint firstInput, nuint endInput, nuint firstOutput, nuint endOutput, bool first{last}){Constraint}");
        if (!JoinsInRegisters(tile))
            _ = code.Open($"for (nuint part = 0; part < {Int(SampleLanesPlan.Group)}; part += {Int(tile.Lanes)})");
        var offset = JoinsInRegisters(tile) ? "" : " + part";
        _ = code
            .Open($"for (var i = firstInput; i < endInput; i += {Int(tile.Rows)})")
            .Open($"for (var o = firstOutput; o < endOutput; o += {Int(tile.Vectors)})");
        WriteZeroSums(code, tile);
        _ = code.BlankLine().Open("if (!first)");
        foreach (var (r, c) in Cells(tile))
            _ = code.Write($"{Sum(r, c, 0)} = {tile.Vector}.LoadUnsafe(ref sums, {Place(r, c)}{offset});");
        _ = code.Close().Open($"for (nuint sample = 0; sample < stride; sample += {Int(SampleLanesPlan.Group)})");
        foreach (var c in Range(tile.Vectors))
            _ = code.Write($"var gradient{Int(c)} = {tile.Vector}.LoadUnsafe(ref gradient, {Moved("o", c)} * stride + sample{offset});");
        foreach (var r in Range(tile.Rows))
        {
            _ = code.Write($"var input{Int(r)} = {tile.Vector}.LoadUnsafe(ref input, {Moved("i", r)} * stride + sample{offset});");
            foreach (var c in Range(tile.Vectors))
                _ = code.Write(MultiplyAdd(tile, $"input{Int(r)}", $"gradient{Int(c)}", Sum(r, c, 0)));
        }

        _ = code.Close();
        if (JoinsInRegisters(tile))
            WriteJoins(code, tile);
        foreach (var (r, c) in Cells(tile))
            _ = code.Write($"{Sum(r, c, 0)}.StoreUnsafe(ref sums, {Place(r, c)}{offset});");
        _ = code.Close().Close();
        if (!JoinsInRegisters(tile))
            _ = code.Close();
        _ = code.Close();
    }

    private static void WriteJoins(CodeWriter code, Tile tile)
    {
        _ = code.Open("if (last)");
        if (tile.Vectors == 1)
        {
            _ = code.Write($"var joined = SampleLanes.Join({Four(r => r < tile.Rows, static r => Sum(r, 0, 0))});");
            foreach (var r in Range(tile.Rows))
                _ = code.Write($"Unsafe.Add(ref weightGradients, {Target(r)}) = joined.GetElement({Int(r)});");
        }

        // Rows of weights are padded to whole vectors of 4, and the padding's gradient is 0.
        foreach (var r in Range(tile.Vectors == 1 ? 0 : tile.Rows))
            _ = code.Write($"SampleLanes.Join({Four(c => c < tile.Vectors, c => Sum(r, c, 0))}).StoreUnsafe(ref weightGradients, {Target(r)});");
        _ = code.Write("continue;").Close();

        static string Four(Func<int, bool> exists, Func<int, string> sum) =>
            string.Join(", ", Range(4).Select(index => exists(index) ? sum(index) : "Vector512<float>.Zero"));

        static string Target(int row) => $"{Moved("i", row)} * TShape.PanelWidth + o";
    }

    private static string Place(int input, int output) => $"({Moved("i", input)} * TShape.Outputs + o{Plus(output)}) * {Int(SampleLanesPlan.Group)}";
}
