using Compiled.Generator.Model;
using Compiled.Generator.Planning;
using Compiled.Generator.Planning.Dense;

namespace Compiled.Generator.Tests.Planning;

/// <summary>Floats in some memory, from Start to End.</summary>
internal sealed record Region(string Name, long Start, long Length)
{
    public long End => Start + Length;

    public bool Overlaps(Region other) => Start < other.End && other.Start < End;
}

/// <summary>The panels of one pass of one block at one vector width, the floats of a row and those that they must cover, and how many of these lie in one piece of weights.</summary>
internal sealed record PanelRun(string Name, VectorWidth Width, int Stride, int Columns, int PanelWidth, IReadOnlyList<Panel> Panels);

/// <summary>Reads a plan for tests: the one place that knows how plans are built.</summary>
internal static class PlanFacts
{
    public static IEnumerable<DensePlan> Blocks(NetworkPlan plan) => plan.DenseStages.Select(stage => stage.Plan);

    public static List<Region> Parameters(NetworkPlan plan)
    {
        List<Region> regions = [];
        foreach (var block in Blocks(plan))
        {
            regions.Add(new($"{block.Spec.Name}.Weights", block.WeightsOffset, block.WeightsLength));
            if (block.Spec.HasBias)
                regions.Add(new($"{block.Spec.Name}.Biases", block.BiasesOffset, block.Stride));
        }

        return regions;
    }

    /// <summary>The transposed copies: the kernel writes outputs in groups of four.</summary>
    public static List<Region> Transposed(NetworkPlan plan) =>
    [
        .. Blocks(plan).Where(block => block.Memory.TransposedOffset >= 0).Select(block => new Region(
            block.Spec.Name, block.Memory.TransposedOffset, (long)(block.Spec.Outputs + 3) / 4 * 4 * block.Memory.TransposedStride)),
    ];

    public static List<(Value Value, Region Region)> Buffers(BufferPlan buffers) =>
    [
        .. buffers.Buffers.Select(buffer => (buffer.Value, new Region(buffer.Value.Name, buffer.Offset, (long)buffers.Rows * buffer.Value.Stride))),
    ];

    /// <summary>The stages between which a value must keep its place: from the one that writes it first to the last that reads or writes it.</summary>
    public static (int First, int Last) Lifetime(NetworkPlan plan, Value value)
    {
        var touching = Enumerable.Range(0, plan.Stages.Count).Where(index => Touches(plan.Stages[index])).ToList();
        // The last value is copied to the caller after the last stage.
        return (touching[0], value == plan.Output ? plan.Stages.Count : touching[^1]);

        bool Touches(Stage stage) => stage.Input == value || stage.Output == value || (stage as EndResidualStage)?.Skipped == value;
    }

    public static IEnumerable<PanelRun> Panels(NetworkPlan plan)
    {
        foreach (var block in Blocks(plan).Where(block => !block.IsDot))
        {
            var memory = block.Memory;
            foreach (var (name, tiers) in new[] { ("rows", block.Tiles.Forward), ("weight gradient", block.Tiles.WeightGradient) })
                foreach (var tier in tiers)
                    yield return new(name, tier.Width, memory.Stride, memory.Stride, memory.PanelWidth, tier.Panels);
            foreach (var tier in block.Tiles.Row)
                yield return new("one row", tier.Width, memory.Stride, Columns(block, tier.Width), memory.PanelWidth, tier.Panels);
            foreach (var tier in block.RowTiers)
                yield return new("one row, written out", tier.Width, memory.Stride, Columns(block, tier.Width), memory.PanelWidth, tier.Panels);
            foreach (var tier in block.Tiles.InputGradient)
                yield return new("input gradient", tier.Width, memory.TransposedStride, memory.TransposedStride, memory.TransposedPanelWidth, tier.Panels);
        }
    }

    /// <summary>One row leaves out the last eight floats where they are padding, no vector holds outputs besides, and panels of weights are wider than a cache line.</summary>
    private static int Columns(DensePlan block, VectorWidth width) =>
        width != VectorWidth.Bits512 && block.Memory.PanelWidth > 16 && block.Stride - block.Spec.Outputs >= 8 ? block.Stride - 8 : block.Stride;
}
