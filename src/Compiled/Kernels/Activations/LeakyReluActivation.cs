using System.ComponentModel;
using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>φ(x) = x for positive x, slope · x for others.</summary>
/// <param name="slope">The factor for x ≤ 0; positive, so that the sign of the output tells the sign of the input.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct LeakyReluActivation(float slope) : IActivation
{
    /// <summary>x &gt; 0 ? x : slope · x; ±0 → ±0; NaN → NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Value<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> =>
        TLanes.SelectLess(TLanes.Create(0f), x, x, x * TLanes.Create(slope));

    /// <summary>y &gt; 0 ? 1 : slope, so the slope at the kink, as in PyTorch; NaN → NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes DerivativeFromValue<TLanes>(TLanes y)
        where TLanes : struct, ILanes<TLanes> =>
        TLanes.SelectLess(TLanes.Create(0f), y, TLanes.Create(1f), TLanes.SelectLessOrEqual(y, TLanes.Create(0f), TLanes.Create(slope), y));
}
