namespace Compiled;

/// <summary>
/// The loss L = −1/n · Σ_o (t_o · ln y_o + (1 − t_o) · ln(1 − y_o)) of n independent binary outputs, averaged over outputs and rows:
/// PyTorch's <c>BCEWithLogitsLoss</c>.
/// </summary>
/// <remarks>
/// <para>Needs <c>Sigmoid</c> directly before it and is fused with it: from the logits z, L = 1/n · Σ_o (max(z_o, 0) − z_o · t_o + ln(1 + e^−|z_o|)),
/// which is finite for logits of any finite size, and ∂L/∂z_o = 1/n · (y_o − t_o).</para>
/// <para>Targets are probabilities, 0 to 1. <c>Fit</c> rejects others; <c>Step</c> does not check. NaN gives NaN.</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class BinaryCrossEntropyAttribute : Attribute;
