namespace Compiled.Benchmarks.Results;

/// <summary>A topology as text: the widths of dense blocks, inputs first, and the activation of the hidden ones, as in 3-32-32-1:tanh.</summary>
/// <param name="Text">As it was given; the name of its rows.</param>
/// <param name="Shape">Inputs, and the outputs of each block.</param>
/// <param name="IsTanh">Whether the hidden blocks have tanh, and not ReLU.</param>
public sealed record NamedShape(string Text, Shape Shape, bool IsTanh)
{
    /// <exception cref="FormatException">The text does not name a topology.</exception>
    public static NamedShape Parse(string text) =>
        text.Split(':') is [var widths, "tanh" or "relu"]
            ? new(text, Shape.Parse(widths), text.EndsWith("tanh", StringComparison.Ordinal))
            : throw new FormatException($"'{text}' does not name a topology: write widths and the activation of the hidden blocks, tanh or relu, as in 3-32-32-1:tanh.");
}
