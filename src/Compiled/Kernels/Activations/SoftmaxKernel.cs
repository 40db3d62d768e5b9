using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>Softmax of a padded row, in place. For emitted code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SoftmaxKernel
{
    /// <summary>yᵢ = e^(zᵢ − max z) / Σⱼ e^(zⱼ − max z); the padding becomes +0.</summary>
    /// <param name="logits">The first logit of the row; <paramref name="stride"/> floats are read and written.</param>
    /// <param name="count">How many logits there are, at least 1; what lies behind them may have any value.</param>
    /// <param name="stride">The count rounded up to 4, 8 or a multiple of 16.</param>
    /// <remarks>
    /// Relative error at most 4·10⁻⁷ + |z − max z| · 2⁻²⁴ (the rounding of that difference) for up to 1,000 logits. The sum has sixteen lanes,
    /// added in order and joined by halving, so that every stride and vector width gives the same bits. A NaN or +∞ among the logits, or nothing
    /// but −∞, gives NaN in the whole row; −∞ beside finite logits gives 0, as does every logit more than 103.97 below the largest.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Row(ref float logits, int count, int stride)
    {
        if (stride == 4)
            RowOfOneVector<Lanes4>(ref logits, count);
        else if (stride == 8 && Vector256.IsHardwareAccelerated)
            RowOfOneVector<Lanes8>(ref logits, count);
        else if (stride == 8)
            RowOfOneVector<Lanes4x2>(ref logits, count);
        else if (!Vector512.IsHardwareAccelerated)
            RowOfTwoVectors(ref logits, count, stride);
        else if (stride == 16)
            RowOfOneVector<Lanes16>(ref logits, count);
        else
            WideRow<Lanes16>(ref logits, count);
    }

    /// <summary>Two vectors of eight, or more: too much code to share the JIT's budget for inlining with the emitted rows.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void RowOfTwoVectors(ref float logits, int count, int stride)
    {
        if (!Vector256.IsHardwareAccelerated)
            RowOfFourVectors(ref logits, count, stride);
        else if (stride == 16)
            RowOfOneVector<Lanes8x2>(ref logits, count);
        else
            WideRow<Lanes8x2>(ref logits, count);
    }

    /// <summary>Four vectors of four, or more.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void RowOfFourVectors(ref float logits, int count, int stride)
    {
        if (stride == 16)
            RowOfOneVector<Lanes4x4>(ref logits, count);
        else
            WideRow<Lanes4x4>(ref logits, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void RowOfOneVector<TLanes>(ref float logits, int count)
        where TLanes : struct, ILanes<TLanes>
    {
        var z = RowTail.SelectFirst(count, TLanes.Load(ref logits, 0), TLanes.Create(float.NegativeInfinity));
        var exp = LaneMath.ExpOfNegative(z - TLanes.Create(TLanes.Max(z)));
        var share = exp * TLanes.Create(1f / TLanes.Sum(exp));
        TLanes.Store(RowTail.SelectFirst(count, share, TLanes.Create(0f)), ref logits, 0);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void WideRow<TLanes>(ref float logits, int count)
        where TLanes : struct, ILanes<TLanes>
    {
        var minusInfinity = TLanes.Create(float.NegativeInfinity);
        var largest = minusInfinity;
        for (var i = 0; i < count; i += 16)
        {
            var z = RowTail.SelectFirst(count - i, TLanes.Load(ref logits, (nuint)i), minusInfinity);
            TLanes.Store(z, ref logits, (nuint)i);
            largest = TLanes.SelectLess(largest, z, z, largest);
        }

        var shift = TLanes.Create(TLanes.Max(largest));
        var sum = TLanes.Create(0f);
        for (var i = 0; i < count; i += 16)
        {
            var exp = LaneMath.ExpOfNegative(TLanes.Load(ref logits, (nuint)i) - shift);
            TLanes.Store(exp, ref logits, (nuint)i);
            sum += exp;
        }

        var scale = TLanes.Create(1f / TLanes.Sum(sum));
        for (var i = 0; i < count; i += 16)
            TLanes.Store(RowTail.SelectFirst(count - i, TLanes.Load(ref logits, (nuint)i) * scale, TLanes.Create(0f)), ref logits, (nuint)i);
    }
}
