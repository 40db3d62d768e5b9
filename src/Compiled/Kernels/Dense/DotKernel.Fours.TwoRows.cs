using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Compiled.Runtime;

public static partial class DotKernel
{
    /// <summary>
    /// Two rows by up to four outputs where vectors have four floats and there are 32 of them (NEON): of an output's four vectors of lanes the first and the third
    /// are added up together, then the others, so that sixteen sums are in flight and each vector of weights serves two rows.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ForwardTwoRows<TShape, TOutputs>(ref float input, ref float weights, ref float biases, ref float output, nuint o)
        where TShape : struct, IDenseShape
        where TOutputs : struct, ICount
    {
        Vector128<float> evenLower0_0 = default, evenLower0_1 = default, evenLower0_2 = default, evenLower0_3 = default;
        Vector128<float> evenUpper0_0 = default, evenUpper0_1 = default, evenUpper0_2 = default, evenUpper0_3 = default;
        Vector128<float> evenLower1_0 = default, evenLower1_1 = default, evenLower1_2 = default, evenLower1_3 = default;
        Vector128<float> evenUpper1_0 = default, evenUpper1_1 = default, evenUpper1_2 = default, evenUpper1_3 = default;
        for (nuint i = 0; i < TShape.Inputs; i += 16)
        {
            ref var inputs = ref Unsafe.Add(ref input, i);
            ref var panel = ref Unsafe.Add(ref weights, i);
            var lower0 = LoadFour<TShape>(ref inputs, i, 0);
            var upper0 = LoadFour<TShape>(ref inputs, i, 8);
            var lower1 = LoadFour<TShape>(ref Unsafe.Add(ref inputs, TShape.InputStride), i, 0);
            var upper1 = LoadFour<TShape>(ref Unsafe.Add(ref inputs, TShape.InputStride), i, 8);
            var lowerWeights0 = Vector128.LoadUnsafe(ref panel, 0);
            evenLower0_0 = MultiplyAdd(lower0, lowerWeights0, evenLower0_0);
            evenLower1_0 = MultiplyAdd(lower1, lowerWeights0, evenLower1_0);
            var upperWeights0 = Vector128.LoadUnsafe(ref panel, 8);
            evenUpper0_0 = MultiplyAdd(upper0, upperWeights0, evenUpper0_0);
            evenUpper1_0 = MultiplyAdd(upper1, upperWeights0, evenUpper1_0);

            if (TOutputs.Value > 1)
            {
                var lowerWeights1 = Vector128.LoadUnsafe(ref panel, WeightStride<TShape>());
                evenLower0_1 = MultiplyAdd(lower0, lowerWeights1, evenLower0_1);
                evenLower1_1 = MultiplyAdd(lower1, lowerWeights1, evenLower1_1);
                var upperWeights1 = Vector128.LoadUnsafe(ref panel, WeightStride<TShape>() + 8);
                evenUpper0_1 = MultiplyAdd(upper0, upperWeights1, evenUpper0_1);
                evenUpper1_1 = MultiplyAdd(upper1, upperWeights1, evenUpper1_1);
            }

            if (TOutputs.Value > 2)
            {
                var lowerWeights2 = Vector128.LoadUnsafe(ref panel, 2 * WeightStride<TShape>());
                evenLower0_2 = MultiplyAdd(lower0, lowerWeights2, evenLower0_2);
                evenLower1_2 = MultiplyAdd(lower1, lowerWeights2, evenLower1_2);
                var upperWeights2 = Vector128.LoadUnsafe(ref panel, 2 * WeightStride<TShape>() + 8);
                evenUpper0_2 = MultiplyAdd(upper0, upperWeights2, evenUpper0_2);
                evenUpper1_2 = MultiplyAdd(upper1, upperWeights2, evenUpper1_2);
            }

            if (TOutputs.Value > 3)
            {
                var lowerWeights3 = Vector128.LoadUnsafe(ref panel, 3 * WeightStride<TShape>());
                evenLower0_3 = MultiplyAdd(lower0, lowerWeights3, evenLower0_3);
                evenLower1_3 = MultiplyAdd(lower1, lowerWeights3, evenLower1_3);
                var upperWeights3 = Vector128.LoadUnsafe(ref panel, 3 * WeightStride<TShape>() + 8);
                evenUpper0_3 = MultiplyAdd(upper0, upperWeights3, evenUpper0_3);
                evenUpper1_3 = MultiplyAdd(upper1, upperWeights3, evenUpper1_3);
            }
        }

        evenLower0_0 += evenUpper0_0;
        evenLower0_1 += evenUpper0_1;
        evenLower0_2 += evenUpper0_2;
        evenLower0_3 += evenUpper0_3;
        evenLower1_0 += evenUpper1_0;
        evenLower1_1 += evenUpper1_1;
        evenLower1_2 += evenUpper1_2;
        evenLower1_3 += evenUpper1_3;

        Vector128<float> oddLower0_0 = default, oddLower0_1 = default, oddLower0_2 = default, oddLower0_3 = default;
        Vector128<float> oddUpper0_0 = default, oddUpper0_1 = default, oddUpper0_2 = default, oddUpper0_3 = default;
        Vector128<float> oddLower1_0 = default, oddLower1_1 = default, oddLower1_2 = default, oddLower1_3 = default;
        Vector128<float> oddUpper1_0 = default, oddUpper1_1 = default, oddUpper1_2 = default, oddUpper1_3 = default;
        for (nuint i = 0; i < TShape.Inputs; i += 16)
        {
            ref var inputs = ref Unsafe.Add(ref input, i);
            ref var panel = ref Unsafe.Add(ref weights, i);
            var lower0 = LoadFour<TShape>(ref inputs, i, 4);
            var upper0 = LoadFour<TShape>(ref inputs, i, 12);
            var lower1 = LoadFour<TShape>(ref Unsafe.Add(ref inputs, TShape.InputStride), i, 4);
            var upper1 = LoadFour<TShape>(ref Unsafe.Add(ref inputs, TShape.InputStride), i, 12);
            var lowerWeights0 = Vector128.LoadUnsafe(ref panel, 4);
            oddLower0_0 = MultiplyAdd(lower0, lowerWeights0, oddLower0_0);
            oddLower1_0 = MultiplyAdd(lower1, lowerWeights0, oddLower1_0);
            var upperWeights0 = Vector128.LoadUnsafe(ref panel, 12);
            oddUpper0_0 = MultiplyAdd(upper0, upperWeights0, oddUpper0_0);
            oddUpper1_0 = MultiplyAdd(upper1, upperWeights0, oddUpper1_0);

            if (TOutputs.Value > 1)
            {
                var lowerWeights1 = Vector128.LoadUnsafe(ref panel, WeightStride<TShape>() + 4);
                oddLower0_1 = MultiplyAdd(lower0, lowerWeights1, oddLower0_1);
                oddLower1_1 = MultiplyAdd(lower1, lowerWeights1, oddLower1_1);
                var upperWeights1 = Vector128.LoadUnsafe(ref panel, WeightStride<TShape>() + 12);
                oddUpper0_1 = MultiplyAdd(upper0, upperWeights1, oddUpper0_1);
                oddUpper1_1 = MultiplyAdd(upper1, upperWeights1, oddUpper1_1);
            }

            if (TOutputs.Value > 2)
            {
                var lowerWeights2 = Vector128.LoadUnsafe(ref panel, 2 * WeightStride<TShape>() + 4);
                oddLower0_2 = MultiplyAdd(lower0, lowerWeights2, oddLower0_2);
                oddLower1_2 = MultiplyAdd(lower1, lowerWeights2, oddLower1_2);
                var upperWeights2 = Vector128.LoadUnsafe(ref panel, 2 * WeightStride<TShape>() + 12);
                oddUpper0_2 = MultiplyAdd(upper0, upperWeights2, oddUpper0_2);
                oddUpper1_2 = MultiplyAdd(upper1, upperWeights2, oddUpper1_2);
            }

            if (TOutputs.Value > 3)
            {
                var lowerWeights3 = Vector128.LoadUnsafe(ref panel, 3 * WeightStride<TShape>() + 4);
                oddLower0_3 = MultiplyAdd(lower0, lowerWeights3, oddLower0_3);
                oddLower1_3 = MultiplyAdd(lower1, lowerWeights3, oddLower1_3);
                var upperWeights3 = Vector128.LoadUnsafe(ref panel, 3 * WeightStride<TShape>() + 12);
                oddUpper0_3 = MultiplyAdd(upper0, upperWeights3, oddUpper0_3);
                oddUpper1_3 = MultiplyAdd(upper1, upperWeights3, oddUpper1_3);
            }
        }

        oddLower0_0 += oddUpper0_0;
        oddLower0_1 += oddUpper0_1;
        oddLower0_2 += oddUpper0_2;
        oddLower0_3 += oddUpper0_3;
        oddLower1_0 += oddUpper1_0;
        oddLower1_1 += oddUpper1_1;
        oddLower1_2 += oddUpper1_2;
        oddLower1_3 += oddUpper1_3;

        var bias = TShape.HasBias ? Vector128.LoadUnsafe(ref biases, o) : Vector128<float>.Zero;
        TShape.Activate(JoinFours(evenLower0_0 + oddLower0_0, evenLower0_1 + oddLower0_1, evenLower0_2 + oddLower0_2, evenLower0_3 + oddLower0_3) + bias)
            .StoreUnsafe(ref output, o);
        TShape.Activate(JoinFours(evenLower1_0 + oddLower1_0, evenLower1_1 + oddLower1_1, evenLower1_2 + oddLower1_2, evenLower1_3 + oddLower1_3) + bias)
            .StoreUnsafe(ref output, TShape.OutputStride + o);
    }
}
