using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>(x − mean) · factor, each operation rounded. A prediction runs it only where no dense block follows that could take it over.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class StandardizeKernel
{
    /// <summary>Rows of the input to rows of the output, which may be the same; what the output's rows have more becomes 0.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Rows(ref float input, ref float means, ref float factors, ref float output, int width, int inputStride, int outputStride, int rows)
    {
        for (var row = 0; row < rows; row++)
        {
            ref var x = ref Unsafe.Add(ref input, (nint)row * inputStride);
            ref var y = ref Unsafe.Add(ref output, (nint)row * outputStride);
            nuint index = 0;
            for (; Vector512.IsHardwareAccelerated && index + 16 <= (nuint)width; index += 16)
                ((Vector512.LoadUnsafe(ref x, index) - Vector512.LoadUnsafe(ref means, index)) * Vector512.LoadUnsafe(ref factors, index)).StoreUnsafe(ref y, index);
            for (; index + 8 <= (nuint)width; index += 8)
                ((Vector256.LoadUnsafe(ref x, index) - Vector256.LoadUnsafe(ref means, index)) * Vector256.LoadUnsafe(ref factors, index)).StoreUnsafe(ref y, index);
            for (; index < (nuint)width; index++)
                Unsafe.Add(ref y, index) = (Unsafe.Add(ref x, index) - Unsafe.Add(ref means, index)) * Unsafe.Add(ref factors, index);
            if (outputStride > width)
                MemoryMarshal.CreateSpan(ref Unsafe.Add(ref y, width), outputStride - width).Clear();
        }
    }

    /// <summary>The same with samples side by side: a column an input, of so many floats, a multiple of 16.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Columns(ref float input, ref float means, ref float factors, ref float output, int width, int stride)
    {
        for (var column = 0; column < width; column++)
        {
            ref var x = ref Unsafe.Add(ref input, (nint)column * stride);
            ref var y = ref Unsafe.Add(ref output, (nint)column * stride);
            if (Vector512.IsHardwareAccelerated)
                Column<Lanes16>(ref x, ref y, Unsafe.Add(ref means, column), Unsafe.Add(ref factors, column), stride);
            else if (Vector256.IsHardwareAccelerated)
                Column<Lanes8>(ref x, ref y, Unsafe.Add(ref means, column), Unsafe.Add(ref factors, column), stride);
            else
                Column<Lanes4>(ref x, ref y, Unsafe.Add(ref means, column), Unsafe.Add(ref factors, column), stride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Column<TLanes>(ref float x, ref float y, float mean, float factor, int stride)
        where TLanes : struct, ILanes<TLanes>
    {
        var (means, factors) = (TLanes.Create(mean), TLanes.Create(factor));
        for (nuint index = 0; index < (nuint)stride; index += (nuint)TLanes.Count)
            TLanes.Store((TLanes.Load(ref x, index) - means) * factors, ref y, index);
    }
}
