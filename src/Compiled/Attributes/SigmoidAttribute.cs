namespace Compiled;

/// <summary>The logistic sigmoid, element by element: y = φ(x) = 1 / (1 + e⁻ˣ).</summary>
/// <remarks>
/// <para>φ′(x) = φ(x) · (1 − φ(x)), at most 1/4. The width is kept; no parameters.</para>
/// <para>−∞ gives 0, +∞ gives 1, NaN gives NaN.</para>
/// <para>Because of this slope, four or more in a chain make gradients vanish: 0.25⁴ = 0.0039 (CMP0051).</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class SigmoidAttribute : Attribute;
