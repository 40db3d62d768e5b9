using Compiled.Generator.Model;
using Compiled.Generator.Text;

namespace Compiled.Generator.Planning.Dense;

/// <summary>
/// The methods that lead a pass through the tiles of a block. Blocks that are cut into the same tiles share one, "DenseForward512x4x4And8x1Or256x6x2":
/// with AVX-512 tiles of 4 rows by 4 vectors and, where a block is no whole number of them, one of 8 by 1; else tiles of 6 by 2. With the short list of
/// tiles all blocks of as many partial sums share one.
/// </summary>
internal static class DensePasses
{
    public static string ForwardName(DensePlan plan) =>
        "DenseForward" + (plan.HasFewTiles ? Sums(plan) : Tiles(plan.Widths, plan.ForwardPanels, static panel => panel.Tile.Sizes));

    /// <summary>One row in loops; "Each" where a tile is repeated.</summary>
    public static string RowName(DensePlan plan) =>
        "DenseRow" + (plan.HasFewTiles ? Sums(plan) : Tiles(plan.Widths, plan.RowPanels, static panel => panel.Tile.Sizes + (panel.Count > 1 ? "Each" : "")));

    public static string InputGradientsName(DensePlan plan) => "DenseInputGradients" + Tiles(plan.InputGradientWidths, plan.InputGradientPanels, static panel => panel.Tile.Sizes);

    /// <summary>"Rest" where the inputs are no whole number of the tile's rows.</summary>
    public static string ParameterGradientsName(DensePlan plan) => "DenseParameterGradients"
        + (plan.HasFewTiles ? "" : Tiles(plan.Widths, plan.WeightGradientPanels, panel => panel.Tile.Sizes + (plan.Spec.Inputs % panel.Tile.Rows > 0 ? "Rest" : "")));

    /// <summary>With the short list of tiles, those of the forward pass lead back too: blocks are seen from both sides.</summary>
    public static IEnumerable<DensePass> Forward(NetworkPlan plan) =>
        Distinct(plan.TiledBlocks.Concat(LeadingBack(plan)), ForwardName, static dense => dense.Widths, static (dense, width) => dense.ForwardPanels(width));

    public static IEnumerable<DensePass> Row(NetworkPlan plan) =>
        Distinct(plan.TiledBlocks.Where(static dense => !dense.IsUnrolled), RowName, static dense => dense.Widths, static (dense, width) => dense.RowPanels(width));

    public static IEnumerable<DensePass> InputGradients(NetworkPlan plan) => Distinct(
        plan.DenseBlocks.Where(static dense => dense.TransposedOffset >= 0 && !dense.HasFewTiles), InputGradientsName,
        static dense => dense.InputGradientWidths, static (dense, width) => dense.InputGradientPanels(width));

    public static IEnumerable<DensePass> ParameterGradients(NetworkPlan plan) =>
        Distinct(plan.TiledBlocks, ParameterGradientsName, static dense => dense.Widths, static (dense, width) => dense.WeightGradientPanels(width));

    /// <summary>The blocks whose input gradients the tiles of the forward pass compute, seen from behind.</summary>
    public static IEnumerable<DensePlan> LeadingBack(NetworkPlan plan) =>
        plan.DenseBlocks.Where(static dense => dense.TransposedOffset >= 0 && dense.HasFewTiles).Select(static dense => dense.Transposed);

    /// <summary>One block for each name: the first of those that share a method.</summary>
    public static IEnumerable<DensePlan> Distinct(IEnumerable<DensePlan> blocks, Func<DensePlan, string> name) =>
        blocks.GroupBy(name, StringComparer.Ordinal).Select(static group => group.First());

    private static IEnumerable<DensePass> Distinct(
        IEnumerable<DensePlan> blocks, Func<DensePlan, string> name, Func<DensePlan, VectorWidth[]> widths, Func<DensePlan, VectorWidth, EquatableArray<Panel>> panels) =>
        from dense in blocks
        group dense by name(dense) into sharing
        let tiers = widths(sharing.First()).Select(width => new PassTier(width, Runs(sharing, dense => panels(dense, width))))
        select new DensePass(sharing.Key, tiers.ToEquatableArray());

    /// <summary>The tiles of all blocks, widest first: each block's own are those of them that fit into what is left of its row.</summary>
    private static EquatableArray<PassRun> Runs(IEnumerable<DensePlan> sharing, Func<DensePlan, EquatableArray<Panel>> panels) => (
        from dense in sharing
        from panel in panels(dense)
        group (dense, panel) by panel.Tile into run
        orderby run.Key.Vectors descending
        let isOptional = run.Select(static use => use.dense).Distinct().Count() < sharing.Count()
        select new PassRun(
            run.Key, isOptional, run.All(static use => use.panel.Count == 1 && !use.dense.HasFewTiles), run.Any(use => use.dense.Spec.Inputs % run.Key.Rows > 0)))
        .ToEquatableArray();

    private static string Sums(DensePlan plan) => plan.Partials == 1 ? "" : $"Of{plan.Partials}Sums";

    private static string Tiles(VectorWidth[] widths, Func<VectorWidth, EquatableArray<Panel>> panels, Func<Panel, string> sizes) =>
        string.Join("Or", widths.Select(width => Literals.Int((int)width) + "x" + string.Join("And", panels(width).Select(sizes))));
}

/// <summary>One method for all blocks that share it.</summary>
internal sealed record DensePass(string Name, EquatableArray<PassTier> Tiers);

/// <summary>What it does with vectors of one width.</summary>
internal sealed record PassTier(VectorWidth Width, EquatableArray<PassRun> Runs);

/// <summary>A tile that is repeated along a row while it fits.</summary>
/// <param name="Tile">The tile.</param>
/// <param name="IsOptional">Whether there are blocks into which it does not fit once.</param>
/// <param name="IsSingle">Whether it fits exactly once into each.</param>
/// <param name="HasRest">Whether there are blocks whose inputs are no whole number of its rows.</param>
internal sealed record PassRun(Tile Tile, bool IsOptional, bool IsSingle, bool HasRest);
