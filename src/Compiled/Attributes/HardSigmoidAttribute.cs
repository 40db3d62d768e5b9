namespace Compiled;

/// <summary>A piecewise linear sigmoid, element by element: y = φ(x) = 0 for x ≤ −3, 1 for x ≥ 3, otherwise (x + 3) / 6.</summary>
/// <remarks>
/// <para>φ′(x) = 1/6 where 0 &lt; y &lt; 1, otherwise 0. The width is kept; no parameters.</para>
/// <para>−∞ gives 0, +∞ gives 1, NaN gives NaN. At most 2 ULP off.</para>
/// <para>PyTorch's <c>nn.Hardsigmoid</c>. Courbariaux, Bengio, David, BinaryConnect (2015).</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class HardSigmoidAttribute : Attribute;
