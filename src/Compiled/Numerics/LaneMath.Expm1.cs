using System.Runtime.CompilerServices;

namespace Compiled.Numerics;

public static partial class LaneMath
{
    /// <summary>e^−|x| − 1.</summary>
    /// <returns>At most 1.5 ULP off, next to 0 too; ±∞ → −1; NaN → NaN. The sign of a zero means nothing.</returns>
    /// <remarks>x = n · ln 2 + r as for <see cref="Exp"/>; 2ⁿ · (eʳ − 1) + (2ⁿ − 1), whose second part is exact where it counts.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLanes Expm1OfNegativeSize<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        // At −30 the result has long been −1, and 2ⁿ is still a normal number.
        var (r, n) = ReduceExp(-TLanes.Lesser(TLanes.Create(30f), TLanes.Abs(x)));
        var power = TLanes.PowerOfTwo(n);
        return TLanes.FusedMultiplyAdd(ReducedExpm1(r), power, power - TLanes.Create(1f));
    }

    /// <summary>|x|, but at most 130, and e^−|x| · 2⁶⁴: a scale that keeps digits where e^−|x| itself would be denormal. NaN → NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (TLanes Size, TLanes ScaledExp) ScaledExpOfSize<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        // 130 · e⁻¹³⁰ is no float any more, and an infinity would make 0 · ∞ of it.
        var size = TLanes.Lesser(TLanes.Create(130f), TLanes.Abs(x));
        return (size, ScaledExp(-size, TLanes.Create(64f)));
    }

    /// <summary>Takes the 2⁶⁴ of <see cref="ScaledExpOfSize"/> away: one rounding, and that only for denormals.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLanes Unscale<TLanes>(TLanes scaled)
        where TLanes : struct, ILanes<TLanes> => scaled * TLanes.Create(TwoToMinus64);
}
