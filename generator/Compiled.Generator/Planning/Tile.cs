using Compiled.Generator.Text;

namespace Compiled.Generator.Planning;

/// <summary>The instruction set's vector width that a tile is written for.</summary>
internal enum VectorWidth
{
    /// <summary>4 floats: for rows of at most 4, and for all wider rows on processors that have no wider vectors: arm64 above all.</summary>
    Bits128 = 128,

    /// <summary>8 floats: for rows of at most 8, and for all wider rows on processors with AVX2 and without AVX-512.</summary>
    Bits256 = 256,

    /// <summary>16 floats.</summary>
    Bits512 = 512,
}

/// <summary>
/// A register tile: so many rows by so many vectors of sums, each split into so many partial sums. Those that do not fit the registers at once are taken
/// in passes: a partial sum reads its own inputs and weights, so that nothing is read twice.
/// </summary>
internal sealed record Tile(VectorWidth Width, int Rows, int Vectors, int Partials)
{
    public int Lanes => (int)Width / 32;

    /// <summary>The static class of its vectors: Vector512.</summary>
    public string Vector => "Vector" + Literals.Int((int)Width);

    /// <summary>The fused multiply-add of its vectors. Processors with wider vectors have the instruction; of those with 128 bits, not all.</summary>
    public string MultiplyAdd => Width == VectorWidth.Bits128 ? "Fused.MultiplyAdd" : Vector + ".FusedMultiplyAdd";

    /// <summary>
    /// Whether it is made for 32 registers: those of AVX-512, and those of NEON, which has no vectors wider than 128 bits. Rows of one such vector run on every
    /// processor, so their tiles make do with 16.
    /// </summary>
    public bool HasManyRegisters => Width == VectorWidth.Bits512 || (Width == VectorWidth.Bits128 && Vectors > 1);

    /// <summary>Partial sums of an output that one pass over the inputs adds up: all of them, halved until the registers hold what lives at once.</summary>
    public int PartialsPerPass => PassOf(stashed: 0) ?? PassOf(stashed: 1) ?? 1;

    /// <summary>
    /// Whether of the sums that wait for their other half the largest wait in the outputs' memory, where the results will be: registers would hold too few sums in flight.
    /// </summary>
    public bool Stashes => PassOf(stashed: 0) is null && Partials > 1;

    /// <summary>Sums that live at once.</summary>
    public int Accumulators => Living(PartialsPerPass, Stashes ? 1 : 0);

    /// <summary>
    /// The tile for rows that whole tiles leave over, or null where one row at a time, or a tile over the last rows, costs no more: 32 rows are four tiles of six and two of four.
    /// </summary>
    public Tile? Rest
    {
        get
        {
            var rest = this with { Rows = Rows switch { 6 => 4, 8 => 4, 16 => 8, _ => 0 } };
            return rest.Rows * Vectors * PartialsPerPass >= TilePlanner.InFlight ? rest : null;
        }
    }

    /// <summary>Floats that one panel of the tile spans.</summary>
    public int PanelWidth => Vectors * Lanes;

    /// <summary>The same rectangle of sums, of 256 bits, in vectors of 128.</summary>
    public Tile Halved => this with { Width = VectorWidth.Bits128, Vectors = 2 * Vectors };

    /// <summary>"6x2", "3x1x8": rows, vectors, and partial sums where there are any.</summary>
    public string Sizes => Literals.Int(Rows) + "x" + Literals.Int(Vectors) + (Partials == 1 ? "" : "x" + Literals.Int(Partials));

    /// <summary>"512x6x2": its width, then its sizes.</summary>
    public string Name => Literals.Int((int)Width) + "x" + Sizes;

    public override string ToString() => Name;

    private int? PassOf(int stashed)
    {
        var most = HasManyRegisters ? TilePlanner.WideAccumulators : TilePlanner.NarrowAccumulators;
        for (var partials = Partials; partials >= 1; partials /= 2)
        {
            if (Living(partials, stashed) <= most)
                return partials;
        }

        return null;
    }

    /// <summary>Those of a pass, and one for every level of the tree that waits in registers for its other half.</summary>
    private int Living(int partialsPerPass, int stashed)
    {
        var waiting = 0;
        for (var passes = Partials / partialsPerPass; passes > 1; passes /= 2)
            waiting++;
        return Rows * Vectors * (partialsPerPass + Math.Max(0, waiting - stashed));
    }
}

/// <summary>A run of equal panels: <paramref name="Count"/> tiles side by side, the first at <paramref name="Column"/>.</summary>
internal sealed record Panel(int Column, int Count, Tile Tile)
{
    /// <summary>The column after the last panel.</summary>
    public int End => Column + Count * Tile.PanelWidth;
}
