namespace Compiled.Generator.Planning.Dense;

/// <summary>The distinct tiles that a network's dense blocks need, in a fixed order: each is written once.</summary>
internal static class DenseTileSet
{
    /// <summary>Tiles with loops over rows.</summary>
    public static Tile[] ForwardRows(NetworkPlan plan) => plan.SampleLanes is not null ? [] : Distinct(
        from dense in plan.TiledBlocks.Concat(DensePasses.LeadingBack(plan))
        from width in dense.Widths
        from panel in dense.ForwardPanels(width)
        select panel.Tile);

    /// <summary>All forward tiles: those of the loops, their one-row remainders, and the rows that are not unrolled.</summary>
    public static Tile[] Forward(NetworkPlan plan) => Distinct(
        ForwardRows(plan)
            .SelectMany(static tile => new[] { tile, tile with { Rows = 1 } })
            .Concat(
                from dense in plan.TiledBlocks
                from width in dense.Widths
                where !dense.IsUnrolled || width != dense.Widths[0]
                from panel in dense.RowPanels(width)
                select panel.Tile));

    public static Tile[] InputGradientRows(NetworkPlan plan) => Distinct(
        from dense in plan.TiledBlocks
        where dense.TransposedOffset >= 0 && !dense.HasFewTiles
        from width in dense.InputGradientWidths
        from panel in dense.InputGradientPanels(width)
        select panel.Tile);

    public static Tile[] InputGradient(NetworkPlan plan) =>
        Distinct(InputGradientRows(plan).SelectMany(static tile => new[] { tile, tile with { Rows = 1 } }));

    /// <summary>The bodies of tiles of weight gradients: whole tiles, and those of the inputs that these leave over.</summary>
    public static WeightTile[] WeightGradient(NetworkPlan plan)
    {
        var whole = Distinct(
            from dense in plan.TiledBlocks
            from width in dense.Widths
            from panel in dense.WeightGradientPanels(width)
            select panel.Tile);
        var rests = whole.Where(tile => Rests(plan, tile).Length > 0).Select(tile => WeightRest(plan, tile));
        return [.. whole.Select(static tile => new WeightTile(tile, tile.Rows, tile.Rows)).Concat(rests)
            .GroupBy(static tile => tile.Name, StringComparer.Ordinal).Select(static group => group.Last())];
    }

    /// <summary>
    /// One body for all numbers of inputs that blocks of the network leave over: rows that only some have stand under conditions on the shape. In the short
    /// list of tiles it serves whole tiles too.
    /// </summary>
    public static WeightTile WeightRest(NetworkPlan plan, Tile whole)
    {
        if (plan.HasFewTiles)
            return new WeightTile(whole, whole.Rows, 1);
        var rests = Rests(plan, whole);
        return new WeightTile(whole with { Rows = rests.Max() }, whole.Rows, rests.Min());
    }

    private static int[] Rests(NetworkPlan plan, Tile whole) => [.. (
        from dense in plan.TiledBlocks
        let rest = dense.Spec.Inputs % whole.Rows
        where rest > 0 && dense.Widths.Any(width => dense.WeightGradientPanels(width).Any(panel => panel.Tile == whole))
        select rest).Distinct()];

    private static Tile[] Distinct(IEnumerable<Tile> tiles) =>
        [.. tiles.Distinct().OrderByDescending(static tile => tile.Width).ThenByDescending(static tile => tile.Rows)
            .ThenByDescending(static tile => tile.Vectors).ThenBy(static tile => tile.Partials)];
}

/// <summary>A tile of weight gradients whose number of inputs may depend on the shape.</summary>
/// <param name="Tile">With as many rows as any block of the network has.</param>
/// <param name="Whole">Rows of a whole tile.</param>
/// <param name="Fewest">As few rows as any block has: those beyond have conditions.</param>
internal sealed record WeightTile(Tile Tile, int Whole, int Fewest)
{
    /// <summary>True where a whole tile may stand for what others leave over.</summary>
    public bool ServesBoth => Tile.Rows == Whole && Fewest < Whole;

    /// <summary>"WeightGradient512x3x4", or "WeightGradientOf8Rest512x5x1" where some blocks leave over less than 5 of 8.</summary>
    public string Name => Fewest == Tile.Rows || ServesBoth ? $"WeightGradient{Tile}" : $"WeightGradientOf{Whole}Rest{Tile}";

    /// <summary>What must hold for a row that only some shapes have.</summary>
    public string Condition(int row) => ServesBoth ? $"if ((TShape.Inputs - 1) % {Whole} >= {row})" : $"if (TShape.Inputs % {Whole} > {row})";
}
