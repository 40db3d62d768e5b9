using Compiled.Generator.Planning;
using Compiled.Generator.Text;
using static Compiled.Generator.Text.Literals;

namespace Compiled.Generator.Emission.Tiles;

/// <summary>The statements that tiles of every pass are made of.</summary>
internal static class TileText
{
    public const string Constraint = "\n    where TShape : struct, IDenseShape";

    public static string Sum(int row, int vector, int partial) => $"sum{Int(row)}_{Int(vector)}" + (partial == 0 ? "" : $"_{Int(partial)}");

    public static string Plus(int offset) => offset == 0 ? "" : " + " + Int(offset);

    /// <summary>An index that moves, or its beginning: <c>o</c>, <c>(o + 2)</c>.</summary>
    public static string Moved(string index, int offset) => offset == 0 ? index : $"({index}{Plus(offset)})";

    /// <summary>A place in a row of a tile: <c>2 * TShape.OutputStride + 16</c>; what is 0 is left out.</summary>
    public static string Place(int row, string stride, string offset = "0")
    {
        var start = row switch { 0 => "", 1 => "TShape." + stride, _ => $"{Int(row)} * TShape.{stride}" };
        return start.Length == 0 ? offset : offset == "0" ? start : $"{start} + {offset}";
    }

    /// <summary>The condition under which a tier of vectors runs, of those that a body has from wide to narrow: a constant to the JIT.</summary>
    public static string Tier(int index, int count, VectorWidth width) =>
        (index == 0 ? "" : "else") + (index == count - 1 ? "" : (index == 0 ? "" : " ") + $"if (Vector{Int((int)width)}.IsHardwareAccelerated)");

    public static IEnumerable<int> Range(int count) => Enumerable.Range(0, count);

    public static IEnumerable<(int Row, int Vector)> Cells(Tile tile) =>
        from row in Range(tile.Rows) from vector in Range(tile.Vectors) select (row, vector);

    public static void WriteZeroSums(CodeWriter code, Tile tile)
    {
        foreach (var (r, v) in Cells(tile))
            _ = code.Write($"var {Sum(r, v, 0)} = {tile.Vector}<float>.Zero;");
    }

    /// <summary>One step along the summed dimension: load the vectors, broadcast one float per row, multiply and add.</summary>
    public static void WriteStep(CodeWriter code, Tile tile, string name, Func<int, string> vectors, Func<int, string> scalar, int partial = 0)
    {
        foreach (var v in Range(tile.Vectors))
            _ = code.Write($"var {name}{Int(v)} = {tile.Vector}.LoadUnsafe({vectors(v)});");
        foreach (var r in Range(tile.Rows))
        {
            var broadcast = $"scalar{Int(r)}{(partial == 0 ? "" : "_" + Int(partial))}";
            _ = code.Write($"var {broadcast} = {tile.Vector}.Create(Unsafe.Add(ref {scalar(r)}));");
            foreach (var v in Range(tile.Vectors))
                _ = code.Write(MultiplyAdd(tile, broadcast, name + Int(v), Sum(r, v, partial)));
        }
    }

    /// <summary>sum += scalar · vector, rounded once; the scalar in every lane.</summary>
    public static string MultiplyAdd(Tile tile, string scalar, string vector, string sum) =>
        $"{sum} = {tile.MultiplyAdd}({scalar}, {vector}, {sum});";

    /// <summary>
    /// Partial sums join as a tree, pair by pair: the order is part of the result's bits. The sums from <paramref name="first"/> on are new; those before
    /// them have joined already, as far as they could. No more than <paramref name="most"/> are joined into one.
    /// </summary>
    public static void WriteJoin(CodeWriter code, int row, int vector, int first, int end, int most = int.MaxValue)
    {
        for (var step = 1; 2 * step <= Math.Min(end, most); step *= 2)
            for (var p = 0; p + 2 * step <= end; p += 2 * step)
            {
                if (p + 2 * step > first)
                    _ = code.Write($"{Sum(row, vector, p)} += {Sum(row, vector, p + step)};");
            }
    }
}
