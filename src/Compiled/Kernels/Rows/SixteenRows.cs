using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Compiled.Runtime;

/// <summary>
/// Sixteen dense rows to columns and back, in vectors of 512 bits: permutations of two vectors for rows of 2 and 3, transposed quarters for rows of
/// 4. Moves only. A third of the shuffles that four rows at a time take.
/// </summary>
internal static class SixteenRows
{
    private const int Count = SampleLanes.Group;

    /// <summary>Rows of two to four floats without gaps, on a processor that permutes two vectors at once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreFaster(int rowStride, int width) => Avx512F.IsSupported && rowStride == width && width is >= 2 and <= 4;

    /// <summary>columns[f, r] = rows[r, f] for whole groups of sixteen rows; returns how many rows that were.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static int ToColumns(ref float rows, ref float columns, int width, int count, int stride)
    {
        var row = 0;
        if (width == 2)
        {
            for (; row + Count <= count; row += Count)
                TwoToColumns(ref Unsafe.Add(ref rows, row * 2), ref Unsafe.Add(ref columns, row), (nuint)stride);
        }
        else if (width == 3)
        {
            for (; row + Count <= count; row += Count)
                ThreeToColumns(ref Unsafe.Add(ref rows, row * 3), ref Unsafe.Add(ref columns, row), (nuint)stride);
        }
        else
        {
            for (; row + Count <= count; row += Count)
                FourToColumns(ref Unsafe.Add(ref rows, row * 4), ref Unsafe.Add(ref columns, row), (nuint)stride);
        }

        return row;
    }

