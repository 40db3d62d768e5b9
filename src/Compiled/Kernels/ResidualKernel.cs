using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Compiled.Runtime;

/// <summary>The sum at the end of a residual, and the sum of the two gradients at its beginning.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ResidualKernel
{
    /// <summary>sums[i] = values[i] + skipped[i] for <paramref name="length"/> floats, a multiple of 4; the sums may be the values.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Add(ref readonly float values, ref readonly float skipped, ref float sums, int length)
    {
        nuint index = 0;
        for (; Vector512.IsHardwareAccelerated && index + 16 <= (nuint)length; index += 16)
            (Vector512.LoadUnsafe(in values, index) + Vector512.LoadUnsafe(in skipped, index)).StoreUnsafe(ref sums, index);
        for (; index + 8 <= (nuint)length; index += 8)
            (Vector256.LoadUnsafe(in values, index) + Vector256.LoadUnsafe(in skipped, index)).StoreUnsafe(ref sums, index);
        for (; index < (nuint)length; index += 4)
            (Vector128.LoadUnsafe(in values, index) + Vector128.LoadUnsafe(in skipped, index)).StoreUnsafe(ref sums, index);
    }

    /// <summary>The same where the skipped rows are the caller's, which have no padding: that of the values becomes that of the sums.</summary>
    /// <param name="values">Rows of whole vectors.</param>
    /// <param name="skipped">Rows of exactly their width.</param>
    /// <param name="sums">Rows of whole vectors; they may be the values.</param>
    /// <param name="width">Floats of a row that count.</param>
    /// <param name="stride">Floats from row to row of values and sums.</param>
    /// <param name="rows">Number of rows.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void AddUnpadded(ref readonly float values, ref readonly float skipped, ref float sums, int width, int stride, int rows)
    {
        for (var row = 0; row < rows; row++)
        {
            ref readonly var value = ref Unsafe.Add(ref Unsafe.AsRef(in values), row * stride);
            ref readonly var skip = ref Unsafe.Add(ref Unsafe.AsRef(in skipped), row * width);
            ref var sum = ref Unsafe.Add(ref sums, row * stride);
            nuint index = 0;
            for (; Vector512.IsHardwareAccelerated && index + 16 <= (nuint)width; index += 16)
                (Vector512.LoadUnsafe(in value, index) + Vector512.LoadUnsafe(in skip, index)).StoreUnsafe(ref sum, index);
            for (; index + 8 <= (nuint)width; index += 8)
                (Vector256.LoadUnsafe(in value, index) + Vector256.LoadUnsafe(in skip, index)).StoreUnsafe(ref sum, index);
            for (; index + 4 <= (nuint)width; index += 4)
                (Vector128.LoadUnsafe(in value, index) + Vector128.LoadUnsafe(in skip, index)).StoreUnsafe(ref sum, index);
            for (; index < (nuint)width; index++)
                Unsafe.Add(ref sum, index) = Unsafe.Add(ref Unsafe.AsRef(in value), index) + Unsafe.Add(ref Unsafe.AsRef(in skip), index);
            for (; index < (nuint)stride; index++)
                Unsafe.Add(ref sum, index) = Unsafe.Add(ref Unsafe.AsRef(in value), index);
        }
    }
}
