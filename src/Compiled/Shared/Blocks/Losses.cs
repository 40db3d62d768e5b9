namespace Compiled;

/// <summary>Losses.</summary>
internal static class Losses
{
    /// <summary>Which quantile.</summary>
    public const string Tau = "tau";

    public static readonly BlockKind CrossEntropy = new(
        "CrossEntropy", BlockTraits.Loss, "the loss of class probabilities, after a softmax",
        BlockArgument.Single("LabelSmoothing", 0, NumberRange.BelowOne) with { Title = "LabelSmoothing" })
    {
        Loss = new(OutputMeaning.Classes, TargetDomain.Distribution, TakesLabels: true),
        Fuses = BlockTraits.Classes,
        Partner = ClassOutputs.Softmax,
    };

    public static readonly BlockKind BinaryCrossEntropy = new("BinaryCrossEntropy", BlockTraits.Loss, "the loss of binary probabilities, after a sigmoid")
    {
        Loss = new(OutputMeaning.Probabilities, TargetDomain.Probability),
        Fuses = BlockTraits.BinaryProbability,
        Partner = Sigmoids.Sigmoid,
    };

    public static readonly BlockKind MeanSquaredError = new("MeanSquaredError", BlockTraits.Loss, "the squared error, averaged over outputs and rows");

    public static readonly BlockKind SumSquaredError = new("SumSquaredError", BlockTraits.Loss, "the squared error, summed over the outputs and averaged over the rows");

    public static readonly BlockKind MeanAbsoluteError = new("MeanAbsoluteError", BlockTraits.Loss, "the absolute error, averaged over outputs and rows");

    public static readonly BlockKind Huber = new(
        "Huber", BlockTraits.Loss, "quadratic up to delta, linear beyond", BlockArgument.Number("delta", 1, NumberRange.Positive));

    public static readonly BlockKind Quantile = new(
        "Quantile", BlockTraits.Loss, "the outputs become the tau-quantiles of the targets",
        BlockArgument.Number(Tau, 0.5, NumberRange.BetweenZeroAndOne) with { IsRequired = true })
    {
        Loss = new(OutputMeaning.Quantiles, TargetDomain.Any),
    };

    public static readonly BlockKind Hinge = new("Hinge", BlockTraits.Loss, "the loss of margins, for targets of 1 and −1")
    {
        Loss = new(OutputMeaning.Margins, TargetDomain.Sign),
    };

    public static readonly BlockKind Poisson = new("Poisson", BlockTraits.Loss, "the loss of counts, where the outputs are the logarithms of the rates")
    {
        Loss = new(OutputMeaning.LogRates, TargetDomain.Count),
    };

    public static readonly BlockKind KullbackLeibler = new("KullbackLeibler", BlockTraits.Loss, "the divergence from a distribution, after a softmax")
    {
        Loss = new(OutputMeaning.Classes, TargetDomain.Distribution),
        Fuses = BlockTraits.Classes,
        Partner = ClassOutputs.Softmax,
    };

    public static readonly BlockKind Loss = new("Loss", BlockTraits.Loss | BlockTraits.UserDefined, "a user-defined loss", BlockArgument.Struct("loss"));

    public static BlockKind[] All =>
        [CrossEntropy, BinaryCrossEntropy, MeanSquaredError, SumSquaredError, MeanAbsoluteError, Huber, Quantile, Hinge, Poisson, KullbackLeibler, Loss];
}
