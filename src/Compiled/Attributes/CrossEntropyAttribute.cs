namespace Compiled;

/// <summary>
/// The loss L = −Σ_o t_o · ln y_o of class probabilities, averaged over the rows: PyTorch's <c>CrossEntropyLoss</c> with probability targets.
/// </summary>
/// <remarks>
/// <para>Needs <c>Softmax</c> right before it and is fused with it: from the logits z, L = Σ_o t_o · (ln Σ_j e^(z_j − m) − (z_o − m)) with
/// m = max_j z_j, which is finite for logits of any finite size, and ∂L/∂z_o = y_o · Σ_j t_j − t_o.</para>
/// <para>Targets are one-hot rows or class probabilities that sum to 1. <c>Fit</c> refuses others; <c>Step</c> does not look. NaN gives NaN.</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class CrossEntropyAttribute : Attribute;
