using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Compiled.Runtime;

/// <summary>Writes the transposed copy of a block's weights, which back-propagation reads: from [input][stride] to [output][transposedStride].</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class TransposeKernel
{
    /// <summary>
    /// Transposes 4 by 4 floats at a time. Both strides are multiples of 4, so the last groups read and write padding: zeros on both sides.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transpose(ref float weights, ref float transposed, int inputs, int outputs, int stride, int transposedStride)
    {
        for (var output = 0; output < outputs; output += 4)
        {
            var input = 0;
            for (; input + 4 <= inputs; input += 4)
            {
                ref var source = ref Unsafe.Add(ref weights, input * stride + output);
                ref var target = ref Unsafe.Add(ref transposed, output * transposedStride + input);
                var row0 = Vector128.LoadUnsafe(ref source);
                var row1 = Vector128.LoadUnsafe(ref source, (nuint)stride);
                var row2 = Vector128.LoadUnsafe(ref source, (nuint)(2 * stride));
                var row3 = Vector128.LoadUnsafe(ref source, (nuint)(3 * stride));
                var (column0, column1, column2, column3) = Transposition.FourByFour(row0, row1, row2, row3);
                column0.StoreUnsafe(ref target);
                column1.StoreUnsafe(ref target, (nuint)transposedStride);
                column2.StoreUnsafe(ref target, (nuint)(2 * transposedStride));
                column3.StoreUnsafe(ref target, (nuint)(3 * transposedStride));
            }

            for (; input < inputs; input++)
            for (var lane = 0; lane < 4; lane++)
                Unsafe.Add(ref transposed, (output + lane) * transposedStride + input) = Unsafe.Add(ref weights, input * stride + output + lane);
        }
    }
}
