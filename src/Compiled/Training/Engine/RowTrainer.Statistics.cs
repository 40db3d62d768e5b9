using System.Globalization;

namespace Compiled.Runtime;

/// <content>Networks with BatchNorm: a step holds its whole batch, and moves the running statistics when it updates the parameters.</content>
public abstract partial class RowTrainer<TOptimizer>
{
    /// <summary>Rows that such a network has room for in any case: what an evaluation takes at once.</summary>
    private const int FewestRowsOfMemory = 64;

    /// <inheritdoc/>
    private protected sealed override void UpdateStatistics()
    {
        var (state, memory) = (Parameters, _activations[0]);
        // By index: an enumerator of a list would be allocated.
        for (var norm = 0; norm < _layout.BatchStatistics.Count; norm++)
        {
            var batch = _layout.BatchStatistics[norm];
            var statistics = state.Layout.Statistics[batch.Statistics];
            BatchNormKernel.Update(
                state.State.Slice(statistics.Offset, statistics.Length), state.State.Slice(statistics.ScalesOffset, statistics.Length),
                memory.Span[batch.Offset..], statistics.Momentum, batch.Stride);
        }
    }

    private int MemoryLength(TrainingLayout layout)
    {
        if (layout.BatchFloats == 0)
            return layout.MemoryLength;
        var rows = ((long)Math.Max(FewestRowsOfMemory, Options.MaxBatchSize) + 15) & -16;
        var length = layout.MemoryLength + rows * layout.BatchFloats;
        if (length > Array.MaxLength - 16)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"TrainerOptions.MaxBatchSize is {Options.MaxBatchSize}, for which {Topology.Name} would need {Wording.Count(length, "float")} of activations: choose a smaller one."),
                "options");
        }

        return (int)length;
    }
}
