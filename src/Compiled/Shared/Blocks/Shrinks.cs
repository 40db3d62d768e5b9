namespace Compiled;

/// <summary>Activations that take small values to 0.</summary>
internal static class Shrinks
{
    // The sign of an output must be that of the input.
    public static readonly BlockKind Hardshrink = new(
        "Hardshrink", BlockTraits.Activation, "x, and 0 within lambda of 0", BlockArgument.Number("lambda", 0.5, NumberRange.NotNegative));

    public static readonly BlockKind Softshrink = new(
        "Softshrink", BlockTraits.Activation, "x moved by lambda towards 0, and 0 within lambda of 0", BlockArgument.Number("lambda", 0.5, NumberRange.NotNegative));

    public static readonly BlockKind Tanhshrink = new("Tanhshrink", BlockTraits.Activation, "x − tanh x");

    public static BlockKind[] All => [Hardshrink, Softshrink, Tanhshrink];
}
