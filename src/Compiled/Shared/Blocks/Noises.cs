namespace Compiled;

/// <summary>Random disturbances of training.</summary>
internal static class Noises
{
    private const BlockTraits Traits = BlockTraits.Elementwise | BlockTraits.TrainingOnly | BlockTraits.DrawsNoise | BlockTraits.ChangesNothing;

    // The test is on the float that is used: 0.99999999 would round to 1.
    public static readonly BlockKind Dropout = new(
        "Dropout", BlockTraits.InSequential | Traits, "in training, each value is 0 with this probability",
        BlockArgument.Number("rate", 0.5, NumberRange.BelowOne) with { IsOfTraining = true });

    public static readonly BlockKind GaussianNoise = new(
        "GaussianNoise", Traits, "in training, normal noise of this deviation is added",
        BlockArgument.Number("deviation", 0, NumberRange.NotNegative) with { IsOfTraining = true, IsRequired = true });

    public static BlockKind[] All => [Dropout, GaussianNoise];
}
