namespace Compiled;

/// <summary>The soft shrinkage, element by element: y = φ(x) = x − λ for x &gt; λ, x + λ for x &lt; −λ, otherwise 0, with λ = <paramref name="lambda"/>.</summary>
/// <remarks>
/// <para>φ′(x) = 0 for |x| ≤ λ, otherwise 1. The width is kept; no parameters.</para>
/// <para>−∞ gives −∞, +∞ gives +∞, NaN gives NaN. Rounded once.</para>
/// <para>PyTorch's <c>nn.Softshrink</c>.</para>
/// </remarks>
/// <param name="lambda">λ: finite and at least 0. Used as a float.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class SoftshrinkAttribute(double lambda = 0.5) : Attribute
{
    /// <summary>λ: how much nearer to 0 values come.</summary>
    public double Lambda { get; } = lambda;
}
