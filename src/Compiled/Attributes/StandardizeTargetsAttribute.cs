namespace Compiled;

/// <summary>
/// Standardises the targets of a regression, as the last block, between a <c>Dense</c> and the loss: training works on z = (t − m) / s, and predictions are in the
/// original units of the targets, y = z · s + m, with one mean m and one scale s per output.
/// </summary>
/// <remarks>
/// <para>
/// m and s, the population's standard deviation, are statistics of the training data and not learned: the first <c>Fit</c> or <c>Minimize</c> of a trainer computes them
/// unless they were fitted or set before, and so do <c>network.FitStandardization(data)</c> and <c>network.FitTargetStandardization(targets)</c>; until then m = 0 and
/// s = 1. Computed in double precision; a target that never changes has s = 1.
/// </para>
/// <para>
/// <c>Predict</c>, <c>Evaluate</c> and all metrics are in the original units of the targets, and so are derivatives with respect to the inputs and the gradients that
/// <c>StepFromGradient</c> takes. Losses (<c>Step</c>, <c>MeanLoss</c>, <c>History</c>) are those of the standardised targets, and so are the δ of
/// <c>Huber</c> and the arguments of a user-defined loss.
/// </para>
/// <para>
/// For predictions the block is folded into the dense block before it: W′ = s · W, b′ = s · b + m, at no cost. For regression losses: squared, absolute, <c>Huber</c>,
/// <c>Quantile</c> and user-defined ones. Each head can have one. Not counted in the names of PyTorch's <c>nn.Sequential</c>.
/// </para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class StandardizeTargetsAttribute : Attribute
{
    /// <summary>The name of the block's view, converted to PascalCase; <c>StandardizeTargets0</c> by default.</summary>
    public string? Name { get; set; }
}
