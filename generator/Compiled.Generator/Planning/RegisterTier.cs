using Compiled.Generator.Model;
using Compiled.Generator.Planning.Dense;

namespace Compiled.Generator.Planning;

/// <summary>How one row of a small network runs with vectors of one width.</summary>
/// <param name="Width">The width of the widest vectors.</param>
/// <param name="IsInRegisters">Whether hidden values stay in registers from block to block; else they go through a block of stack.</param>
internal sealed record RegisterTier(VectorWidth Width, bool IsInRegisters)
{
    /// <summary>Floats of a hidden value that registers hold beside the sums of the next block.</summary>
    private const int MostHidden = 2 * Lanes.Widest;

    /// <summary>The tiers of a network of small dense blocks, widest first; none where its row needs memory even with the widest vectors.</summary>
    /// <param name="stages">The forward pass, whose one row is a single method.</param>
    /// <param name="rules">What blocks say of themselves.</param>
    public static EquatableArray<RegisterTier> Of(List<Stage> stages, IBlockRules rules)
    {
        if (!Enumerable.Range(0, stages.Count).All(index => stages[index] is DenseStage || IsApplied(stages, index)))
            return new([]);
        var blocks = stages.OfType<DenseStage>().Select(static stage => stage.Plan).ToList();
        if (blocks.Take(blocks.Count - 1).Any(static block => block.Stride > MostHidden))
            return new([]);
        var tiers = RowTier.Widths(blocks.Max(static block => block.Stride))
            .Select(width => new RegisterTier(width, blocks.All(block => RowTier.Fits(block, RowTier.Narrowed(block.Stride, width))) && Activations(blocks, width, rules) <= RowTier.MostActivations))
            .ToEquatableArray();
        var hasBlock = NetworkPlan.SmallBlockFor(BufferPlanner.Row(stages, endsInRegisters: false).Length) > 0;
        return tiers[0].IsInRegisters && hasBlock ? tiers : new([]);
    }

    /// <summary>Whether the dense block before has applied the activation. The first stage of a network is none in place: the inputs are the user's.</summary>
    private static bool IsApplied(List<Stage> stages, int index) =>
        stages[index] is ActivationStage { IsInPlace: true } activation && stages[index - 1] is DenseStage dense && dense.Plan.RowActivation == activation.Spec;

    private static int Activations(List<DensePlan> blocks, VectorWidth width, IBlockRules rules) => blocks
        .Where(block => block.RowActivation is { } activation && !rules.Activation(activation.Kind).IsCheap)
        .Sum(block => RowTier.Vectors(block, RowTier.Narrowed(block.Stride, width)));
}
