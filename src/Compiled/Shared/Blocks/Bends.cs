namespace Compiled;

/// <summary>Activations that bend smoothly from 0 to x, or from x to 0.</summary>
internal static class Bends
{
    public static readonly BlockKind Gelu = new(
        "Gelu", BlockTraits.Activation, "x · Φ(x), or its approximation by tanh",
        BlockArgument.Choice("Approximation", nameof(GeluApproximation), nameof(GeluApproximation.None), nameof(GeluApproximation.Tanh)) with { Title = "Approximation" });

    public static readonly BlockKind Silu = new("Silu", BlockTraits.Activation, "x · sigmoid(x)");

    public static readonly BlockKind Mish = new("Mish", BlockTraits.Activation, "x · tanh(ln(1 + eˣ))");

    // The test is on the float that is used: 1e-50 would be 0.
    public static readonly BlockKind Softplus = new(
        "Softplus", BlockTraits.Activation, "ln(1 + e^(beta · x)) / beta, and x where beta · x is above the threshold",
        BlockArgument.Number("beta", 1, NumberRange.Positive), BlockArgument.Number("threshold", 20, NumberRange.Finite));

    public static readonly BlockKind HardSwish = new("HardSwish", BlockTraits.Activation, "0, x, or x · (x + 3) / 6 between");

    public static readonly BlockKind LogSigmoid = new("LogSigmoid", BlockTraits.Activation, "ln(sigmoid(x)), which is −ln(1 + e⁻ˣ)");

    public static BlockKind[] All => [Gelu, Silu, Mish, Softplus, HardSwish, LogSigmoid];
}
