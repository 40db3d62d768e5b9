using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Compiled.Runtime;

/// <summary>
/// Eight dense rows to columns and back, in vectors of 256 bits: two rows of 3 or 4 share a vector, four apart, so that the halves are turned four by four at once. Moves only.
/// </summary>
internal static class EightRows
{
    private const int Count = 8;

    /// <summary>Rows of two to four floats without gaps, on a processor with vectors of eight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreFaster(int rowStride, int width) => Avx2.IsSupported && rowStride == width && width is >= 2 and <= 4;

    /// <summary>columns[f, r] = rows[r, f] for whole groups of eight rows from <paramref name="row"/> on; returns the row after the last.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static int ToColumns(ref float rows, ref float columns, int width, int row, int count, int stride)
    {
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

    /// <summary>rows[r, f] = columns[f, r] for whole groups of eight rows from <paramref name="row"/> on; returns the row after the last.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static int ToRows(ref float columns, int stride, ref float rows, int width, int row, int count)
    {
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
        var (low, high) = (Vector256.LoadUnsafe(ref rows), Vector256.LoadUnsafe(ref rows, Count));
        SwapMiddle(Avx.Shuffle(low, high, 0b_10_00_10_00)).StoreUnsafe(ref columns);
        SwapMiddle(Avx.Shuffle(low, high, 0b_11_01_11_01)).StoreUnsafe(ref columns, stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TwoToRows(ref float columns, nuint stride, ref float rows)
    {
        var (first, second) = (SwapMiddle(Vector256.LoadUnsafe(ref columns)), SwapMiddle(Vector256.LoadUnsafe(ref columns, stride)));
        Avx.UnpackLow(first, second).StoreUnsafe(ref rows);
        Avx.UnpackHigh(first, second).StoreUnsafe(ref rows, Count);
    }

    /// <summary>The last row is loaded from one float before it, which is there, and not to one behind it, which need not be.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ThreeToColumns(ref float rows, ref float columns, nuint stride)
    {
        var last = Avx.Permute(Vector128.LoadUnsafe(ref rows, 20), 0b_11_11_10_01);
        var (column0, column1, column2, _) = Transposition.FourByFour(
            Rows(ref rows, 0, 12), Rows(ref rows, 3, 15), Rows(ref rows, 6, 18), Vector256.Create(Vector128.LoadUnsafe(ref rows, 9), last));
        column0.StoreUnsafe(ref columns);
        column1.StoreUnsafe(ref columns, stride);
        column2.StoreUnsafe(ref columns, 2 * stride);
    }

    /// <summary>A row is stored as four floats, the last of which the next row replaces. The last one is stored with the end of the one before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ThreeToRows(ref float columns, nuint stride, ref float rows)
    {
        var column2 = Vector256.LoadUnsafe(ref columns, 2 * stride);
        var (rows04, rows15, rows26, rows37) = Transposition.FourByFour(Vector256.LoadUnsafe(ref columns), Vector256.LoadUnsafe(ref columns, stride), column2, column2);
        rows04.GetLower().StoreUnsafe(ref rows);
        rows15.GetLower().StoreUnsafe(ref rows, 3);
        rows26.GetLower().StoreUnsafe(ref rows, 6);
        rows37.GetLower().StoreUnsafe(ref rows, 9);
        rows04.GetUpper().StoreUnsafe(ref rows, 12);
        rows15.GetUpper().StoreUnsafe(ref rows, 15);
        var beforeLast = rows26.GetUpper();
        beforeLast.StoreUnsafe(ref rows, 18);
        Sse41.Blend(Avx.Permute(beforeLast, 0b_10_10_10_10), Avx.Permute(rows37.GetUpper(), 0b_10_01_00_00), 0b_1110).StoreUnsafe(ref rows, 20);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FourToColumns(ref float rows, ref float columns, nuint stride)
    {
        var (column0, column1, column2, column3) = Transposition.FourByFour(Rows(ref rows, 0, 16), Rows(ref rows, 4, 20), Rows(ref rows, 8, 24), Rows(ref rows, 12, 28));
        column0.StoreUnsafe(ref columns);
        column1.StoreUnsafe(ref columns, stride);
        column2.StoreUnsafe(ref columns, 2 * stride);
        column3.StoreUnsafe(ref columns, 3 * stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FourToRows(ref float columns, nuint stride, ref float rows)
    {
        var (rows04, rows15, rows26, rows37) = Transposition.FourByFour(
            Vector256.LoadUnsafe(ref columns), Vector256.LoadUnsafe(ref columns, stride), Vector256.LoadUnsafe(ref columns, 2 * stride), Vector256.LoadUnsafe(ref columns, 3 * stride));
        Avx.Permute2x128(rows04, rows15, 0b_10_00_00).StoreUnsafe(ref rows);
        Avx.Permute2x128(rows26, rows37, 0b_10_00_00).StoreUnsafe(ref rows, 8);
        Avx.Permute2x128(rows04, rows15, 0b_11_00_01).StoreUnsafe(ref rows, 16);
        Avx.Permute2x128(rows26, rows37, 0b_11_00_01).StoreUnsafe(ref rows, 24);
    }

    /// <summary>Four floats from each of two places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Rows(ref float rows, nuint first, nuint second) =>
        Vector256.Create(Vector128.LoadUnsafe(ref rows, first), Vector128.LoadUnsafe(ref rows, second));

    /// <summary>Pairs 0, 2, 1, 3: shuffles work within halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> SwapMiddle(Vector256<float> value) => Avx2.Permute4x64(value.AsDouble(), 0b_11_01_10_00).AsSingle();
}
