using System.ComponentModel;
using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>φ(x) = x · Φ(x), Φ the distribution function of the standard normal.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct GeluActivation : IActivationFunction
{
    private const float InverseSqrtOfTwoPi = 0.398942292f;

    /// <summary>x · Φ(x), at most 4.1 ULP off; ±0 → ±0; −∞ → −0; +∞ → +∞; NaN → NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Value<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        // t · Φ(−t), t = |x|: small where x is negative, and what x lacks where it is positive. So neither side loses digits.
        var tail = LaneMath.NormalTail(x);
        var lacking = tail.TimesExp(tail.Size * tail.Mills);
        return TLanes.SelectLess(x, TLanes.Create(0f), -lacking, x - lacking);
    }

    /// <summary>Φ(x) + x · e^(−x²/2) / √(2π); NaN → NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Derivative<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        var tail = LaneMath.NormalTail(x);
        var slope = TLanes.FusedMultiplyAdd(tail.Size, TLanes.Create(-InverseSqrtOfTwoPi), tail.Mills);
        var left = tail.TimesExp(slope);
        return TLanes.SelectLess(x, TLanes.Create(0f), left, TLanes.Create(1f) - left);
    }
}
