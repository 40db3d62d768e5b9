namespace Compiled.Generator.Planning;

/// <summary>Register tiles with samples in the lanes: outputs by vectors of samples. What whole tiles leave over goes in tiles with as many rows as are left.</summary>
internal static class ColumnTiles
{
    /// <summary>Rows of a whole tile, where registers allow.</summary>
    public const int MostRows = 4;

    public static readonly VectorWidth[] Widths = [VectorWidth.Bits512, VectorWidth.Bits256, VectorWidth.Bits128];

    /// <summary>The numbers of partial sums that a narrow block may have.</summary>
    public static readonly int[] Partials = [1, 2, 4, 8];

    /// <summary>Outputs (or inputs, backward) by vectors of samples, widest first; the last takes what is left of a group of 16 samples.</summary>
    public static Tile[] Forward(VectorWidth width, int partials)
    {
        if (width == VectorWidth.Bits128)
            return [.. Forward(VectorWidth.Bits256, partials).Select(static tile => tile.Halved)];
        var budget = width == VectorWidth.Bits512 ? 16 : 8;
        var vectors = width == VectorWidth.Bits512 ? partials == 1 ? 4 : partials == 2 ? 2 : 1 : partials == 1 ? 2 : 1;
        var main = new Tile(width, Math.Max(1, Math.Min(MostRows, budget / (vectors * partials))), vectors, partials);
        if (width != VectorWidth.Bits512 || vectors == 1)
            return [main];
        // A batch of 32 would otherwise go sixteen by sixteen, with too few sums in flight.
        return vectors == 2 ? [main, main with { Vectors = 1 }] : [main, main with { Vectors = 2 }, main with { Vectors = 1 }];
    }

    /// <summary>Inputs by outputs whose gradients are summed over the samples.</summary>
    public static Tile WeightGradient(VectorWidth width) => new(width, width == VectorWidth.Bits256 ? 2 : MostRows, 4, 1);
}
