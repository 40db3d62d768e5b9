using System.ComponentModel;
using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>φ(x) = x/2 · (1 + tanh(√(2/π) · (x + 0.044715 x³))) = x · σ(2 √(2/π) · (x + 0.044715 x³)).</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct GeluTanhActivation : IActivationFunction
{
    // 2 √(2/π), and 0.044715 times that.
    private const float Linear = 1.59576917f;
    private const float Cubic = 0.0713548139f;

    /// <summary>Beyond, e^−|v| is 0, and an infinity would make 0 · ∞ of it.</summary>
    private const float Limit = 16;

    /// <summary>At most 4 ULP or 2⁻²³ off, whichever is more; ±0 → ±0; −∞ → −0; +∞ → +∞; NaN → NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Value<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        var zero = TLanes.Create(0f);
        var size = TLanes.Lesser(TLanes.Create(Limit), TLanes.Abs(x));
        var exp = LaneMath.ExpOfNegative(-size * TLanes.FusedMultiplyAdd(size * size, TLanes.Create(Cubic), TLanes.Create(Linear)));
        return TLanes.SelectLess(x, zero, -size * exp, x) / (exp + TLanes.Create(1f));
    }

    /// <summary>σ(v) + x · σ(v) · (1 − σ(v)) · v′ with v = 2 √(2/π) · (x + 0.044715 x³); NaN → NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Derivative<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        var size = TLanes.Lesser(TLanes.Create(Limit), TLanes.Abs(x));
        var square = size * size;
        var exp = LaneMath.ExpOfNegative(-size * TLanes.FusedMultiplyAdd(square, TLanes.Create(Cubic), TLanes.Create(Linear)));
        var slope = size * TLanes.FusedMultiplyAdd(square, TLanes.Create(3 * Cubic), TLanes.Create(Linear));
        var sum = exp + TLanes.Create(1f);
        var left = exp * (sum - slope);
        return TLanes.SelectLess(x, TLanes.Create(0f), left, TLanes.FusedMultiplyAdd(slope, exp, sum)) / (sum * sum);
    }
}
