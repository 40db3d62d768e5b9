using Compiled.Generator.Model;

namespace Compiled.Generator.Planning;

/// <summary>Chooses register tiles. 512-bit vectors come with 32 registers, narrower ones are planned for 16.</summary>
internal static class TilePlanner
{
    /// <summary>Sums that may live at once beside the operands: 24 of 32 registers.</summary>
    public const int WideAccumulators = 24;

    /// <summary>Sums that may live at once beside the operands: 12 of 16 registers.</summary>
    public const int NarrowAccumulators = 12;

    /// <summary>
    /// Sums that must be in flight to hide a fused multiply-add's latency of 4 cycles on two ports. One row with fewer vectors than this splits
    /// its sums.
    /// </summary>
    private const int InFlight = 8;

    /// <summary>A partial sum shorter than this costs more to join than its latency.</summary>
    private const int ShortestPartial = 4;

    /// <summary>The widths of vector that a row of this stride is computed with, widest first.</summary>
    public static VectorWidth[] Widths(int stride) => stride switch
    {
        4 => [VectorWidth.Bits128],
        8 => [VectorWidth.Bits256],
        _ => [VectorWidth.Bits512, VectorWidth.Bits256],
    };

    /// <summary>
    /// How many partial sums each output of a dense block has: part of the result's bits, so it depends on the sizes alone, never on the machine.
    /// </summary>
    public static int Partials(int inputs, int stride)
    {
        var vectors = Math.Max(1, stride / Lanes.Widest);
        var partials = 1;
        while (partials * vectors < InFlight && inputs / (partials * 2) >= ShortestPartial)
            partials *= 2;
        return partials;
    }

    /// <summary>Panels for a batch of rows: as many rows and vectors as registers allow.</summary>
    public static EquatableArray<Panel> Panels(int stride, int partials, VectorWidth width, int mostRows = int.MaxValue)
    {
        var vectors = stride / ((int)width / 32);
        var budget = width == VectorWidth.Bits512 ? WideAccumulators : NarrowAccumulators;
        var mostVectors = Math.Max(1, Math.Min(width == VectorWidth.Bits512 ? 4 : 2, budget / partials));
        return Split(vectors, mostVectors, width, count => new Tile(width, Rows(budget / (count * partials), mostRows), count, partials));
    }

    /// <summary>Panels for one row: as many vectors as registers allow.</summary>
    public static EquatableArray<Panel> RowPanels(int stride, int partials, VectorWidth width)
    {
        var vectors = stride / ((int)width / 32);
        var mostVectors = Math.Max(1, (width == VectorWidth.Bits512 ? 16 : 8) / partials);
        return Split(vectors, mostVectors, width, count => new Tile(width, 1, count, partials));
    }

    /// <summary>Whole panels of the largest size first; what is left is one narrower panel.</summary>
    private static EquatableArray<Panel> Split(int vectors, int mostVectors, VectorWidth width, Func<int, Tile> tile)
    {
        // 5 vectors in panels of 4 would leave a panel of 1 that runs at a quarter of the speed: even panels instead.
        var panels = (vectors + mostVectors - 1) / mostVectors;
        var size = (vectors + panels - 1) / panels;
        var whole = vectors / size;
        List<Panel> result = [new Panel(0, whole, tile(size))];
        if (vectors % size > 0)
            result.Add(new Panel(result[0].End, 1, tile(vectors % size)));
        return result.ToEquatableArray();
    }

    /// <summary>A row count that divides common batches, at most what the registers hold.</summary>
    private static int Rows(int registers, int mostRows)
    {
        var most = Math.Min(registers, mostRows);
        return most >= 16 ? 16 : most >= 8 ? 8 : most >= 6 && registers <= NarrowAccumulators ? 6 : most >= 4 ? 4 : Math.Max(1, most);
    }
}
