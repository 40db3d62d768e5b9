namespace Compiled;

/// <summary>The loss L = 1/n · Σ_o |y_o − t_o|, averaged over the n outputs and over the rows: PyTorch's <c>L1Loss</c>.</summary>
/// <remarks>
/// <para>∂L/∂y_o = 1/n · sign(y_o − t_o) for one row, 0 where they are equal; y are the outputs, t the targets.</para>
/// <para>NaN and infinities give a loss that is not finite. Its minimum is the median, which outliers do not move.</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class MeanAbsoluteErrorAttribute : Attribute;
