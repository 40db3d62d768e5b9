using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Compiled.Runtime;

/// <summary>Writes the transposed copy of a block's weights, which back-propagation reads: from panels of outputs to panels of inputs.</summary>
internal static class TransposeKernel
{
    /// <summary>
    /// Transposes the weights of one panel of outputs and some of its inputs, 4 outputs by 8 inputs at a time, or 4 by 4. Panels are multiples of 4 wide, so the last
    /// groups read and write padding: zeros on both sides.
    /// </summary>
    /// <param name="weights">The first of these weights.</param>
    /// <param name="transposed">The block's transposed copy.</param>
    /// <param name="blockOutputs">Outputs of the block.</param>
    /// <param name="panelWidth">Outputs in one panel of the weights.</param>
    /// <param name="firstOutput">The panel's first output.</param>
    /// <param name="firstInput">A multiple of 4.</param>
    /// <param name="inputs">How many inputs.</param>
    /// <param name="transposedPanelWidth">Inputs in one panel of the copy.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transpose(
        ref float weights, ref float transposed, int blockOutputs, int panelWidth, int firstOutput, int firstInput, int inputs, int transposedPanelWidth)
    {
        var rows = (blockOutputs + 3) & ~3;
        var outputs = Math.Min(panelWidth, rows - firstOutput);
        for (var input = 0; input < inputs;)
        {
            var column = (firstInput + input) % transposedPanelWidth;
            var run = Math.Min(inputs - input, transposedPanelWidth - column);
            ref var source = ref Unsafe.Add(ref weights, (nint)input * panelWidth);
            ref var target = ref Unsafe.Add(
                ref transposed, ((nint)(firstInput + input - column) * rows) + ((nint)firstOutput * transposedPanelWidth) + column);
            Rectangle(ref source, (nuint)(uint)panelWidth, ref target, (nuint)(uint)transposedPanelWidth, run, outputs);
            input += run;
        }
    }

    /// <summary>target[output][input] = source[input][output].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Rectangle(ref float source, nuint sourceStride, ref float target, nuint targetStride, int inputs, int outputs)
    {
        for (var output = 0; output < outputs; output += 4)
        {
            ref var from = ref Unsafe.Add(ref source, output);
            ref var to = ref Unsafe.Add(ref target, (nuint)(uint)output * targetStride);
            var input = 0;
            for (; Avx.IsSupported && input + 8 <= inputs; input += 8)
            {
                // Halves of four inputs each: the columns that leave are eight inputs long.
                ref var next = ref Unsafe.Add(ref from, 4 * sourceStride);
                var (column0, column1, column2, column3) = Transposition.FourByFour(
                    Halves(ref from, ref next, 0), Halves(ref from, ref next, sourceStride), Halves(ref from, ref next, 2 * sourceStride), Halves(ref from, ref next, 3 * sourceStride));
                column0.StoreUnsafe(ref to, (nuint)input);
                column1.StoreUnsafe(ref to, targetStride + (nuint)input);
                column2.StoreUnsafe(ref to, 2 * targetStride + (nuint)input);
                column3.StoreUnsafe(ref to, 3 * targetStride + (nuint)input);
                from = ref Unsafe.Add(ref from, 8 * sourceStride);
            }

            for (; input + 4 <= inputs; input += 4)
            {
                var (column0, column1, column2, column3) = Transposition.FourByFour(
                    Vector128.LoadUnsafe(ref from), Vector128.LoadUnsafe(ref from, sourceStride),
                    Vector128.LoadUnsafe(ref from, 2 * sourceStride), Vector128.LoadUnsafe(ref from, 3 * sourceStride));
                column0.StoreUnsafe(ref to, (nuint)input);
                column1.StoreUnsafe(ref to, targetStride + (nuint)input);
                column2.StoreUnsafe(ref to, 2 * targetStride + (nuint)input);
                column3.StoreUnsafe(ref to, 3 * targetStride + (nuint)input);
                from = ref Unsafe.Add(ref from, 4 * sourceStride);
            }

            for (; input < inputs; input++)
            {
                for (nuint lane = 0; lane < 4; lane++)
                    Unsafe.Add(ref to, lane * targetStride + (nuint)input) = Unsafe.Add(ref from, lane);
                from = ref Unsafe.Add(ref from, sourceStride);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Halves(ref float low, ref float high, nuint offset) =>
        Vector256.Create(Vector128.LoadUnsafe(ref low, offset), Vector128.LoadUnsafe(ref high, offset));
}
