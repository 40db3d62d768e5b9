using System.ComponentModel;

namespace Compiled.Runtime;

/// <summary>A loss over rows of outputs, and its gradient. For emitted code.</summary>
/// <remarks>
/// <c>outputs</c> and <c>gradients</c> hold <c>rows</c> rows of <c>stride</c> floats, of which the first <c>count</c> count (the rest is padding
/// of any value in <c>outputs</c>, and is written as 0 in <c>gradients</c>); <c>targets</c> holds rows of exactly <c>count</c> floats, and is not
/// read where the terms have labels. A stride is <c>count</c> rounded up to 4, 8, or a multiple of 16. Losses that are fused with an activation
/// take its inputs, the logits. Nothing is read or written outside these rows.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ILossKernel
{
    /// <summary>The sum of the rows' losses, each times its weight (summed over the outputs, not yet averaged).</summary>
    double Value(ref readonly float outputs, ref readonly float targets, int rows, int count, int stride, scoped in LossTerms terms);

    /// <summary>
    /// The same sum; and <c>gradients[row, o] = scale · ∂(that sum)/∂outputs[row, o]</c>. <c>gradients</c> may be <c>outputs</c> itself.
    /// </summary>
    double ValueAndGradient(
        ref readonly float outputs, ref readonly float targets, ref float gradients, int rows, int count, int stride, scoped in LossTerms terms);
}
