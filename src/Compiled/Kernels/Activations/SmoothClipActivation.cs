using System.ComponentModel;
using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>φ(x) = x / √(1 + (x/c)²).</summary>
/// <param name="limit">c: 1e-15 to 1e15.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct SmoothClipActivation(float limit) : IActivation
{
    // From here on 1 is lost beside the square, which is still far from the largest float.
    private const float Far = 1e15f;

    /// <summary>x / √(1 + (x/c)²); ±0 → ±0; ±∞ → ±c; NaN → NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Value<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        var (bound, size) = (TLanes.Create(limit), TLanes.Abs(x));
        var share = TLanes.Lesser(TLanes.Create(Far), size / bound);
        var clipped = size / TLanes.Sqrt(TLanes.FusedMultiplyAdd(share, share, TLanes.Create(1f)));
        return TLanes.CopySign(TLanes.SelectLessOrEqual(TLanes.Create(Far), share, bound, TLanes.Lesser(bound, clipped)), x);
    }

    /// <summary>(1 − (y/c)²)^(3/2); NaN → NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes DerivativeFromValue<TLanes>(TLanes y)
        where TLanes : struct, ILanes<TLanes>
    {
        var share = y / TLanes.Create(limit);
        var rest = TLanes.FusedNegatedMultiplyAdd(share, share, TLanes.Create(1f));
        return rest * TLanes.Sqrt(rest);
    }
}
