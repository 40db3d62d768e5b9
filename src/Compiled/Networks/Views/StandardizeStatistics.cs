using System.ComponentModel;
using Compiled.Runtime;

namespace Compiled;

/// <summary>The figures of a <c>[Standardize]</c> block: x′ = (x − <see cref="Means"/>) · <see cref="Factors"/>, one of each per input.</summary>
/// <remarks>
/// Not learned: no gradients, not part of the canonical vector. <c>Clone</c> and everything else that copies a whole network copies them. Views, with the
/// rules of <see cref="DenseParameters"/>; setting any of them counts as fitting.
/// </remarks>
public sealed class StandardizeStatistics
{
    private readonly StatisticsLayout _layout;
    private readonly ParameterStore _store;

    /// <summary>Made by emitted code.</summary>
    /// <param name="memory">Parameters and statistics.</param>
    /// <param name="layout">Where the block's figures lie.</param>
    /// <param name="store">The store that is told of writes.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public StandardizeStatistics(AlignedMemory memory, StatisticsLayout layout, ParameterStore store)
    {
        ArgumentNullException.ThrowIfNull(memory);
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(store);
        (_layout, _store) = (layout, store);
        Means = new StatisticsVector(layout, store, "mean", layout.Offset, StatisticsRange.Finite);
        Factors = new StatisticsVector(layout, store, "factor", layout.ScalesOffset, StatisticsRange.Positive);
    }

    /// <summary>The inputs' means; 0 until they are fitted or set.</summary>
    public StatisticsVector Means { get; }

    /// <summary>What x − mean is multiplied by: 1 / standard deviation, or 1 / the floor of inputs that hardly change; the reciprocal of
    /// <see cref="Standardizer.Scales"/>; 1 until fitted or set.</summary>
    public StatisticsVector Factors { get; }

    /// <summary>Whether the figures were fitted or set; until then the block changes nothing.</summary>
    public bool IsFitted => _store.State[_layout.FlagOffset] != 0;

    /// <summary>Takes over figures in double precision, rounded to float.</summary>
    /// <exception cref="ArgumentException">A value exceeds the range of float; nothing is changed.</exception>
    internal void CopyFrom(ReadOnlySpan<double> means, ReadOnlySpan<double> scales)
    {
        for (var index = 0; index < means.Length; index++)
        {
            Means.Check(index, (float)means[index]);
            Factors.Check(index, (float)(1 / scales[index]));
        }

        for (var index = 0; index < means.Length; index++)
        {
            Means[index] = (float)means[index];
            Factors[index] = (float)(1 / scales[index]);
        }
    }

    /// <summary>The block's name in the network.</summary>
    internal string Name => _layout.Name;

    /// <exception cref="InvalidOperationException">The network is frozen.</exception>
    internal void ThrowIfFrozen() => _store.ThrowIfFrozen();
}
