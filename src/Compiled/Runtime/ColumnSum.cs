using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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
            var sum = first ? Vector512<float>.Zero : Vector512.LoadUnsafe(ref sums, (nuint)column);
            for (var row = 0; row < rows; row++)
                sum += Vector512.LoadUnsafe(ref gradients, (nuint)(row * stride + column));
            ref var target = ref sums;
            for (var join = 0; join < joins; join++)
            {
                target = ref Unsafe.Subtract(ref target, distance);
                sum += Vector512.LoadUnsafe(ref target, (nuint)column);
            }

            sum.StoreUnsafe(ref target, (nuint)column);
        }

        for (; column < stride; column += 4)
        {
            var sum = first ? Vector128<float>.Zero : Vector128.LoadUnsafe(ref sums, (nuint)column);
            for (var row = 0; row < rows; row++)
                sum += Vector128.LoadUnsafe(ref gradients, (nuint)(row * stride + column));
            ref var target = ref sums;
            for (var join = 0; join < joins; join++)
            {
                target = ref Unsafe.Subtract(ref target, distance);
                sum += Vector128.LoadUnsafe(ref target, (nuint)column);
            }

            sum.StoreUnsafe(ref target, (nuint)column);
        }
    }
}
