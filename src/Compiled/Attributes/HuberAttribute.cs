namespace Compiled;

/// <summary>
/// The loss L = 1/n · Σ_o h(y_o − t_o), squared for small errors and linear for large ones, averaged over the n outputs and over the rows:
/// PyTorch's <c>HuberLoss</c>.
/// </summary>
/// <remarks>
/// <para>h(d) = ½ d² for |d| ≤ δ, else δ · (|d| − ½ δ), with δ = <paramref name="delta"/>; ∂L/∂y_o = 1/n · d, limited to ±δ/n, for one row. y are the
/// outputs, t the targets.</para>
/// <para>NaN and infinities give a loss that is not finite.</para>
/// </remarks>
/// <param name="delta">δ, where the loss changes from quadratic to linear: positive and finite. Rounded to a float.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class HuberAttribute(double delta = 1) : Attribute
{
    /// <summary>δ, where the loss changes from quadratic to linear.</summary>
    public double Delta { get; } = delta;
}
