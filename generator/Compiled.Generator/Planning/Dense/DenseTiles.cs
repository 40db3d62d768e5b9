using Compiled.Generator.Model;
using Compiled.Generator.Text;

namespace Compiled.Generator.Planning.Dense;

/// <summary>The register tiles of a dense block, pass by pass, for each width of vector that it runs with.</summary>
/// <param name="Forward">Rows by vectors of outputs.</param>
/// <param name="Row">One row by vectors of outputs.</param>
/// <param name="WeightGradient">Inputs by vectors of outputs.</param>
/// <param name="InputGradient">Rows by vectors of inputs.</param>
internal sealed record DenseTiles(EquatableArray<TileTier> Forward, EquatableArray<TileTier> Row, EquatableArray<TileTier> WeightGradient, EquatableArray<TileTier> InputGradient)
{
    public static readonly DenseTiles None = new(new([]), new([]), new([]), new([]));

    public static DenseTiles For(int inputs, int outputs, int partials, DenseMemory memory) => new(
        Tiers(memory.Stride, width => TilePlanner.Panels(memory.Stride, memory.PanelWidth, partials, width)),
        Tiers(memory.Stride, width => TilePlanner.RowPanels(outputs, memory.PanelWidth, partials, width)),
        Tiers(memory.Stride, width => TilePlanner.WeightGradientPanels(memory.Stride, memory.PanelWidth, width, inputs)),
        // The way back is a block of its own, with the outputs as its inputs.
        Tiers(memory.TransposedStride, width => TilePlanner.Panels(memory.TransposedStride, memory.TransposedPanelWidth, 1, width)));

    private static EquatableArray<TileTier> Tiers(int stride, Func<VectorWidth, EquatableArray<Panel>> panels) =>
        TilePlanner.Widths(stride).Select(width => new TileTier(width, panels(width))).ToEquatableArray();
}

/// <summary>What a pass does with vectors of one width: panels from the first column to the last.</summary>
internal sealed record TileTier(VectorWidth Width, EquatableArray<Panel> Panels)
{
    /// <summary>
    /// "512x4x4And8x1Or256x6x2": with AVX-512 tiles of 4 rows by 4 vectors and, where a row is no whole number of them, one of 8 by 1; else tiles of 6 by 2.
    /// Those of 128 bits follow from those of 256, and are not named beside them.
    /// </summary>
    public static string NameOf(EquatableArray<TileTier> tiers) =>
        string.Join("Or", tiers
            .Where(static (tier, index) => index == 0 || tier.Width != VectorWidth.Bits128)
            .Select(static tier => Literals.Int((int)tier.Width) + "x" + string.Join("And", tier.Panels.Select(static panel => panel.Tile.Sizes))));
}
