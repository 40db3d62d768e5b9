namespace Compiled;

/// <summary>
/// Standardises the targets of a regression, as the last block, between a <c>Dense</c> and the loss: training works on z = (t − m) / s, and predictions answer in the
/// targets' own units, y = z · s + m, with one mean m and one scale s per output.
/// </summary>
/// <remarks>
/// <para>
/// m and s, the population's standard deviation, are figures of the training data, not learned: the first <c>Fit</c> or <c>Minimize</c> of a trainer computes them
/// unless they were fitted or set before, and so do <c>network.FitStandardization(data)</c> and <c>network.FitTargetStandardization(targets)</c>; until then m = 0 and
/// s = 1. Computed in double precision; a target that never changes has s = 1.
/// </para>
/// <para>
/// <c>Predict</c>, <c>Evaluate</c> and all metrics are in the targets' own units, and so are derivatives with respect to the inputs and the gradients that
/// <c>StepFromGradient</c> takes. Losses (<c>Step</c>, <c>MeanLoss</c>, <c>History</c>) are those of the standardised targets, and so are the δ of
/// <c>Huber</c> and what a loss of your own sees.
/// </para>
/// <para>
/// The dense block before it takes the map over for predictions: W′ = s · W, b′ = s · b + m, at no cost. For the losses of a regression: squared, absolute, <c>Huber</c>,
/// <c>Quantile</c> and your own. Each head can have one. Not counted in the names of PyTorch's <c>nn.Sequential</c>.
/// </para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class StandardizeTargetsAttribute : Attribute
{
    /// <summary>The name of the block's view, written in Pascal case; <c>StandardizeTargets0</c> without one.</summary>
    public string? Name { get; set; }
}
