using System.ComponentModel;
using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>φ(x) = x − tanh x.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct TanhshrinkActivation : IActivationFunction
{
    /// <summary>Beyond, tanh x is ±1 in float as far as the difference shows it.</summary>
    private const float Limit = 8.5f;

    /// <summary>x − tanh x; odd to the bit; ±0 → ±0; −∞ → −∞; +∞ → +∞; NaN → NaN.</summary>
    /// <remarks>
    /// x³ · R(x²) / Q(x²) with R of degree 3 and Q of degree 4, minimax to 0.1 · 2⁻²⁴. All coefficients are positive, so that nothing cancels: the difference of x and
    /// tanh x itself would leave no digits of a small x.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Value<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        var u = x * x;
        var u2 = u * u;
        var high = TLanes.FusedMultiplyAdd(u, TLanes.Create(8.52333970e-7f), TLanes.Create(3.21955030e-4f));
        var low = TLanes.FusedMultiplyAdd(u, TLanes.Create(0.0226465809f), TLanes.Create(0.333333332f));
        var numerator = TLanes.FusedMultiplyAdd(u2, high, low);
        high = TLanes.FusedMultiplyAdd(u, TLanes.Create(3.44141727e-4f), TLanes.Create(0.0262370281f));
        high = TLanes.FusedMultiplyAdd(u2, TLanes.Create(8.67918984e-7f), high);
        low = TLanes.FusedMultiplyAdd(u, TLanes.Create(0.467939709f), TLanes.Create(1f));
        var denominator = TLanes.FusedMultiplyAdd(u2, high, low);
        var inside = x * u * numerator / denominator;
        return TLanes.SelectLess(TLanes.Create(Limit), TLanes.Abs(x), x - TLanes.CopySign(TLanes.Create(1f), x), inside);
    }

    /// <summary>tanh² x; NaN → NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Derivative<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        var tanh = LaneMath.Tanh(x);
        return tanh * tanh;
    }
}
