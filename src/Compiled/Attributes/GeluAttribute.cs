namespace Compiled;

/// <summary>The Gaussian error linear unit, element by element: y = φ(x) = x · Φ(x), where Φ is the cumulative distribution function of the standard normal.</summary>
/// <remarks>
/// <para>φ′(x) = Φ(x) + x · e^(−x²/2) / √(2π). The width is kept; no parameters.</para>
/// <para>With <see cref="GeluApproximation.Tanh"/>: y = x/2 · (1 + tanh(√(2/π) · (x + 0.044715 x³))), and the derivative of that.</para>
/// <para>±0 gives ±0, −∞ gives −0, +∞ gives +∞, NaN gives NaN. At most 4.1 ULP off; the tanh form 4 ULP or 2⁻²³, whichever is more.</para>
/// <para>Training keeps the inputs of the block in addition to its outputs.</para>
/// <para>PyTorch's <c>nn.GELU</c>. Hendrycks, Gimpel, Gaussian Error Linear Units (2016).</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class GeluAttribute : Attribute
{
    /// <summary>Which formula. Default <see cref="GeluApproximation.None"/>, the exact one.</summary>
    public GeluApproximation Approximation { get; set; }
}
