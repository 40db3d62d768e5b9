using Compiled.Generator.Model;

namespace Compiled.Generator.Planning;

/// <summary>
/// Chooses register tiles. 512-bit vectors come with 32 registers, those of 256 bits with 16. Where vectors have no more than 128 bits, there are 32 on arm64: half
/// the lanes of 256 bits and twice the registers, so that its tiles are those of 256 bits with twice the vectors.
/// </summary>
internal static class TilePlanner
{
    /// <summary>Sums that may live at once beside the operands: 24 of 32 registers.</summary>
    public const int WideAccumulators = 24;

    /// <summary>Sums that may live at once beside the operands: 12 of 16 registers.</summary>
    public const int NarrowAccumulators = 12;

    /// <summary>Sums of one row that live at once in 32 registers: more would not run faster.</summary>
    private const int WideRow = 16;

    /// <summary>
    /// Sums that must be in flight to hide a fused multiply-add's latency of 4 cycles on two ports. One row with fewer vectors than this splits
    /// its sums.
    /// </summary>
    public const int InFlight = 8;

    /// <summary>A partial sum shorter than this costs more to join than its latency.</summary>
    private const int ShortestPartial = 4;

    /// <summary>Inputs of the smallest whole tile of weight gradients.</summary>
    private const int FewestInputs = 4;

    private const int CacheLine = 64;

    /// <summary>Bytes of a panel of four vectors that stay in a first-level cache of 48 KB beside the rows that stream past.</summary>
    private const int WidePanelBytes = 20 * 1024;

    /// <summary>Bytes of a panel of two vectors that still stay there. Beyond, nothing does, and wider tiles read less from the second level.</summary>
    private const int PanelBytes = 36 * 1024;

    /// <summary>
    /// The same where a row has one sum per output. One row then takes several panels at a time, each a stream of memory, from the second level: on a Zen 5, two streams in
    /// vectors of 256 bits gave 131 GB/s and one 187. 32-256-256-8 takes 0.75 of the time with AVX2 and 0.97 with AVX-512; its batches take 1.01.
    /// </summary>
    private const int OneSumPanelBytes = 20 * 1024;

