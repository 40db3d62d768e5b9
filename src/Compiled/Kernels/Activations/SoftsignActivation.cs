using System.ComponentModel;
using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>φ(x) = x / (1 + |x|).</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct SoftsignActivation : IActivation
{
    private const float Limit = 1e30f;

    /// <summary>x / (1 + |x|); ±0 → ±0; ±∞ → ±1; NaN → NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Value<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        // Beyond the limit the quotient is 1, and ∞ / ∞ would be NaN.
        var size = TLanes.Lesser(TLanes.Create(Limit), TLanes.Abs(x));
        return TLanes.CopySign(size / (size + TLanes.Create(1f)), x);
    }

    /// <summary>(1 − |y|)²; NaN → NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes DerivativeFromValue<TLanes>(TLanes y)
        where TLanes : struct, ILanes<TLanes>
    {
        var rest = TLanes.Create(1f) - TLanes.Abs(y);
        return rest * rest;
    }
}
