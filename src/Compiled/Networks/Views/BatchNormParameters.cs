using System.ComponentModel;
using Compiled.Runtime;

namespace Compiled;

/// <summary>A <c>[BatchNorm]</c> block: γ and β, which are learned, and the running statistics, which are not.</summary>
/// <remarks>Views, with the rules of <see cref="DenseParameters"/>.</remarks>
public sealed class BatchNormParameters
{
    /// <summary>Made by emitted code.</summary>
    /// <param name="memory">Parameters and statistics.</param>
    /// <param name="layout">Where γ and β are; null for a block without.</param>
    /// <param name="statistics">Where the statistics lie.</param>
    /// <param name="store">The store that is told of writes.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public BatchNormParameters(AlignedMemory memory, DenseLayout? layout, StatisticsLayout statistics, ParameterStore store)
    {
        ArgumentNullException.ThrowIfNull(memory);
        ArgumentNullException.ThrowIfNull(statistics);
        ArgumentNullException.ThrowIfNull(store);
        // Of no length: whoever reads one is told that the block has none.
        layout ??= DenseLayout.OfVectors(statistics.Name, 0, -1, -1, 1);
        Weights = ParameterVector.OfWeights(memory, layout, store);
        Biases = ParameterVector.OfBiases(memory, layout, store);
        RunningMeans = new StatisticsVector(statistics, store, "mean", statistics.Offset, StatisticsRange.Finite);
        RunningVariances = new StatisticsVector(statistics, store, "variance", statistics.ScalesOffset, StatisticsRange.NotNegative);
    }

    /// <summary>γ, [output]; of length 0 without <see cref="BatchNormAttribute.Affine"/>.</summary>
    public ParameterVector Weights { get; }

    /// <summary>β, [output]; of length 0 without <see cref="BatchNormAttribute.Affine"/>.</summary>
    public ParameterVector Biases { get; }

    /// <summary>The mean used in predictions, [output]; initially 0.</summary>
    public StatisticsVector RunningMeans { get; }

    /// <summary>The variance used in predictions, [output]; initially 1.</summary>
    public StatisticsVector RunningVariances { get; }
}
