using System.ComponentModel;
using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>φ(x) = x · tanh(ln(1 + eˣ)).</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct MishActivation : IActivationFunction
{
    /// <summary>x · tanh(ln(1 + eˣ)), at most 4 ULP off; ±0 → ±0; −∞ → −0; +∞ → +∞; NaN → NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Value<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        var (size, exp) = LaneMath.ScaledExpOfSize(x);
        var unscaled = LaneMath.Unscale(exp);
        var parts = new Parts<TLanes>(x, unscaled);
        var zero = TLanes.Create(0f);

        // Above / Below = 1 − (Below − Above) / Below, and that difference, which is small, is e + e² or 2e².
        var share = TLanes.SelectLess(x, zero, unscaled + TLanes.Create(1f), unscaled + unscaled) * unscaled / parts.Below;
        var factor = TLanes.SelectLess(x, zero, LaneMath.Unscale(-size * exp), x);
        var value = TLanes.FusedMultiplyAdd(-share, factor, factor);

        // The share of +∞ is 0, and 0 · ∞ would be NaN.
        return TLanes.CopySign(TLanes.SelectEqual(x, TLanes.Create(float.PositiveInfinity), x, value), x);
    }

    /// <summary>tanh(s) + x · (1 − tanh² s) · σ(x), s = ln(1 + eˣ); NaN → NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Derivative<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        // Over Below²: e · (Above · Below − 4 |x| · (1 + e)) for negative x, Above · Below + 4 |x| · e² · (1 + e) for others.
        var (size, exp) = LaneMath.ScaledExpOfSize(x);
        var unscaled = LaneMath.Unscale(exp);
        var parts = new Parts<TLanes>(x, unscaled);
        var product = parts.Above * parts.Below;
        var bend = TLanes.Create(4f) * size * (unscaled + TLanes.Create(1f));
        var left = LaneMath.Unscale(exp * (product - bend));
        var right = TLanes.FusedMultiplyAdd(bend, unscaled * unscaled, product);
        return TLanes.SelectLess(x, TLanes.Create(0f), left, right) / (parts.Below * parts.Below);
    }

    /// <summary>
    /// tanh(ln(1 + eˣ)) as a fraction of e = e^−|x|: e · (2 + e) / (2 + 2e + e²) for negative x, (1 + 2e) / (1 + 2e + 2e²) for others.
    /// </summary>
    private readonly struct Parts<TLanes>
        where TLanes : struct, ILanes<TLanes>
    {
        /// <summary>2 + e or 1 + 2e.</summary>
        public readonly TLanes Above;

        /// <summary>2 + 2e + e² or 1 + 2e + 2e².</summary>
        public readonly TLanes Below;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Parts(TLanes x, TLanes exp)
        {
            TLanes zero = TLanes.Create(0f), one = TLanes.Create(1f), two = TLanes.Create(2f);
            Above = TLanes.SelectLess(x, zero, exp + two, TLanes.FusedMultiplyAdd(two, exp, one));
            var square = TLanes.SelectLess(x, zero, exp, exp + exp) * exp;
            Below = TLanes.FusedMultiplyAdd(two, exp, TLanes.SelectLess(x, zero, two, one) + square);
        }
    }
}
