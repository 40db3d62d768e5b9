namespace Compiled;

/// <summary>
/// The loss L = −Σ_o t_o · ln y_o of class probabilities, averaged over the rows: PyTorch's <c>CrossEntropyLoss</c>, with labels or with probability
/// targets.
/// </summary>
/// <remarks>
/// <para>Needs <c>Softmax</c> directly before it and is fused with it: from the logits z, L = Σ_o t_o · (ln Σ_j e^(z_j − m) − (z_o − m)) with
/// m = max_j z_j, which is finite for logits of any finite size, and ∂L/∂z_o = y_o · Σ_j t_j − t_o.</para>
/// <para>Targets are one-hot rows or class probabilities that sum to 1; <c>Step</c> and <c>MeanLoss</c> also take one label per row, the number of its
/// class. <c>Fit</c> rejects other targets; <c>Step</c> does not check. NaN gives NaN. <see cref="TrainerOptions.ClassWeights"/> weighs the classes.</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class CrossEntropyAttribute : Attribute
{
    /// <summary>
    /// ε, at least 0 and below 1, 0 by default: every target t of n classes becomes (1 − ε) · t + ε/n, which keeps the network from becoming
    /// overconfident. PyTorch's <c>label_smoothing</c>.
    /// </summary>
    public float LabelSmoothing { get; set; }
}
