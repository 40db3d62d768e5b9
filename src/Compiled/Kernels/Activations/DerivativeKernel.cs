using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>One row of a dense block forward and, straight from the weights as they lie, backward: for derivatives with respect to the inputs, and for a step of one row.</summary>
/// <remarks>
/// Outputs fill the lanes both ways. Forward an output is the sum of four partial sums (of one where it has fewer than eight inputs); backward an input's
/// gradient is the sum of as many as a row of outputs has lanes, 4, 8 or 16, joined by halving: the same at every vector width.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class DerivativeKernel
{
    /// <summary>output[o] = φ(Σᵢ input[i] · weights[i, o] + biases[o]), in whole vectors.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Forward<TShape>(ref float block, ref float input, ref float output)
        where TShape : struct, IDenseShape
    {
        ref var biases = ref Unsafe.Add(ref block, TShape.BiasesOffset);
        if (TShape.OutputStride == 4)
            TShape.Activate(Sum<TShape, Lanes4>(ref block, ref biases, ref input).Value).StoreUnsafe(ref output);
        else if (TShape.OutputStride == 8 && Vector256.IsHardwareAccelerated)
            TShape.Activate(Sum<TShape, Lanes8>(ref block, ref biases, ref input).Value).StoreUnsafe(ref output);
        else if (TShape.OutputStride == 8)
            ForwardEight<TShape>(ref block, ref biases, ref input, ref output);
        else
            ForwardSixteens<TShape>(ref block, ref biases, ref input, ref output);
    }

    /// <summary>The gradient at the outputs for one row of a Jacobian: 1 at one output, 0 elsewhere.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Select(ref float gradient, int output, int stride)
    {
        MemoryMarshal.CreateSpan(ref gradient, stride).Clear();
        Unsafe.Add(ref gradient, output) = 1;
    }

    /// <summary>gradient[i] = gradient[i] · factors[i], row by row: back through a block that multiplies. The stride is a multiple of 4.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Scale(ref float gradient, ref readonly float factors, int stride, int rows)
    {
        for (var row = 0; row < rows; row++)
        {
            ref var scaled = ref Unsafe.Add(ref gradient, (nint)row * stride);
            for (nuint i = 0; i < (nuint)stride; i += 4)
                (Vector128.LoadUnsafe(ref scaled, i) * Vector128.LoadUnsafe(in factors, i)).StoreUnsafe(ref scaled, i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ForwardSixteens<TShape>(ref float block, ref float biases, ref float input, ref float output)
        where TShape : struct, IDenseShape
    {
        nuint column = 0;
        // Two vectors share what is loaded of the inputs, where the registers suffice.
        for (; Vector512.IsHardwareAccelerated && TShape.PanelWidth % 32 == 0 && column < TShape.OutputStride; column += 32)
        {
            ref var weights = ref Unsafe.Add(ref block, PanelOffset.Of(column, TShape.PanelWidth, TShape.PanelRows));
            Vector512<float> left0 = default, right0 = default;
            if (TShape.HasBias)
                (left0, right0) = (Vector512.LoadUnsafe(ref biases, column), Vector512.LoadUnsafe(ref biases, column + 16));
            Vector512<float> left1 = default, left2 = default, left3 = default, right1 = default, right2 = default, right3 = default;
            nuint i = 0;
            for (; TShape.Inputs >= FewestForPartials && i + 4 <= TShape.Inputs; i += 4)
            {
                var (input0, input1) = (Vector512.Create(Unsafe.Add(ref input, i)), Vector512.Create(Unsafe.Add(ref input, i + 1)));
                var (input2, input3) = (Vector512.Create(Unsafe.Add(ref input, i + 2)), Vector512.Create(Unsafe.Add(ref input, i + 3)));
                left0 = Vector512.FusedMultiplyAdd(input0, Vector512.LoadUnsafe(ref weights, i * TShape.PanelWidth), left0);
                right0 = Vector512.FusedMultiplyAdd(input0, Vector512.LoadUnsafe(ref weights, i * TShape.PanelWidth + 16), right0);
                left1 = Vector512.FusedMultiplyAdd(input1, Vector512.LoadUnsafe(ref weights, (i + 1) * TShape.PanelWidth), left1);
                right1 = Vector512.FusedMultiplyAdd(input1, Vector512.LoadUnsafe(ref weights, (i + 1) * TShape.PanelWidth + 16), right1);
                left2 = Vector512.FusedMultiplyAdd(input2, Vector512.LoadUnsafe(ref weights, (i + 2) * TShape.PanelWidth), left2);
                right2 = Vector512.FusedMultiplyAdd(input2, Vector512.LoadUnsafe(ref weights, (i + 2) * TShape.PanelWidth + 16), right2);
                left3 = Vector512.FusedMultiplyAdd(input3, Vector512.LoadUnsafe(ref weights, (i + 3) * TShape.PanelWidth), left3);
                right3 = Vector512.FusedMultiplyAdd(input3, Vector512.LoadUnsafe(ref weights, (i + 3) * TShape.PanelWidth + 16), right3);
            }

            for (; i < TShape.Inputs; i++)
            {
                var rest = Vector512.Create(Unsafe.Add(ref input, i));
                left0 = Vector512.FusedMultiplyAdd(rest, Vector512.LoadUnsafe(ref weights, i * TShape.PanelWidth), left0);
                right0 = Vector512.FusedMultiplyAdd(rest, Vector512.LoadUnsafe(ref weights, i * TShape.PanelWidth + 16), right0);
            }

            TShape.Activate((left0 + left1) + (left2 + left3)).StoreUnsafe(ref output, column);
            TShape.Activate((right0 + right1) + (right2 + right3)).StoreUnsafe(ref output, column + 16);
        }

        for (; column < TShape.OutputStride; column += 16)
        {
            ref var weights = ref Unsafe.Add(ref block, PanelOffset.Of(column, TShape.PanelWidth, TShape.PanelRows));
            ref var starts = ref Unsafe.Add(ref biases, column);
            if (Vector512.IsHardwareAccelerated)
            {
                TShape.Activate(Sum<TShape, Lanes16>(ref weights, ref starts, ref input).Value).StoreUnsafe(ref output, column);
                continue;
            }

            if (Vector256.IsHardwareAccelerated)
            {
                var halves = Sum<TShape, Lanes8x2>(ref weights, ref starts, ref input);
                TShape.Activate(halves.Lower).StoreUnsafe(ref output, column);
                TShape.Activate(halves.Upper).StoreUnsafe(ref output, column + 8);
                continue;
            }

            // Two passes over the inputs: the sums of sixteen outputs would need all 32 registers.
            ForwardEight<TShape>(ref weights, ref starts, ref input, ref Unsafe.Add(ref output, column));
            ForwardEight<TShape>(ref Unsafe.Add(ref weights, 8), ref Unsafe.Add(ref starts, 8), ref input, ref Unsafe.Add(ref output, column + 8));
        }
    }

    /// <summary>Eight outputs in vectors of four.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ForwardEight<TShape>(ref float weights, ref float biases, ref float input, ref float output)
        where TShape : struct, IDenseShape
    {
        var sum = Sum<TShape, Lanes4x2>(ref weights, ref biases, ref input);
        TShape.Activate(sum.First).StoreUnsafe(ref output);
        TShape.Activate(sum.Second).StoreUnsafe(ref output, 4);
    }
}
