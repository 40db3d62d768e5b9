using Compiled;
using Playground.Data;

namespace Playground.Training;

/// <summary>A head and what it learns; a network without heads has one plan for all its outputs.</summary>
/// <param name="Name">The head, which is named after its target; empty in a network without.</param>
/// <param name="Offset">The first of its outputs in a row.</param>
/// <param name="Target">What it learns.</param>
/// <param name="Code">How that is written as targets.</param>
/// <param name="Loss">What judges it.</param>
public sealed record HeadPlan(string Name, int Offset, Target Target, TargetCode Code, LossRule Loss)
{
    /// <summary>The weight of its loss in the sum.</summary>
    public float Weight { get; init; } = 1;

    /// <summary>The block that its outputs come from.</summary>
    public int LastBlock { get; init; }

    /// <summary>The plans of a network whose heads are named after targets of the samples.</summary>
    public static IReadOnlyList<HeadPlan> Of(Topology topology, Samples samples)
    {
        var blocks = topology.Blocks;
        if (topology.Heads.Count == 0)
        {
            var target = samples.Targets[0];
            return [new("", 0, target, TargetCode.Of(target, topology.OutputSize, blocks[^1], topology.Loss), new(topology.Loss!, topology.LossArguments)) { LastBlock = blocks.Count - 1 }];
        }

        List<HeadPlan> plans = [];
        foreach (var (index, head) in topology.Heads.Index())
        {
            var target = samples.Target(head.Name)!;
            var last = LastBlockOf(topology, index);
            plans.Add(new(target.Id, head.Offset, target, TargetCode.Of(target, head.Size, blocks[last], head.Loss), new(head.Loss, head.LossArguments)) { Weight = head.Weight, LastBlock = last });
        }

        return plans;
    }

    /// <summary>The rows of targets, [sample][output].</summary>
    /// <param name="plans">All heads.</param>
    /// <param name="count">How many samples there are.</param>
    /// <param name="values">The values of a target, one per sample.</param>
    public static float[] Encode(IReadOnlyList<HeadPlan> plans, int count, Func<Target, float[]> values)
    {
        var size = plans.Sum(static plan => plan.Code.Outputs);
        var rows = new float[count * size];
        foreach (var plan in plans)
        {
            var known = values(plan.Target);
            for (var row = 0; row < count; row++)
                plan.Code.Encode(known[row], rows.AsSpan(row * size + plan.Offset, plan.Code.Outputs));
        }

        return rows;
    }

    /// <summary>Its part of a row of outputs or targets.</summary>
    public ReadOnlySpan<float> Of(ReadOnlySpan<float> row) => row.Slice(Offset, Code.Outputs);

    /// <summary>The index of a head's last block: the one before the next head, or the last of all.</summary>
    private static int LastBlockOf(Topology topology, int head)
    {
        var heads = topology.Blocks.Index().Where(static block => block.Item.Traits.HasFlag(BlockTraits.BeginsHead)).Select(static block => block.Index).ToList();
        return head + 1 < heads.Count ? heads[head + 1] - 1 : topology.Blocks.Count - 1;
    }
}
