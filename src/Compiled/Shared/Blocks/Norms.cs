namespace Compiled;

/// <summary>Norms, which learn what to make of sums, and factors alone.</summary>
internal static class Norms
{
    /// <summary>How much of a batch enters the running statistics.</summary>
    public const string Momentum = "Momentum";

    /// <summary>What is added to a variance.</summary>
    public const string Epsilon = "Epsilon";

    /// <summary>Whether there are factors, and summands where the norm has some.</summary>
    public const string Affine = "Affine";

    public static readonly BlockKind LayerNorm = new(
        "LayerNorm", BlockTraits.InSequential | BlockTraits.HasParameters | BlockTraits.Norm, "every row is normalised to mean 0 and variance 1",
        BlockArgument.Number(Epsilon, 1e-5, NumberRange.Positive), BlockArgument.Flag(Affine, true), BlockArgument.ViewName);

    public static readonly BlockKind BatchNorm = new(
        "BatchNorm", BlockTraits.InSequential | BlockTraits.HasParameters | BlockTraits.HasStatistics | BlockTraits.Norm | BlockTraits.BatchStatistics,
        "every value is normalised to mean 0 and variance 1 over the batch",
        BlockArgument.Number(Momentum, 0.1, NumberRange.ZeroToOne) with { IsOfTraining = true },
        BlockArgument.Number(Epsilon, 1e-5, new(0, float.MaxValue, true, false, "above 0, and finite")),
        BlockArgument.Flag(Affine, true),
        BlockArgument.ViewName);

    // 2⁻²³, the distance from 1 to the next float: PyTorch's default.
    public static readonly BlockKind RmsNorm = new(
        "RmsNorm", BlockTraits.InSequential | BlockTraits.HasParameters | BlockTraits.Norm, "every row is brought to a root mean square of 1",
        BlockArgument.Number(Epsilon, 1.1920928955078125e-07, NumberRange.Positive), BlockArgument.Flag(Affine, true), BlockArgument.ViewName);

    public static readonly BlockKind Scale = new(
        "Scale", BlockTraits.InSequential | BlockTraits.HasParameters, "every value is multiplied by a learned factor", BlockArgument.ViewName);

    public static BlockKind[] All => [LayerNorm, BatchNorm, RmsNorm, Scale];
}
