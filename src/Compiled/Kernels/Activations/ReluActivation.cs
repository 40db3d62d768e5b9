using System.ComponentModel;
using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>φ(x) = x for positive x, 0 for others.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ReluActivation : IActivation
{
    /// <summary>x ≤ 0 ? +0 : x, which keeps NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Value<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> =>
        TLanes.SelectLessOrEqual(x, TLanes.Create(0f), TLanes.Create(0f), x);

    /// <summary>y &gt; 0 ? 1 : 0, so 0 at the kink, as in PyTorch; NaN → NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes DerivativeFromValue<TLanes>(TLanes y)
        where TLanes : struct, ILanes<TLanes> =>
        TLanes.SelectLess(TLanes.Create(0f), y, TLanes.Create(1f), TLanes.SelectLessOrEqual(y, TLanes.Create(0f), TLanes.Create(0f), y));
}
