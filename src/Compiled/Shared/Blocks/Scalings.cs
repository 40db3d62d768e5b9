namespace Compiled;

/// <summary>Figures of the training data that travel with the network.</summary>
internal static class Scalings
{
    public static readonly BlockKind Standardize = new(
        "Standardize", BlockTraits.HasStatistics | BlockTraits.ScalesInputs, "as the first block, inputs are standardised to mean 0 and standard deviation 1", BlockArgument.ViewName);

    public static readonly BlockKind StandardizeTargets = new(
        "StandardizeTargets", BlockTraits.HasStatistics | BlockTraits.ScalesTargets,
        "as the last block, between a dense block and the loss of a regression, training works on targets of mean 0 and standard deviation 1, and predictions are in the original units of the targets",
        BlockArgument.ViewName);

    public static BlockKind[] All => [Standardize, StandardizeTargets];
}
