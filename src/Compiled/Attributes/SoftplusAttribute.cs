namespace Compiled;

/// <summary>The smooth ramp, element by element: y = φ(x) = ln(1 + e^(βx)) / β, with β = <paramref name="beta"/>.</summary>
/// <remarks>
/// <para>φ′(x) = σ(βx). Where βx is above <paramref name="threshold"/>, y = x and φ′(x) = 1, as in PyTorch. The width is kept; no parameters.</para>
/// <para>−∞ gives 0, +∞ gives +∞, NaN gives NaN. At most 4 ULP off for β = 1 (or another power of two); for others, the rounding of βx adds |βx|/2 ULP.</para>
/// <para>Training keeps the inputs of the block in addition to its outputs.</para>
/// <para>PyTorch's <c>nn.Softplus</c>.</para>
/// </remarks>
/// <param name="beta">β: positive and finite. Used as a float.</param>
/// <param name="threshold">The βx above which φ is a straight line: finite. Used as a float.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class SoftplusAttribute(double beta = 1, double threshold = 20) : Attribute
{
    /// <summary>β: the sharpness of the bend.</summary>
    public double Beta { get; } = beta;

    /// <summary>The βx above which φ is a straight line.</summary>
    public double Threshold { get; } = threshold;
}
