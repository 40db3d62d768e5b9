using System.ComponentModel;

namespace Compiled.Runtime;

/// <summary>
/// Where the statistics of one block lie: figures of the data that are kept beside the parameters and are not learned. Two vectors, the means and
/// what scales, then a flag that says whether they were set.
/// </summary>
/// <param name="Name">The view's name.</param>
/// <param name="Length">Floats of each vector, without padding.</param>
/// <param name="Offset">Offset of the means in the memory, in floats; behind all parameters.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record StatisticsLayout(string Name, int Length, int Offset)
{
    /// <summary>The place among the blocks with parameters of a norm's factors and summands; −1 for blocks that have none.</summary>
    public int Norm { get; init; } = -1;

    /// <summary>The first of the outputs whose targets StandardizeTargets scales; −1 for the other blocks.</summary>
    public int TargetsOffset { get; init; } = -1;

    /// <summary>How much of a batch enters a norm's statistics.</summary>
    public float Momentum { get; init; }

    /// <summary>What a norm adds to the variance.</summary>
    public float Epsilon { get; init; }

    /// <summary>Whether they are the running statistics of a norm.</summary>
    public bool IsNorm => Epsilon > 0;

    /// <summary>Offset of the factors of Standardize, of the variances of a BatchNorm, or of the scales of StandardizeTargets.</summary>
    public int ScalesOffset => Offset + Padded;

    /// <summary>Offset of the flag: 0 until the statistics are set.</summary>
    public int FlagOffset => Offset + 2 * Padded;

    /// <summary>The float after the last.</summary>
    public int End => FlagOffset + 16;

    private int Padded => (Length + 15) & -16;
}
