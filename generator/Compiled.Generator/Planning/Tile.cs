namespace Compiled.Generator.Planning;

/// <summary>The instruction set's vector width that a tile is written for.</summary>
internal enum VectorWidth
{
    /// <summary>4 floats: for rows of at most 4.</summary>
    Bits128 = 128,

    /// <summary>8 floats: for rows of at most 8, and for all wider rows on processors without AVX-512.</summary>
    Bits256 = 256,

    /// <summary>16 floats.</summary>
    Bits512 = 512,
}

/// <summary>A register tile: so many rows by so many vectors of sums, each split into so many partial sums, that stay in registers.</summary>
internal sealed record Tile(VectorWidth Width, int Rows, int Vectors, int Partials)
{
    public int Lanes => (int)Width / 32;

    /// <summary>Sums that live at once.</summary>
    public int Accumulators => Rows * Vectors * Partials;

    /// <summary>Floats that one panel of the tile spans.</summary>
    public int PanelWidth => Vectors * Lanes;

    /// <summary>"6x2", "3x1x8": rows, vectors, and partial sums where there are any.</summary>
    public string Sizes => $"{Rows}x{Vectors}" + (Partials == 1 ? "" : $"x{Partials}");

    public override string ToString() => $"{(int)Width}x{Sizes}";
}

/// <summary>A run of equal panels: <paramref name="Count"/> tiles side by side, the first at <paramref name="Column"/>.</summary>
internal sealed record Panel(int Column, int Count, Tile Tile)
{
    /// <summary>The column after the last panel.</summary>
    public int End => Column + Count * Tile.PanelWidth;
}
