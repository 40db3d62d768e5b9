namespace Compiled;

/// <summary>Mish, element by element: y = φ(x) = x · tanh(ln(1 + eˣ)).</summary>
/// <remarks>
/// <para>φ′(x) = tanh s + x · (1 − tanh² s) · σ(x) with s = ln(1 + eˣ). The width is kept; no parameters.</para>
/// <para>±0 gives ±0, −∞ gives −0, +∞ gives +∞, NaN gives NaN. At most 4 ULP off.</para>
/// <para>Training keeps the inputs of the block in addition to its outputs.</para>
/// <para>PyTorch's <c>nn.Mish</c>. Misra, Mish: A Self Regularized Non-Monotonic Activation Function (2019).</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class MishAttribute : Attribute;
