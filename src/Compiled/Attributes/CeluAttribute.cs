namespace Compiled;

/// <summary>The continuously differentiable exponential linear unit, element by element: y = φ(x) = x for x &gt; 0, otherwise α · (e^(x/α) − 1), with α = <paramref name="alpha"/>.</summary>
/// <remarks>
/// <para>φ′(x) = 1 for x &gt; 0, otherwise e^(x/α) = y/α + 1. The width is kept; no parameters.</para>
/// <para>±0 gives ±0, −∞ gives −α, +∞ gives +∞, NaN gives NaN. At most 2.2 ULP off.</para>
/// <para>PyTorch's <c>nn.CELU</c>, for positive α. Source: Barron, Continuously Differentiable Exponential Linear Units (2017).</para>
/// </remarks>
/// <param name="alpha">α: positive and finite. Used as a float.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class CeluAttribute(double alpha = 1) : Attribute
{
    /// <summary>α: minus the limit for large negative inputs.</summary>
    public double Alpha { get; } = alpha;
}
