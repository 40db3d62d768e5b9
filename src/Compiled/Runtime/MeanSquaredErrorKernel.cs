using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Compiled.Runtime;

/// <summary>The sum of the mean squared error, Σ (y − t)²: the caller's scale carries 1 / (rows · outputs).</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct MeanSquaredErrorKernel : ILossKernel
{
    /// <inheritdoc/>
    public static double Value(ref readonly float outputs, ref readonly float targets, int rows, int count, int stride) =>
        ElementLossKernel.Run<SumSquaredErrorKernel>(
            in outputs, in targets, ref Unsafe.NullRef<float>(), rows, count, stride, 1f, differentiate: false);

    /// <inheritdoc/>
    public static double ValueAndGradient(
        ref readonly float outputs, ref readonly float targets, ref float gradients, int rows, int count, int stride, float scale) =>
        ElementLossKernel.Run<SumSquaredErrorKernel>(
            in outputs, in targets, ref gradients, rows, count, stride, scale, differentiate: true);
}
