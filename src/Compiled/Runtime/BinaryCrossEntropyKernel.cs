using System.ComponentModel;
using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>Σ −t · ln σ(z) − (1 − t) · ln(1 − σ(z)) over logits z; the gradient is σ(z) − t.</summary>
/// <remarks>
/// Written as max(z, 0) − z·t + ln(1 + e^−|z|), which is finite for every finite z and keeps its digits in both tails. Targets are
/// probabilities. NaN gives NaN; so does an infinite logit.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct BinaryCrossEntropyKernel : ILossKernel, IElementLoss
{
    /// <inheritdoc/>
    public static double Value(ref readonly float outputs, ref readonly float targets, int rows, int count, int stride) =>
        ElementLossKernel.Run<BinaryCrossEntropyKernel>(
            in outputs, in targets, ref Unsafe.NullRef<float>(), rows, count, stride, 1f, differentiate: false);

    /// <inheritdoc/>
    public static double ValueAndGradient(
        ref readonly float outputs, ref readonly float targets, ref float gradients, int rows, int count, int stride, float scale) =>
        ElementLossKernel.Run<BinaryCrossEntropyKernel>(
            in outputs, in targets, ref gradients, rows, count, stride, scale, differentiate: true);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static (TLanes Value, TLanes Derivative) IElementLoss.Evaluate<TLanes>(TLanes output, TLanes target)
    {
        var zero = TLanes.Create(0f);
        var (sigmoid, log1pExp) = LaneMath.SigmoidAndLog1pExp(output);
        var ramp = TLanes.SelectLess(zero, output, output, zero);
        return (TLanes.FusedMultiplyAdd(-output, target, ramp) + log1pExp, sigmoid - target);
    }
}
