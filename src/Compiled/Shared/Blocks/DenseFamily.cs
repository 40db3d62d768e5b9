namespace Compiled;

/// <summary>Blocks with a matrix of weights.</summary>
internal static class DenseFamily
{
    /// <summary>Whether there are biases.</summary>
    public const string Bias = "Bias";

    public static readonly BlockKind Dense = new(
        "Dense", BlockTraits.InSequential | BlockTraits.Dense | BlockTraits.HasParameters, "outputs = weights · inputs + biases",
        BlockArgument.Count("units"),
        BlockArgument.Flag(Bias, true),
        BlockArgument.Choice("Initializer", nameof(Initializer), Enum.GetNames(typeof(Initializer))) with { Use = ArgumentUse.Unseen },
        BlockArgument.Single("InitializerConstant", 0, NumberRange.Finite) with { Use = ArgumentUse.Unseen },
        BlockArgument.Number("L1", 0, NumberRange.NotNegative) with { Use = ArgumentUse.Unseen },
        BlockArgument.Number("L2", 0, NumberRange.NotNegative) with { Use = ArgumentUse.Unseen },
        BlockArgument.ViewName);

    public static BlockKind[] All => [Dense];
}
