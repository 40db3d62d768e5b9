namespace Compiled;

/// <summary>The hyperbolic tangent, element by element: y = φ(x) = (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ).</summary>
/// <remarks>
/// <para>φ′(x) = 1 − φ(x)², at most 1. The width is kept; no parameters.</para>
/// <para>±0 gives ±0, −∞ gives −1, +∞ gives 1, NaN gives NaN.</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class TanhAttribute : Attribute;
