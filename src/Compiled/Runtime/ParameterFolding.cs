using System.Runtime.CompilerServices;

namespace Compiled.Runtime;

/// <summary>Writes the parameters that predictions read: blocks that are an affine map of each value are folded into their dense neighbours.</summary>
/// <remarks>
/// Sums are added in double precision, in the order of the inputs, and rounded once, so that the same parameters fold to the same bits everywhere. The
/// biases are computed from the weights as they were rounded: what the rounding moved is then measured against x − mean, not against the mean.
/// </remarks>
internal static class ParameterFolding
{
    /// <param name="layout">Where everything lies.</param>
    /// <param name="state">Parameters and statistics.</param>
    /// <param name="deployed">The same, and the room for biases behind it; overwritten.</param>
    /// <param name="sums">A double for each output of the widest dense block.</param>
    public static void Fold(ParameterLayout layout, ReadOnlySpan<float> state, Span<float> deployed, Span<double> sums)
    {
        state.CopyTo(deployed);
        deployed[state.Length..].Clear();
        // By index: an enumerator of a list would be allocated.
        for (var number = 0; number < layout.Folds.Count; number++)
        {
            var fold = layout.Folds[number];
            var statistics = layout.Statistics[fold.Statistics];
            var map = new AffineMap(layout, statistics, state);
            switch (fold.Target)
            {
                case FoldTarget.Inputs:
                    IntoInputs(in map, layout.Blocks[fold.Block], fold.BiasesOffset, deployed, sums);
                    break;
                case FoldTarget.Outputs:
                    IntoOutputs(in map, layout.Blocks[fold.Block], fold.BiasesOffset, deployed);
                    break;
                default:
                    for (var index = 0; index < statistics.Length; index++)
                        deployed[statistics.ScalesOffset + index] = (float)map[index].Scale;
                    break;
            }
        }
    }

    /// <summary>W·((x − m)·s + c) + b = W′·x + b′ with W′ = W·s and b′ = b + W·c − W′·m.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void IntoInputs(ref readonly AffineMap map, DenseLayout block, int biasesOffset, Span<float> memory, Span<double> sums)
    {
        var biases = memory.Slice(biasesOffset, block.Outputs);
        for (var output = 0; output < biases.Length; output++)
            sums[output] = biases[output];
        for (var first = 0; first < block.Outputs; first += block.PanelWidth)
        {
            var panel = block.WeightOffset(first, 0);
            var panelSums = sums.Slice(first, Math.Min(block.PanelWidth, block.Outputs - first));
            for (var input = 0; input < block.Inputs; input++)
            {
                var (mean, scale, offset) = map[input];
                var weights = memory.Slice(panel + input * block.PanelWidth, panelSums.Length);
                for (var output = 0; output < weights.Length; output++)
                {
                    var weight = (double)weights[output];
                    weights[output] = (float)(weight * scale);
                    panelSums[output] += weight * offset - weights[output] * mean;
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
        for (var output = 0; output < block.Outputs; output++)
        {
            var (mean, scale, offset) = map[output];
            var row = block.WeightOffset(output, 0);
            for (var input = 0; input < block.Inputs; input++)
            {
                ref var weight = ref memory[row + input * block.InputStep];
                weight = (float)(weight * scale);
            }

            ref var bias = ref memory[biasesOffset + output];
            bias = (float)((bias - mean) * scale + offset);
        }
    }
}
