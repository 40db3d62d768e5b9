using Compiled.Generator.Model;

namespace Compiled.Generator.Planning.Dense;

/// <summary>
/// Every register tile that the planner can choose, for any block: the library has them all. Tiles depend on a row's whole vectors, on the panel of weights
/// and on the partial sums; the sizes below meet every combination of these, and a test looks for others far beyond.
/// </summary>
internal static class TileUniverse
{
    /// <summary>Whole vectors of a row beyond which no new tiles appear: groups of up to 16 and what they leave over.</summary>
    private const int MostVectors = 64;

    /// <summary>Widths of what arrives: every small one, and one for each width of panel (<see cref="TilePlanner.PanelWidth"/>).</summary>
    private static readonly int[] Inputs = [.. Enumerable.Range(1, 64), 100, 200, 400];

    private static readonly int[] Strides = [4, 8, .. Enumerable.Range(1, MostVectors).Select(static vectors => vectors * Lanes.Widest)];

    /// <summary>The passes over any number of rows, forward and back, one for each combination of tiles.</summary>
    public static EquatableArray<TileTier>[] Forward { get; } = Distinct(
        from stride in Strides
        from inputs in Inputs
        from partials in Partials(inputs, stride)
        let panelWidth = TilePlanner.PanelWidth(inputs, stride)
        select Tiers(stride, width => TilePlanner.Panels(stride, panelWidth, partials, width)));

    /// <summary>Those of them that lead back: an output's sum is one.</summary>
    public static EquatableArray<TileTier>[] InputGradients { get; } = [.. Forward.Where(static pass => pass[0].Panels[0].Tile.Partials == 1)];

    /// <summary>The passes of weight gradients.</summary>
    public static EquatableArray<TileTier>[] ParameterGradients { get; } = Distinct(
        from stride in Strides
        from inputs in Inputs
        let panelWidth = TilePlanner.PanelWidth(inputs, stride)
        select Tiers(stride, width => TilePlanner.WeightGradientPanels(stride, panelWidth, width, inputs)));

    /// <summary>Tiles with loops over rows, forward and back.</summary>
    public static Tile[] Rows { get; } = TilesOf(Forward);

    /// <summary>Tiles of one row: those of a single prediction, and what the loops over rows leave over.</summary>
    public static Tile[] SingleRows { get; } = Distinct((
        from stride in Strides
        from inputs in Inputs
        let panelWidth = TilePlanner.PanelWidth(inputs, stride)
        from width in TilePlanner.Widths(stride)
            // Whole rows, and rows whose last eight floats are padding.
        from outputs in new[] { stride, stride > Lanes.Widest ? stride - (Lanes.Widest / 2) : stride }.Distinct()
        from panel in TilePlanner.RowPanels(outputs, panelWidth, TilePlanner.Partials(inputs, stride), width)
        select panel.Tile).Concat(Rows.Select(static tile => tile with { Rows = 1 })));

    /// <summary>Tiles for rows that whole ones leave over, where no loop of their own calls them too.</summary>
    public static Tile[] Rests { get; } = Distinct(Rows.Select(static tile => tile.Rest).OfType<Tile>().Except(Rows));

    /// <summary>Whole tiles of weight gradients; each has a body for the inputs that it leaves over, too.</summary>
    public static Tile[] WeightGradients { get; } = TilesOf(ParameterGradients);

    /// <summary>Whole tiles of weight gradients and those for what they leave of a row.</summary>
    public static IEnumerable<(Tile Tile, Tile Last)> Pairs(VectorWidth width) =>
        from pass in ParameterGradients
        from tier in pass
        where tier.Width == width && tier.Panels.Count > 1
        let pair = (tier.Panels[0].Tile, tier.Panels[1].Tile)
        group pair by pair.Item1.Name + pair.Item2.Name into same
        orderby same.Key
        select same.First();

    /// <summary>Tiles of the forward pass with samples in the lanes.</summary>
    public static Tile[] ColumnForward { get; } = Distinct(
        from width in ColumnTiles.Widths
        from partials in ColumnTiles.Partials
        from tile in ColumnTiles.Forward(width, partials)
        from rows in Enumerable.Range(1, Math.Max(tile.Rows, ColumnTiles.RestOf(tile, 3)))
        select tile with { Rows = rows });

    /// <summary>Tiles of the gradients at the inputs with samples in the lanes.</summary>
    public static Tile[] ColumnInputGradients { get; } = [.. ColumnForward.Where(static tile => tile.Partials == 1)];

    /// <summary>Tiles of weight gradients with samples in the lanes.</summary>
    public static Tile[] ColumnWeightGradients { get; } = Distinct(
        from width in ColumnTiles.Widths
        let whole = ColumnTiles.WeightGradient(width)
        from rows in Enumerable.Range(1, whole.Rows)
        from vectors in Enumerable.Range(1, whole.Vectors)
        select whole with { Rows = rows, Vectors = vectors });

    /// <summary>Those of the forward pass, and one, with which the way back is computed.</summary>
    private static IEnumerable<int> Partials(int inputs, int stride) => new[] { 1, TilePlanner.Partials(inputs, stride) }.Distinct();

    private static EquatableArray<TileTier> Tiers(int stride, Func<VectorWidth, EquatableArray<Panel>> panels) =>
        TilePlanner.Widths(stride).Select(width => new TileTier(width, panels(width))).ToEquatableArray();

    private static EquatableArray<TileTier>[] Distinct(IEnumerable<EquatableArray<TileTier>> passes) =>
        [.. passes.GroupBy(TileTier.NameOf, StringComparer.Ordinal).OrderBy(static pass => pass.Key, StringComparer.Ordinal).Select(static pass => pass.First())];

    private static Tile[] TilesOf(IEnumerable<EquatableArray<TileTier>> passes) =>
        Distinct(from pass in passes from tier in pass from panel in tier.Panels select panel.Tile);

    private static Tile[] Distinct(IEnumerable<Tile> tiles) =>
        [.. tiles.Distinct().OrderByDescending(static tile => tile.Width).ThenBy(static tile => tile.Rows).ThenBy(static tile => tile.Partials).ThenBy(static tile => tile.Vectors)];
}
