using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Compiled.Numerics;

public static partial class LaneMath
{
    /// <summary>The hyperbolic tangent.</summary>
    /// <param name="x">Any floats.</param>
    /// <returns>At most 1.75 ULP from tanh x, never beyond ±1; odd to the bit; ±0 → ±0; ±∞ → ±1; NaN → NaN. Denormals return themselves.</returns>
    /// <remarks>
    /// The addition theorem with one of eight points c near 0, 1 … 7: tanh(c + u) = T + (1 − T²) · u / (u·coth u + T·u), where T = tanh c comes from a table and
    /// u·coth u is even and nearly 1 + u²/3 (see TanhTable). The quotient only corrects T, so that its roundings count little; next to 0, where T is 0, it is
    /// u / (1 + u²·C(u²)), which keeps the digits of u. Two look-ups among eight floats and one division serve every width: a table of polynomials needs seven
    /// look-ups among sixteen, which take three instructions each where vectors have eight lanes.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Tanh<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        // The size first: asking for the type would load it, with all that vectors of 512 bits are, into programs that have narrower ones.
        if (Unsafe.SizeOf<TLanes>() == 64 && typeof(TLanes) == typeof(Lanes16) && Avx512F.IsSupported)
            return TanhOfSixteen(x);

        ref readonly var table = ref TanhTable.Origin;
        var one = TLanes.Create(1f);
        var size = TLanes.Abs(x);
        var nearest = TLanes.Lesser(TLanes.Create(TanhTable.LastPoint), size) + TLanes.Create(FloatBits.IntegerMagic);
        // At the limit the result is 1, and so it is for everything beyond; a NaN passes.
        var u = TLanes.Lesser(TLanes.Create(TanhTable.Limit), size) - TLanes.Lookup(in table, 0, nearest);
        var tanhOfPoint = TLanes.Lookup(in table, TanhTable.Columns, nearest);

        var square = u * u;
        var even = TLanes.FusedMultiplyAdd(square, TLanes.Create(TanhTable.C2), TLanes.Create(TanhTable.C1));
        even = TLanes.FusedMultiplyAdd(even, square, TLanes.Create(TanhTable.C0));
        var denominator = TLanes.FusedMultiplyAdd(square, even, TLanes.FusedMultiplyAdd(tanhOfPoint, u, one));
        var slope = TLanes.FusedNegatedMultiplyAdd(tanhOfPoint, tanhOfPoint, one);
        return TLanes.SetSign(TLanes.FusedMultiplyAdd(u / denominator, slope, tanhOfPoint), x);
    }
}
