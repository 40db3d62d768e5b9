using Compiled.Storage;

namespace Compiled.Runtime;

/// <content>
/// What a checkpoint takes of the optimiser. Its memory is saved in the order of the canonical vector, which no plan decides: another version's layout reads it too. A rule
/// finds its own way back by the number of the step.
/// </content>
public abstract partial class NetworkTrainer<TOptimizer>
{
    private protected sealed override string OptimizerName => typeof(TOptimizer).ToString();

    private protected sealed override int StateSlots => _optimizer.StateSlots;

    private protected sealed override string OptimizerSettings => _optimizer.Settings;

    private protected sealed override IReadOnlyList<StateSlot> CaptureSlots()
    {
        var layout = Parameters.Layout;
        var padding = PaddingOf(InDeclaredOrder(CutRanges()));
        var slots = new StateSlot[StateSlots];
        for (var slot = 0; slot < slots.Length; slot++)
        {
            var memory = SlotMemory(slot);
            var values = new float[layout.ParameterCount];
            layout.CopyToCanonical(memory, values);
            slots[slot] = new StateSlot(values, new float[padding.Length]);
            for (var region = 0; region < padding.Length; region++)
                slots[slot].Padding[region] = padding[region] is [var first, ..] ? memory[first] : 0;
        }

        return slots;
    }

    private protected sealed override IReadOnlyList<TunedRegion>? CaptureRegions() =>
        _ranges is null
            ? null
            : [.. InDeclaredOrder(_ranges).Select(static range => new TunedRegion(range.Factor, range.IsFrozen, range.IsSpared, range.MaxNorm, range.Steps))];

    private protected sealed override void ResumeOptimizer(IReadOnlyList<StateSlot> slots, IReadOnlyList<TunedRegion>? regions)
    {
        var padding = PaddingOf(InDeclaredOrder(CutRanges()));
        for (var slot = 0; slot < slots.Count; slot++)
        {
            var memory = SlotMemory(slot);
            Parameters.Layout.CopyFromCanonical(slots[slot].Values, memory);
            for (var region = 0; region < padding.Length; region++)
            {
                foreach (var index in padding[region])
                    memory[index] = slots[slot].Padding[region];
            }
        }

        _ranges = regions is null ? null : ResumeRanges(regions);
    }

    private TunedRange<TOptimizer>[] ResumeRanges(IReadOnlyList<TunedRegion> regions) =>
    [
        .. InDeclaredOrder(CutRanges())
            .Zip(regions, (range, saved) => range with
            {
                Rule = RuleOf(saved.IsSpared),
                Factor = saved.Factor,
                IsFrozen = saved.IsFrozen,
                IsSpared = saved.IsSpared,
                MaxNorm = saved.MaxNorm,
                Steps = saved.Steps,
            })
            .OrderBy(static range => range.Begin),
    ];

    /// <summary>Block after block, weights before biases, wherever they lie.</summary>
    private TunedRange<TOptimizer>[] InDeclaredOrder(TunedRange<TOptimizer>[] ranges) =>
        [.. ranges.OrderBy(static range => range.Block).ThenBy(range => range.Begin != Parameters.Layout.Blocks[range.Block].WeightsOffset)];

    /// <summary>
    /// The floats of each range that are no parameter's. They all have had gradients of 0, so that what a rule remembers of one it remembers of all.
    /// </summary>
    private int[][] PaddingOf(TunedRange<TOptimizer>[] ranges)
    {
        var layout = Parameters.Layout;
        var (ones, isParameter) = (new float[layout.ParameterCount], new float[layout.Length]);
        Array.Fill(ones, 1);
        layout.CopyFromCanonical(ones, isParameter);
        return [.. ranges.Select(range => Enumerable.Range(range.Begin, range.Length).Where(index => isParameter[index] == 0).ToArray())];
    }

    private Span<float> SlotMemory(int slot) => _state.Span.Slice(slot * OptimizerKernel.SlotStride(Parameters.Layout.Length), Parameters.Layout.Length);
}
