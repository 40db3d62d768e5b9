using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Compiled.Runtime;

public static partial class SampleLanes
{
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
            var row = SixteenRows.AreFaster(rowStride, width) ? SixteenRows.ToColumns(ref rows, ref columns, width, count, stride) : 0;
            if (EightRows.AreFaster(rowStride, width))
                row = EightRows.ToColumns(ref rows, ref columns, width, row, count, stride);
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

        var row = SixteenRows.AreFaster(rowStride, width) ? SixteenRows.ToRows(ref columns, stride, ref rows, width, count) : 0;
        if (EightRows.AreFaster(rowStride, width))
            row = EightRows.ToRows(ref columns, stride, ref rows, width, row, count);
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
