using System.ComponentModel;
using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>φ(x) = x · σ(x) = x / (1 + e⁻ˣ).</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct SiluActivation : IActivationFunction
{
    /// <summary>x · σ(x), at most 3 ULP off; ±0 → ±0; −∞ → −0; +∞ → +∞; NaN → NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Value<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        var (size, exp) = LaneMath.ScaledExpOfSize(x);
        var left = LaneMath.Unscale(-size * exp);
        return TLanes.SelectLess(x, TLanes.Create(0f), left, x) / (LaneMath.Unscale(exp) + TLanes.Create(1f));
    }

    /// <summary>σ(x) · (1 + x · (1 − σ(x))); NaN → NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Derivative<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        var (size, exp) = LaneMath.ScaledExpOfSize(x);
        var unscaled = LaneMath.Unscale(exp);
        var sum = unscaled + TLanes.Create(1f);
        var left = LaneMath.Unscale(exp * (sum - size));
        return TLanes.SelectLess(x, TLanes.Create(0f), left, TLanes.FusedMultiplyAdd(size, unscaled, sum)) / (sum * sum);
    }
}
