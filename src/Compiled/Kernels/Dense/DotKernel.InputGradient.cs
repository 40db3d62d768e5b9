using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Compiled.Runtime;

public static partial class DotKernel
{
    /// <summary>32 of them: AVX-512 and NEON. A constant to the JIT.</summary>
    private static bool HasManyRegisters
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.IsHardwareAccelerated || !Vector256.IsHardwareAccelerated;
    }

    /// <summary>inputGradient[r, i] = Σₒ gradient[r, o] · weights[o, i], outputs in order: the weights lie as this pass reads them. Padding becomes 0.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void InputGradient<TShape>(ref float weights, ref float gradient, ref float inputGradient, int rows)
        where TShape : struct, IDenseShape
    {
        nuint row = 0;
        for (; HasManyRegisters && row + 4 <= (nuint)rows; row += 4)
            InputGradientRows<TShape, Four>(ref weights, ref Unsafe.Add(ref gradient, row * TShape.OutputStride), ref Unsafe.Add(ref inputGradient, row * TShape.TransposedStride));
        for (; !HasManyRegisters && row + 2 <= (nuint)rows; row += 2)
            InputGradientRows<TShape, Two>(ref weights, ref Unsafe.Add(ref gradient, row * TShape.OutputStride), ref Unsafe.Add(ref inputGradient, row * TShape.TransposedStride));
        for (; row < (nuint)rows; row++)
            InputGradientRows<TShape, One>(ref weights, ref Unsafe.Add(ref gradient, row * TShape.OutputStride), ref Unsafe.Add(ref inputGradient, row * TShape.TransposedStride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void InputGradientRows<TShape, TRows>(ref float weights, ref float gradient, ref float inputGradient)
        where TShape : struct, IDenseShape
        where TRows : struct, ICount
    {
        nuint i = 0;
        if (!Vector256.IsHardwareAccelerated)
        {
            for (; i < WeightStride<TShape>(); i += 16)
                InputGradientQuarters<TShape, TRows>(ref Unsafe.Add(ref weights, i), ref gradient, ref Unsafe.Add(ref inputGradient, i));
            return;
        }

        if (!Vector512.IsHardwareAccelerated)
        {
            for (; i + 32 <= WeightStride<TShape>(); i += 32)
                InputGradientHalves<TShape, TRows, Two>(ref Unsafe.Add(ref weights, i), ref gradient, ref Unsafe.Add(ref inputGradient, i));
            for (; i < WeightStride<TShape>(); i += 16)
                InputGradientHalves<TShape, TRows, One>(ref Unsafe.Add(ref weights, i), ref gradient, ref Unsafe.Add(ref inputGradient, i));
            return;
        }

        for (; i + 64 <= WeightStride<TShape>(); i += 64)
            InputGradientTile<TShape, TRows, Four>(ref Unsafe.Add(ref weights, i), ref gradient, ref Unsafe.Add(ref inputGradient, i));
        for (; i < WeightStride<TShape>(); i += 16)
            InputGradientTile<TShape, TRows, One>(ref Unsafe.Add(ref weights, i), ref gradient, ref Unsafe.Add(ref inputGradient, i));
    }

    /// <summary>Four rows or one, by 64 inputs or 16.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void InputGradientTile<TShape, TRows, TVectors>(ref float weights, ref float gradient, ref float inputGradient)
        where TShape : struct, IDenseShape
        where TRows : struct, ICount
        where TVectors : struct, ICount
    {
        Vector512<float> sum0_0 = default, sum0_1 = default, sum0_2 = default, sum0_3 = default;
        Vector512<float> sum1_0 = default, sum1_1 = default, sum1_2 = default, sum1_3 = default;
        Vector512<float> sum2_0 = default, sum2_1 = default, sum2_2 = default, sum2_3 = default;
        Vector512<float> sum3_0 = default, sum3_1 = default, sum3_2 = default, sum3_3 = default;
        for (nuint o = 0; o < TShape.Outputs; o++)
        {
            var weights0 = Vector512.LoadUnsafe(ref weights, o * WeightStride<TShape>());
            Vector512<float> weights1 = default, weights2 = default, weights3 = default;
            if (TVectors.Value == 4)
            {
                weights1 = Vector512.LoadUnsafe(ref weights, o * WeightStride<TShape>() + 16);
                weights2 = Vector512.LoadUnsafe(ref weights, o * WeightStride<TShape>() + 32);
                weights3 = Vector512.LoadUnsafe(ref weights, o * WeightStride<TShape>() + 48);
            }

            var gradient0 = Vector512.Create(Unsafe.Add(ref gradient, o));
            sum0_0 = Vector512.FusedMultiplyAdd(gradient0, weights0, sum0_0);
            if (TVectors.Value == 4)
            {
                sum0_1 = Vector512.FusedMultiplyAdd(gradient0, weights1, sum0_1);
                sum0_2 = Vector512.FusedMultiplyAdd(gradient0, weights2, sum0_2);
                sum0_3 = Vector512.FusedMultiplyAdd(gradient0, weights3, sum0_3);
            }

            if (TRows.Value == 4)
            {
                var gradient1 = Vector512.Create(Unsafe.Add(ref gradient, TShape.OutputStride + o));
                sum1_0 = Vector512.FusedMultiplyAdd(gradient1, weights0, sum1_0);
                if (TVectors.Value == 4)
                {
                    sum1_1 = Vector512.FusedMultiplyAdd(gradient1, weights1, sum1_1);
                    sum1_2 = Vector512.FusedMultiplyAdd(gradient1, weights2, sum1_2);
                    sum1_3 = Vector512.FusedMultiplyAdd(gradient1, weights3, sum1_3);
                }

                var gradient2 = Vector512.Create(Unsafe.Add(ref gradient, 2 * TShape.OutputStride + o));
                sum2_0 = Vector512.FusedMultiplyAdd(gradient2, weights0, sum2_0);
                if (TVectors.Value == 4)
                {
                    sum2_1 = Vector512.FusedMultiplyAdd(gradient2, weights1, sum2_1);
                    sum2_2 = Vector512.FusedMultiplyAdd(gradient2, weights2, sum2_2);
                    sum2_3 = Vector512.FusedMultiplyAdd(gradient2, weights3, sum2_3);
                }

                var gradient3 = Vector512.Create(Unsafe.Add(ref gradient, 3 * TShape.OutputStride + o));
                sum3_0 = Vector512.FusedMultiplyAdd(gradient3, weights0, sum3_0);
                if (TVectors.Value == 4)
                {
                    sum3_1 = Vector512.FusedMultiplyAdd(gradient3, weights1, sum3_1);
                    sum3_2 = Vector512.FusedMultiplyAdd(gradient3, weights2, sum3_2);
                    sum3_3 = Vector512.FusedMultiplyAdd(gradient3, weights3, sum3_3);
                }
            }
        }

        Store<TVectors>(sum0_0, sum0_1, sum0_2, sum0_3, ref inputGradient);
        if (TRows.Value == 4)
        {
            Store<TVectors>(sum1_0, sum1_1, sum1_2, sum1_3, ref Unsafe.Add(ref inputGradient, TShape.TransposedStride));
            Store<TVectors>(sum2_0, sum2_1, sum2_2, sum2_3, ref Unsafe.Add(ref inputGradient, 2 * TShape.TransposedStride));
            Store<TVectors>(sum3_0, sum3_1, sum3_2, sum3_3, ref Unsafe.Add(ref inputGradient, 3 * TShape.TransposedStride));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TVectors>(Vector512<float> sum0, Vector512<float> sum1, Vector512<float> sum2, Vector512<float> sum3, ref float destination)
        where TVectors : struct, ICount
    {
        sum0.StoreUnsafe(ref destination);
        if (TVectors.Value != 4)
            return;
        sum1.StoreUnsafe(ref destination, 16);
        sum2.StoreUnsafe(ref destination, 32);
        sum3.StoreUnsafe(ref destination, 48);
    }

    /// <summary>Two rows or one, by 32 inputs or 16, in vectors of eight.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void InputGradientHalves<TShape, TRows, TPairs>(ref float weights, ref float gradient, ref float inputGradient)
        where TShape : struct, IDenseShape
        where TRows : struct, ICount
        where TPairs : struct, ICount
    {
        Vector256<float> sum0_0 = default, sum0_1 = default, sum0_2 = default, sum0_3 = default;
        Vector256<float> sum1_0 = default, sum1_1 = default, sum1_2 = default, sum1_3 = default;
        for (nuint o = 0; o < TShape.Outputs; o++)
        {
            var weights0 = Vector256.LoadUnsafe(ref weights, o * WeightStride<TShape>());
            var weights1 = Vector256.LoadUnsafe(ref weights, o * WeightStride<TShape>() + 8);
            var weights2 = TPairs.Value == 2 ? Vector256.LoadUnsafe(ref weights, o * WeightStride<TShape>() + 16) : default;
            var weights3 = TPairs.Value == 2 ? Vector256.LoadUnsafe(ref weights, o * WeightStride<TShape>() + 24) : default;
            var gradient0 = Vector256.Create(Unsafe.Add(ref gradient, o));
            sum0_0 = Vector256.FusedMultiplyAdd(gradient0, weights0, sum0_0);
            sum0_1 = Vector256.FusedMultiplyAdd(gradient0, weights1, sum0_1);
            if (TPairs.Value == 2)
            {
                sum0_2 = Vector256.FusedMultiplyAdd(gradient0, weights2, sum0_2);
                sum0_3 = Vector256.FusedMultiplyAdd(gradient0, weights3, sum0_3);
            }

            if (TRows.Value == 2)
            {
                var gradient1 = Vector256.Create(Unsafe.Add(ref gradient, TShape.OutputStride + o));
                sum1_0 = Vector256.FusedMultiplyAdd(gradient1, weights0, sum1_0);
                sum1_1 = Vector256.FusedMultiplyAdd(gradient1, weights1, sum1_1);
                if (TPairs.Value == 2)
                {
                    sum1_2 = Vector256.FusedMultiplyAdd(gradient1, weights2, sum1_2);
                    sum1_3 = Vector256.FusedMultiplyAdd(gradient1, weights3, sum1_3);
                }
            }
        }

        StoreHalves<TPairs>(sum0_0, sum0_1, sum0_2, sum0_3, ref inputGradient);
        if (TRows.Value == 2)
            StoreHalves<TPairs>(sum1_0, sum1_1, sum1_2, sum1_3, ref Unsafe.Add(ref inputGradient, TShape.TransposedStride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreHalves<TPairs>(Vector256<float> sum0, Vector256<float> sum1, Vector256<float> sum2, Vector256<float> sum3, ref float destination)
        where TPairs : struct, ICount
    {
        sum0.StoreUnsafe(ref destination);
        sum1.StoreUnsafe(ref destination, 8);
        if (TPairs.Value != 2)
            return;
        sum2.StoreUnsafe(ref destination, 16);
        sum3.StoreUnsafe(ref destination, 24);
    }
}
