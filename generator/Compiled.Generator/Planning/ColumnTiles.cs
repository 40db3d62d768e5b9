namespace Compiled.Generator.Planning;

/// <summary>Register tiles with samples in the lanes: outputs by vectors of samples.</summary>
internal static class ColumnTiles
{
    public static readonly VectorWidth[] Widths = [VectorWidth.Bits512, VectorWidth.Bits256];

    /// <summary>Outputs (or inputs, backward) by vectors of samples, widest first; the last takes what is left of a group of 16 samples.</summary>
    public static Tile[] Forward(VectorWidth width, int partials, int rows)
    {
        var budget = width == VectorWidth.Bits512 ? 16 : 8;
        var vectors = width == VectorWidth.Bits512 ? partials == 1 ? 4 : partials == 2 ? 2 : 1 : partials == 1 ? 2 : 1;
        var most = Math.Max(1, Math.Min(Math.Min(4, rows), budget / (vectors * partials)));
        var main = new Tile(width, most, vectors, partials);
        if (width != VectorWidth.Bits512 || vectors == 1)
            return [main];
        // A batch of 32 would otherwise go sixteen by sixteen, with too few sums in flight.
        return vectors == 2 ? [main, main with { Vectors = 1 }] : [main, main with { Vectors = 2 }, main with { Vectors = 1 }];
    }

    /// <summary>Inputs by outputs whose gradients are summed over the samples.</summary>
    public static Tile WeightGradient(VectorWidth width, int inputs, int outputs) =>
        new(width, Math.Min(width == VectorWidth.Bits512 ? 4 : 2, inputs), Math.Min(4, outputs), 1);
}
