using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using Compiled.Numerics;

namespace Compiled.Runtime;

public static partial class DotKernel
{
    /// <summary>One row by up to four outputs: all four vectors of each output's lanes at once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ForwardQuarters<TShape, TOutputs>(ref float input, ref float weights, ref float biases, ref float output, nuint o)
        where TShape : struct, IDenseShape
        where TOutputs : struct, ICount
    {
        Vector128<float> first0 = default, first1 = default, first2 = default, first3 = default;
        Vector128<float> second0 = default, second1 = default, second2 = default, second3 = default;
        Vector128<float> third0 = default, third1 = default, third2 = default, third3 = default;
        Vector128<float> fourth0 = default, fourth1 = default, fourth2 = default, fourth3 = default;
        for (nuint i = 0; i < TShape.Inputs; i += 16)
        {
            ref var inputs = ref Unsafe.Add(ref input, i);
            ref var panel = ref Unsafe.Add(ref weights, i);
            var first = LoadFour<TShape>(ref inputs, i, 0);
            var second = LoadFour<TShape>(ref inputs, i, 4);
            var third = LoadFour<TShape>(ref inputs, i, 8);
            var fourth = LoadFour<TShape>(ref inputs, i, 12);
            first0 = MultiplyAdd(first, Vector128.LoadUnsafe(ref panel, 0), first0);
            second0 = MultiplyAdd(second, Vector128.LoadUnsafe(ref panel, 4), second0);
            third0 = MultiplyAdd(third, Vector128.LoadUnsafe(ref panel, 8), third0);
            fourth0 = MultiplyAdd(fourth, Vector128.LoadUnsafe(ref panel, 12), fourth0);

            if (TOutputs.Value > 1)
            {
                first1 = MultiplyAdd(first, Vector128.LoadUnsafe(ref panel, WeightStride<TShape>()), first1);
                second1 = MultiplyAdd(second, Vector128.LoadUnsafe(ref panel, WeightStride<TShape>() + 4), second1);
                third1 = MultiplyAdd(third, Vector128.LoadUnsafe(ref panel, WeightStride<TShape>() + 8), third1);
                fourth1 = MultiplyAdd(fourth, Vector128.LoadUnsafe(ref panel, WeightStride<TShape>() + 12), fourth1);
            }

            if (TOutputs.Value > 2)
            {
                first2 = MultiplyAdd(first, Vector128.LoadUnsafe(ref panel, 2 * WeightStride<TShape>()), first2);
                second2 = MultiplyAdd(second, Vector128.LoadUnsafe(ref panel, 2 * WeightStride<TShape>() + 4), second2);
                third2 = MultiplyAdd(third, Vector128.LoadUnsafe(ref panel, 2 * WeightStride<TShape>() + 8), third2);
                fourth2 = MultiplyAdd(fourth, Vector128.LoadUnsafe(ref panel, 2 * WeightStride<TShape>() + 12), fourth2);
            }

            if (TOutputs.Value > 3)
            {
                first3 = MultiplyAdd(first, Vector128.LoadUnsafe(ref panel, 3 * WeightStride<TShape>()), first3);
                second3 = MultiplyAdd(second, Vector128.LoadUnsafe(ref panel, 3 * WeightStride<TShape>() + 4), second3);
                third3 = MultiplyAdd(third, Vector128.LoadUnsafe(ref panel, 3 * WeightStride<TShape>() + 8), third3);
                fourth3 = MultiplyAdd(fourth, Vector128.LoadUnsafe(ref panel, 3 * WeightStride<TShape>() + 12), fourth3);
            }
        }

        var bias = TShape.HasBias ? Vector128.LoadUnsafe(ref biases, o) : Vector128<float>.Zero;
        var joined = JoinFours(
            (first0 + third0) + (second0 + fourth0),
            (first1 + third1) + (second1 + fourth1),
            (first2 + third2) + (second2 + fourth2),
            (first3 + third3) + (second3 + fourth3));
        TShape.Activate(joined + bias).StoreUnsafe(ref output, o);
    }

    /// <summary>The rest of the join of four sums, from the four lanes of each on that halving leaves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> JoinFours(Vector128<float> sum0, Vector128<float> sum1, Vector128<float> sum2, Vector128<float> sum3)
    {
        var (lane0, lane1, lane2, lane3) = Transposition.FourByFour(sum0, sum1, sum2, sum3);
        return (lane0 + lane2) + (lane1 + lane3);
    }

    /// <summary>left · right + addend, rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> MultiplyAdd(Vector128<float> left, Vector128<float> right, Vector128<float> addend) =>
        Fused.MultiplyAdd(left, right, addend);

    /// <summary>left · right + addend, rounded once, with a single float on the left: NEON multiplies by it without spreading it over a vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> MultiplyAdd(float left, Vector128<float> right, Vector128<float> addend) => AdvSimd.Arm64.IsSupported
        ? AdvSimd.Arm64.FusedMultiplyAddBySelectedScalar(addend, right, Vector128.CreateScalarUnsafe(left), 0)
        : MultiplyAdd(Vector128.Create(left), right, addend);

    /// <summary>Four of the sixteen inputs that begin with input i, or those that are left and zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> LoadFour<TShape>(ref float sixteen, nuint i, nuint offset)
        where TShape : struct, IDenseShape
    {
        if (TShape.Inputs % 16 == 0 || i + offset + 4 <= TShape.Inputs)
            return Vector128.LoadUnsafe(ref sixteen, offset);
        return i + offset < TShape.Inputs ? Lanes4.LoadPartial(in sixteen, offset, (int)(TShape.Inputs % 4)).Value : Vector128<float>.Zero;
    }
}
