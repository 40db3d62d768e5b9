namespace Compiled;

/// <summary>The identity between two bounds, element by element: y = φ(x) = l for x &lt; l, h for x &gt; h, otherwise x, with l = <paramref name="min"/> and h = <paramref name="max"/>.</summary>
/// <remarks>
/// <para>φ′(x) = 1 for l &lt; x &lt; h, otherwise 0. The width is kept; no parameters.</para>
/// <para>−∞ gives l, +∞ gives h, NaN gives NaN. Exact.</para>
/// <para>PyTorch's <c>nn.Hardtanh</c>; <c>HardTanh(0, 6)</c> is its <c>nn.ReLU6</c>.</para>
/// </remarks>
/// <param name="min">l: finite and below <paramref name="max"/>. Used as a float.</param>
/// <param name="max">h: finite. Used as a float.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class HardTanhAttribute(double min = -1, double max = 1) : Attribute
{
    /// <summary>The smallest value.</summary>
    public double Min { get; } = min;

    /// <summary>The largest value.</summary>
    public double Max { get; } = max;
}
