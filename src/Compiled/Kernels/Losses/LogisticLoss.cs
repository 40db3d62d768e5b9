using System.ComponentModel;
using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>−t · ln σ(z) − (1 − t) · ln(1 − σ(z)) of a logit z; the derivative is σ(z) − t.</summary>
/// <remarks>
/// Written as max(z, 0) − z·t + ln(1 + e^−|z|), which is finite for every finite z and keeps its digits in both tails. Targets are
/// probabilities. NaN gives NaN; so does an infinite logit.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct LogisticLoss : IElementLoss
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (TLanes Value, TLanes Derivative) Evaluate<TLanes>(TLanes output, TLanes target)
        where TLanes : struct, ILanes<TLanes>
    {
        var zero = TLanes.Create(0f);
        var (sigmoid, log1pExp) = LaneMath.SigmoidAndLog1pExp(output);
        var ramp = TLanes.SelectLess(zero, output, output, zero);
        return (TLanes.FusedMultiplyAdd(-output, target, ramp) + log1pExp, sigmoid - target);
    }
}
