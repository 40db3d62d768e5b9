using System.Runtime.CompilerServices;

namespace Compiled.Numerics;

public static partial class LaneMath
{
    private const float SmallestNormal = 1.17549435e-38f;
    private const float TwoTo24 = 16_777_216f;

    /// <summary>The natural logarithm, ln x.</summary>
    /// <param name="x">Any floats.</param>
    /// <returns>At most 1 ULP from ln x, near 1 too; 1 → +0; ±0 → −∞; negative → NaN; +∞ → +∞; NaN → NaN. Denormals are read exactly.</returns>
    /// <remarks>
    /// x = 2ᵉ · (1 + f) with 1 + f in [√½, √2); ln x = e · ln 2 + f − f²/2 + f³ · (polynomial of degree 7, minimax, 0.1 · 2⁻²⁴).
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Log<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        var zero = TLanes.Create(0f);
        var smallest = TLanes.Create(SmallestNormal);
        var normal = TLanes.SelectLess(x, smallest, x * TLanes.Create(TwoTo24), x);
        var (mantissa, exponent) = TLanes.SplitExponent(normal);
        exponent += TLanes.SelectLess(x, smallest, TLanes.Create(-24f), zero);
        var result = LogOfParts(mantissa - TLanes.Create(1f), exponent);

        var outside = TLanes.SelectEqual(x, zero, TLanes.Create(float.NegativeInfinity), TLanes.Create(float.NaN));
        result = TLanes.SelectLess(zero, x, result, outside);
        return TLanes.SelectEqual(x, TLanes.Create(float.PositiveInfinity), x, result);
    }

    /// <summary>ln(1 + x), exact where 1 + x would round.</summary>
    /// <param name="x">Any floats.</param>
    /// <returns>At most 1.5 ULP from ln(1 + x); ±0 → ±0; −1 → −∞; below −1 → NaN; +∞ → +∞; NaN → NaN.</returns>
    /// <remarks>u = 1 + x rounds; what the rounding lost, x − (u − 1), is added to the fraction before the polynomial of <see cref="Log"/>.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Log1p<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        var minusOne = TLanes.Create(-1f);
        var infinity = TLanes.Create(float.PositiveInfinity);
        var result = TLanes.CopySign(Log1pOfRegular(x), x);
        var outside = TLanes.SelectEqual(x, minusOne, TLanes.Create(float.NegativeInfinity), TLanes.Create(float.NaN));
        result = TLanes.SelectLess(minusOne, x, result, outside);
        return TLanes.SelectEqual(x, infinity, infinity, result);
    }

    /// <summary>ln(1 + x) for finite x &gt; −1 and NaN; loses the sign of −0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Log1pOfRegular<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        var one = TLanes.Create(1f);
        var sum = x + one;
        var lost = x - (sum - one);
        var (mantissa, exponent) = TLanes.SplitExponent(sum);

        // Beyond 2²⁴ nothing that counts is lost, and 2^−exponent would soon leave the range of PowerOfTwo.
        var scaled = TLanes.SelectLess(TLanes.Create(25f), exponent, TLanes.Create(0f), lost * TLanes.PowerOfTwo(-exponent));
        return LogOfParts(mantissa - one + scaled, exponent);
    }

    /// <summary>exponent · ln 2 + ln(1 + f), f in [√½ − 1, √2 − 1].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes LogOfParts<TLanes>(TLanes f, TLanes exponent)
        where TLanes : struct, ILanes<TLanes>
    {
        var f2 = f * f;
        var f4 = f2 * f2;
        var low = TLanes.FusedMultiplyAdd(f2, Linear(f, 0.200012445f, -0.16623418f), Linear(f, 0.333333313f, -0.250008196f));
        var high = TLanes.FusedMultiplyAdd(f2, Linear(f, 0.127614245f, -0.0763521567f), Linear(f, 0.142016113f, -0.131595597f));
        var polynomial = TLanes.FusedMultiplyAdd(f4, high, low);

        var tail = TLanes.FusedMultiplyAdd(f2, TLanes.Create(-0.5f), exponent * TLanes.Create(Ln2Low));
        tail = TLanes.FusedMultiplyAdd(f2 * f, polynomial, tail);
        return TLanes.FusedMultiplyAdd(exponent, TLanes.Create(Ln2High), f + tail);
    }
}
