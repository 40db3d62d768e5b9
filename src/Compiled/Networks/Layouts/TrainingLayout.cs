using System.ComponentModel;

namespace Compiled.Runtime;

/// <summary>Where the transposed copy of one dense block's weights lies, in panels of inputs: [panel][output][input in the panel].</summary>
/// <param name="Block">The block's place among the dense blocks.</param>
/// <param name="Offset">Offset in the transposed memory, in floats.</param>
/// <param name="PanelWidth">Inputs in one panel.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record TransposedLayout(int Block, int Offset, int PanelWidth);

/// <summary>Where a step leaves the statistics of its batch.</summary>
/// <param name="Statistics">The norm's place among the blocks with statistics.</param>
/// <param name="Offset">Offset of three vectors in the memory of activations, in floats.</param>
/// <param name="Stride">Floats of a row of the norm.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record BatchStatisticsLayout(int Statistics, int Offset, int Stride);

/// <summary>The plan's decisions about training: made by the generator, read by <see cref="RowTrainer{TOptimizer}"/>.</summary>
/// <param name="shardRows">The fewest rows that are worth a shard of their own.</param>
/// <param name="mostShards">The largest number of shards, a power of two.</param>
/// <param name="memoryLength">Floats of activations that one thread needs.</param>
/// <param name="transposedLength">Floats of the transposed weights.</param>
/// <param name="transposed">The blocks that have a transposed copy.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TrainingLayout(int shardRows, int mostShards, int memoryLength, int transposedLength, params TransposedLayout[] transposed)
{
    /// <summary>The fewest rows that are worth a shard of their own.</summary>
    public int ShardRows { get; } = shardRows;

    /// <summary>The largest number of shards, a power of two.</summary>
    public int MostShards { get; } = mostShards;

    /// <summary>Floats of activations that one thread needs.</summary>
    public int MemoryLength { get; } = memoryLength;

    /// <summary>Floats for each row of a batch that a step holds at once, beside the others; 0 where it goes chunk by chunk.</summary>
    public int BatchFloats { get; init; }

    /// <summary>The norms whose running statistics a step moves.</summary>
    public IReadOnlyList<BatchStatisticsLayout> BatchStatistics { get; init; } = [];

    /// <summary>Floats of the transposed weights.</summary>
    public int TransposedLength { get; } = transposedLength;

    /// <summary>The blocks that have a transposed copy.</summary>
    public IReadOnlyList<TransposedLayout> Transposed { get; } = transposed;
}
