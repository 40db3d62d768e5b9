namespace Compiled;

/// <summary>The exponential linear unit, element by element: y = φ(x) = x for x &gt; 0, otherwise α · (eˣ − 1), with α = <paramref name="alpha"/>.</summary>
/// <remarks>
/// <para>φ′(x) = 1 for x &gt; 0, otherwise α · eˣ = y + α. The width is kept; no parameters.</para>
/// <para>±0 gives ±0, −∞ gives −α, +∞ gives +∞, NaN gives NaN. At most 2 ULP off.</para>
/// <para>PyTorch's <c>nn.ELU</c>. Clevert, Unterthiner, Hochreiter, Fast and Accurate Deep Network Learning by Exponential Linear Units (2015).</para>
/// </remarks>
/// <param name="alpha">α: finite and at least 0, so that the sign of y tells the sign of x. Rounded to a float.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class EluAttribute(double alpha = 1) : Attribute
{
    /// <summary>α, minus the limit for x → −∞.</summary>
    public double Alpha { get; } = alpha;
}
