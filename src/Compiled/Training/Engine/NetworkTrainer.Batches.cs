using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Compiled.Runtime;

/// <content>How many rows a step may have: any number, but for networks with BatchNorm, which hold a whole batch and need its variance.</content>
public abstract partial class NetworkTrainer<TOptimizer>
{
    private int _fewestRows = 1;
    private int _mostRows = int.MaxValue;

    /// <summary>Every step has 2 rows at least and MaxBatchSize at most, and <see cref="UpdateStatistics"/> follows its update.</summary>
    private protected void LimitBatches() => (_fewestRows, _mostRows) = (2, Options.MaxBatchSize);

    /// <summary>Moves the running statistics by those of the step's batch.</summary>
    private protected virtual void UpdateStatistics()
    {
    }

    private protected sealed override void CheckBatches(int count, int batchSize, string name)
    {
        var last = count % batchSize == 0 ? batchSize : count % batchSize;
        CheckBatch(Math.Min(count, batchSize), name);
        if (last >= _fewestRows)
            return;
        throw new ArgumentException(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Wording.Count(count, "row")} in batches of {batchSize} {(count == 1 ? "leaves" : "leave")} one row for the last batch, but BatchNorm needs 2 in each: choose another FitOptions.BatchSize, or remove a row."),
            name);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void CheckBatch(int rows, string name)
    {
        if (rows < _fewestRows || rows > _mostRows)
            ThrowBatch(rows, name);
    }

    [DoesNotReturn]
    private void ThrowBatch(int rows, string name) => throw new ArgumentException(
        rows < _fewestRows
            ? $"The batch has 1 row, but {Topology.Name} has BatchNorm, which needs 2 or more: one row has no variance."
            : string.Create(
                CultureInfo.InvariantCulture,
                $"The batch has {Wording.Count(rows, "row")}, but this trainer of {Topology.Name}, which has BatchNorm, has room for {_mostRows}: create it with a larger TrainerOptions.MaxBatchSize."),
        name);
}