    /// <summary>rows[r, f] = columns[f, r] for whole groups of sixteen rows; returns how many rows that were.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static int ToRows(ref float columns, int stride, ref float rows, int width, int count)
    {
        var row = 0;
        if (width == 2)
        {
            for (; row + Count <= count; row += Count)
                TwoToRows(ref Unsafe.Add(ref columns, row), (nuint)stride, ref Unsafe.Add(ref rows, row * 2));
        }
        else if (width == 3)
        {
            for (; row + Count <= count; row += Count)
                ThreeToRows(ref Unsafe.Add(ref columns, row), (nuint)stride, ref Unsafe.Add(ref rows, row * 3));
        }
        else
        {
            for (; row + Count <= count; row += Count)
                FourToRows(ref Unsafe.Add(ref columns, row), (nuint)stride, ref Unsafe.Add(ref rows, row * 4));
        }

        return row;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TwoToColumns(ref float rows, ref float columns, nuint stride)
    {
        var (low, high) = (Vector512.LoadUnsafe(ref rows), Vector512.LoadUnsafe(ref rows, Count));
        Permute(low, high, Vector512.Create(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30)).StoreUnsafe(ref columns);
        Permute(low, high, Vector512.Create(1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31)).StoreUnsafe(ref columns, stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TwoToRows(ref float columns, nuint stride, ref float rows)
    {
        var (first, second) = (Vector512.LoadUnsafe(ref columns), Vector512.LoadUnsafe(ref columns, stride));
        Permute(first, second, Vector512.Create(0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23)).StoreUnsafe(ref rows);
        Permute(first, second, Vector512.Create(8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31)).StoreUnsafe(ref rows, Count);
    }

    /// <summary>Column f is float 3r + f: first from the first two vectors, then what the third holds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ThreeToColumns(ref float rows, ref float columns, nuint stride)
    {
        var (low, middle, high) = (Vector512.LoadUnsafe(ref rows), Vector512.LoadUnsafe(ref rows, Count), Vector512.LoadUnsafe(ref rows, 2 * Count));
        var first = Permute(low, middle, Vector512.Create(0, 3, 6, 9, 12, 15, 18, 21, 24, 27, 30, 0, 0, 0, 0, 0));
        var second = Permute(low, middle, Vector512.Create(1, 4, 7, 10, 13, 16, 19, 22, 25, 28, 31, 0, 0, 0, 0, 0));
        var third = Permute(low, middle, Vector512.Create(2, 5, 8, 11, 14, 17, 20, 23, 26, 29, 0, 0, 0, 0, 0, 0));
        Permute(first, high, Vector512.Create(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 17, 20, 23, 26, 29)).StoreUnsafe(ref columns);
        Permute(second, high, Vector512.Create(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 18, 21, 24, 27, 30)).StoreUnsafe(ref columns, stride);
        Permute(third, high, Vector512.Create(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 16, 19, 22, 25, 28, 31)).StoreUnsafe(ref columns, 2 * stride);
    }

    /// <summary>Each vector of rows takes from the first two columns, then from the third.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ThreeToRows(ref float columns, nuint stride, ref float rows)
    {
        var (first, second, third) = (Vector512.LoadUnsafe(ref columns), Vector512.LoadUnsafe(ref columns, stride), Vector512.LoadUnsafe(ref columns, 2 * stride));
        var low = Permute(first, second, Vector512.Create(0, 16, 0, 1, 17, 0, 2, 18, 0, 3, 19, 0, 4, 20, 0, 5));
        var middle = Permute(first, second, Vector512.Create(21, 0, 6, 22, 0, 7, 23, 0, 8, 24, 0, 9, 25, 0, 10, 26));
        var high = Permute(first, second, Vector512.Create(0, 11, 27, 0, 12, 28, 0, 13, 29, 0, 14, 30, 0, 15, 31, 0));
        Permute(low, third, Vector512.Create(0, 1, 16, 3, 4, 17, 6, 7, 18, 9, 10, 19, 12, 13, 20, 15)).StoreUnsafe(ref rows);
        Permute(middle, third, Vector512.Create(0, 21, 2, 3, 22, 5, 6, 23, 8, 9, 24, 11, 12, 25, 14, 15)).StoreUnsafe(ref rows, Count);
        Permute(high, third, Vector512.Create(26, 1, 2, 27, 4, 5, 28, 7, 8, 29, 10, 11, 30, 13, 14, 31)).StoreUnsafe(ref rows, 2 * Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FourToColumns(ref float rows, ref float columns, nuint stride)
    {
        var (column0, column1, column2, column3) = TransposeQuarters(
            Vector512.LoadUnsafe(ref rows), Vector512.LoadUnsafe(ref rows, Count), Vector512.LoadUnsafe(ref rows, 2 * Count), Vector512.LoadUnsafe(ref rows, 3 * Count));
        Swap(column0).StoreUnsafe(ref columns);
        Swap(column1).StoreUnsafe(ref columns, stride);
        Swap(column2).StoreUnsafe(ref columns, 2 * stride);
        Swap(column3).StoreUnsafe(ref columns, 3 * stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FourToRows(ref float columns, nuint stride, ref float rows)
    {
        var (rows0, rows1, rows2, rows3) = TransposeQuarters(
            Swap(Vector512.LoadUnsafe(ref columns)), Swap(Vector512.LoadUnsafe(ref columns, stride)),
            Swap(Vector512.LoadUnsafe(ref columns, 2 * stride)), Swap(Vector512.LoadUnsafe(ref columns, 3 * stride)));
        rows0.StoreUnsafe(ref rows);
        rows1.StoreUnsafe(ref rows, Count);
        rows2.StoreUnsafe(ref rows, 2 * Count);
        rows3.StoreUnsafe(ref rows, 3 * Count);
    }

    /// <summary>Each quarter of 4 floats, across the four vectors, turned into columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float>, Vector512<float>, Vector512<float>, Vector512<float>) TransposeQuarters(
        Vector512<float> row0, Vector512<float> row1, Vector512<float> row2, Vector512<float> row3)
    {
        var low01 = Avx512F.UnpackLow(row0, row1).AsDouble();
        var high01 = Avx512F.UnpackHigh(row0, row1).AsDouble();
        var low23 = Avx512F.UnpackLow(row2, row3).AsDouble();
        var high23 = Avx512F.UnpackHigh(row2, row3).AsDouble();
        return (
            Avx512F.UnpackLow(low01, low23).AsSingle(), Avx512F.UnpackHigh(low01, low23).AsSingle(),
            Avx512F.UnpackLow(high01, high23).AsSingle(), Avx512F.UnpackHigh(high01, high23).AsSingle());
    }

    /// <summary>Sample 4q + k stands at 4k + q after the quarters are transposed, and belongs at 4q + k; the same permutation undoes itself.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Swap(Vector512<float> value) =>
        Avx512F.PermuteVar16x32(value, Vector512.Create(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Permute(Vector512<float> lower, Vector512<float> upper, Vector512<int> indices) =>
        Avx512F.PermuteVar16x32x2(lower, indices, upper);
}
