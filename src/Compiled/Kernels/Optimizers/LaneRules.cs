using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled;

/// <summary>Small pieces that several update rules share.</summary>
internal static class LaneRules
{
    /// <summary>x, or 0 where |x| is below the limit; NaN passes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes ClearBelow<TLanes>(TLanes x, float limit)
        where TLanes : struct, ILanes<TLanes> =>
        TLanes.SelectLess(TLanes.Abs(x), TLanes.Create(limit), TLanes.Create(0), x);

    /// <summary>The same with a limit in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes ClearBelow<TLanes>(TLanes x, TLanes limit)
        where TLanes : struct, ILanes<TLanes> =>
        TLanes.SelectLess(TLanes.Abs(x), limit, TLanes.Create(0), x);

    /// <summary>The larger; a NaN on either side chooses the second.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Greater<TLanes>(TLanes first, TLanes second)
        where TLanes : struct, ILanes<TLanes> =>
        TLanes.SelectLess(second, first, first, second);

    /// <summary>−1, 1, or x itself where that is ±0 or NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Sign<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        var zero = TLanes.Create(0);
        return TLanes.SelectLess(zero, x, TLanes.Create(1), TLanes.SelectLess(x, zero, TLanes.Create(-1), x));
    }

    /// <summary>g + λ·w, with what is denormal cleared.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Penalized<TLanes>(TLanes gradient, TLanes parameter, float decay)
        where TLanes : struct, ILanes<TLanes>
    {
        if (decay != 0)
            gradient = TLanes.FusedMultiplyAdd(TLanes.Create(decay), parameter, gradient);
        return ClearBelow(gradient, OptimizerSetting.SmallestNormal);
    }

    /// <summary>w + factor · direction; with weight decay, weights that shrink for good end at 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Moved<TLanes>(TLanes parameter, float factor, TLanes direction, float decay)
        where TLanes : struct, ILanes<TLanes>
    {
        var updated = TLanes.FusedMultiplyAdd(TLanes.Create(factor), direction, parameter);
        return decay != 0 ? ClearBelow(updated, OptimizerSetting.SmallestDecayedWeight) : updated;
    }
}
