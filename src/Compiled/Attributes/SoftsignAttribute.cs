namespace Compiled;

/// <summary>Softsign, element by element: y = φ(x) = x / (1 + |x|).</summary>
/// <remarks>
/// <para>φ′(x) = 1 / (1 + |x|)² = (1 − |y|)². The width is kept; no parameters.</para>
/// <para>±0 gives ±0, ±∞ gives ±1 (PyTorch: NaN), NaN gives NaN. At most 2 ULP off.</para>
/// <para>PyTorch's <c>nn.Softsign</c>.</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class SoftsignAttribute : Attribute;
