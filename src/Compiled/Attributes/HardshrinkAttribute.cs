namespace Compiled;

/// <summary>The hard shrinkage, element by element: y = φ(x) = 0 for |x| ≤ λ, otherwise x, with λ = <paramref name="lambda"/>.</summary>
/// <remarks>
/// <para>φ′(x) = 0 for |x| ≤ λ, otherwise 1. The width is kept; no parameters.</para>
/// <para>−∞ gives −∞, +∞ gives +∞, NaN gives NaN. Exact.</para>
/// <para>PyTorch's <c>nn.Hardshrink</c>.</para>
/// </remarks>
/// <param name="lambda">λ: finite and at least 0. Used as a float.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class HardshrinkAttribute(double lambda = 0.5) : Attribute
{
    /// <summary>λ: up to which size values become 0.</summary>
    public double Lambda { get; } = lambda;
}
