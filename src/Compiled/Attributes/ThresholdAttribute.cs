namespace Compiled;

/// <summary>A threshold, element by element: y = φ(x) = x for x &gt; t, otherwise v, with t = <paramref name="threshold"/> and v = <paramref name="value"/>.</summary>
/// <remarks>
/// <para>φ′(x) = 1 for x &gt; t, otherwise 0. The width is kept; no parameters.</para>
/// <para>−∞ gives v, +∞ gives +∞, NaN gives NaN. Exact.</para>
/// <para>Training keeps the inputs of the block alongside its outputs.</para>
/// <para>PyTorch's <c>nn.Threshold</c>.</para>
/// </remarks>
/// <param name="threshold">t: finite. Used as a float.</param>
/// <param name="value">v: finite. Used as a float.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class ThresholdAttribute(double threshold, double value) : Attribute
{
    /// <summary>t: above it, values pass.</summary>
    public double Threshold { get; } = threshold;

    /// <summary>v: what the others become.</summary>
    public double Value { get; } = value;
}
