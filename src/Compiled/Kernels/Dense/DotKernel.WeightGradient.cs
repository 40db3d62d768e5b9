using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Compiled.Runtime;

public static partial class DotKernel
{
    /// <summary>
    /// weightGradient[o, i] = (first ? 0 : weightGradient[o, i]) + Σᵣ gradient[r, o] · input[r, i], rows in order; the result is then added to the
    /// gradients that lie <paramref name="distance"/> floats lower, and that to those as far again, <paramref name="joins"/> times.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void WeightGradient<TShape>(ref float input, ref float gradient, ref float weightGradient, int rows, bool first, int joins, int distance)
        where TShape : struct, IDenseShape
    {
        nuint o = 0;
        for (; o + 4 <= TShape.Outputs; o += 4)
            WeightGradientRows<TShape, Four>(ref input, ref Unsafe.Add(ref gradient, o), ref Unsafe.Add(ref weightGradient, o * WeightStride<TShape>()), rows, first, joins, distance);
        for (; !Vector512.IsHardwareAccelerated && o + 2 <= TShape.Outputs; o += 2)
            WeightGradientRows<TShape, Two>(ref input, ref Unsafe.Add(ref gradient, o), ref Unsafe.Add(ref weightGradient, o * WeightStride<TShape>()), rows, first, joins, distance);
        for (; o < TShape.Outputs; o++)
            WeightGradientRows<TShape, One>(ref input, ref Unsafe.Add(ref gradient, o), ref Unsafe.Add(ref weightGradient, o * WeightStride<TShape>()), rows, first, joins, distance);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WeightGradientRows<TShape, TOutputs>(ref float input, ref float gradient, ref float weightGradient, int rows, bool first, int joins, int distance)
        where TShape : struct, IDenseShape
        where TOutputs : struct, ICount
    {
        nuint i = 0;
        if (!Vector256.IsHardwareAccelerated)
        {
            for (; i < TShape.Inputs; i += 16)
                WeightGradientQuarters<TShape, TOutputs>(ref input, ref gradient, ref Unsafe.Add(ref weightGradient, i), i, rows, first, joins, distance);
            return;
        }

        if (!Vector512.IsHardwareAccelerated)
        {
            for (; i < TShape.Inputs; i += 16)
                WeightGradientHalves<TShape, TOutputs>(ref input, ref gradient, ref Unsafe.Add(ref weightGradient, i), i, rows, first, joins, distance);
            return;
        }

        for (; i + 64 <= TShape.Inputs; i += 64)
            WeightGradientTile<TShape, TOutputs, Four>(ref input, ref gradient, ref Unsafe.Add(ref weightGradient, i), i, rows, first, joins, distance);
        for (; i < TShape.Inputs; i += 16)
            WeightGradientTile<TShape, TOutputs, One>(ref input, ref gradient, ref Unsafe.Add(ref weightGradient, i), i, rows, first, joins, distance);
    }

    /// <summary>Four outputs or one, by 64 inputs or 16: the sums stay in registers while the rows stream past.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void WeightGradientTile<TShape, TOutputs, TVectors>(ref float input, ref float gradient, ref float weightGradient, nuint i, int rows, bool first, int joins, int distance)
        where TShape : struct, IDenseShape
        where TOutputs : struct, ICount
        where TVectors : struct, ICount
    {
        Vector512<float> sum0_0 = default, sum0_1 = default, sum0_2 = default, sum0_3 = default;
        Vector512<float> sum1_0 = default, sum1_1 = default, sum1_2 = default, sum1_3 = default;
        Vector512<float> sum2_0 = default, sum2_1 = default, sum2_2 = default, sum2_3 = default;
        Vector512<float> sum3_0 = default, sum3_1 = default, sum3_2 = default, sum3_3 = default;
        if (!first)
        {
            Load<TVectors>(ref weightGradient, ref sum0_0, ref sum0_1, ref sum0_2, ref sum0_3);
            if (TOutputs.Value == 4)
            {
                Load<TVectors>(ref Unsafe.Add(ref weightGradient, WeightStride<TShape>()), ref sum1_0, ref sum1_1, ref sum1_2, ref sum1_3);
                Load<TVectors>(ref Unsafe.Add(ref weightGradient, 2 * WeightStride<TShape>()), ref sum2_0, ref sum2_1, ref sum2_2, ref sum2_3);
                Load<TVectors>(ref Unsafe.Add(ref weightGradient, 3 * WeightStride<TShape>()), ref sum3_0, ref sum3_1, ref sum3_2, ref sum3_3);
            }
        }

        for (nuint row = 0; row < (nuint)rows; row++)
        {
            ref var inputs = ref Unsafe.Add(ref input, row * TShape.InputStride);
            var input0 = TVectors.Value == 4 ? Vector512.LoadUnsafe(ref inputs, i) : LoadSixteen<TShape>(ref inputs, i);
            Vector512<float> input1 = default, input2 = default, input3 = default;
            if (TVectors.Value == 4)
            {
                input1 = Vector512.LoadUnsafe(ref inputs, i + 16);
                input2 = Vector512.LoadUnsafe(ref inputs, i + 32);
                input3 = Vector512.LoadUnsafe(ref inputs, i + 48);
            }

            var gradient0 = Vector512.Create(Unsafe.Add(ref gradient, row * TShape.OutputStride));
            sum0_0 = Vector512.FusedMultiplyAdd(gradient0, input0, sum0_0);
            if (TVectors.Value == 4)
            {
                sum0_1 = Vector512.FusedMultiplyAdd(gradient0, input1, sum0_1);
                sum0_2 = Vector512.FusedMultiplyAdd(gradient0, input2, sum0_2);
                sum0_3 = Vector512.FusedMultiplyAdd(gradient0, input3, sum0_3);
            }

            if (TOutputs.Value == 4)
            {
                var gradient1 = Vector512.Create(Unsafe.Add(ref gradient, row * TShape.OutputStride + 1));
                sum1_0 = Vector512.FusedMultiplyAdd(gradient1, input0, sum1_0);
                if (TVectors.Value == 4)
                {
                    sum1_1 = Vector512.FusedMultiplyAdd(gradient1, input1, sum1_1);
                    sum1_2 = Vector512.FusedMultiplyAdd(gradient1, input2, sum1_2);
                    sum1_3 = Vector512.FusedMultiplyAdd(gradient1, input3, sum1_3);
                }

                var gradient2 = Vector512.Create(Unsafe.Add(ref gradient, row * TShape.OutputStride + 2));
                sum2_0 = Vector512.FusedMultiplyAdd(gradient2, input0, sum2_0);
                if (TVectors.Value == 4)
                {
                    sum2_1 = Vector512.FusedMultiplyAdd(gradient2, input1, sum2_1);
                    sum2_2 = Vector512.FusedMultiplyAdd(gradient2, input2, sum2_2);
                    sum2_3 = Vector512.FusedMultiplyAdd(gradient2, input3, sum2_3);
                }

                var gradient3 = Vector512.Create(Unsafe.Add(ref gradient, row * TShape.OutputStride + 3));
                sum3_0 = Vector512.FusedMultiplyAdd(gradient3, input0, sum3_0);
                if (TVectors.Value == 4)
                {
                    sum3_1 = Vector512.FusedMultiplyAdd(gradient3, input1, sum3_1);
                    sum3_2 = Vector512.FusedMultiplyAdd(gradient3, input2, sum3_2);
                    sum3_3 = Vector512.FusedMultiplyAdd(gradient3, input3, sum3_3);
                }
            }
        }

        for (; joins > 0; joins--)
        {
            weightGradient = ref Unsafe.Subtract(ref weightGradient, distance);
            Add<TVectors>(ref weightGradient, ref sum0_0, ref sum0_1, ref sum0_2, ref sum0_3);
            if (TOutputs.Value == 4)
            {
                Add<TVectors>(ref Unsafe.Add(ref weightGradient, WeightStride<TShape>()), ref sum1_0, ref sum1_1, ref sum1_2, ref sum1_3);
                Add<TVectors>(ref Unsafe.Add(ref weightGradient, 2 * WeightStride<TShape>()), ref sum2_0, ref sum2_1, ref sum2_2, ref sum2_3);
                Add<TVectors>(ref Unsafe.Add(ref weightGradient, 3 * WeightStride<TShape>()), ref sum3_0, ref sum3_1, ref sum3_2, ref sum3_3);
            }
        }

        Store<TVectors>(sum0_0, sum0_1, sum0_2, sum0_3, ref weightGradient);
        if (TOutputs.Value == 4)
        {
            Store<TVectors>(sum1_0, sum1_1, sum1_2, sum1_3, ref Unsafe.Add(ref weightGradient, WeightStride<TShape>()));
            Store<TVectors>(sum2_0, sum2_1, sum2_2, sum2_3, ref Unsafe.Add(ref weightGradient, 2 * WeightStride<TShape>()));
            Store<TVectors>(sum3_0, sum3_1, sum3_2, sum3_3, ref Unsafe.Add(ref weightGradient, 3 * WeightStride<TShape>()));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<TVectors>(
        ref float source, ref Vector512<float> sum0, ref Vector512<float> sum1, ref Vector512<float> sum2, ref Vector512<float> sum3)
        where TVectors : struct, ICount
    {
        sum0 += Vector512.LoadUnsafe(ref source);
        if (TVectors.Value != 4)
            return;
        sum1 += Vector512.LoadUnsafe(ref source, 16);
        sum2 += Vector512.LoadUnsafe(ref source, 32);
        sum3 += Vector512.LoadUnsafe(ref source, 48);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load<TVectors>(
        ref float source, ref Vector512<float> sum0, ref Vector512<float> sum1, ref Vector512<float> sum2, ref Vector512<float> sum3)
        where TVectors : struct, ICount
    {
        sum0 = Vector512.LoadUnsafe(ref source);
        if (TVectors.Value != 4)
            return;
        sum1 = Vector512.LoadUnsafe(ref source, 16);
        sum2 = Vector512.LoadUnsafe(ref source, 32);
        sum3 = Vector512.LoadUnsafe(ref source, 48);
    }

    /// <summary>Four outputs or one, by 16 inputs in two vectors of eight.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void WeightGradientHalves<TShape, TOutputs>(ref float input, ref float gradient, ref float weightGradient, nuint i, int rows, bool first, int joins, int distance)
        where TShape : struct, IDenseShape
        where TOutputs : struct, ICount
    {
        Vector256<float> lower0 = default, upper0 = default;
        Vector256<float> lower1 = default, upper1 = default;
        Vector256<float> lower2 = default, upper2 = default;
        Vector256<float> lower3 = default, upper3 = default;
        if (!first)
        {
            (lower0, upper0) = (Vector256.LoadUnsafe(ref weightGradient), Vector256.LoadUnsafe(ref weightGradient, 8));
            if (TOutputs.Value > 1)
                (lower1, upper1) = (Vector256.LoadUnsafe(ref weightGradient, WeightStride<TShape>()), Vector256.LoadUnsafe(ref weightGradient, WeightStride<TShape>() + 8));
            if (TOutputs.Value == 4)
            {
                (lower2, upper2) = (Vector256.LoadUnsafe(ref weightGradient, 2 * WeightStride<TShape>()), Vector256.LoadUnsafe(ref weightGradient, 2 * WeightStride<TShape>() + 8));
                (lower3, upper3) = (Vector256.LoadUnsafe(ref weightGradient, 3 * WeightStride<TShape>()), Vector256.LoadUnsafe(ref weightGradient, 3 * WeightStride<TShape>() + 8));
            }
        }

        for (nuint row = 0; row < (nuint)rows; row++)
        {
            ref var inputs = ref Unsafe.Add(ref input, row * TShape.InputStride);
            var (lower, upper) = IsWhole<TShape>(i)
                ? (Vector256.LoadUnsafe(ref inputs, i), Vector256.LoadUnsafe(ref inputs, i + 8))
                : (RestLower<TShape>(ref inputs), RestUpper<TShape>(ref inputs));
            var gradient0 = Vector256.Create(Unsafe.Add(ref gradient, row * TShape.OutputStride));
            lower0 = Vector256.FusedMultiplyAdd(gradient0, lower, lower0);
            upper0 = Vector256.FusedMultiplyAdd(gradient0, upper, upper0);
            if (TOutputs.Value > 1)
            {
                var gradient1 = Vector256.Create(Unsafe.Add(ref gradient, row * TShape.OutputStride + 1));
                lower1 = Vector256.FusedMultiplyAdd(gradient1, lower, lower1);
                upper1 = Vector256.FusedMultiplyAdd(gradient1, upper, upper1);
            }

            if (TOutputs.Value == 4)
            {
                var gradient2 = Vector256.Create(Unsafe.Add(ref gradient, row * TShape.OutputStride + 2));
                lower2 = Vector256.FusedMultiplyAdd(gradient2, lower, lower2);
                upper2 = Vector256.FusedMultiplyAdd(gradient2, upper, upper2);
                var gradient3 = Vector256.Create(Unsafe.Add(ref gradient, row * TShape.OutputStride + 3));
                lower3 = Vector256.FusedMultiplyAdd(gradient3, lower, lower3);
                upper3 = Vector256.FusedMultiplyAdd(gradient3, upper, upper3);
            }
        }

        for (; joins > 0; joins--)
        {
            weightGradient = ref Unsafe.Subtract(ref weightGradient, distance);
            (lower0, upper0) = (lower0 + Vector256.LoadUnsafe(ref weightGradient), upper0 + Vector256.LoadUnsafe(ref weightGradient, 8));
            if (TOutputs.Value > 1)
            {
                lower1 += Vector256.LoadUnsafe(ref weightGradient, WeightStride<TShape>());
                upper1 += Vector256.LoadUnsafe(ref weightGradient, WeightStride<TShape>() + 8);
            }

            if (TOutputs.Value == 4)
            {
                lower2 += Vector256.LoadUnsafe(ref weightGradient, 2 * WeightStride<TShape>());
                upper2 += Vector256.LoadUnsafe(ref weightGradient, 2 * WeightStride<TShape>() + 8);
                lower3 += Vector256.LoadUnsafe(ref weightGradient, 3 * WeightStride<TShape>());
                upper3 += Vector256.LoadUnsafe(ref weightGradient, 3 * WeightStride<TShape>() + 8);
            }
        }

        lower0.StoreUnsafe(ref weightGradient);
        upper0.StoreUnsafe(ref weightGradient, 8);
        if (TOutputs.Value > 1)
        {
            lower1.StoreUnsafe(ref weightGradient, WeightStride<TShape>());
            upper1.StoreUnsafe(ref weightGradient, WeightStride<TShape>() + 8);
        }

        if (TOutputs.Value == 4)
        {
            lower2.StoreUnsafe(ref weightGradient, 2 * WeightStride<TShape>());
            upper2.StoreUnsafe(ref weightGradient, 2 * WeightStride<TShape>() + 8);
            lower3.StoreUnsafe(ref weightGradient, 3 * WeightStride<TShape>());
            upper3.StoreUnsafe(ref weightGradient, 3 * WeightStride<TShape>() + 8);
        }
    }
}