    /// <summary>The widths of vector that a row of this stride is computed with, widest first.</summary>
    public static VectorWidth[] Widths(int stride) => stride switch
    {
        4 => [VectorWidth.Bits128],
        8 => [VectorWidth.Bits256, VectorWidth.Bits128],
        _ => [VectorWidth.Bits512, VectorWidth.Bits256, VectorWidth.Bits128],
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

    /// <summary>
    /// Outputs in one panel of weights: up to four vectors that divide the row evenly, or else the whole row. A panel that a tile reads again for every few rows
    /// should stay in the first-level cache, so blocks that would just overflow it get narrower panels.
    /// </summary>
    public static int PanelWidth(int depth, int stride)
    {
        if (stride <= Lanes.Widest)
            return stride;
        var vectors = stride / Lanes.Widest;
        var fitting = Partials(depth, stride) == 1 ? OneSumPanelBytes : PanelBytes;
        var most = depth * 4 * CacheLine > WidePanelBytes && depth * 2 * CacheLine <= fitting ? 2 : 4;
        while (vectors % most != 0)
            most--;
        // Five or seven vectors and the like: panels of one would be as many streams of memory, so the row is one panel.
        return (most == 1 ? vectors : most) * Lanes.Widest;
    }

    /// <summary>Panels for a batch of rows: as many rows and vectors as registers allow; each lies in one panel of weights, or spans whole ones.</summary>
    public static EquatableArray<Panel> Panels(int stride, int panelWidth, int partials, VectorWidth width) => Panels(stride, panelWidth, partials, width, int.MaxValue);

    /// <summary>
    /// Panels of a block's weight gradients: as many inputs and vectors as registers allow, and no more inputs than there are. Tiles have four inputs at least,
    /// because what whole tiles leave over has a body of its own.
    /// </summary>
    public static EquatableArray<Panel> WeightGradientPanels(int stride, int panelWidth, VectorWidth width, int inputs) =>
        Panels(stride, panelWidth, 1, width, Math.Max(FewestInputs, inputs));

    /// <summary>Panels for one row: as many vectors as registers allow, without those that hold padding alone.</summary>
    public static EquatableArray<Panel> RowPanels(int outputs, int panelWidth, int partials, VectorWidth width)
    {
        var stride = Lanes.Pad(outputs);
        if (IsHalved(stride, width))
            return Halved(RowPanels(outputs, panelWidth, partials, VectorWidth.Bits256));
        // Each panel is a stream of memory of its own: a tile that spans more of them is slower where the second-level cache delivers the weights.
        var sums = width == VectorWidth.Bits512 ? WideRow : InFlight;
        var most = width == VectorWidth.Bits512 || panelWidth < stride ? sums / partials : MostNarrow(partials, RowColumns(outputs, panelWidth, width) == stride);
        var panels = Split(stride, panelWidth, most, width, count => new Tile(width, 1, count, partials));
        return RowColumns(outputs, panelWidth, width) == stride ? panels : WithoutLastVector(panels);
    }

    /// <summary>
    /// Vectors of one row with 16 registers: twelve sums, or eight at a time in passes over the inputs. Every vector more shares the inputs, which are loaded once for each tile.
    /// Rows whose last vector is padding have one less: seven of two partial sums took 0.92 of the time of four and three, five of four partial sums 0.76 of that of three and two.
    /// Whole ones are cut in halves: eight took 1.08 of the time of four and four, six 1.4 of that of three and three.
    /// </summary>
    private static int MostNarrow(int partials, bool isWhole) => partials switch { 1 => NarrowAccumulators, 2 => isWhole ? 6 : 8, 4 => isWhole ? 4 : 6, _ => 2 };

    /// <summary>Floats of one row that are computed: the last eight of a wide panel may hold padding alone, and vectors of 512 bits include them.</summary>
    public static int RowColumns(int outputs, int panelWidth, VectorWidth width) =>
        width == VectorWidth.Bits512 || panelWidth <= Lanes.Widest ? Lanes.Pad(outputs) : Lanes.RoundUp(outputs, Lanes.Widest / 2);

    private static EquatableArray<Panel> Panels(int stride, int panelWidth, int partials, VectorWidth width, int mostRows)
    {
        if (IsHalved(stride, width))
            return Halved(Panels(stride, panelWidth, partials, VectorWidth.Bits256, mostRows));
        var budget = width == VectorWidth.Bits512 ? WideAccumulators : NarrowAccumulators;
        // Four or eight partial sums are taken in passes where registers are few: all at once would leave room for one row of one vector, and two loads for
        // every multiply-add. So two rows of two vectors fit, or four rows of one, with the sums that wait to be joined.
        var inPasses = width != VectorWidth.Bits512 && partials > 2;
        var perCell = inPasses ? 3 : partials;
        var most = Math.Min(panelWidth / ((int)width / 32), inPasses ? 2 : Math.Min(width == VectorWidth.Bits512 ? 4 : 2, budget / partials));
        return Split(stride, panelWidth, most, width, count => new Tile(width, Rows(budget / (count * perCell), mostRows), count, partials));
    }

    private static bool IsHalved(int stride, VectorWidth width) => width == VectorWidth.Bits128 && stride > 4;

    /// <summary>The same panels but for the last vector of the last, which has another: panels are cut evenly.</summary>
    private static EquatableArray<Panel> WithoutLastVector(EquatableArray<Panel> panels)
    {
        var last = panels[panels.Count - 1];
        var kept = panels.Take(panels.Count - 1).ToList();
        if (last.Count > 1)
            kept.Add(last with { Count = last.Count - 1 });
        kept.Add(new Panel(last.End - last.Tile.PanelWidth, 1, last.Tile with { Vectors = last.Tile.Vectors - 1 }));
        return kept.ToEquatableArray();
    }

    /// <summary>The same panels with vectors half as wide, and twice as many of them.</summary>
    private static EquatableArray<Panel> Halved(EquatableArray<Panel> panels) =>
        panels.Select(static panel => panel with { Tile = panel.Tile.Halved }).ToEquatableArray();

    /// <summary>Whole panels of the largest size first; what is left is one narrower panel.</summary>
    private static EquatableArray<Panel> Split(int stride, int panelWidth, int mostVectors, VectorWidth width, Func<int, Tile> tile)
    {
        var lanes = (int)width / 32;
        var vectors = stride / lanes;
        // A row that is one panel may be cut anywhere.
        var unit = panelWidth == stride ? 1 : panelWidth / lanes;
        if (unit > mostVectors)
        {
            // Part of a panel of weights: the largest that divides it.
            var part = mostVectors;
            while (unit % part != 0)
                part--;
            return new([new Panel(0, vectors / part, tile(part))]);
        }

        // 5 units in groups of 4 would leave a group of 1 that runs at a quarter of the speed: even groups instead.
        var units = vectors / unit;
        var most = mostVectors / unit;
        var groups = (units + most - 1) / most;
        var size = (units + groups - 1) / groups;
        List<Panel> result = [new Panel(0, units / size, tile(size * unit))];
        if (units % size > 0)
            result.Add(new Panel(result[0].End, 1, tile(units % size * unit)));
        return result.ToEquatableArray();
    }

    /// <summary>A row count that divides common batches, at most what the registers hold.</summary>
    private static int Rows(int registers, int mostRows)
    {
        var most = Math.Min(registers, mostRows);
        return most >= 16 ? 16 : most >= 8 ? 8 : most >= 6 && registers <= NarrowAccumulators ? 6 : Math.Min(4, most);
    }
}
