// Made from the catalogue of blocks by the test CatalogueFilesTests; COMPILED_UPDATE_SNAPSHOTS=1 writes it again.
using Compiled.Dynamic.Declarations;

namespace Compiled.Dynamic;

/// <content>Losses: the last attribute of a network, or of a head.</content>
public sealed partial class NetworkDeclaration
{
    /// <summary>Adds <c>[CrossEntropy]</c>: the loss of class probabilities, after a softmax.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite.</exception>
    public NetworkDeclaration CrossEntropy(float labelSmoothing = 0) =>
        With("CrossEntropy", Arguments.Named("LabelSmoothing", labelSmoothing, assumed: 0));

    /// <summary>Adds <c>[BinaryCrossEntropy]</c>: the loss of binary probabilities, after a sigmoid.</summary>
    public NetworkDeclaration BinaryCrossEntropy() =>
        With("BinaryCrossEntropy");

    /// <summary>Adds <c>[MeanSquaredError]</c>: the squared error, averaged over outputs and rows.</summary>
    public NetworkDeclaration MeanSquaredError() =>
        With("MeanSquaredError");

    /// <summary>Adds <c>[SumSquaredError]</c>: the squared error, summed over the outputs and averaged over the rows.</summary>
    public NetworkDeclaration SumSquaredError() =>
        With("SumSquaredError");

    /// <summary>Adds <c>[MeanAbsoluteError]</c>: the absolute error, averaged over outputs and rows.</summary>
    public NetworkDeclaration MeanAbsoluteError() =>
        With("MeanAbsoluteError");

    /// <summary>Adds <c>[Huber]</c>: quadratic up to delta, linear beyond.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite.</exception>
    public NetworkDeclaration Huber(double delta = 1) =>
        With("Huber", Arguments.Positional("delta", delta));

    /// <summary>Adds <c>[Quantile]</c>: the outputs become the tau-quantiles of the targets.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite.</exception>
    public NetworkDeclaration Quantile(double tau) =>
        With("Quantile", Arguments.Positional("tau", tau));

    /// <summary>Adds <c>[Hinge]</c>: the loss of margins, for targets of 1 and −1.</summary>
    public NetworkDeclaration Hinge() =>
        With("Hinge");

    /// <summary>Adds <c>[Poisson]</c>: the loss of counts, where the outputs are the logarithms of the rates.</summary>
    public NetworkDeclaration Poisson() =>
        With("Poisson");

    /// <summary>Adds <c>[KullbackLeibler]</c>: the divergence from a distribution, after a softmax.</summary>
    public NetworkDeclaration KullbackLeibler() =>
        With("KullbackLeibler");
}
