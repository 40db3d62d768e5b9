namespace Compiled;

/// <summary>Norms, which learn what to make of sums.</summary>
internal static class Norms
{
    /// <summary>How much of a batch enters the running statistics.</summary>
    public const string Momentum = "Momentum";

    /// <summary>What is added to a variance.</summary>
    public const string Epsilon = "Epsilon";

    public static readonly BlockKind LayerNorm = new(
        "LayerNorm", BlockTraits.InSequential | BlockTraits.HasParameters | BlockTraits.Norm, "every row is normalised to mean 0 and variance 1",
        BlockArgument.Number(Epsilon, 1e-5, NumberRange.Positive), BlockArgument.Flag("Affine", true), BlockArgument.ViewName);

    public static readonly BlockKind BatchNorm = new(
        "BatchNorm", BlockTraits.InSequential | BlockTraits.HasParameters | BlockTraits.HasStatistics | BlockTraits.Norm | BlockTraits.BatchStatistics,
        "every value is normalised to mean 0 and variance 1 over the batch",
        BlockArgument.Number(Momentum, 0.1, NumberRange.ZeroToOne) with { IsOfTraining = true },
        BlockArgument.Number(Epsilon, 1e-5, new(0, float.MaxValue, true, false, "above 0, and finite")),
        BlockArgument.ViewName);

    public static BlockKind[] All => [LayerNorm, BatchNorm];
}
