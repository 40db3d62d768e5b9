using Compiled.Generator.Planning;
using Compiled.Generator.Text;
using static Compiled.Generator.Emission.Tiles.TileText;
using static Compiled.Generator.Text.Literals;

namespace Compiled.Generator.Emission.Tiles;

/// <summary>
/// Tiles of weight gradients with samples in the lanes: inputs by outputs. The sixteen lanes of each sum are joined in registers when the step ends. Narrow vectors
/// take the lanes part by part: the last part is joined with those before it, which wait in memory.
/// </summary>
internal static class ColumnWeightGradientTemplate
{
    public static void Write(CodeWriter code, Tile tile)
    {
        var isPart = tile.Lanes < SampleLanesPlan.Group;
        var offset = isPart ? " + part" : "";
        _ = code
            .Write($"/// <summary>Gradients of the weights from {Code.Count(tile.Rows, "input")} to {Code.Count(tile.Vectors, "output")} at a time: Σ over the samples of input · gradient.</summary>")
            .OpenHot($"internal static void Tile{tile.Name}<TShape>(ref float input, ref float gradient, ref float sums, ref float weightGradients, nuint stride, nuint firstInput, nuint endInput, nuint firstOutput, nuint endOutput, bool first, bool last){Constraint}")
            .Open($"for (var i = firstInput; i < endInput; i += {Int(tile.Rows)})")
            .Open($"for (var o = firstOutput; o < endOutput; o += {Int(tile.Vectors)})");
        // Where each column begins is worked out once: a multiplication for each load would take longer than what is loaded.
        foreach (var c in Range(tile.Vectors))
            _ = code.Write($"ref var gradients{Int(c)} = ref Unsafe.Add(ref gradient, {Moved("o", c)} * stride);");
        foreach (var r in Range(tile.Rows))
            _ = code.Write($"ref var inputs{Int(r)} = ref Unsafe.Add(ref input, {Moved("i", r)} * stride);");
        _ = code.Write($"var place = (i * TShape.Outputs + o) * {Int(SampleLanesPlan.Group)};");
        if (isPart)
            _ = code.Open($"for (nuint part = 0; part < {Int(SampleLanesPlan.Group)}; part += {Int(tile.Lanes)})");
        WriteZeroSums(code, tile);
        _ = code.BlankLine().Open("if (!first)");
        foreach (var (r, c) in Cells(tile))
            _ = code.Write($"{Sum(r, c, 0)} = {Stored(tile, r, c, offset)};");
        _ = code.Close().Open($"for (nuint sample = {(isPart ? "part" : "0")}; sample < stride; sample += {Int(SampleLanesPlan.Group)})");
        foreach (var c in Range(tile.Vectors))
            _ = code.Write($"var gradient{Int(c)} = {tile.Vector}.LoadUnsafe(ref gradients{Int(c)}, sample);");
        foreach (var r in Range(tile.Rows))
        {
            _ = code.Write($"var input{Int(r)} = {tile.Vector}.LoadUnsafe(ref inputs{Int(r)}, sample);");
            foreach (var c in Range(tile.Vectors))
                _ = code.Write(MultiplyAdd(tile, $"input{Int(r)}", $"gradient{Int(c)}", Sum(r, c, 0)));
        }

        _ = code.Close();
        WriteJoins(code, tile);
        foreach (var (r, c) in Cells(tile))
            _ = code.Write($"{Sum(r, c, 0)}.StoreUnsafe(ref sums, place{Distance(r, c)}{offset});");
        _ = code.Close().Close();
        if (isPart)
            _ = code.Close();
        _ = code.Close();
    }

    /// <summary>The last chunk's sums, four outputs of an input at once; where there is one output, four inputs.</summary>
    private static void WriteJoins(CodeWriter code, Tile tile)
    {
        _ = code.Open(tile.Lanes == SampleLanesPlan.Group ? "if (last)" : $"if (last && part == {Int(SampleLanesPlan.Group - tile.Lanes)})");
        if (tile.Vectors == 1)
        {
            _ = code.Write($"var joined = {Join(r => r < tile.Rows, static r => (r, 0))};");
            foreach (var r in Range(tile.Rows))
                _ = code.Write($"Unsafe.Add(ref weightGradients, {Target(r)}) = joined.GetElement({Int(r)});");
        }

        // Rows of weights are padded to whole vectors of 4, and the padding's gradient is 0.
        else if (tile.Rows == tile.Lanes / 4 && tile.Rows > 1)
        {
            foreach (var c in Range(tile.Vectors))
                _ = code.Write($"var rows{Int(c)} = {Rows(c)};");
            var sums = string.Join(", ", Range(4).Select(c => c < tile.Vectors ? "rows" + Int(c) : tile.Vector + "<float>.Zero"));
            _ = code.Write($"SampleLanes.StoreRows(SampleLanes.JoinPairs({sums}), ref Unsafe.Add(ref weightGradients, {Target(0)}), TShape.PanelWidth);");
        }
        else
        {
            foreach (var r in Range(tile.Rows))
                _ = code.Write($"{Join(c => c < tile.Vectors, c => (r, c))}.StoreUnsafe(ref weightGradients, {Target(r)});");
        }

        _ = code.Write("continue;").Close();

        string Join(Func<int, bool> exists, Func<int, (int Row, int Vector)> cell) =>
            $"SampleLanes.{(tile.Width switch { VectorWidth.Bits512 => "Join", VectorWidth.Bits256 => "JoinEights", _ => "JoinFours" })}("
            + string.Join(", ", Range(4).Select(index => exists(index) ? Whole(tile, cell(index).Row, cell(index).Vector) : tile.Vector + "<float>.Zero")) + ")";

        string Rows(int vector) =>
            $"SampleLanes.{(tile.Rows == 4 ? "JoinQuarters" : "JoinHalves")}({string.Join(", ", Range(tile.Rows).Select(r => Whole(tile, r, vector)))})";

        static string Target(int row) => $"{Moved("i", row)} * TShape.PanelWidth + o";
    }

    /// <summary>A sum with the parts before it, in the order of halving: lane + (lane + 8), then 4.</summary>
    private static string Whole(Tile tile, int row, int vector)
    {
        var sum = Sum(row, vector, 0);
        return tile.Width switch
        {
            VectorWidth.Bits512 => sum,
            VectorWidth.Bits256 => $"{Stored(tile, row, vector, "")} + {sum}",
            _ => $"({Stored(tile, row, vector, "")} + {Stored(tile, row, vector, " + 8")}) + ({Stored(tile, row, vector, " + 4")} + {sum})",
        };
    }

    private static string Stored(Tile tile, int row, int vector, string offset) => $"{tile.Vector}.LoadUnsafe(ref sums, place{Distance(row, vector)}{offset})";

    /// <summary>From the sums of the tile's first cell to those of another.</summary>
    private static string Distance(int row, int vector)
    {
        if (row == 0)
            return Plus(vector * SampleLanesPlan.Group);
        var rows = row == 1 ? "TShape.Outputs" : Int(row) + " * TShape.Outputs";
        return $" + {(vector == 0 && row == 1 ? rows : $"({rows}{Plus(vector)})")} * {Int(SampleLanesPlan.Group)}";
    }
}
