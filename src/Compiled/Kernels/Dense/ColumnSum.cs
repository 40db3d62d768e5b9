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
        var column = 0;
        for (; column + 16 <= stride; column += 16)
        {
            if (Vector512.IsHardwareAccelerated)
                Accumulate<Lanes16>(ref Unsafe.Add(ref gradients, column), ref Unsafe.Add(ref sums, column), stride, rows, first, joins, distance);
            else if (Vector256.IsHardwareAccelerated)
                Accumulate<Lanes8x2>(ref Unsafe.Add(ref gradients, column), ref Unsafe.Add(ref sums, column), stride, rows, first, joins, distance);
            else
                Accumulate<Lanes4x4>(ref Unsafe.Add(ref gradients, column), ref Unsafe.Add(ref sums, column), stride, rows, first, joins, distance);
        }

        for (; column < stride; column += 4)
            Accumulate<Lanes4>(ref Unsafe.Add(ref gradients, column), ref Unsafe.Add(ref sums, column), stride, rows, first, joins, distance);
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
