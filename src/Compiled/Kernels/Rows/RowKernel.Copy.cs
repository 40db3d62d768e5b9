using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Compiled.Runtime;

public static partial class RowKernel
{
    /// <summary>Copies rows of <paramref name="count"/> floats between strides; what lies between the rows is not touched. Source and destination share no memory.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Copy(ref float source, int sourceStride, ref float destination, int destinationStride, int count, int rows)
    {
        if (Vector512.IsHardwareAccelerated && count >= 16)
            CopySixteens(ref source, (nuint)sourceStride, ref destination, (nuint)destinationStride, (nuint)count, (nuint)rows);
        else if (Vector256.IsHardwareAccelerated && count >= 8)
            CopyEights(ref source, (nuint)sourceStride, ref destination, (nuint)destinationStride, (nuint)count, (nuint)rows);
        else if (count >= 4)
            CopyFours(ref source, (nuint)sourceStride, ref destination, (nuint)destinationStride, (nuint)count, (nuint)rows);
        else
            CopyFew(ref source, (nuint)sourceStride, ref destination, (nuint)destinationStride, count, (nuint)rows);
    }

    /// <summary>Copies one row; a constant width becomes a few moves, none of which reads across what two vectors have stored.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CopyOne(ref float source, ref float destination, int count)
    {
        nuint i = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; i + 16 <= (nuint)count; i += 16)
                Vector512.LoadUnsafe(ref source, i).StoreUnsafe(ref destination, i);
        }

        if (Vector256.IsHardwareAccelerated)
        {
            for (; i + 8 <= (nuint)count; i += 8)
                Vector256.LoadUnsafe(ref source, i).StoreUnsafe(ref destination, i);
        }

        for (; i + 4 <= (nuint)count; i += 4)
            Vector128.LoadUnsafe(ref source, i).StoreUnsafe(ref destination, i);
        if ((count & 2) != 0)
        {
            CopyTwo(ref Unsafe.Add(ref source, i), ref Unsafe.Add(ref destination, i));
            i += 2;
        }

        if ((count & 1) != 0)
            Unsafe.Add(ref destination, i) = Unsafe.Add(ref source, i);
    }

    /// <summary>Whole vectors, and one that ends with the row: floats that two of them move are the same.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void CopySixteens(ref float source, nuint sourceStride, ref float destination, nuint destinationStride, nuint count, nuint rows)
    {
        var last = count - 16;
        for (nuint row = 0; row < rows; row++)
        {
            for (nuint i = 0; i < last; i += 16)
                Vector512.LoadUnsafe(ref source, i).StoreUnsafe(ref destination, i);
            Vector512.LoadUnsafe(ref source, last).StoreUnsafe(ref destination, last);
            source = ref Unsafe.Add(ref source, sourceStride);
            destination = ref Unsafe.Add(ref destination, destinationStride);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void CopyEights(ref float source, nuint sourceStride, ref float destination, nuint destinationStride, nuint count, nuint rows)
    {
        var last = count - 8;
        for (nuint row = 0; row < rows; row++)
        {
            for (nuint i = 0; i < last; i += 8)
                Vector256.LoadUnsafe(ref source, i).StoreUnsafe(ref destination, i);
            Vector256.LoadUnsafe(ref source, last).StoreUnsafe(ref destination, last);
            source = ref Unsafe.Add(ref source, sourceStride);
            destination = ref Unsafe.Add(ref destination, destinationStride);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void CopyFours(ref float source, nuint sourceStride, ref float destination, nuint destinationStride, nuint count, nuint rows)
    {
        var last = count - 4;
        for (nuint row = 0; row < rows; row++)
        {
            for (nuint i = 0; i < last; i += 4)
                Vector128.LoadUnsafe(ref source, i).StoreUnsafe(ref destination, i);
            Vector128.LoadUnsafe(ref source, last).StoreUnsafe(ref destination, last);
            source = ref Unsafe.Add(ref source, sourceStride);
            destination = ref Unsafe.Add(ref destination, destinationStride);
        }
    }

    /// <summary>Up to three floats a row.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void CopyFew(ref float source, nuint sourceStride, ref float destination, nuint destinationStride, int count, nuint rows)
    {
        for (nuint row = 0; row < rows; row++)
        {
            if (count > 1)
                CopyTwo(ref source, ref destination);
            if (count != 2)
                Unsafe.Add(ref destination, count - 1) = Unsafe.Add(ref source, count - 1);
            source = ref Unsafe.Add(ref source, sourceStride);
            destination = ref Unsafe.Add(ref destination, destinationStride);
        }
    }

    /// <summary>Two floats move as one integer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyTwo(ref float source, ref float destination) =>
        Unsafe.WriteUnaligned(ref Unsafe.As<float, byte>(ref destination), Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<float, byte>(ref source)));
}
