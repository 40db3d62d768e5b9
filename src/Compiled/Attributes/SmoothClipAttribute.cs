namespace Compiled;

/// <summary>
/// The identity near 0 that bends smoothly towards ±c, element by element: y = φ(x) = x / √(1 + (x/c)²), with c = <paramref name="limit"/>. Before the first dense
/// block it tames outliers of standardised inputs.
/// </summary>
/// <remarks>
/// <para>φ′(x) = (1 + (x/c)²)^(−3/2) = (1 − (y/c)²)^(3/2). The width is kept; no parameters.</para>
/// <para>±0 gives ±0, ±∞ gives ±c, NaN gives NaN. At most 2.1 ULP off.</para>
/// <para>PyTorch has no such module. Source: Holzmüller, Grinsztajn and Steinwart, Better by Default: Strong Pre-Tuned MLPs and Boosted Trees on Tabular Data (2024).</para>
/// </remarks>
/// <param name="limit">c: from 1e-15 to 1e15; 3 by default, as in the source. Used as a float.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class SmoothClipAttribute(double limit = 3) : Attribute
{
    /// <summary>The bound that no value exceeds.</summary>
    public double Limit { get; } = limit;
}
