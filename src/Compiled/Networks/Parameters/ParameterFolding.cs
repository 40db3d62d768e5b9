using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Compiled.Runtime;

/// <summary>Writes the parameters that predictions read: blocks that are an affine map of each value are folded into their dense neighbours.</summary>
/// <remarks>
/// Sums are added in double precision, in the order of the inputs, and rounded once, so that the same parameters fold to the same bits everywhere. The
/// biases are computed from the weights as they were rounded: what the rounding moved is then measured against x − mean, not against the mean.
/// </remarks>
internal static class ParameterFolding
{
    /// <summary>Doubles that <see cref="Fold"/> works with.</summary>
    public static int ScratchLength(ParameterLayout layout)
    {
        var length = 0;
        for (var number = 0; number < layout.Folds.Count; number++)
        {
            var fold = layout.Folds[number];
            length = Math.Max(length, 3 * Padded(layout.Statistics[fold.Statistics].Length) + (fold.Block < 0 ? 0 : layout.Blocks[fold.Block].Stride));
        }

        return length;
    }

    /// <param name="layout">Where everything lies.</param>
    /// <param name="state">Parameters and statistics.</param>
    /// <param name="deployed">The same, and the room for biases behind it; overwritten.</param>
    /// <param name="scratch">As much as <see cref="ScratchLength"/> says.</param>
    public static void Fold(ParameterLayout layout, ReadOnlySpan<float> state, Span<float> deployed, Span<double> scratch)
    {
        state.CopyTo(deployed);
        deployed[state.Length..].Clear();
        // By index: an enumerator of a list would be allocated.
        for (var number = 0; number < layout.Folds.Count; number++)
        {
            var fold = layout.Folds[number];
            var statistics = layout.Statistics[fold.Statistics];
            var map = new AffineMap(layout, statistics, state, scratch);
            switch (fold.Target)
            {
                case FoldTarget.Inputs:
                    IntoInputs(in map, layout.Blocks[fold.Block], fold.BiasesOffset, deployed, scratch[(3 * Padded(statistics.Length))..]);
                    break;
                case FoldTarget.Outputs:
                    IntoOutputs(in map, layout.Blocks[fold.Block], fold.BiasesOffset, deployed);
                    break;
                default:
                    for (var index = 0; index < statistics.Length; index++)
                        deployed[statistics.ScalesOffset + index] = (float)map.Scales[index];
                    break;
            }
        }
    }

    /// <summary>A width in whole groups of the vectors below.</summary>
    public static int Padded(int width) => (width + 15) & -16;

    /// <summary>W·((x − m)·s + c) + b = W′·x + b′ with W′ = W·s and b′ = b + W·c − W′·m.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void IntoInputs(ref readonly AffineMap map, DenseLayout block, int biasesOffset, Span<float> memory, Span<double> sums)
    {
        var biases = memory.Slice(biasesOffset, block.Outputs);
        sums = sums[..block.Stride];
        sums.Clear();
        for (var output = 0; output < biases.Length; output++)
            sums[output] = biases[output];
        var width = block.PanelWidth;
        for (var first = 0; first < (width == 1 ? block.Outputs : block.Stride); first += width)
        {
            ref var panel = ref memory[block.WeightOffset(first, 0)];
            ref var panelSums = ref sums[first];
            for (var input = 0; input < block.Inputs; input++)
            {
                ref var weights = ref Unsafe.Add(ref panel, (nint)input * width);
                var (mean, scale, offset) = (map.Means[input], map.Scales[input], map.Offsets[input]);
                // One output after the other, or padded to whole vectors, where zeros stay zeros.
                if (width == 1)
                {
                    var weight = (double)weights;
                    weights = (float)(weight * scale);
                    panelSums += weight * offset - weights * mean;
                    continue;
                }

                for (nuint output = 0; output < (nuint)width; output += 4)
                {
                    var weight = Wide(ref weights, output);
                    var scaled = Narrow(weight * Vector256.Create(scale));
                    scaled.StoreUnsafe(ref weights, output);
                    var change = weight * Vector256.Create(offset) - Wide(ref weights, output) * Vector256.Create(mean);
                    (Vector256.LoadUnsafe(ref panelSums, output) + change).StoreUnsafe(ref panelSums, output);
                }
            }
        }

        for (var output = 0; output < biases.Length; output++)
            biases[output] = (float)sums[output];
    }

    /// <summary>(W·x + b − m)·s + c = W′·x + b′ with W′ = s·W and b′ = (b − m)·s + c.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void IntoOutputs(ref readonly AffineMap map, DenseLayout block, int biasesOffset, Span<float> memory)
    {
        var width = block.PanelWidth;
        for (var first = 0; first < (width == 1 ? block.Outputs : block.Stride); first += width)
        {
            ref var panel = ref memory[block.WeightOffset(first, 0)];
            ref readonly var scales = ref map.Scales[first];
            for (var input = 0; input < block.Inputs; input++)
            {
                ref var weights = ref Unsafe.Add(ref panel, (nint)input * width);
                if (width == 1)
                {
                    weights = (float)(weights * scales);
                    continue;
                }

                for (nuint output = 0; output < (nuint)width; output += 4)
                    Narrow(Wide(ref weights, output) * Vector256.LoadUnsafe(in scales, output)).StoreUnsafe(ref weights, output);
            }
        }

        for (var output = 0; output < block.Outputs; output++)
        {
            ref var bias = ref memory[biasesOffset + output];
            bias = (float)((bias - map.Means[output]) * map.Scales[output] + map.Offsets[output]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Wide(ref float values, nuint index)
    {
        var (low, high) = Vector128.Widen(Vector128.LoadUnsafe(ref values, index));
        return Vector256.Create(low, high);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Narrow(Vector256<double> values) => Vector128.Narrow(values.GetLower(), values.GetUpper());
}
