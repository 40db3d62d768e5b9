namespace Compiled;

/// <summary>The loss L = 1/n · Σ_o (y_o − t_o)², averaged over the n outputs and over the rows: PyTorch's <c>MSELoss</c>.</summary>
/// <remarks>
/// <para>∂L/∂y_o = 2/n · (y_o − t_o) for one row; y are the outputs, t the targets.</para>
/// <para>NaN and infinities give a loss that is not finite.</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class MeanSquaredErrorAttribute : Attribute;
