namespace Compiled;

/// <summary>The leaky rectifier, element by element: y = φ(x) = x for x &gt; 0, otherwise s · x, with s = <paramref name="slope"/>.</summary>
/// <remarks>
/// <para>φ′(x) = 1 for x &gt; 0, otherwise s. The width is kept; no parameters.</para>
/// <para>−∞ gives −∞ (NaN when s is 0), +∞ gives +∞, NaN gives NaN.</para>
/// </remarks>
/// <param name="slope">s, the slope for x ≤ 0: at least 0 and below 1, so that the sign of y tells the sign of x. Rounded to a float.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class LeakyReluAttribute(double slope = 0.01) : Attribute
{
    /// <summary>s, the slope for x ≤ 0.</summary>
    public double Slope { get; } = slope;
}
