namespace Compiled;

/// <summary>The rectifier with a learned slope, element by element: y = x for x &gt; 0, otherwise a · x.</summary>
/// <remarks>
/// <para>∂y/∂x = 1 for x &gt; 0, otherwise a; ∂y/∂a = 0 for x &gt; 0, otherwise x. The width n is kept. Parameters: one a, or n of them when not
/// <see cref="Shared"/>; they are the weights of the parameter view.</para>
/// <para>−∞ gives −∞ · a (NaN when a is 0), +∞ gives +∞, NaN gives NaN. Rounded once.</para>
/// <para>PyTorch's <c>nn.PReLU</c>. As there, weight decay pulls the slopes towards 0, which turns them into plain rectifiers:
/// <see cref="WeightDecayExclusions.BiasesAndNorms"/> excludes them. Source: He et al. 2015.</para>
/// </remarks>
/// <param name="init">The initial value of every slope: finite. Rounded to a float.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class PReluAttribute(double init = 0.25) : Attribute
{
    /// <summary>The initial value of every slope.</summary>
    public double Init { get; } = init;

    /// <summary>
    /// Whether all outputs share one slope, PyTorch's default of <c>num_parameters=1</c>; false learns one for each output. Default true.
    /// </summary>
    public bool Shared { get; set; } = true;

    /// <summary>
    /// The name of the block's parameter view, converted to PascalCase: <c>"slopes"</c> gives <c>network.Slopes</c>. Without a name the views are
    /// <c>PRelu0</c>, <c>PRelu1</c> … in order.
    /// </summary>
    public string? Name { get; set; }
}
