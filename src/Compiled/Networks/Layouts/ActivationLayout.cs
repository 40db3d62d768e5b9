using System.ComponentModel;

namespace Compiled.Runtime;

/// <summary>Where a training pass leaves what each block gives: made by the generator, read for a report of health.</summary>
/// <param name="chunkRows">Rows that are worked on together: so many values are kept.</param>
/// <param name="values">One for each block with parameters.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ActivationLayout(int chunkRows, params ObservedActivation[] values)
{
    /// <summary>Rows that are worked on together.</summary>
    public int ChunkRows { get; } = chunkRows;

    /// <summary>One for each block with parameters, from input to output.</summary>
    public IReadOnlyList<ObservedActivation> Values { get; } = values;
}

/// <summary>What leaves one block with parameters, after the activation that follows it.</summary>
/// <param name="Block">The block's place among those with parameters.</param>
/// <param name="Offset">Floats from the start of the activations; with samples in the lanes, columns.</param>
/// <param name="Width">Floats that count.</param>
/// <param name="Stride">Floats from row to row; 0 with samples in the lanes, whose columns are as long as the chunk, rounded up to 16.</param>
/// <param name="Low">An output below is saturated.</param>
/// <param name="High">An output above is saturated.</param>
/// <param name="MayDie">Whether a unit that gives 0 in every row is stuck.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record ObservedActivation(int Block, int Offset, int Width, int Stride, float Low, float High, bool MayDie)
{
    /// <summary>Floats that it lies farther for each row of the chunk, rounded up to 16, where a batch is worked on as a whole.</summary>
    public int OffsetPerRow { get; init; }
}
