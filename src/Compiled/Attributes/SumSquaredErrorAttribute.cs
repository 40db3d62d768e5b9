namespace Compiled;

/// <summary>The loss L = Σ_o (y_o − t_o)², summed over the outputs and averaged over the rows of the batch.</summary>
/// <remarks>
/// <para>∂L/∂y_o = 2 (y_o − t_o) for one row; y are the outputs, t the targets.</para>
/// <para>NaN and infinities give a loss that is not finite.</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class SumSquaredErrorAttribute : Attribute;
