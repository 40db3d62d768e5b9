using System.Runtime.CompilerServices;

namespace Compiled.Numerics;

public static partial class LaneMath
{
    /// <summary>Beyond, Φ(−t) is under half the smallest denormal.</summary>
    private const float NormalLimit = 14.5f;

    /// <summary>The cumulative distribution function of the standard normal, Φ(x) = (1 + erf(x / √2)) / 2.</summary>
    /// <param name="x">Any floats.</param>
    /// <returns>At most 3.6 ULP from Φ(x), in the left tail too; ±0 → ½; −∞ → 0; +∞ → 1; NaN → NaN. Below −12.9 results are denormal.</returns>
    /// <remarks>
    /// Φ(−t) = e^(−t²/2) · M(t) with M(t) = u · (polynomial of degree 9 in u), u = 1 / (1 + 0.3 t), on [0, 14.5]: minimax in the relative error
    /// (Remez's exchange, 0.06 · 2⁻²⁴; 0.41 · 2⁻²⁴ with coefficients rounded to floats). The form follows Shepherd and Laframboise, Chebyshev
    /// Approximation of (1 + 2x)exp(x²)erfc x (Mathematics of Computation 36, 1981).
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes NormalDistribution<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        var tail = NormalTail(x);
        var left = tail.TimesExp(tail.Mills);
        return TLanes.SelectLess(x, TLanes.Create(0f), left, TLanes.Create(1f) - left);
    }

    /// <summary>
    /// With t = |x|, but at most 14.5: t, M(t) = Φ(−t) · e^(t²/2) and e^(−t²/2), so that Φ and the density come from one exponential.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static NormalTailParts<TLanes> NormalTail<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes one = TLanes.Create(1f), minusHalf = TLanes.Create(-0.5f);
        var size = TLanes.Lesser(TLanes.Create(NormalLimit), TLanes.Abs(x));
        var c = TLanes.Create(0.3f);

        // M near 0 multiplies an error of u by 2.7, so u gets what the rounding of the sum and of the quotient lost.
        var sum = TLanes.FusedMultiplyAdd(size, c, one);
        var rounded = one / sum;
        var missing = TLanes.FusedMultiplyAdd(-sum, rounded, one) - TLanes.FusedMultiplyAdd(size, c, one - sum) * rounded;
        var u = TLanes.FusedMultiplyAdd(missing, rounded, rounded);
        var w = TLanes.FusedMultiplyAdd(missing, rounded, rounded - TLanes.Create(0.5625f));
        var w2 = w * w;
        var w4 = w2 * w2;
        var low = TLanes.FusedMultiplyAdd(w2, Linear(w, 0.388323396f, 0.226159513f), Linear(w, 0.24394998f, 0.375058621f));
        var middle = TLanes.FusedMultiplyAdd(w2, Linear(w, -0.0190221202f, 0.0428324603f), Linear(w, 0.00301058893f, -0.0880492926f));
        var high = TLanes.FusedMultiplyAdd(w4, Linear(w, 0.00802928489f, -0.0206234604f), middle);
        var mills = u * TLanes.FusedMultiplyAdd(w4, high, low);

        // What the rounding of the square lost goes into the reduced argument of the exponential.
        var square = size * size;
        var lost = TLanes.FusedMultiplyAdd(size, size, -square);
        var (r, n) = ReduceExp(square * minusHalf);
        var below1 = ReducedExpm1(TLanes.FusedMultiplyAdd(lost, minusHalf, r));
        return new NormalTailParts<TLanes>(size, mills, below1, TLanes.PowerOfTwo(n + TLanes.Create(64f)));
    }
}
