using Compiled.Generator.Model;

namespace Compiled.Generator.Planning.Dense;

/// <summary>How one row of a dense block runs with vectors of one width.</summary>
/// <param name="Width">The width.</param>
/// <param name="Panels">Its register tiles, from the first column to the last.</param>
/// <param name="IsUnrolled">Whether it is written out, multiply-add by multiply-add; else it is a loop for each tile.</param>
/// <param name="Activates">Whether a costly activation is applied before the sums leave the registers.</param>
internal sealed record RowTier(VectorWidth Width, EquatableArray<Panel> Panels, bool IsUnrolled, bool Activates)
{
    /// <summary>Floats that it computes; what is left of the row is padding.</summary>
    public int Columns => Panels[Panels.Count - 1].End;

    /// <summary>
    /// Multiply-adds that one row has at most where it is written out. A loop over the inputs of longer rows costs one part in a hundred, and the JIT compiles it in a
    /// fraction of the time.
    /// </summary>
    private const int MostOperations = 128;

    /// <summary>Vectors of costly activations in one method: each is some twenty lane functions, and the JIT stops inlining beyond a few.</summary>
    public const int MostActivations = 6;

    /// <summary>The widths that a row of this stride is written out for, widest first.</summary>
    public static VectorWidth[] Widths(int stride) => stride switch
    {
        4 => [VectorWidth.Bits128],
        8 => [VectorWidth.Bits256, VectorWidth.Bits128],
        _ => [VectorWidth.Bits512, VectorWidth.Bits256, VectorWidth.Bits128],
    };

    /// <summary>The width of a block's vectors where the widest are this wide: a row of four or eight floats needs no wider ones.</summary>
    public static VectorWidth Narrowed(int stride, VectorWidth width) => (VectorWidth)Math.Min((int)width, 32 * stride);

    /// <summary>Whether one row is short enough to be written out with vectors of this width.</summary>
    public static bool Fits(DensePlan plan, VectorWidth width) => Operations(plan, width) <= MostOperations;

    /// <summary>
    /// Statements that are written for one row, of every width that it is written out for: the multiply-adds, each panel's inputs, and the load and the store of each vector of sums. A block with
    /// one input and many outputs is mostly of these.
    /// </summary>
    public static int Written(DensePlan plan) => Widths(plan.Stride).Where(width => Fits(plan, width)).Sum(width =>
        Operations(plan, width) + plan.Spec.Inputs * Unrolled(plan, width).Panels.Count + 2 * Vectors(plan, width));

    /// <summary>The row with vectors of one width, written out.</summary>
    public static RowTier Unrolled(DensePlan plan, VectorWidth width) => new(
        width, TilePlanner.RowPanels(plan.Spec.Outputs, plan.Memory.PanelWidth, plan.Partials, width), IsUnrolled: true, Vectors(plan, width) <= MostActivations);

    /// <summary>Vectors of outputs that are computed.</summary>
    public static int Vectors(DensePlan plan, VectorWidth width) => TilePlanner.RowColumns(plan.Spec.Outputs, plan.Memory.PanelWidth, width) * 32 / (int)width;

    /// <summary>The row with each width of vectors, widest first.</summary>
    public static EquatableArray<RowTier> Of(DensePlan plan)
    {
        if (!plan.IsUnrolled)
            return plan.Tiles.Row.Select(static tier => InLoops(tier)).ToEquatableArray();
        return plan.Tiles.Row.Select(tier => Fits(plan, tier.Width) ? Unrolled(plan, tier.Width) : InLoops(tier)).ToEquatableArray();
    }

    private static RowTier InLoops(TileTier tier) => new(tier.Width, tier.Panels, IsUnrolled: false, Activates: false);

    private static int Operations(DensePlan plan, VectorWidth width) => plan.Spec.Inputs * Vectors(plan, width);
}
