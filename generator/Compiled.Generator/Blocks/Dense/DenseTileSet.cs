using Compiled.Generator.Planning;

namespace Compiled.Generator.Blocks;

/// <summary>The distinct tiles that a network's dense blocks need, in a fixed order: each is written once.</summary>
internal static class DenseTileSet
{
    /// <summary>Tiles with loops over rows.</summary>
    public static Tile[] ForwardRows(NetworkPlan plan) => plan.SampleLanes is not null ? [] : Distinct(
        from dense in Tiled(plan).Select(static stage => stage.Plan).Concat(DensePasses.LeadingBack(plan))
        from width in dense.Widths
        from panel in dense.ForwardPanels(width)
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
        where stage.Plan.TransposedOffset >= 0 && !stage.Plan.HasFewTiles
        from width in stage.Plan.InputGradientWidths
        from panel in stage.Plan.InputGradientPanels(width)
        select panel.Tile);

    public static Tile[] InputGradient(NetworkPlan plan) =>
        Distinct(InputGradientRows(plan).SelectMany(static tile => new[] { tile, tile with { Rows = 1 } }));

    public static Tile[] WeightGradient(NetworkPlan plan) => Distinct(
        from stage in Tiled(plan)
        from width in stage.Plan.Widths
        from panel in stage.Plan.WeightGradientPanels(width)
        select panel.Tile);

    /// <summary>The tiles of the inputs that are left over by whole tiles, one for each of these.</summary>
    public static RestTile[] WeightGradientRests(NetworkPlan plan)
    {
        var whole = WeightGradient(plan);
        // A rest of its own that is a whole tile of another block is written already.
        return [.. whole.Where(tile => Rests(plan, tile).Length > 0).Select(tile => Rest(plan, tile))
            .Where(rest => !rest.IsExact || !whole.Contains(rest.Tile)).GroupBy(static rest => rest.Name, StringComparer.Ordinal).Select(static group => group.First())];
    }

    /// <summary>One body for all numbers of inputs that blocks of the network leave over: rows that only some have stand under conditions on the shape.</summary>
    public static RestTile Rest(NetworkPlan plan, Tile whole)
    {
        var rests = Rests(plan, whole);
        return new RestTile(whole with { Rows = rests.Max() }, whole.Rows, rests.Min());
    }

    private static int[] Rests(NetworkPlan plan, Tile whole) => [.. (
        from stage in Tiled(plan)
        let rest = stage.Plan.Spec.Inputs % whole.Rows
        where rest > 0 && stage.Plan.Widths.Any(width => stage.Plan.WeightGradientPanels(width).Any(panel => panel.Tile == whole))
        select rest).Distinct()];

    private static IEnumerable<DenseStage> Tiled(NetworkPlan plan) => plan.DenseStages.Where(static stage => !stage.Plan.IsDot);

    private static Tile[] Distinct(IEnumerable<Tile> tiles) =>
        [.. tiles.Distinct().OrderByDescending(static tile => tile.Width).ThenByDescending(static tile => tile.Rows)
            .ThenByDescending(static tile => tile.Vectors).ThenBy(static tile => tile.Partials)];
}

/// <summary>The tile of the inputs that whole tiles leave over.</summary>
/// <param name="Tile">With as many rows as any block of the network leaves over.</param>
/// <param name="Whole">Rows of a whole tile.</param>
/// <param name="Fewest">As few rows as any block leaves over: those beyond have conditions.</param>
internal sealed record RestTile(Tile Tile, int Whole, int Fewest)
{
    /// <summary>True where no block leaves over less.</summary>
    public bool IsExact => Fewest == Tile.Rows;

    /// <summary>"WeightGradient512x3x4", or "WeightGradientOf8Rest512x5x1" where some blocks leave over less than 5 of 8.</summary>
    public string Name => IsExact ? $"WeightGradient{Tile}" : $"WeightGradientOf{Whole}Rest{Tile}";
}
