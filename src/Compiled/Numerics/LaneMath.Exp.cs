using System.Runtime.CompilerServices;

namespace Compiled.Numerics;

public static partial class LaneMath
{
    private const float Log2OfE = 1.44269504f;

    // ln 2 in two floats. n · Ln2High is exact inside the fused operation, and x − n · Ln2High is exact for |n| up to 150.
    private const float Ln2High = 0.693147182f;
    private const float Ln2Low = -1.9046543e-09f;

    private const float TwoTo64 = 1.8446744e19f;
    private const float TwoToMinus64 = 1 / TwoTo64;

    /// <summary>Below, eˣ is under half the smallest denormal.</summary>
    private const float ExpUnderflow = -103.972084f;

    /// <summary>Above, eˣ rounds to infinity.</summary>
    private const float ExpOverflow = 88.7228394f;

    /// <summary>eˣ.</summary>
    /// <param name="x">Any floats.</param>
    /// <returns>At most 1.25 ULP from eˣ; ±0 → 1; −∞ → 0; +∞ → +∞; above 88.72 → +∞; below −103.97 → 0; NaN → NaN.</returns>
    /// <remarks>
    /// eˣ = 2ⁿ · eʳ with n = round(x / ln 2), |r| ≤ ½ ln 2 and eʳ = 1 + r + r² · (polynomial of degree 4, minimax, 0.05 · 2⁻²⁴). The reduction in
    /// two parts is Cody and Waite's (Software Manual for the Elementary Functions, 1980).
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Exp<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        // 2ⁿ in two factors, so that neither leaves the range of normal numbers: the second rounds the denormals, or overflows.
        var zero = TLanes.Create(0f);
        var shift = TLanes.SelectLess(x, zero, TLanes.Create(64f), TLanes.Create(-64f));
        var unshift = TLanes.SelectLess(x, zero, TLanes.Create(TwoToMinus64), TLanes.Create(TwoTo64));
        var result = ScaledExp(x, shift) * unshift;
        result = TLanes.SelectLess(x, TLanes.Create(ExpUnderflow), zero, result);
        return TLanes.SelectLess(TLanes.Create(ExpOverflow), x, TLanes.Create(float.PositiveInfinity), result);
    }

    /// <summary>eˣ for x ≤ 0, with the bits of <see cref="Exp"/> and a third less work.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLanes ExpOfNegative<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        var result = ScaledExp(x, TLanes.Create(64f)) * TLanes.Create(TwoToMinus64);
        return TLanes.SelectLess(x, TLanes.Create(ExpUnderflow), TLanes.Create(0f), result);
    }

    /// <summary>eˣ · 2^shift; meaningless where that is no normal number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes ScaledExp<TLanes>(TLanes x, TLanes shift)
        where TLanes : struct, ILanes<TLanes>
    {
        var (r, n) = ReduceExp(x);
        var power = TLanes.PowerOfTwo(n + shift);
        return TLanes.FusedMultiplyAdd(ReducedExpm1(r), power, power);
    }

    /// <summary>r and n, with x = n · ln 2 + r.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (TLanes R, TLanes N) ReduceExp<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        var n = MultiplyAdd(x, TLanes.Create(Log2OfE), RoundingMagic) - TLanes.Create(RoundingMagic);
        var r = TLanes.FusedMultiplyAdd(n, TLanes.Create(-Ln2High), x);
        return (TLanes.FusedMultiplyAdd(n, TLanes.Create(-Ln2Low), r), n);
    }

    /// <summary>eʳ − 1 for |r| up to ½ ln 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes ReducedExpm1<TLanes>(TLanes r)
        where TLanes : struct, ILanes<TLanes>
    {
        var r2 = r * r;
        var low = TLanes.FusedMultiplyAdd(r2, Linear(r, 0.49999994f, 0.166665211f), r);
        var high = TLanes.FusedMultiplyAdd(r2, TLanes.Create(0.00138213206f), Linear(r, 0.0416682586f, 0.00836867001f));
        return TLanes.FusedMultiplyAdd(r2 * r2, high, low);
    }
}
