using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Compiled.Numerics;

namespace Compiled.Runtime;

public static partial class DotKernel
{
    /// <summary>
    /// Two rows by up to four outputs in vectors of eight, two outputs at a time: eight sums are in flight, every vector of weights serves two rows and every vector of
    /// inputs two outputs, so that loads keep up with the multiply-adds. Sums of both rows are joined in one vector.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void ForwardHalvesOfTwoRows<TShape, TOutputs>(ref float input, ref float weights, ref float biases, ref float output, nuint o)
        where TShape : struct, IDenseShape
        where TOutputs : struct, ICount
    {
        Vector256<float> lower0_0 = default, upper0_0 = default, lower1_0 = default, upper1_0 = default;
        Vector256<float> lower0_1 = default, upper0_1 = default, lower1_1 = default, upper1_1 = default;
        for (nuint i = 0; i < TShape.Inputs; i += 16)
        {
            Vector256<float> row0Lower, row0Upper, row1Lower, row1Upper;
            if (TShape.HasPaddedInputs || IsWhole<TShape>(i))
            {
                (row0Lower, row0Upper) = (Vector256.LoadUnsafe(ref input, i), Vector256.LoadUnsafe(ref input, i + 8));
                (row1Lower, row1Upper) = (Vector256.LoadUnsafe(ref input, TShape.InputStride + i), Vector256.LoadUnsafe(ref input, TShape.InputStride + i + 8));
            }
            else
            {
                (row0Lower, row0Upper) = (RestLower<TShape>(ref input), RestUpper<TShape>(ref input));
                (row1Lower, row1Upper) = (RestLower<TShape>(ref Unsafe.Add(ref input, TShape.InputStride)), RestUpper<TShape>(ref Unsafe.Add(ref input, TShape.InputStride)));
            }

            var lowerWeights0 = Vector256.LoadUnsafe(ref weights, i);
            var upperWeights0 = Vector256.LoadUnsafe(ref weights, i + 8);
            lower0_0 = Vector256.FusedMultiplyAdd(row0Lower, lowerWeights0, lower0_0);
            lower1_0 = Vector256.FusedMultiplyAdd(row1Lower, lowerWeights0, lower1_0);
            upper0_0 = Vector256.FusedMultiplyAdd(row0Upper, upperWeights0, upper0_0);
            upper1_0 = Vector256.FusedMultiplyAdd(row1Upper, upperWeights0, upper1_0);
            if (TOutputs.Value > 1)
            {
                var lowerWeights1 = Vector256.LoadUnsafe(ref weights, WeightStride<TShape>() + i);
                var upperWeights1 = Vector256.LoadUnsafe(ref weights, WeightStride<TShape>() + i + 8);
                lower0_1 = Vector256.FusedMultiplyAdd(row0Lower, lowerWeights1, lower0_1);
                lower1_1 = Vector256.FusedMultiplyAdd(row1Lower, lowerWeights1, lower1_1);
                upper0_1 = Vector256.FusedMultiplyAdd(row0Upper, upperWeights1, upper0_1);
                upper1_1 = Vector256.FusedMultiplyAdd(row1Upper, upperWeights1, upper1_1);
            }
        }

        var sum0 = SampleLanes.JoinHalves(lower0_0 + upper0_0, lower1_0 + upper1_0);
        var sum1 = TOutputs.Value > 1 ? SampleLanes.JoinHalves(lower0_1 + upper0_1, lower1_1 + upper1_1) : Vector256<float>.Zero;

        Vector256<float> lower0_2 = default, upper0_2 = default, lower1_2 = default, upper1_2 = default;
        Vector256<float> lower0_3 = default, upper0_3 = default, lower1_3 = default, upper1_3 = default;
        for (nuint i = 0; TOutputs.Value > 2 && i < TShape.Inputs; i += 16)
        {
            Vector256<float> row0Lower, row0Upper, row1Lower, row1Upper;
            if (TShape.HasPaddedInputs || IsWhole<TShape>(i))
            {
                (row0Lower, row0Upper) = (Vector256.LoadUnsafe(ref input, i), Vector256.LoadUnsafe(ref input, i + 8));
                (row1Lower, row1Upper) = (Vector256.LoadUnsafe(ref input, TShape.InputStride + i), Vector256.LoadUnsafe(ref input, TShape.InputStride + i + 8));
            }
            else
            {
                (row0Lower, row0Upper) = (RestLower<TShape>(ref input), RestUpper<TShape>(ref input));
                (row1Lower, row1Upper) = (RestLower<TShape>(ref Unsafe.Add(ref input, TShape.InputStride)), RestUpper<TShape>(ref Unsafe.Add(ref input, TShape.InputStride)));
            }

            var lowerWeights2 = Vector256.LoadUnsafe(ref weights, 2 * WeightStride<TShape>() + i);
            var upperWeights2 = Vector256.LoadUnsafe(ref weights, 2 * WeightStride<TShape>() + i + 8);
            lower0_2 = Vector256.FusedMultiplyAdd(row0Lower, lowerWeights2, lower0_2);
            lower1_2 = Vector256.FusedMultiplyAdd(row1Lower, lowerWeights2, lower1_2);
            upper0_2 = Vector256.FusedMultiplyAdd(row0Upper, upperWeights2, upper0_2);
            upper1_2 = Vector256.FusedMultiplyAdd(row1Upper, upperWeights2, upper1_2);
            if (TOutputs.Value > 3)
            {
                var lowerWeights3 = Vector256.LoadUnsafe(ref weights, 3 * WeightStride<TShape>() + i);
                var upperWeights3 = Vector256.LoadUnsafe(ref weights, 3 * WeightStride<TShape>() + i + 8);
                lower0_3 = Vector256.FusedMultiplyAdd(row0Lower, lowerWeights3, lower0_3);
                lower1_3 = Vector256.FusedMultiplyAdd(row1Lower, lowerWeights3, lower1_3);
                upper0_3 = Vector256.FusedMultiplyAdd(row0Upper, upperWeights3, upper0_3);
                upper1_3 = Vector256.FusedMultiplyAdd(row1Upper, upperWeights3, upper1_3);
            }
        }

        var sum2 = TOutputs.Value > 2 ? SampleLanes.JoinHalves(lower0_2 + upper0_2, lower1_2 + upper1_2) : Vector256<float>.Zero;
        var sum3 = TOutputs.Value > 3 ? SampleLanes.JoinHalves(lower0_3 + upper0_3, lower1_3 + upper1_3) : Vector256<float>.Zero;
        var sums = SampleLanes.JoinPairs(sum0, sum1, sum2, sum3);
        var bias = TShape.HasBias ? Vector128.LoadUnsafe(ref biases, o) : Vector128<float>.Zero;
        var result = TShape.Activate(sums + Vector256.Create(bias, bias));
        result.GetLower().StoreUnsafe(ref output, o);
        result.GetUpper().StoreUnsafe(ref output, TShape.OutputStride + o);
    }

    /// <summary>Whether sixteen inputs are left: one question an iteration, where there is anything to ask.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsWhole<TShape>(nuint i)
        where TShape : struct, IDenseShape => TShape.Inputs % 16 == 0 || i + 16 <= TShape.Inputs;

    /// <summary>The first eight of the inputs that whole vectors of sixteen leave over, or those that there are and zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> RestLower<TShape>(ref float row)
        where TShape : struct, IDenseShape => TShape.Inputs % 16 >= 8
        ? Vector256.LoadUnsafe(ref row, TShape.Inputs & ~(nuint)15)
        : Lanes8.LoadPartial(in row, TShape.Inputs & ~(nuint)15, (int)(TShape.Inputs % 8)).Value;

    /// <summary>The others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> RestUpper<TShape>(ref float row)
        where TShape : struct, IDenseShape => TShape.Inputs % 16 > 8
        ? Lanes8.LoadPartial(in row, (TShape.Inputs & ~(nuint)15) + 8, (int)(TShape.Inputs % 8)).Value
        : Vector256<float>.Zero;
}
