using Compiled.Generator.Planning;
using Compiled.Generator.Text;
using static Compiled.Generator.Emission.Tiles.TileText;
using static Compiled.Generator.Text.Literals;

namespace Compiled.Generator.Emission.Tiles;

/// <summary>
/// The loop over the inputs of a tile of outputs on NEON: four inputs of a row arrive with one load, and each vector of weights is used by all rows before the
/// next is loaded, so that 24 sums, the inputs of six rows and one vector of weights fill 31 registers.
/// </summary>
internal static class NeonForwardText
{
    private const int Lanes = 4;

    /// <summary>The partial sums from <paramref name="first"/> to before <paramref name="end"/>, over the inputs that are theirs.</summary>
    public static void Write(CodeWriter code, Tile tile, int first, int end)
    {
        var step = Math.Max(Lanes, tile.Partials);
        var own = Range(step).Where(k => k % tile.Partials >= first && k % tile.Partials < end).ToList();
        _ = code
            .Open($"for (i = 0; i + {Int(step)} <= TShape.Inputs; i += {Int(step)})")
            .Write("ref var inputs = ref Unsafe.Add(ref input, i);")
            .Write("ref var rows = ref Unsafe.Add(ref weights, i * TShape.PanelWidth);");
        foreach (var group in own.Select(static k => k / Lanes).Distinct())
            foreach (var r in Range(tile.Rows))
                _ = code.Write($"var {Scalars(r, group)} = Vector128.LoadUnsafe(ref inputs, {Place(r, "InputStride", Int(group * Lanes))});");
        foreach (var k in own)
            foreach (var v in Range(tile.Vectors))
            {
                var vector = $"weights{Int(k)}_{Int(v)}";
                _ = code.Write($"var {vector} = Vector128.LoadUnsafe(ref rows, {Place(k, "PanelWidth", v == 0 ? "0" : "at" + Int(v))});");
                foreach (var r in Range(tile.Rows))
                    _ = code.Write(NeonText.MultiplyAdd(Scalars(r, k / Lanes), k % Lanes, vector, Sum(r, v, k % tile.Partials)));
            }

        _ = code.Close();
        foreach (var k in own.Where(k => k < step - 1))
        {
            _ = code.Open($"if (TShape.Inputs % {Int(step)} > {Int(k)})");
            NeonText.WriteStep(
                code, tile, "weights", v => $"ref weights, {Moved("i", k)} * TShape.PanelWidth{(v == 0 ? "" : " + at" + Int(v))}",
                r => "input, " + Place(r, "InputStride", "i" + Plus(k)), k % tile.Partials);
            _ = code.Close();
        }
    }

    private static string Scalars(int row, int group) => $"inputs{Int(row)}" + (group == 0 ? "" : $"_{Int(group)}");
}
