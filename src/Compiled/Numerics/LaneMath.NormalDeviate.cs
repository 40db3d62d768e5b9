using System.Runtime.CompilerServices;

namespace Compiled.Numerics;

public static partial class LaneMath
{
    /// <summary>
    /// The z ≥ 0 with Φ(−z) = t for t from 2⁻³³ to ½: what t of all standard normal numbers lie above. At most 6.34; its relative error is at most 2 · 10⁻⁶.
    /// </summary>
    /// <remarks>
    /// z = (1 − 2t) · g(w) with w = −ln(4t(1 − t)), as in Giles, "Approximating the erfinv function" (2010): g is a polynomial of degree 7 in w below 5
    /// (6.4 · 10⁻⁷ off with coefficients rounded to floats), one in √w from 5 to 21.5 (1.2 · 10⁻⁶). Interpolated at the zeros of Chebyshev's polynomials.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLanes NormalDeviate<TLanes>(TLanes t)
        where TLanes : struct, ILanes<TLanes>
    {
        var one = TLanes.Create(1f);
        var (mantissa, exponent) = TLanes.SplitExponent(TLanes.Create(4f) * t * (one - t));
        var w = -LogOfParts(mantissa - one, exponent);

        var v = w - TLanes.Create(2.5f);
        var v2 = v * v;
        var low = TLanes.FusedMultiplyAdd(v2, Linear(v, -0.00590574555f, -0.00177240302f), Linear(v, 2.12331319f, 0.348802179f));
        var high = TLanes.FusedMultiplyAdd(v2, Linear(v, -4.48778792e-06f, 5.03715796e-07f), Linear(v, 0.000307195471f, -6.41128463e-06f));
        var middle = TLanes.FusedMultiplyAdd(v2 * v2, high, low);

        var s = TLanes.Sqrt(w) - TLanes.Create(3.43643856f);
        var s2 = s * s;
        low = TLanes.FusedMultiplyAdd(s2, Linear(s, 0.00524530467f, -0.00331996777f), Linear(s, 4.6265564f, 1.42400694f));
        high = TLanes.FusedMultiplyAdd(s2, Linear(s, 0.000900612969f, -0.000276744162f), Linear(s, 0.00182035589f, -0.0013301844f));
        var tail = TLanes.FusedMultiplyAdd(s2 * s2, high, low);

        return TLanes.FusedMultiplyAdd(TLanes.Create(-2f), t, one) * TLanes.SelectLess(w, TLanes.Create(5f), middle, tail);
    }
}
