namespace Compiled;

/// <summary>A loss of your own: L = 1/n · Σ_o Value(y_o, t_o), averaged over the n outputs and over the rows.</summary>
/// <remarks>
/// <para>∂L/∂y_o = 1/n · Derivative(y_o, t_o) for one row; y are the outputs, t the targets. <see cref="ILoss"/> shows how to write one.</para>
/// <para>Special values are the loss's own. Targets are not checked.</para>
/// </remarks>
/// <param name="loss">A struct that implements <see cref="ILoss"/> and that the whole assembly can see: <c>typeof(LogCosh)</c>.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class LossAttribute(Type loss) : Attribute
{
    /// <summary>The struct that computes it.</summary>
    public Type Loss { get; } = loss;
}
