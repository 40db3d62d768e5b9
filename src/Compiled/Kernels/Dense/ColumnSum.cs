using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>The gradient of biases: the sum of a chunk's gradient rows, row after row, so that the order never depends on the vector width.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ColumnSum
{
    /// <summary>
    /// sums[o] = (first ? 0 : sums[o]) + Σ gradients[row, o], for rows of <paramref name="stride"/> floats, a multiple of 4; the result is then
    /// added to the sums that lie <paramref name="distance"/> floats lower, and that to those as far again, <paramref name="joins"/> times.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Accumulate(ref float gradients, ref float sums, int stride, int rows, bool first, int joins, int distance)
    {
        int column;
        if (Vector512.IsHardwareAccelerated)
            column = Sixteens<Lanes16>(ref gradients, ref sums, stride, rows, first, joins, distance);
        else if (Vector256.IsHardwareAccelerated)
            column = Sixteens<Lanes8x2>(ref gradients, ref sums, stride, rows, first, joins, distance);
        else
            column = Sixteens<Lanes4x4>(ref gradients, ref sums, stride, rows, first, joins, distance);
        for (; column < stride; column += 4)
            Accumulate<Lanes4>(ref Unsafe.Add(ref gradients, column), ref Unsafe.Add(ref sums, column), stride, rows, first, joins, distance);
    }

    /// <summary>As many columns as whole vectors of sixteen hold, four vectors at a time: one alone would wait for each of its additions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Sixteens<TLanes>(ref float gradients, ref float sums, int stride, int rows, bool first, int joins, int distance)
        where TLanes : struct, ILanes<TLanes>
    {
        var column = 0;
        for (; column + 64 <= stride; column += 64)
            AccumulateFour<TLanes>(ref Unsafe.Add(ref gradients, column), ref Unsafe.Add(ref sums, column), stride, rows, first, joins, distance);
        for (; column + 32 <= stride; column += 32)
            AccumulateTwo<TLanes>(ref Unsafe.Add(ref gradients, column), ref Unsafe.Add(ref sums, column), stride, rows, first, joins, distance);
        for (; column + 16 <= stride; column += 16)
            Accumulate<TLanes>(ref Unsafe.Add(ref gradients, column), ref Unsafe.Add(ref sums, column), stride, rows, first, joins, distance);
        return column;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AccumulateFour<TLanes>(ref float gradients, ref float sums, int stride, int rows, bool first, int joins, int distance)
        where TLanes : struct, ILanes<TLanes>
    {
        var zero = TLanes.Create(0f);
        TLanes sum0 = zero, sum1 = zero, sum2 = zero, sum3 = zero;
        if (!first)
            (sum0, sum1, sum2, sum3) = (TLanes.Load(ref sums, 0), TLanes.Load(ref sums, 16), TLanes.Load(ref sums, 32), TLanes.Load(ref sums, 48));
        ref var source = ref gradients;
        for (var row = 0; row < rows; row++)
        {
            sum0 += TLanes.Load(ref source, 0);
            sum1 += TLanes.Load(ref source, 16);
            sum2 += TLanes.Load(ref source, 32);
            sum3 += TLanes.Load(ref source, 48);
            source = ref Unsafe.Add(ref source, stride);
        }

        ref var target = ref sums;
        for (var join = 0; join < joins; join++)
        {
            target = ref Unsafe.Subtract(ref target, distance);
            sum0 += TLanes.Load(ref target, 0);
            sum1 += TLanes.Load(ref target, 16);
            sum2 += TLanes.Load(ref target, 32);
            sum3 += TLanes.Load(ref target, 48);
        }

        TLanes.Store(sum0, ref target, 0);
        TLanes.Store(sum1, ref target, 16);
        TLanes.Store(sum2, ref target, 32);
        TLanes.Store(sum3, ref target, 48);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AccumulateTwo<TLanes>(ref float gradients, ref float sums, int stride, int rows, bool first, int joins, int distance)
        where TLanes : struct, ILanes<TLanes>
    {
        var zero = TLanes.Create(0f);
        TLanes sum0 = zero, sum1 = zero;
        if (!first)
            (sum0, sum1) = (TLanes.Load(ref sums, 0), TLanes.Load(ref sums, 16));
        ref var source = ref gradients;
        for (var row = 0; row < rows; row++)
        {
            sum0 += TLanes.Load(ref source, 0);
            sum1 += TLanes.Load(ref source, 16);
            source = ref Unsafe.Add(ref source, stride);
        }

        ref var target = ref sums;
        for (var join = 0; join < joins; join++)
        {
            target = ref Unsafe.Subtract(ref target, distance);
            sum0 += TLanes.Load(ref target, 0);
            sum1 += TLanes.Load(ref target, 16);
        }

        TLanes.Store(sum0, ref target, 0);
        TLanes.Store(sum1, ref target, 16);
    }

    /// <summary>One vector of columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Accumulate<TLanes>(ref float gradients, ref float sums, int stride, int rows, bool first, int joins, int distance)
        where TLanes : struct, ILanes<TLanes>
    {
        var sum = first ? TLanes.Create(0f) : TLanes.Load(ref sums, 0);
        for (var row = 0; row < rows; row++)
            sum += TLanes.Load(ref gradients, (nuint)(row * stride));
        ref var target = ref sums;
        for (var join = 0; join < joins; join++)
        {
            target = ref Unsafe.Subtract(ref target, distance);
            sum += TLanes.Load(ref target, 0);
        }

        TLanes.Store(sum, ref target, 0);
    }
}
