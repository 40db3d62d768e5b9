namespace Compiled;

/// <summary>The sigmoid linear unit (swish), element by element: y = φ(x) = x · σ(x) = x / (1 + e⁻ˣ).</summary>
/// <remarks>
/// <para>φ′(x) = σ(x) · (1 + x · (1 − σ(x))). The width is kept; no parameters.</para>
/// <para>±0 gives ±0, −∞ gives −0, +∞ gives +∞, NaN gives NaN. At most 4 ULP off.</para>
/// <para>Training keeps the inputs of the block in addition to its outputs.</para>
/// <para>PyTorch's <c>nn.SiLU</c>. Elfwing, Uchibe, Doya, Sigmoid-Weighted Linear Units (2017).</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class SiluAttribute : Attribute;
