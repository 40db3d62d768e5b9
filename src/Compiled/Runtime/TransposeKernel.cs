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
                var low01 = UnpackLow(row0, row1);
                var high01 = UnpackHigh(row0, row1);
                var low23 = UnpackLow(row2, row3);
                var high23 = UnpackHigh(row2, row3);
                JoinLow(low01, low23).StoreUnsafe(ref target);
                JoinHigh(low01, low23).StoreUnsafe(ref target, (nuint)transposedStride);
                JoinLow(high01, high23).StoreUnsafe(ref target, (nuint)(2 * transposedStride));
                JoinHigh(high01, high23).StoreUnsafe(ref target, (nuint)(3 * transposedStride));
            }

            for (; input < inputs; input++)
            for (var lane = 0; lane < 4; lane++)
                Unsafe.Add(ref transposed, (output + lane) * transposedStride + input) = Unsafe.Add(ref weights, input * stride + output + lane);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> UnpackLow(Vector128<float> left, Vector128<float> right) =>
        System.Runtime.Intrinsics.X86.Sse.IsSupported ? System.Runtime.Intrinsics.X86.Sse.UnpackLow(left, right)
        : System.Runtime.Intrinsics.Arm.AdvSimd.Arm64.IsSupported ? System.Runtime.Intrinsics.Arm.AdvSimd.Arm64.ZipLow(left, right)
        : Vector128.Create(left[0], right[0], left[1], right[1]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> UnpackHigh(Vector128<float> left, Vector128<float> right) =>
        System.Runtime.Intrinsics.X86.Sse.IsSupported ? System.Runtime.Intrinsics.X86.Sse.UnpackHigh(left, right)
        : System.Runtime.Intrinsics.Arm.AdvSimd.Arm64.IsSupported ? System.Runtime.Intrinsics.Arm.AdvSimd.Arm64.ZipHigh(left, right)
        : Vector128.Create(left[2], right[2], left[3], right[3]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> JoinLow(Vector128<float> left, Vector128<float> right) =>
        Vector128.Create(left.GetLower(), right.GetLower());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> JoinHigh(Vector128<float> left, Vector128<float> right) =>
        Vector128.Create(left.GetUpper(), right.GetUpper());
}
