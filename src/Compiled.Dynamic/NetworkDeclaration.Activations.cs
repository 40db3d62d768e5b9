// Made from the catalogue of blocks by the test CatalogueFilesTests; COMPILED_UPDATE_SNAPSHOTS=1 writes it again.
using Compiled.Dynamic.Declarations;

namespace Compiled.Dynamic;

/// <content>Activations: each attribute's page of the documentation says what it computes.</content>
public sealed partial class NetworkDeclaration
{
    /// <summary>Adds <c>[Relu]</c>: max(x, 0).</summary>
    public NetworkDeclaration Relu() =>
        With("Relu");

    /// <summary>Adds <c>[LeakyRelu]</c>: x above 0, slope · x below.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite.</exception>
    public NetworkDeclaration LeakyRelu(double slope = 0.01) =>
        With("LeakyRelu", Arguments.Positional("slope", slope));

    /// <summary>Adds <c>[PRelu]</c>: x above 0, a learned slope · x below.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite.</exception>
    public NetworkDeclaration PRelu(double init = 0.25, bool shared = true, string? name = null) =>
        With("PRelu", Arguments.Positional("init", init), Arguments.Named("Shared", shared, assumed: true), Arguments.Name(name));

    /// <summary>Adds <c>[Elu]</c>: x above 0, alpha · (eˣ − 1) below.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite.</exception>
    public NetworkDeclaration Elu(double alpha = 1) =>
        With("Elu", Arguments.Positional("alpha", alpha));

    /// <summary>Adds <c>[Selu]</c>: λ · x above 0, λ · α · (eˣ − 1) below, with the constants that keep variances.</summary>
    public NetworkDeclaration Selu() =>
        With("Selu");

    /// <summary>Adds <c>[HardTanh]</c>: x within [min, max].</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite.</exception>
    public NetworkDeclaration HardTanh(double min = -1, double max = 1) =>
        With("HardTanh", Arguments.Positional("min", min), Arguments.Positional("max", max));

    /// <summary>Adds <c>[Relu6]</c>: x within [0, 6].</summary>
    public NetworkDeclaration Relu6() =>
        With("Relu6");

    /// <summary>Adds <c>[Celu]</c>: x above 0, alpha · (e^(x / alpha) − 1) below.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite.</exception>
    public NetworkDeclaration Celu(double alpha = 1) =>
        With("Celu", Arguments.Positional("alpha", alpha));

    /// <summary>Adds <c>[Threshold]</c>: x above the threshold, the value elsewhere.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite.</exception>
    public NetworkDeclaration Threshold(double threshold, double value) =>
        With("Threshold", Arguments.Positional("threshold", threshold), Arguments.Positional("value", value));

    /// <summary>Adds <c>[Gelu]</c>: x · Φ(x), or its approximation by tanh.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The approximation is not a member of the enum.</exception>
    public NetworkDeclaration Gelu(GeluApproximation approximation = default) =>
        With("Gelu", Arguments.Named("Approximation", approximation));

    /// <summary>Adds <c>[Silu]</c>: x · sigmoid(x).</summary>
    public NetworkDeclaration Silu() =>
        With("Silu");

    /// <summary>Adds <c>[Mish]</c>: x · tanh(ln(1 + eˣ)).</summary>
    public NetworkDeclaration Mish() =>
        With("Mish");

    /// <summary>Adds <c>[Softplus]</c>: ln(1 + e^(beta · x)) / beta, and x where beta · x is above the threshold.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite.</exception>
    public NetworkDeclaration Softplus(double beta = 1, double threshold = 20) =>
        With("Softplus", Arguments.Positional("beta", beta), Arguments.Positional("threshold", threshold));

    /// <summary>Adds <c>[HardSwish]</c>: 0, x, or x · (x + 3) / 6 between.</summary>
    public NetworkDeclaration HardSwish() =>
        With("HardSwish");

    /// <summary>Adds <c>[LogSigmoid]</c>: ln(sigmoid(x)), which is −ln(1 + e⁻ˣ).</summary>
    public NetworkDeclaration LogSigmoid() =>
        With("LogSigmoid");

    /// <summary>Adds <c>[Sigmoid]</c>: 1 / (1 + e⁻ˣ).</summary>
    public NetworkDeclaration Sigmoid() =>
        With("Sigmoid");

    /// <summary>Adds <c>[Tanh]</c>: the hyperbolic tangent.</summary>
    public NetworkDeclaration Tanh() =>
        With("Tanh");

    /// <summary>Adds <c>[Softsign]</c>: x / (1 + |x|).</summary>
    public NetworkDeclaration Softsign() =>
        With("Softsign");

    /// <summary>Adds <c>[HardSigmoid]</c>: 0, 1, or (x + 3) / 6 between.</summary>
    public NetworkDeclaration HardSigmoid() =>
        With("HardSigmoid");

    /// <summary>Adds <c>[SmoothClip]</c>: x / √(1 + (x / limit)²).</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite.</exception>
    public NetworkDeclaration SmoothClip(double limit = 3) =>
        With("SmoothClip", Arguments.Positional("limit", limit));

    /// <summary>Adds <c>[Identity]</c>: x.</summary>
    public NetworkDeclaration Identity() =>
        With("Identity");

    /// <summary>Adds <c>[Hardshrink]</c>: x, and 0 within lambda of 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite.</exception>
    public NetworkDeclaration Hardshrink(double lambda = 0.5) =>
        With("Hardshrink", Arguments.Positional("lambda", lambda));

    /// <summary>Adds <c>[Softshrink]</c>: x moved by lambda towards 0, and 0 within lambda of 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite.</exception>
    public NetworkDeclaration Softshrink(double lambda = 0.5) =>
        With("Softshrink", Arguments.Positional("lambda", lambda));

    /// <summary>Adds <c>[Tanhshrink]</c>: x − tanh x.</summary>
    public NetworkDeclaration Tanhshrink() =>
        With("Tanhshrink");

    /// <summary>Adds <c>[Softmax]</c>: probabilities; the last block before the loss.</summary>
    public NetworkDeclaration Softmax() =>
        With("Softmax");

    /// <summary>Adds <c>[LogSoftmax]</c>: the logarithms of probabilities; the last block before the loss.</summary>
    public NetworkDeclaration LogSoftmax() =>
        With("LogSoftmax");
}
