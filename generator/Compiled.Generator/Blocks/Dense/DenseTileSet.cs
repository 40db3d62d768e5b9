using Compiled.Generator.Planning;

namespace Compiled.Generator.Blocks;

/// <summary>The distinct tiles that a network's dense blocks need, in a fixed order: each is written once.</summary>
internal static class DenseTileSet
{
    /// <summary>Tiles with loops over rows.</summary>
    public static Tile[] ForwardRows(NetworkPlan plan) => plan.SampleLanes is not null ? [] : Distinct(
        from stage in Tiled(plan)
        from width in stage.Plan.Widths
        from panel in stage.Plan.ForwardPanels(width)
        select panel.Tile);

    /// <summary>All forward tiles: those of the loops, their one-row remainders, and the rows that are not unrolled.</summary>
    public static Tile[] Forward(NetworkPlan plan) => Distinct(
        ForwardRows(plan)
            .SelectMany(static tile => new[] { tile, tile with { Rows = 1 } })
            .Concat(
                from stage in Tiled(plan)
                from width in stage.Plan.Widths
                where !stage.Plan.IsUnrolled || width != stage.Plan.Widths[0]
                from panel in stage.Plan.RowPanels(width)
                select panel.Tile));

    public static Tile[] InputGradientRows(NetworkPlan plan) => Distinct(
        from stage in plan.DenseStages
        where stage.Plan.TransposedOffset >= 0
        from width in stage.Plan.InputGradientWidths
        from panel in stage.Plan.InputGradientPanels(width)
        select panel.Tile);

    public static Tile[] InputGradient(NetworkPlan plan) =>
        Distinct(InputGradientRows(plan).SelectMany(static tile => new[] { tile, tile with { Rows = 1 } }));

    public static Tile[] WeightGradient(NetworkPlan plan) => Distinct(
        from stage in Tiled(plan)
        from width in stage.Plan.Widths
        from panel in stage.Plan.WeightGradientPanels(width)
        let inputs = stage.Plan.Spec.Inputs
        from rows in new[] { inputs >= panel.Tile.Rows ? panel.Tile.Rows : 0, inputs % panel.Tile.Rows }
        where rows > 0
        select panel.Tile with { Rows = rows });

    private static IEnumerable<DenseStage> Tiled(NetworkPlan plan) => plan.DenseStages.Where(static stage => !stage.Plan.IsDot);

    private static Tile[] Distinct(IEnumerable<Tile> tiles) =>
        [.. tiles.Distinct().OrderByDescending(static tile => tile.Width).ThenByDescending(static tile => tile.Rows)
            .ThenByDescending(static tile => tile.Vectors).ThenBy(static tile => tile.Partials)];
}
