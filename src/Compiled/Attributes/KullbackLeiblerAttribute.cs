namespace Compiled;

/// <summary>
/// The loss L = Σ_o t_o · (ln t_o − ln y_o), the Kullback-Leibler divergence of the class probabilities y from the distribution t, averaged over the
/// rows: PyTorch's <c>KLDivLoss(reduction="batchmean")</c> on log-probabilities.
/// </summary>
/// <remarks>
/// <para>Needs <c>Softmax</c> directly before it and is fused with it: computed from the logits z like <c>CrossEntropy</c>, minus the entropy of the
/// targets, so finite for logits of any finite size; ∂L/∂z_o = y_o · Σ_j t_j − t_o. A target of 0 adds 0.</para>
/// <para>Targets are distributions: not negative, with rows that sum to 1. <c>Fit</c> rejects others; <c>Step</c> does not check. NaN gives NaN. It trains like
/// <c>CrossEntropy</c>, but its loss is 0 where both distributions agree, which is useful for distilling one network into another.</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class KullbackLeiblerAttribute : Attribute;
