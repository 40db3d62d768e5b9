namespace Compiled;

/// <summary>
/// The pinball loss L = 1/n · Σ_o max(τ · (t_o − y_o), (τ − 1) · (t_o − y_o)), averaged over the n outputs and over the rows: its minimum is the
/// τ-quantile of the targets.
/// </summary>
/// <remarks>
/// <para>∂L/∂y_o = −τ/n for one row where y_o &lt; t_o, (1 − τ)/n where y_o &gt; t_o, 0 where they are equal; y are the outputs, t the targets,
/// τ = <paramref name="tau"/>. With τ = ½ it is half of <c>MeanAbsoluteError</c>.</para>
/// <para>NaN and infinities give a loss that is not finite.</para>
/// </remarks>
/// <param name="tau">τ, the quantile: greater than 0 and less than 1. Rounded to a float.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class QuantileAttribute(double tau) : Attribute
{
    /// <summary>τ, the quantile.</summary>
    public double Tau { get; } = tau;
}
