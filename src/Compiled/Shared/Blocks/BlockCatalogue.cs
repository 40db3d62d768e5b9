namespace Compiled;

/// <summary>
/// Every kind of block, once: the only place that knows blocks by their names. Whoever works with blocks of any kind asks for traits and arguments.
/// </summary>
internal static class BlockCatalogue
{
    private static readonly Dictionary<string, BlockKind> ByName = All.ToDictionary(static kind => kind.Name, StringComparer.Ordinal);

    /// <summary>Every kind, family by family.</summary>
    public static IEnumerable<BlockKind> All =>
        [.. DenseFamily.All, .. Rectifiers.All, .. Bends.All, .. Sigmoids.All, .. Shrinks.All, .. ClassOutputs.All, .. Norms.All, .. Noises.All, .. Scalings.All, .. Structure.All, .. Losses.All];

    /// <summary>The kind of that name, or null.</summary>
    public static BlockKind? Find(string name) => ByName.TryGetValue(name, out var kind) ? kind : null;

    /// <summary>The traits of a kind; none of an unknown one.</summary>
    public static BlockTraits TraitsOf(string name) => Find(name)?.Traits ?? BlockTraits.None;

    /// <summary>The loss that usually follows a last block: the one that fuses it, or the squared error.</summary>
    public static BlockKind LossAfter(BlockTraits last) => Array.Find(Losses.All, loss => last.Has(loss.Fuses)) ?? Losses.MeanSquaredError;
}
