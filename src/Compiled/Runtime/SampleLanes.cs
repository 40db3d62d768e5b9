using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Compiled.Runtime;

/// <summary>
/// Between rows of floats and columns of samples, for networks so narrow that samples, not outputs, fill the vectors: feature f of sample r
/// stands at <c>f · stride + r</c>. Moves only; the sums at the end add sixteen lanes in one fixed order. For emitted code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SampleLanes
{
    /// <summary>Floats in one group of samples: strides are multiples of it.</summary>
    public const int Group = 16;

    /// <summary>columns[f, r] = rows[r, f]; samples from <paramref name="count"/> to <paramref name="stride"/> become 0.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void ToColumns(ref float rows, int rowStride, ref float columns, int width, int count, int stride)
    {
        if (width == 1 && rowStride == 1)
        {
            MemoryMarshal.CreateReadOnlySpan(ref rows, count).CopyTo(MemoryMarshal.CreateSpan(ref columns, count));
        }
        else
        {
            var row = 0;
            for (; row + 4 <= count; row += 4)
                FourRowsToColumns(ref Unsafe.Add(ref rows, row * rowStride), rowStride, ref Unsafe.Add(ref columns, row), width, stride);
            for (; row < count; row++)
            for (var feature = 0; feature < width; feature++)
                Unsafe.Add(ref columns, feature * stride + row) = Unsafe.Add(ref rows, row * rowStride + feature);
        }

        for (var feature = 0; count < stride && feature < width; feature++)
            MemoryMarshal.CreateSpan(ref Unsafe.Add(ref columns, feature * stride + count), stride - count).Clear();
    }

    /// <summary>rows[r, f] = columns[f, r] for the first <paramref name="count"/> samples; floats between the rows are not touched.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void ToRows(ref float columns, int stride, ref float rows, int rowStride, int width, int count)
    {
        if (width == 1 && rowStride == 1)
        {
            MemoryMarshal.CreateReadOnlySpan(ref columns, count).CopyTo(MemoryMarshal.CreateSpan(ref rows, count));
            return;
        }

        var row = 0;
        for (; row + 4 <= count; row += 4)
        {
            // A row of three is stored as four: the fourth float is the next row's first, which is written right after.
            var isLast = row + 4 == count;
            FourColumnsToRows(ref Unsafe.Add(ref columns, row), stride, ref Unsafe.Add(ref rows, row * rowStride), rowStride, width, isLast);
        }

        for (; row < count; row++)
        for (var feature = 0; feature < width; feature++)
            Unsafe.Add(ref rows, row * rowStride + feature) = Unsafe.Add(ref columns, feature * stride + row);
    }

    /// <summary>sums[f] = (first ? 0 : sums[f]) + the samples' gradients, lane by lane: the gradient of biases before its lanes are joined.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void AddColumns(ref float columns, ref float sums, int width, int stride, bool first)
    {
        for (var feature = 0; feature < width; feature++)
        {
            ref var column = ref Unsafe.Add(ref columns, feature * stride);
            var sum = first ? Vector512<float>.Zero : Vector512.LoadUnsafe(ref sums, (nuint)(feature * Group));
            for (var sample = 0; sample < stride; sample += Group)
                sum += Vector512.LoadUnsafe(ref column, (nuint)sample);
            sum.StoreUnsafe(ref sums, (nuint)(feature * Group));
        }
    }

    /// <summary>result[r, o] = the sixteen lanes of sums[r, o], joined by halving: lane + (lane + 8), then 4, 2, 1.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Join(ref float sums, ref float result, int rows, int outputs, int resultStride)
    {
        for (var row = 0; row < rows; row++)
        {
            ref var source = ref Unsafe.Add(ref sums, row * outputs * Group);
            ref var target = ref Unsafe.Add(ref result, row * resultStride);
            var output = 0;
            for (; output + 4 <= outputs; output += 4)
                JoinFour(ref Unsafe.Add(ref source, output * Group)).StoreUnsafe(ref target, (nuint)output);
            for (; output < outputs; output++)
            {
                var half = Half(ref Unsafe.Add(ref source, output * Group));
                var pair = half + Vector128.Shuffle(half, Vector128.Create(2, 3, 2, 3));
                Unsafe.Add(ref target, output) = pair[0] + pair[1];
            }
        }
    }

    /// <summary>16 lanes to 4: lane + (lane + 8), then + (lane + 4).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Half(ref float sums)
    {
        var eight = Vector256.LoadUnsafe(ref sums) + Vector256.LoadUnsafe(ref sums, 8);
        return eight.GetLower() + eight.GetUpper();
    }

    /// <summary>Four outputs at once: a transposition turns the last two halvings into lane-wise sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> JoinFour(ref float sums)
    {
        var (lane0, lane1, lane2, lane3) = Transposition.FourByFour(
            Half(ref sums), Half(ref Unsafe.Add(ref sums, Group)), Half(ref Unsafe.Add(ref sums, 2 * Group)), Half(ref Unsafe.Add(ref sums, 3 * Group)));
        return (lane0 + lane2) + (lane1 + lane3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FourRowsToColumns(ref float rows, int rowStride, ref float columns, int width, int stride)
    {
        var feature = 0;
        for (; feature + 4 <= width; feature += 4)
        {
            var (column0, column1, column2, column3) = Transposition.FourByFour(
                Vector128.LoadUnsafe(ref rows, (nuint)feature), Vector128.LoadUnsafe(ref rows, (nuint)(rowStride + feature)),
                Vector128.LoadUnsafe(ref rows, (nuint)(2 * rowStride + feature)), Vector128.LoadUnsafe(ref rows, (nuint)(3 * rowStride + feature)));
            column0.StoreUnsafe(ref columns, (nuint)(feature * stride));
            column1.StoreUnsafe(ref columns, (nuint)((feature + 1) * stride));
            column2.StoreUnsafe(ref columns, (nuint)((feature + 2) * stride));
            column3.StoreUnsafe(ref columns, (nuint)((feature + 3) * stride));
        }

        for (; feature < width; feature++)
        {
            Vector128.Create(
                Unsafe.Add(ref rows, feature), Unsafe.Add(ref rows, rowStride + feature), Unsafe.Add(ref rows, 2 * rowStride + feature),
                Unsafe.Add(ref rows, 3 * rowStride + feature)).StoreUnsafe(ref columns, (nuint)(feature * stride));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FourColumnsToRows(ref float columns, int stride, ref float rows, int rowStride, int width, bool isLast)
    {
        var feature = 0;
        for (; feature + 4 <= width; feature += 4)
        {
            var (row0, row1, row2, row3) = Load(ref columns, feature, stride);
            row0.StoreUnsafe(ref rows, (nuint)feature);
            row1.StoreUnsafe(ref rows, (nuint)(rowStride + feature));
            row2.StoreUnsafe(ref rows, (nuint)(2 * rowStride + feature));
            row3.StoreUnsafe(ref rows, (nuint)(3 * rowStride + feature));
        }

        if (width == 3 && rowStride == 3 && !isLast)
        {
            var column0 = Vector128.LoadUnsafe(ref columns);
            var (row0, row1, row2, row3) = Transposition.FourByFour(
                column0, Vector128.LoadUnsafe(ref columns, (nuint)stride), Vector128.LoadUnsafe(ref columns, (nuint)(2 * stride)), column0);
            row0.StoreUnsafe(ref rows);
            row1.StoreUnsafe(ref rows, 3);
            row2.StoreUnsafe(ref rows, 6);
            row3.StoreUnsafe(ref rows, 9);
            return;
        }

        for (; feature < width; feature++)
        for (var row = 0; row < 4; row++)
            Unsafe.Add(ref rows, row * rowStride + feature) = Unsafe.Add(ref columns, feature * stride + row);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector128<float>, Vector128<float>, Vector128<float>, Vector128<float>) Load(ref float columns, int feature, int stride) =>
        Transposition.FourByFour(
            Vector128.LoadUnsafe(ref columns, (nuint)(feature * stride)), Vector128.LoadUnsafe(ref columns, (nuint)((feature + 1) * stride)),
            Vector128.LoadUnsafe(ref columns, (nuint)((feature + 2) * stride)), Vector128.LoadUnsafe(ref columns, (nuint)((feature + 3) * stride)));
}
