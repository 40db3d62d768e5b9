namespace Compiled;

/// <summary>A user-defined loss: L = 1/n · Σ_o Value(y_o, t_o), averaged over the n outputs and over the rows.</summary>
/// <remarks>
/// <para>∂L/∂y_o = 1/n · Derivative(y_o, t_o) for one row; y are the outputs, t the targets. <see cref="ILoss"/> shows how to write one.</para>
/// <para>Special values are handled by the loss itself. Targets are not checked.</para>
/// </remarks>
/// <param name="loss">A struct that implements <see cref="ILoss"/> and is accessible to the whole assembly: <c>typeof(LogCosh)</c>.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class LossAttribute(Type loss) : Attribute
{
    /// <summary>The struct that computes it.</summary>
    public Type Loss { get; } = loss;
}
