using Compiled.Generator.Model;
using Compiled.Generator.Planning.Dense;
using Compiled.Generator.Text;

namespace Compiled.Generator.Planning;

/// <summary>
/// How a tiny network takes a step of one sample: forward, loss and backward in one method for each width of vector, values and gradients in registers, outputs in
/// the lanes. Sums have the order of the pass with samples in the lanes, and so its bits.
/// </summary>
/// <param name="Tiers">The widths, widest first.</param>
internal sealed record SampleStepPlan(EquatableArray<SampleStepTier> Tiers)
{
    /// <summary>Sixteen floats for each float of a value: the columns of the pass with samples in the lanes, of which one is used.</summary>
    public const int Column = SampleLanesPlan.Group;

    /// <summary>
    /// Multiply-adds of one forward pass in vectors of four: 1,000 lines at most of some 25 bytes of IL each, against the JIT's 60,000, and fewer locals than the
    /// 512 with which it still inlines.
    /// </summary>
    private const int MostOperations = 160;

    /// <summary>Dense blocks of one method: with more, it would hold more moves and derivatives than the JIT inlines into one.</summary>
    private const int MostBlocks = 4;

    /// <summary>
    /// Costly activations that one method may hold, in vectors: each is some twenty lane functions, and the JIT stops inlining beyond a few. Half as many at 128 bits, where
    /// each multiply-add is a method to inline as well.
    /// </summary>
    private const int MostActivatedVectors = 4;

    /// <summary>Cheap activations that take as many locals as a costly one. They count at 128 bits alone: wider vectors are so few that all of them fit.</summary>
    private const int CheapPerCostly = 4;

    /// <summary>Vector multiply-adds of a block that are written out. Loops take the rest: a processor predicts them to the last turn, and they are sooner compiled.</summary>
    private const int MostWrittenOut = 16;

    public static SampleStepPlan? For(NetworkSpec spec, TrainingPlan? training, SampleLanesPlan? lanes, IBlockRules rules)
    {
        if (training is null || Obstacle(spec, training, lanes) is not null)
            return null;
        var stages = Stages(training);
        return new SampleStepPlan(new EquatableArray<SampleStepTier>([Tier(VectorWidth.Bits512, stages, rules), Tier(VectorWidth.Bits256, stages, rules), Tier(VectorWidth.Bits128, stages, rules)]));
    }

    /// <summary>Why a step of one sample is a batch as any other, as the rest of a sentence; null where it has a method of its own.</summary>
    public static string? Obstacle(NetworkSpec spec, TrainingPlan training, SampleLanesPlan? lanes)
    {
        var stages = Stages(training);
        return lanes is null ? "outputs, not samples, fill the vectors of its batches"
            : spec.TargetBlocks.Any() ? "it scales its targets"
            : stages[0] is not DenseStage ? "it does not begin with a dense block"
            : !stages.All(IsWritten) ? "it has a block that is neither dense nor an element-wise activation"
            : spec.DenseBlocks.Count() > MostBlocks ? $"it has more than {Literals.Int(MostBlocks)} dense blocks"
            : Operations(stages) > MostOperations ? $"it takes more than {Literals.Int(MostOperations)} multiply-adds in vectors of four"
            : null;
    }

    private static List<Stage> Stages(TrainingPlan training) => training.Stages.Take(training.StagesBeforeLoss).ToList();

    private static bool IsWritten(Stage stage) => stage is DenseStage || (stage is ActivationStage activation && activation.Spec.Has(BlockTraits.Elementwise));

    private static int Operations(List<Stage> stages) => stages.OfType<DenseStage>().Sum(static stage => stage.Plan.Spec.Inputs * (stage.Plan.Stride / 4));

    /// <summary>Whether a block's multiply-adds are written out one by one.</summary>
    public static bool IsWrittenOut(int inputs, int vectors) => inputs * vectors <= MostWrittenOut;

    /// <summary>Whether the gradients of a block with one output are kept weight after weight: then the update puts sixteen weights together, which lie four floats apart.</summary>
    public static bool IsColumn(DensePlan dense) => dense.Spec.Outputs == 1 && dense.Spec.Inputs % Lanes.Widest == 0;

    /// <summary>Floats of biases that fill no vector of 16.</summary>
    public static int NarrowBiases(DensePlan dense) => dense.Spec.HasBias && dense.Stride < Lanes.Widest ? dense.Stride : 0;

    /// <summary>Where the whole vectors of a block end.</summary>
    public static int EndOf(DensePlan dense) =>
        dense.WeightsOffset + Lanes.RoundUp(dense.WeightsLength, Lanes.Widest) + (dense.Spec.HasBias && dense.Stride >= Lanes.Widest ? dense.Stride : 0);

    private static SampleStepTier Tier(VectorWidth width, List<Stage> stages, IBlockRules rules)
    {
        var tier = new SampleStepTier(width, EquatableArray<bool>.Empty);
        var isNarrow = width == VectorWidth.Bits128;
        var left = isNarrow ? MostActivatedVectors / 2 * CheapPerCostly : MostActivatedVectors * CheapPerCostly;
        List<bool> called = [];
        foreach (var stage in stages)
        {
            if ((stage is DenseStage dense ? dense.Plan.Epilogue : (stage as ActivationStage)?.Spec) is not { } activation)
            {
                called.Add(false);
                continue;
            }

            var kind = rules.Activation(activation.Kind);
            var cost = tier.Vectors(stage.Output.Width).Count() * (!kind.IsCheap ? CheapPerCostly : isNarrow ? 1 : 0);
            var isCalled = (!kind.IsCheap && (kind.NeedsInput || !kind.JoinsOneRow)) || cost > left;
            left -= isCalled ? 0 : cost;
            called.Add(isCalled);
        }

        return tier with { Called = called.ToEquatableArray() };
    }
}

/// <summary>The method for one width of vector.</summary>
/// <param name="Width">The width of whole vectors; narrower blocks have narrower ones.</param>
/// <param name="Called">For each stage, whether its activation works on memory in a method of the library's.</param>
internal sealed record SampleStepTier(VectorWidth Width, EquatableArray<bool> Called)
{
    /// <summary>Floats in its widest vector.</summary>
    public int Lanes => (int)Width / 32;

    /// <summary>Floats in the vectors of a value.</summary>
    public int LanesOf(int width) => Math.Min(Planning.Lanes.Pad(width), Lanes);

    /// <summary>Floats of a value in whole vectors: where they are narrower than its row in memory, those that would hold padding alone are left out.</summary>
    public int Whole(int width) => Planning.Lanes.RoundUp(width, LanesOf(width));

    /// <summary>The first column of each vector of a value.</summary>
    public IEnumerable<int> Vectors(int width)
    {
        var lanes = LanesOf(width);
        return Enumerable.Range(0, Whole(width) / lanes).Select(vector => vector * lanes);
    }

    /// <summary>The first column of each vector that holds the padding of a value alone.</summary>
    public IEnumerable<int> Padding(int width)
    {
        var (whole, lanes) = (Whole(width), LanesOf(width));
        return Enumerable.Range(0, (Planning.Lanes.Pad(width) - whole) / lanes).Select(vector => whole + vector * lanes);
    }
}
