using Compiled.Generator.Planning;
using Compiled.Generator.Text;
using static Compiled.Generator.Emission.Tiles.TileText;
using static Compiled.Generator.Text.Literals;

namespace Compiled.Generator.Emission.Tiles;

/// <summary>
/// How NEON multiplies and adds: by one lane of a vector of scalars, so that nothing is broadcast, and four scalars that lie side by side are loaded at once. Loops
/// move a reference and reach the rest of a tile by constant offsets, which an instruction of arm64 holds beside one register, but not beside two.
/// </summary>
internal static class NeonText
{
    public const string Condition = "if (AdvSimd.Arm64.IsSupported)";

    /// <summary>The loops of a tile: one text for wide vectors; for those of 128 bits one for NEON, and one for processors that broadcast.</summary>
    public static void WriteEither(CodeWriter code, Tile tile, Action neon, Action other)
    {
        if (tile.Width != VectorWidth.Bits128)
        {
            other();
            return;
        }

        _ = code.Open(Condition);
        neon();
        _ = code.Close().Open("else");
        other();
        _ = code.Close();
    }

    /// <summary>sum += scalars[lane] · vector, rounded once.</summary>
    public static string MultiplyAdd(string scalars, int lane, string vector, string sum) =>
        $"{sum} = AdvSimd.Arm64.FusedMultiplyAddBySelectedScalar({sum}, {vector}, {scalars}, {Int(lane)});";

    /// <summary>One step along the summed dimension, one float per row.</summary>
    public static void WriteStep(CodeWriter code, Tile tile, string name, Func<int, string> vectors, Func<int, string> scalar, int partial = 0)
    {
        foreach (var v in Range(tile.Vectors))
            _ = code.Write($"var {name}{Int(v)} = Vector128.LoadUnsafe({vectors(v)});");
        foreach (var r in Range(tile.Rows))
        {
            var single = $"scalar{Int(r)}{(partial == 0 ? "" : "_" + Int(partial))}";
            _ = code.Write($"var {single} = Vector128.CreateScalarUnsafe(Unsafe.Add(ref {scalar(r)}));");
            foreach (var v in Range(tile.Vectors))
                _ = code.Write(MultiplyAdd(single, 0, name + Int(v), Sum(r, v, partial)));
        }
    }
}
