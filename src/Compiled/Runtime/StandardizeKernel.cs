using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

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
            for (; index + 16 <= (nuint)width; index += 16)
                ((Vector512.LoadUnsafe(ref x, index) - Vector512.LoadUnsafe(ref means, index)) * Vector512.LoadUnsafe(ref factors, index)).StoreUnsafe(ref y, index);
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
            var (mean, factor) = (Vector512.Create(Unsafe.Add(ref means, column)), Vector512.Create(Unsafe.Add(ref factors, column)));
            for (nuint index = 0; index < (nuint)stride; index += 16)
                ((Vector512.LoadUnsafe(ref x, index) - mean) * factor).StoreUnsafe(ref y, index);
        }
    }
}
