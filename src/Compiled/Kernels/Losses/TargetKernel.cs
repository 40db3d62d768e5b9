using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Compiled.Runtime;

/// <summary>Targets as a loss sees them after StandardizeTargets, and gradients at the outputs of predictions as training needs them; each operation rounded.</summary>
/// <remarks>Rows of exactly their width, one after the other. Input and output may be the same memory.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class TargetKernel
{
    /// <summary>(t − mean) / scale, with a mean and a scale per output.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Standardize(ref float targets, ref float means, ref float scales, ref float output, int width, int rows)
    {
        if (width == 1)
        {
            // One output, the usual case: the rows themselves fill the vectors.
            nuint row = 0;
            for (; Vector512.IsHardwareAccelerated && row + 16 <= (nuint)rows; row += 16)
                ((Vector512.LoadUnsafe(ref targets, row) - Vector512.Create(means)) / Vector512.Create(scales)).StoreUnsafe(ref output, row);
            for (; row + 8 <= (nuint)rows; row += 8)
                ((Vector256.LoadUnsafe(ref targets, row) - Vector256.Create(means)) / Vector256.Create(scales)).StoreUnsafe(ref output, row);
            for (; row < (nuint)rows; row++)
                Unsafe.Add(ref output, row) = (Unsafe.Add(ref targets, row) - means) / scales;
            return;
        }

        for (var row = 0; row < rows; row++)
        {
            ref var t = ref Unsafe.Add(ref targets, (nint)row * width);
            ref var z = ref Unsafe.Add(ref output, (nint)row * width);
            nuint index = 0;
            for (; Vector512.IsHardwareAccelerated && index + 16 <= (nuint)width; index += 16)
                ((Vector512.LoadUnsafe(ref t, index) - Vector512.LoadUnsafe(ref means, index)) / Vector512.LoadUnsafe(ref scales, index)).StoreUnsafe(ref z, index);
            for (; index + 8 <= (nuint)width; index += 8)
                ((Vector256.LoadUnsafe(ref t, index) - Vector256.LoadUnsafe(ref means, index)) / Vector256.LoadUnsafe(ref scales, index)).StoreUnsafe(ref z, index);
            for (; index < (nuint)width; index++)
                Unsafe.Add(ref z, index) = (Unsafe.Add(ref t, index) - Unsafe.Add(ref means, index)) / Unsafe.Add(ref scales, index);
        }
    }

    /// <summary>∂L/∂z = scale · ∂L/∂y, for y = z · scale + mean.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void ScaleGradient(ref float gradient, ref float scales, ref float output, int width, int rows)
    {
        for (var row = 0; row < rows; row++)
        {
            ref var g = ref Unsafe.Add(ref gradient, (nint)row * width);
            ref var z = ref Unsafe.Add(ref output, (nint)row * width);
            nuint index = 0;
            for (; Vector512.IsHardwareAccelerated && index + 16 <= (nuint)width; index += 16)
                (Vector512.LoadUnsafe(ref g, index) * Vector512.LoadUnsafe(ref scales, index)).StoreUnsafe(ref z, index);
            for (; index + 8 <= (nuint)width; index += 8)
                (Vector256.LoadUnsafe(ref g, index) * Vector256.LoadUnsafe(ref scales, index)).StoreUnsafe(ref z, index);
            for (; index < (nuint)width; index++)
                Unsafe.Add(ref z, index) = Unsafe.Add(ref g, index) * Unsafe.Add(ref scales, index);
        }
    }
}
