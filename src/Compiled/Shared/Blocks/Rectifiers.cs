namespace Compiled;

/// <summary>Activations of straight lines that pass what is large, and their smooth kin with a limit on the other side.</summary>
internal static class Rectifiers
{
    public static readonly BlockKind Relu = new("Relu", BlockTraits.Activation, "max(x, 0)");

    // Back-propagation reads the sign of x from the sign of y, which a negative slope would turn round.
    public static readonly BlockKind LeakyRelu = new(
        "LeakyRelu", BlockTraits.Activation, "x above 0, slope · x below", BlockArgument.Number("slope", 0.01, NumberRange.BelowOne));

    public static readonly BlockKind PRelu = new(
        "PRelu", BlockTraits.Activation | BlockTraits.HasParameters, "x above 0, a learned slope · x below",
        BlockArgument.Number("init", 0.25, NumberRange.Finite) with { IsOfTraining = true }, BlockArgument.Flag("Shared", true), BlockArgument.ViewName);

    // Here too, the sign of y must be that of x.
    public static readonly BlockKind Elu = new(
        "Elu", BlockTraits.Activation, "x above 0, alpha · (eˣ − 1) below", BlockArgument.Number("alpha", 1, NumberRange.NotNegative));

    public static readonly BlockKind Selu = new("Selu", BlockTraits.Activation, "λ · x above 0, λ · α · (eˣ − 1) below, with the constants that keep variances");

    // A clip: [Relu, HardTanh(0, 6)] is meant.
    public static readonly BlockKind HardTanh = new(
        "HardTanh", BlockTraits.Activation & ~BlockTraits.StandsAlone, "x within [min, max]",
        BlockArgument.Number("min", -1, NumberRange.Finite), BlockArgument.Number("max", 1, NumberRange.Finite));

    public static readonly BlockKind Relu6 = new("Relu6", BlockTraits.Activation, "x within [0, 6]");

    public static readonly BlockKind Celu = new(
        "Celu", BlockTraits.Activation, "x above 0, alpha · (e^(x / alpha) − 1) below", BlockArgument.Number("alpha", 1, NumberRange.Positive));

    // Like a clip, it may be meant after another activation.
    public static readonly BlockKind Threshold = new(
        "Threshold", BlockTraits.Activation & ~BlockTraits.StandsAlone, "x above the threshold, the value elsewhere",
        BlockArgument.Number("threshold", 0, NumberRange.Finite) with { IsRequired = true }, BlockArgument.Number("value", 0, NumberRange.Finite) with { IsRequired = true });

    public static BlockKind[] All => [Relu, LeakyRelu, PRelu, Elu, Selu, HardTanh, Relu6, Celu, Threshold];
}
