using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Compiled.Runtime;

public static partial class DotKernel
{
    /// <summary>Four rows or one, by sixteen inputs in vectors of four.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void InputGradientQuarters<TShape, TRows>(ref float weights, ref float gradient, ref float inputGradient)
        where TShape : struct, IDenseShape
        where TRows : struct, ICount
    {
        Vector128<float> sum0_0 = default, sum0_1 = default, sum0_2 = default, sum0_3 = default;
        Vector128<float> sum1_0 = default, sum1_1 = default, sum1_2 = default, sum1_3 = default;
        Vector128<float> sum2_0 = default, sum2_1 = default, sum2_2 = default, sum2_3 = default;
        Vector128<float> sum3_0 = default, sum3_1 = default, sum3_2 = default, sum3_3 = default;
        for (nuint o = 0; o < TShape.Outputs; o++)
        {
            ref var panel = ref Unsafe.Add(ref weights, o * WeightStride<TShape>());
            ref var gradients = ref Unsafe.Add(ref gradient, o);
            var weights0 = Vector128.LoadUnsafe(ref panel, 0);
            var weights1 = Vector128.LoadUnsafe(ref panel, 4);
            var weights2 = Vector128.LoadUnsafe(ref panel, 8);
            var weights3 = Vector128.LoadUnsafe(ref panel, 12);
            var gradient0 = gradients;
            sum0_0 = MultiplyAdd(gradient0, weights0, sum0_0);
            sum0_1 = MultiplyAdd(gradient0, weights1, sum0_1);
            sum0_2 = MultiplyAdd(gradient0, weights2, sum0_2);
            sum0_3 = MultiplyAdd(gradient0, weights3, sum0_3);

            if (TRows.Value == 4)
            {
                var gradient1 = Unsafe.Add(ref gradients, TShape.OutputStride);
                sum1_0 = MultiplyAdd(gradient1, weights0, sum1_0);
                sum1_1 = MultiplyAdd(gradient1, weights1, sum1_1);
                sum1_2 = MultiplyAdd(gradient1, weights2, sum1_2);
                sum1_3 = MultiplyAdd(gradient1, weights3, sum1_3);
                var gradient2 = Unsafe.Add(ref gradients, 2 * TShape.OutputStride);
                sum2_0 = MultiplyAdd(gradient2, weights0, sum2_0);
                sum2_1 = MultiplyAdd(gradient2, weights1, sum2_1);
                sum2_2 = MultiplyAdd(gradient2, weights2, sum2_2);
                sum2_3 = MultiplyAdd(gradient2, weights3, sum2_3);
                var gradient3 = Unsafe.Add(ref gradients, 3 * TShape.OutputStride);
                sum3_0 = MultiplyAdd(gradient3, weights0, sum3_0);
                sum3_1 = MultiplyAdd(gradient3, weights1, sum3_1);
                sum3_2 = MultiplyAdd(gradient3, weights2, sum3_2);
                sum3_3 = MultiplyAdd(gradient3, weights3, sum3_3);
            }
        }

        StoreQuarters(sum0_0, sum0_1, sum0_2, sum0_3, ref inputGradient);
        if (TRows.Value != 4)
            return;
        StoreQuarters(sum1_0, sum1_1, sum1_2, sum1_3, ref Unsafe.Add(ref inputGradient, TShape.TransposedStride));
        StoreQuarters(sum2_0, sum2_1, sum2_2, sum2_3, ref Unsafe.Add(ref inputGradient, 2 * TShape.TransposedStride));
        StoreQuarters(sum3_0, sum3_1, sum3_2, sum3_3, ref Unsafe.Add(ref inputGradient, 3 * TShape.TransposedStride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreQuarters(Vector128<float> sum0, Vector128<float> sum1, Vector128<float> sum2, Vector128<float> sum3, ref float destination)
    {
        sum0.StoreUnsafe(ref destination);
        sum1.StoreUnsafe(ref destination, 4);
        sum2.StoreUnsafe(ref destination, 8);
        sum3.StoreUnsafe(ref destination, 12);
    }

    /// <summary>Four outputs, two or one, by sixteen inputs in vectors of four.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void WeightGradientQuarters<TShape, TOutputs>(ref float input, ref float gradient, ref float weightGradient, nuint i, int rows, bool first, int joins, int distance)
        where TShape : struct, IDenseShape
        where TOutputs : struct, ICount
    {
        Vector128<float> sum0_0 = default, sum0_1 = default, sum0_2 = default, sum0_3 = default;
        Vector128<float> sum1_0 = default, sum1_1 = default, sum1_2 = default, sum1_3 = default;
        Vector128<float> sum2_0 = default, sum2_1 = default, sum2_2 = default, sum2_3 = default;
        Vector128<float> sum3_0 = default, sum3_1 = default, sum3_2 = default, sum3_3 = default;
        if (!first)
        {
            LoadQuarters(ref weightGradient, out sum0_0, out sum0_1, out sum0_2, out sum0_3);
            if (TOutputs.Value > 1)
                LoadQuarters(ref Unsafe.Add(ref weightGradient, WeightStride<TShape>()), out sum1_0, out sum1_1, out sum1_2, out sum1_3);

            if (TOutputs.Value == 4)
            {
                LoadQuarters(ref Unsafe.Add(ref weightGradient, 2 * WeightStride<TShape>()), out sum2_0, out sum2_1, out sum2_2, out sum2_3);
                LoadQuarters(ref Unsafe.Add(ref weightGradient, 3 * WeightStride<TShape>()), out sum3_0, out sum3_1, out sum3_2, out sum3_3);
            }
        }

        for (nuint row = 0; row < (nuint)rows; row++)
        {
            ref var inputs = ref Unsafe.Add(ref input, row * TShape.InputStride + i);
            ref var gradients = ref Unsafe.Add(ref gradient, row * TShape.OutputStride);
            var input0 = LoadFour<TShape>(ref inputs, i, 0);
            var input1 = LoadFour<TShape>(ref inputs, i, 4);
            var input2 = LoadFour<TShape>(ref inputs, i, 8);
            var input3 = LoadFour<TShape>(ref inputs, i, 12);
            var gradient0 = gradients;
            sum0_0 = MultiplyAdd(gradient0, input0, sum0_0);
            sum0_1 = MultiplyAdd(gradient0, input1, sum0_1);
            sum0_2 = MultiplyAdd(gradient0, input2, sum0_2);
            sum0_3 = MultiplyAdd(gradient0, input3, sum0_3);
            if (TOutputs.Value > 1)
            {
                var gradient1 = Unsafe.Add(ref gradients, 1);
                sum1_0 = MultiplyAdd(gradient1, input0, sum1_0);
                sum1_1 = MultiplyAdd(gradient1, input1, sum1_1);
                sum1_2 = MultiplyAdd(gradient1, input2, sum1_2);
                sum1_3 = MultiplyAdd(gradient1, input3, sum1_3);
            }

            if (TOutputs.Value == 4)
            {
                var gradient2 = Unsafe.Add(ref gradients, 2);
                sum2_0 = MultiplyAdd(gradient2, input0, sum2_0);
                sum2_1 = MultiplyAdd(gradient2, input1, sum2_1);
                sum2_2 = MultiplyAdd(gradient2, input2, sum2_2);
                sum2_3 = MultiplyAdd(gradient2, input3, sum2_3);
                var gradient3 = Unsafe.Add(ref gradients, 3);
                sum3_0 = MultiplyAdd(gradient3, input0, sum3_0);
                sum3_1 = MultiplyAdd(gradient3, input1, sum3_1);
                sum3_2 = MultiplyAdd(gradient3, input2, sum3_2);
                sum3_3 = MultiplyAdd(gradient3, input3, sum3_3);
            }
        }

        for (; joins > 0; joins--)
        {
            weightGradient = ref Unsafe.Subtract(ref weightGradient, distance);
            AddQuarters(ref weightGradient, ref sum0_0, ref sum0_1, ref sum0_2, ref sum0_3);
            if (TOutputs.Value > 1)
                AddQuarters(ref Unsafe.Add(ref weightGradient, WeightStride<TShape>()), ref sum1_0, ref sum1_1, ref sum1_2, ref sum1_3);

            if (TOutputs.Value == 4)
            {
                AddQuarters(ref Unsafe.Add(ref weightGradient, 2 * WeightStride<TShape>()), ref sum2_0, ref sum2_1, ref sum2_2, ref sum2_3);
                AddQuarters(ref Unsafe.Add(ref weightGradient, 3 * WeightStride<TShape>()), ref sum3_0, ref sum3_1, ref sum3_2, ref sum3_3);
            }
        }

        StoreQuarters(sum0_0, sum0_1, sum0_2, sum0_3, ref weightGradient);
        if (TOutputs.Value > 1)
            StoreQuarters(sum1_0, sum1_1, sum1_2, sum1_3, ref Unsafe.Add(ref weightGradient, WeightStride<TShape>()));

        if (TOutputs.Value == 4)
        {
            StoreQuarters(sum2_0, sum2_1, sum2_2, sum2_3, ref Unsafe.Add(ref weightGradient, 2 * WeightStride<TShape>()));
            StoreQuarters(sum3_0, sum3_1, sum3_2, sum3_3, ref Unsafe.Add(ref weightGradient, 3 * WeightStride<TShape>()));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void LoadQuarters(ref float source, out Vector128<float> sum0, out Vector128<float> sum1, out Vector128<float> sum2, out Vector128<float> sum3)
    {
        sum0 = Vector128.LoadUnsafe(ref source);
        sum1 = Vector128.LoadUnsafe(ref source, 4);
        sum2 = Vector128.LoadUnsafe(ref source, 8);
        sum3 = Vector128.LoadUnsafe(ref source, 12);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddQuarters(ref float source, ref Vector128<float> sum0, ref Vector128<float> sum1, ref Vector128<float> sum2, ref Vector128<float> sum3)
    {
        sum0 += Vector128.LoadUnsafe(ref source);
        sum1 += Vector128.LoadUnsafe(ref source, 4);
        sum2 += Vector128.LoadUnsafe(ref source, 8);
        sum3 += Vector128.LoadUnsafe(ref source, 12);
    }
}
