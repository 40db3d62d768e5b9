namespace Compiled;

/// <summary>Multiplies every value by a learned factor of its own: y = γ · x.</summary>
/// <remarks>
/// <para>
/// ∂L/∂x = γ · ∂L/∂y, ∂L/∂γ = Σ x · ∂L/∂y over the rows. The width n is kept. Parameters: n factors, the weights of the parameter view, which begin with 1. Before the first dense
/// block it weighs the features: usually with a higher rate than the other blocks, <c>trainer.SetRate("Scale0", 6)</c>.
/// </para>
/// <para>NaN gives NaN, and ±∞ · 0 too. Rounded once.</para>
/// <para>
/// PyTorch has no such module; weight decay pulls the factors towards 0: <see cref="WeightDecayExclusions.BiasesAndNorms"/> excludes them. Source: Holzmüller, Grinsztajn and
/// Steinwart, Better by Default: Strong Pre-Tuned MLPs and Boosted Trees on Tabular Data (2024).
/// </para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class ScaleAttribute : Attribute
{
    /// <summary>The name of the block's parameter view, written in Pascal case; <c>Scale0</c>, <c>Scale1</c> … without one.</summary>
    public string? Name { get; set; }
}
