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

    /// <summary>Costly activations that one method may hold, in vectors: each is some twenty lane functions, and the JIT stops inlining beyond a few.</summary>
    private const int MostActivatedVectors = 4;

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
            : training.Heads.Count > 0 ? "it has heads"
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
        // At 128 bits each multiply-add is a call of Fused.MultiplyAdd, which the JIT must inline as well.
        var left = width == VectorWidth.Bits128 ? MostActivatedVectors / 2 : MostActivatedVectors;
        List<bool> called = [];
        foreach (var stage in stages)
        {
            if (stage is not ActivationStage activation)
            {
                called.Add(false);
                continue;
            }

            var kind = rules.Activation(activation.Spec.Kind);
            var vectors = Math.Max(1, Lanes.Pad(stage.Output.Width) * 32 / (int)width);
            var isCalled = !kind.IsCheap && (kind.NeedsInput || !kind.JoinsOneRow || vectors > left);
            if (!isCalled && !kind.IsCheap)
                left -= vectors;
            called.Add(isCalled);
        }

        return new SampleStepTier(width, called.ToEquatableArray());
    }
}

/// <summary>The method for one width of vector.</summary>
/// <param name="Width">The width of whole vectors; narrower blocks have narrower ones.</param>
/// <param name="Called">For each stage, whether it is an activation that works on memory in a method of the library's.</param>
internal sealed record SampleStepTier(VectorWidth Width, EquatableArray<bool> Called)
{
    /// <summary>Floats in its widest vector.</summary>
    public int Lanes => (int)Width / 32;

    /// <summary>Floats in the vectors of a value.</summary>
    public int LanesOf(int width) => Math.Min(Planning.Lanes.Pad(width), Lanes);

    /// <summary>The first column of each vector of a value.</summary>
    public IEnumerable<int> Vectors(int width)
    {
        var (stride, lanes) = (Planning.Lanes.Pad(width), LanesOf(width));
        return Enumerable.Range(0, stride / lanes).Select(vector => vector * lanes);
    }
}
