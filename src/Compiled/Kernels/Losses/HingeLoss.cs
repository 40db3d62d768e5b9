using System.ComponentModel;
using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>max(0, 1 − y · t) for targets t of ±1; the derivative is −t where that is positive, else 0. NaN gives NaN.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct HingeLoss : IElementLoss
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (TLanes Value, TLanes Derivative) Evaluate<TLanes>(TLanes output, TLanes target)
        where TLanes : struct, ILanes<TLanes>
    {
        var zero = TLanes.Create(0f);
        var shortfall = TLanes.FusedMultiplyAdd(-output, target, TLanes.Create(1f));
        // What is neither positive nor at most 0 is NaN.
        var derivative = TLanes.SelectLess(zero, shortfall, -target, shortfall);
        return (TLanes.SelectLessOrEqual(shortfall, zero, zero, shortfall), TLanes.SelectLessOrEqual(shortfall, zero, zero, derivative));
    }
}
