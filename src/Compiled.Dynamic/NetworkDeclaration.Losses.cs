using Compiled.Dynamic.Declarations;

namespace Compiled.Dynamic;

/// <content>Losses: the last attribute of a network, or of a head.</content>
public sealed partial class NetworkDeclaration
{
    /// <summary>Adds <c>[CrossEntropy]</c>, after a softmax.</summary>
    public NetworkDeclaration CrossEntropy(float labelSmoothing = 0) => With("CrossEntropy", Arguments.Named("LabelSmoothing", labelSmoothing, assumed: 0));

    /// <summary>Adds <c>[BinaryCrossEntropy]</c>, after a sigmoid.</summary>
    public NetworkDeclaration BinaryCrossEntropy() => With("BinaryCrossEntropy");

    /// <summary>Adds <c>[MeanSquaredError]</c>.</summary>
    public NetworkDeclaration MeanSquaredError() => With("MeanSquaredError");

    /// <summary>Adds <c>[SumSquaredError]</c>.</summary>
    public NetworkDeclaration SumSquaredError() => With("SumSquaredError");

    /// <summary>Adds <c>[MeanAbsoluteError]</c>.</summary>
    public NetworkDeclaration MeanAbsoluteError() => With("MeanAbsoluteError");

    /// <summary>Adds <c>[Huber]</c>: squares up to delta, straight beyond.</summary>
    public NetworkDeclaration Huber(double delta = 1) => With("Huber", Arguments.Positional("delta", delta));

    /// <summary>Adds <c>[Quantile]</c>: the outputs become the tau-quantiles of the targets.</summary>
    public NetworkDeclaration Quantile(double tau) => With("Quantile", Arguments.Positional("tau", tau));

    /// <summary>Adds <c>[Hinge]</c>.</summary>
    public NetworkDeclaration Hinge() => With("Hinge");

    /// <summary>Adds <c>[Poisson]</c>.</summary>
    public NetworkDeclaration Poisson() => With("Poisson");

    /// <summary>Adds <c>[KullbackLeibler]</c>, after a softmax.</summary>
    public NetworkDeclaration KullbackLeibler() => With("KullbackLeibler");
}
