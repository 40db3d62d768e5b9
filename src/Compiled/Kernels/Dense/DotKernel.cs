using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>
/// Dense blocks with few outputs: a vector holds sixteen inputs of one output, whose weights lie side by side, [output][input]. With outputs in the
/// lanes such a block would leave most of every vector empty. For emitted code.
/// </summary>
/// <remarks>
/// An output is the sum of sixteen partial sums, over the inputs 0, 16, 32 …, over 1, 17, 33 … and so on, joined by halving: the same at every vector
/// width. An output's weights are padded with zeros to a multiple of 16; the inputs need no padding, and nothing behind them is read. The outputs' rows
/// are padded to 4, 8 or 16, and the padding becomes φ(0) or 0.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class DotKernel
{
    /// <summary>output[r, o] = φ(Σᵢ input[r, i] · weights[o, i] + biases[o]).</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Forward<TShape>(ref float input, ref float weights, ref float biases, ref float output, int rows)
        where TShape : struct, IDenseShape
    {
        nuint row = 0;
        for (; Vector512.IsHardwareAccelerated && row + 4 <= (nuint)rows; row += 4)
            ForwardRows<TShape, Four>(ref Unsafe.Add(ref input, row * TShape.InputStride), ref weights, ref biases, ref Unsafe.Add(ref output, row * TShape.OutputStride));
        for (; !Vector512.IsHardwareAccelerated && row + 2 <= (nuint)rows; row += 2)
            ForwardRows<TShape, Two>(ref Unsafe.Add(ref input, row * TShape.InputStride), ref weights, ref biases, ref Unsafe.Add(ref output, row * TShape.OutputStride));
        for (; row < (nuint)rows; row++)
            ForwardRows<TShape, One>(ref Unsafe.Add(ref input, row * TShape.InputStride), ref weights, ref biases, ref Unsafe.Add(ref output, row * TShape.OutputStride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ForwardRows<TShape, TRows>(ref float input, ref float weights, ref float biases, ref float output)
        where TShape : struct, IDenseShape
        where TRows : struct, ICount
    {
        nuint o = 0;
        for (; o + 4 <= TShape.Outputs; o += 4)
            Tile<TShape, TRows, Four>(ref input, ref weights, ref biases, ref output, o);
        if (TShape.Outputs % 4 == 1)
            Tile<TShape, TRows, One>(ref input, ref weights, ref biases, ref output, o);
        if (TShape.Outputs % 4 == 2)
            Tile<TShape, TRows, Two>(ref input, ref weights, ref biases, ref output, o);
        if (TShape.Outputs % 4 == 3)
            Tile<TShape, TRows, Three>(ref input, ref weights, ref biases, ref output, o);
        for (o = (TShape.Outputs + 3) / 4 * 4; o < TShape.OutputStride; o += 4)
            for (nuint row = 0; row < TRows.Value; row++)
                Vector128<float>.Zero.StoreUnsafe(ref output, row * TShape.OutputStride + o);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Tile<TShape, TRows, TOutputs>(ref float input, ref float weights, ref float biases, ref float output, nuint o)
        where TShape : struct, IDenseShape
        where TRows : struct, ICount
        where TOutputs : struct, ICount
    {
        if (TRows.Value == 2 && Vector256.IsHardwareAccelerated)
            ForwardHalvesOfTwoRows<TShape, TOutputs>(ref input, ref Unsafe.Add(ref weights, o * WeightStride<TShape>()), ref biases, ref output, o);
        else
            ForwardTile<TShape, TRows, TOutputs>(ref input, ref weights, ref biases, ref output, o);
    }

    /// <summary>Up to four rows by up to four outputs: sixteen sums of sixteen lanes stay in registers.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void ForwardTile<TShape, TRows, TOutputs>(ref float input, ref float weights, ref float biases, ref float output, nuint o)
        where TShape : struct, IDenseShape
        where TRows : struct, ICount
        where TOutputs : struct, ICount
    {
        ref var tileWeights = ref Unsafe.Add(ref weights, o * WeightStride<TShape>());
        if (!Vector256.IsHardwareAccelerated)
        {
            if (TRows.Value == 2)
                ForwardTwoRows<TShape, TOutputs>(ref input, ref tileWeights, ref biases, ref output, o);
            else
                ForwardQuarters<TShape, TOutputs>(ref input, ref tileWeights, ref biases, ref output, o);
            return;
        }

        if (!Vector512.IsHardwareAccelerated)
        {
            ForwardHalves<TShape, TOutputs>(ref input, ref tileWeights, ref biases, ref output, o);
            return;
        }

        Vector512<float> sum0_0 = default, sum0_1 = default, sum0_2 = default, sum0_3 = default;
        Vector512<float> sum1_0 = default, sum1_1 = default, sum1_2 = default, sum1_3 = default;
        Vector512<float> sum2_0 = default, sum2_1 = default, sum2_2 = default, sum2_3 = default;
        Vector512<float> sum3_0 = default, sum3_1 = default, sum3_2 = default, sum3_3 = default;
        for (nuint i = 0; i < TShape.Inputs; i += 16)
        {
            var input0 = LoadInputs16<TShape>(ref input, i);
            Vector512<float> input1 = default, input2 = default, input3 = default;
            if (TRows.Value == 4)
            {
                input1 = LoadInputs16<TShape>(ref Unsafe.Add(ref input, TShape.InputStride), i);
                input2 = LoadInputs16<TShape>(ref Unsafe.Add(ref input, 2 * TShape.InputStride), i);
                input3 = LoadInputs16<TShape>(ref Unsafe.Add(ref input, 3 * TShape.InputStride), i);
            }

            var weights0 = Vector512.LoadUnsafe(ref tileWeights, i);
            sum0_0 = Vector512.FusedMultiplyAdd(input0, weights0, sum0_0);
            if (TRows.Value == 4)
            {
                sum1_0 = Vector512.FusedMultiplyAdd(input1, weights0, sum1_0);
                sum2_0 = Vector512.FusedMultiplyAdd(input2, weights0, sum2_0);
                sum3_0 = Vector512.FusedMultiplyAdd(input3, weights0, sum3_0);
            }

            if (TOutputs.Value > 1)
            {
                var weights1 = Vector512.LoadUnsafe(ref tileWeights, WeightStride<TShape>() + i);
                sum0_1 = Vector512.FusedMultiplyAdd(input0, weights1, sum0_1);
                if (TRows.Value == 4)
                {
                    sum1_1 = Vector512.FusedMultiplyAdd(input1, weights1, sum1_1);
                    sum2_1 = Vector512.FusedMultiplyAdd(input2, weights1, sum2_1);
                    sum3_1 = Vector512.FusedMultiplyAdd(input3, weights1, sum3_1);
                }
            }

            if (TOutputs.Value > 2)
            {
                var weights2 = Vector512.LoadUnsafe(ref tileWeights, 2 * WeightStride<TShape>() + i);
                sum0_2 = Vector512.FusedMultiplyAdd(input0, weights2, sum0_2);
                if (TRows.Value == 4)
                {
                    sum1_2 = Vector512.FusedMultiplyAdd(input1, weights2, sum1_2);
                    sum2_2 = Vector512.FusedMultiplyAdd(input2, weights2, sum2_2);
                    sum3_2 = Vector512.FusedMultiplyAdd(input3, weights2, sum3_2);
                }
            }

            if (TOutputs.Value > 3)
            {
                var weights3 = Vector512.LoadUnsafe(ref tileWeights, 3 * WeightStride<TShape>() + i);
                sum0_3 = Vector512.FusedMultiplyAdd(input0, weights3, sum0_3);
                if (TRows.Value == 4)
                {
                    sum1_3 = Vector512.FusedMultiplyAdd(input1, weights3, sum1_3);
                    sum2_3 = Vector512.FusedMultiplyAdd(input2, weights3, sum2_3);
                    sum3_3 = Vector512.FusedMultiplyAdd(input3, weights3, sum3_3);
                }
            }
        }

        var bias = TShape.HasBias ? Vector128.LoadUnsafe(ref biases, o) : Vector128<float>.Zero;
        TShape.Activate(SampleLanes.Join(sum0_0, sum0_1, sum0_2, sum0_3) + bias).StoreUnsafe(ref output, o);
        if (TRows.Value == 4)
        {
            TShape.Activate(SampleLanes.Join(sum1_0, sum1_1, sum1_2, sum1_3) + bias).StoreUnsafe(ref output, TShape.OutputStride + o);
            TShape.Activate(SampleLanes.Join(sum2_0, sum2_1, sum2_2, sum2_3) + bias).StoreUnsafe(ref output, 2 * TShape.OutputStride + o);
            TShape.Activate(SampleLanes.Join(sum3_0, sum3_1, sum3_2, sum3_3) + bias).StoreUnsafe(ref output, 3 * TShape.OutputStride + o);
        }
    }

    /// <summary>One row by up to four outputs in vectors of eight: the lower and the upper half of the sixteen lanes are sums of their own.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ForwardHalves<TShape, TOutputs>(ref float input, ref float weights, ref float biases, ref float output, nuint o)
        where TShape : struct, IDenseShape
        where TOutputs : struct, ICount
    {
        Vector256<float> lower0 = default, lower1 = default, lower2 = default, lower3 = default;
        Vector256<float> upper0 = default, upper1 = default, upper2 = default, upper3 = default;
        for (nuint i = 0; i < TShape.Inputs; i += 16)
        {
            var lower = LoadInputs8<TShape>(ref input, i);
            var upper = LoadInputs8<TShape>(ref input, i + 8);
            lower0 = Vector256.FusedMultiplyAdd(lower, Vector256.LoadUnsafe(ref weights, i), lower0);
            upper0 = Vector256.FusedMultiplyAdd(upper, Vector256.LoadUnsafe(ref weights, i + 8), upper0);

            if (TOutputs.Value > 1)
            {
                lower1 = Vector256.FusedMultiplyAdd(lower, Vector256.LoadUnsafe(ref weights, WeightStride<TShape>() + i), lower1);
                upper1 = Vector256.FusedMultiplyAdd(upper, Vector256.LoadUnsafe(ref weights, WeightStride<TShape>() + i + 8), upper1);
            }

            if (TOutputs.Value > 2)
            {
                lower2 = Vector256.FusedMultiplyAdd(lower, Vector256.LoadUnsafe(ref weights, 2 * WeightStride<TShape>() + i), lower2);
                upper2 = Vector256.FusedMultiplyAdd(upper, Vector256.LoadUnsafe(ref weights, 2 * WeightStride<TShape>() + i + 8), upper2);
            }

            if (TOutputs.Value > 3)
            {
                lower3 = Vector256.FusedMultiplyAdd(lower, Vector256.LoadUnsafe(ref weights, 3 * WeightStride<TShape>() + i), lower3);
                upper3 = Vector256.FusedMultiplyAdd(upper, Vector256.LoadUnsafe(ref weights, 3 * WeightStride<TShape>() + i + 8), upper3);
            }
        }

        var bias = TShape.HasBias ? Vector128.LoadUnsafe(ref biases, o) : Vector128<float>.Zero;
        TShape.Activate(SampleLanes.JoinEights(lower0 + upper0, lower1 + upper1, lower2 + upper2, lower3 + upper3) + bias).StoreUnsafe(ref output, o);
    }

    /// <summary>Floats from one output's weights to the next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nuint WeightStride<TShape>()
        where TShape : struct, IDenseShape => (TShape.Inputs + 15) & ~(nuint)15;

    /// <summary>Sixteen inputs of a row, whose last may be padding that its weights make nothing of.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> LoadInputs16<TShape>(ref float row, nuint i)
        where TShape : struct, IDenseShape => TShape.HasPaddedInputs ? Vector512.LoadUnsafe(ref row, i) : LoadSixteen<TShape>(ref row, i);

    /// <summary>The same for eight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> LoadInputs8<TShape>(ref float row, nuint i)
        where TShape : struct, IDenseShape => TShape.HasPaddedInputs ? Vector256.LoadUnsafe(ref row, i) : LoadEight<TShape>(ref row, i);

    /// <summary>Sixteen inputs of a row, or those that are left and zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> LoadSixteen<TShape>(ref float row, nuint i)
        where TShape : struct, IDenseShape =>
        TShape.Inputs % 16 == 0 || i + 16 <= TShape.Inputs
            ? Vector512.LoadUnsafe(ref row, i)
            : Lanes16.LoadPartial(in row, i, (int)(TShape.Inputs % 16)).Value;

    /// <summary>Eight inputs of a row, or those that are left and zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> LoadEight<TShape>(ref float row, nuint i)
        where TShape : struct, IDenseShape
    {
        if (TShape.Inputs % 16 == 0 || i + 8 <= TShape.Inputs)
            return Vector256.LoadUnsafe(ref row, i);
        return i < TShape.Inputs ? Lanes8.LoadPartial(in row, i, (int)(TShape.Inputs % 8)).Value : Vector256<float>.Zero;
    }
}
