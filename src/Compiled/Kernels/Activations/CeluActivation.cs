using System.ComponentModel;
using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>φ(x) = x for positive x, α · (e^(x/α) − 1) for others.</summary>
/// <param name="alpha">Minus the limit for x → −∞; positive.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct CeluActivation(float alpha) : IActivation
{
    /// <summary>x &lt; 0 ? α · (e^(x/α) − 1) : x; ±0 → ±0; −∞ → −α; NaN → NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Value<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> =>
        TLanes.SelectLess(x, TLanes.Create(0f), TLanes.Create(alpha) * LaneMath.Expm1OfNegativeSize(x / TLanes.Create(alpha)), x);

    /// <summary>y &gt; 0 ? 1 : (y + α) / α; NaN → NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes DerivativeFromValue<TLanes>(TLanes y)
        where TLanes : struct, ILanes<TLanes> =>
        TLanes.SelectLess(TLanes.Create(0f), y, TLanes.Create(1f), (y + TLanes.Create(alpha)) / TLanes.Create(alpha));
}
