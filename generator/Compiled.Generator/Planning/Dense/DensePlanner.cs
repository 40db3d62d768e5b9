using Compiled.Generator.Model;

namespace Compiled.Generator.Planning.Dense;

/// <summary>Decides how one dense block runs: its place in memory, its partial sums, its tiles, what it takes over of its neighbours.</summary>
internal static class DensePlanner
{
    /// <summary>Up to here a dot product of each output beats a vector of outputs that is three quarters full.</summary>
    private const int MostDotOutputs = 12;

    /// <summary>Floats of a row whose costly activation is applied in registers: four vectors.</summary>
    private const int MostActivatedInRegisters = 4 * Lanes.Widest;

    /// <summary>The block, with its weights at the end of the parameters so far.</summary>
    /// <param name="context">The network, and what its blocks say of themselves.</param>
    /// <param name="index">The block's place in it.</param>
    /// <param name="inputStride">Floats from one input row to the next in a batch.</param>
    /// <param name="parameters">Floats of the parameters of the blocks before it.</param>
    /// <param name="transposed">Floats of the transposed weights before it.</param>
    public static DensePlan Plan(DenseContext context, int index, int inputStride, int parameters, int transposed)
    {
        var (network, rules, allowsDot) = context;
        var spec = (DenseSpec)network.Blocks[index];
        var next = index + 1 < network.Blocks.Count ? network.Blocks[index + 1] : null;
        var stride = Lanes.Pad(spec.Outputs);
        var transposedStride = Lanes.Pad(spec.Inputs);
        var isDot = allowsDot && IsDot(spec);
        var needsInputGradient = network.Loss is not null && network.LearnsBefore(index);
        var memory = new DenseMemory(
            stride, isDot ? 1 : TilePlanner.PanelWidth(spec.Inputs, stride), inputStride, transposedStride, TilePlanner.PanelWidth(spec.Outputs, transposedStride),
            WeightsOffset: parameters, BiasesOffset: -1, needsInputGradient && !isDot ? transposed : -1);
        var partials = isDot ? Lanes.Widest : TilePlanner.Partials(spec.Inputs, stride);
        var epilogue = Epilogue(network, next, rules);
        var plan = new DensePlan(spec, memory)
        {
            Partials = partials,
            IsDot = isDot,
            NeedsInputGradient = needsInputGradient,
            Epilogue = epilogue,
            RowActivation = isDot ? epilogue : RowActivation(next, stride, rules),
            Tiles = isDot ? DenseTiles.None : DenseTiles.For(spec.Inputs, spec.Outputs, partials, memory),
        };
        return spec.HasBias ? plan with { Memory = memory with { BiasesOffset = parameters + Lanes.RoundUp(plan.WeightsLength, Lanes.Widest) } } : plan;
    }

    /// <summary>Whether one row is short enough to be written out, and the network's budget has room for it.</summary>
    public static bool MayUnroll(DensePlan plan, DenseShapes shapes) =>
        !plan.IsDot && RowTier.Fits(plan, RowTier.Widths(plan.Stride)[0]) && shapes.MayUnroll(plan);

    /// <summary>A costly activation joins the sums of one row only where it is written few times: the JIT stops inlining after that.</summary>
    public static ActivationSpec? RowActivation(BlockSpec? next, int stride, IBlockRules rules)
    {
        if (next is not ActivationSpec activation)
            return null;
        var kind = rules.Activation(activation.Kind);
        return kind.IsCheap || (kind.JoinsOneRow && stride <= MostActivatedInRegisters) ? activation : null;
    }

    /// <summary>A cheap activation is applied before the sums leave the registers, unless training or a derivative has to keep the sums.</summary>
    public static ActivationSpec? Epilogue(NetworkSpec spec, BlockSpec? next, IBlockRules rules)
    {
        if (next is not ActivationSpec activation)
            return null;
        var kind = rules.Activation(activation.Kind);
        return kind.IsCheap && !(kind.NeedsInput && (spec.Loss is not null || spec.IsDifferentiable)) ? activation : null;
    }

    /// <summary>
    /// Few outputs of many inputs: the joins of the lanes, some 3.5 operations per output, cost less than the lanes that outputs would leave empty.
    /// </summary>
    private static bool IsDot(DenseSpec dense) => dense.Inputs >= 2 * Lanes.Widest && dense.Outputs <= MostDotOutputs;
}

/// <summary>What the plan of a dense block depends on.</summary>
/// <param name="Network">The network.</param>
/// <param name="Rules">What its other blocks say of themselves.</param>
/// <param name="AllowsDot">Whether a block of few outputs may be computed as dot products.</param>
internal sealed record DenseContext(NetworkSpec Network, IBlockRules Rules, bool AllowsDot);
