namespace Compiled;

/// <summary>A piecewise swish, made of straight lines and a parabola, element by element: y = φ(x) = 0 for x ≤ −3, x for x ≥ 3, otherwise x · (x + 3) / 6.</summary>
/// <remarks>
/// <para>φ′(x) = 0 for x ≤ −3, 1 for x ≥ 3, otherwise x/3 + 1/2. The width is kept; no parameters.</para>
/// <para>±0 gives ±0, −∞ gives 0 (PyTorch: NaN), +∞ gives +∞, NaN gives NaN. At most 2.2 ULP off.</para>
/// <para>Training keeps the inputs of the block in addition to its outputs.</para>
/// <para>PyTorch's <c>nn.Hardswish</c>. Howard et al., Searching for MobileNetV3 (2019).</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class HardSwishAttribute : Attribute;
