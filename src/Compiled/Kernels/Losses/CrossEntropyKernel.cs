using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Compiled.Runtime;

/// <summary>−Σ t · ln softmax(z) over the logits z of each row; the gradient is softmax(z) · Σt − t. For emitted code.</summary>
/// <param name="smoothing">ε: the targets become (1 − ε) · t + ε / classes.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct CrossEntropyKernel(float smoothing) : ILossKernel
{
    /// <inheritdoc/>
    public double Value(ref readonly float outputs, ref readonly float targets, int rows, int count, int stride, scoped in LossTerms terms) =>
        SoftmaxLossRows.Run(in outputs, in targets, ref Unsafe.NullRef<float>(), rows, count, stride, in terms, smoothing);

    /// <inheritdoc/>
    public double ValueAndGradient(
        ref readonly float outputs, ref readonly float targets, ref float gradients, int rows, int count, int stride, scoped in LossTerms terms) =>
        SoftmaxLossRows.Run(in outputs, in targets, ref gradients, rows, count, stride, in terms, smoothing);
}
