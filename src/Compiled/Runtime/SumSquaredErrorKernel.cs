using System.ComponentModel;
using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>Σ (y − t)²; the gradient is 2 · (y − t).</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct SumSquaredErrorKernel : ILossKernel, IElementLoss
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static (TLanes Value, TLanes Derivative) IElementLoss.Evaluate<TLanes>(TLanes output, TLanes target)
    {
        var difference = output - target;
        return (difference * difference, difference + difference);
    }
}
