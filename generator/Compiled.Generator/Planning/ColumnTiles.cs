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
        if (width == VectorWidth.Bits256)
            return [Narrow(partials)];
        if (width == VectorWidth.Bits128)
            return [new Tile(VectorWidth.Bits256, Math.Min(MostRows, 8 / partials), partials == 1 ? 2 : 1, partials).Halved];
        var vectors = partials == 1 ? 4 : partials == 2 ? 2 : 1;
        var main = new Tile(width, Math.Min(MostRows, 16 / (vectors * partials)), vectors, partials);
        // A batch of 32 would otherwise go sixteen by sixteen, with too few sums in flight.
        return vectors switch
        {
            1 => [main],
            2 => [main, main with { Vectors = 1 }],
            _ => [main, main with { Vectors = 2 }, main with { Vectors = 1 }],
        };
    }

    /// <summary>
    /// With 16 registers every vector of samples serves two outputs at least, and every weight two vectors of samples where it can: else loads, not multiply-adds, set the
    /// pace. Four or eight partial sums are taken in passes then.
    /// </summary>
    private static Tile Narrow(int partials) => new(VectorWidth.Bits256, partials == 1 ? MostRows : 2, partials == 8 ? 1 : 2, partials);

    /// <summary>
    /// Rows of the last tile, where fours leave a number over: what pairs leave over, or three at once where registers hold them, since one row alone has too few sums in flight.
    /// </summary>
    public static int RestOf(Tile tile, int rest) =>
        rest == 3 && tile with { Rows = 3 } is { Stashes: false, Accumulators: <= TilePlanner.NarrowAccumulators } ? 3 : rest % tile.Rows;

    /// <summary>Inputs by outputs whose gradients are summed over the samples.</summary>
    public static Tile WeightGradient(VectorWidth width) => new(width, width == VectorWidth.Bits256 ? 2 : MostRows, 4, 1);
}
