namespace Compiled.Generator.Planning;

/// <summary>Register tiles with samples in the lanes: outputs by vectors of samples.</summary>
internal static class ColumnTiles
{
    public static readonly VectorWidth[] Widths = [VectorWidth.Bits512, VectorWidth.Bits256];

    /// <summary>Rows of the other tile of the short list, for what whole tiles leave over; no tile of that list depends on a block's width.</summary>
    public const int FewestRows = 1;

    /// <summary>Outputs (or inputs, backward) by vectors of samples, widest first; the last takes what is left of a group of 16 samples.</summary>
    public static Tile[] Forward(VectorWidth width, int partials, int rows, bool hasFewTiles)
    {
        var budget = width == VectorWidth.Bits512 ? 16 : 8;
        var vectors = width == VectorWidth.Bits512 ? partials == 1 ? 4 : partials == 2 ? 2 : 1 : partials == 1 ? 2 : 1;
        var most = Math.Max(1, Math.Min(hasFewTiles ? 4 : Math.Min(4, rows), budget / (vectors * partials)));
        var main = new Tile(width, most, vectors, partials);
        if (width != VectorWidth.Bits512 || vectors == 1)
            return [main];
        // A batch of 32 would otherwise go sixteen by sixteen, with too few sums in flight.
        return vectors == 2 ? [main, main with { Vectors = 1 }] : [main, main with { Vectors = 2 }, main with { Vectors = 1 }];
    }

    /// <summary>Inputs by outputs whose gradients are summed over the samples.</summary>
    public static Tile WeightGradient(VectorWidth width, int inputs, int outputs, bool hasFewTiles)
    {
        var most = width == VectorWidth.Bits512 ? 4 : 2;
        return hasFewTiles ? new(width, most, 4, 1) : new(width, Math.Min(most, inputs), Math.Min(4, outputs), 1);
    }
}
