namespace Compiled;

/// <summary>Activations with a limit on both sides, and those without a form of their own.</summary>
internal static class Sigmoids
{
    public static readonly BlockKind Sigmoid = new("Sigmoid", BlockTraits.Activation | BlockTraits.BinaryProbability, "1 / (1 + e⁻ˣ)");

    public static readonly BlockKind Tanh = new("Tanh", BlockTraits.Activation, "the hyperbolic tangent");

    public static readonly BlockKind Softsign = new("Softsign", BlockTraits.Activation, "x / (1 + |x|)");

    public static readonly BlockKind HardSigmoid = new("HardSigmoid", BlockTraits.Activation, "0, 1, or (x + 3) / 6 between");

    public static readonly BlockKind SmoothClip = new(
        "SmoothClip", BlockTraits.Activation, "x / √(1 + (x / limit)²)", BlockArgument.Number("limit", 3, new(1e-15f, 1e15f, false, false, "1e-15 to 1e15")));

    public static readonly BlockKind Identity = new("Identity", BlockTraits.InSequential | BlockTraits.Elementwise | BlockTraits.ChangesNothing, "x");

    // What a user's function is for, and what it may stand next to, nobody knows.
    public static readonly BlockKind Activation = new(
        "Activation", BlockTraits.InSequential | BlockTraits.Elementwise | BlockTraits.Nonlinear | BlockTraits.UserDefined, "a user-defined function",
        BlockArgument.Struct("function"));

    public static BlockKind[] All => [Sigmoid, Tanh, Softsign, HardSigmoid, SmoothClip, Identity, Activation];
}
