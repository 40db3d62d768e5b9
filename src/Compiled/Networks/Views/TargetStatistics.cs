using System.ComponentModel;
using System.Runtime.InteropServices;
using Compiled.Runtime;

namespace Compiled;

/// <summary>
/// The figures of a <c>[StandardizeTargets]</c> block: training works on z = (t − <see cref="Means"/>) / <see cref="Scales"/>, and predictions give
/// y = z · <see cref="Scales"/> + <see cref="Means"/>, with one of each per output.
/// </summary>
/// <remarks>
/// Not learned: no gradients, not part of the canonical vector. <c>Clone</c>, every file, and everything else that copies a whole network includes them. Views, with
/// the rules of <see cref="DenseParameters"/>; setting any of them counts as fitting.
/// </remarks>
public sealed class TargetStatistics
{
    private readonly StatisticsLayout _layout;
    private readonly ParameterStore _store;

    /// <summary>Made by emitted code.</summary>
    /// <param name="layout">Where the block's figures lie.</param>
    /// <param name="store">The store that is told of writes.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public TargetStatistics(StatisticsLayout layout, ParameterStore store)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(store);
        (_layout, _store) = (layout, store);
        Means = new StatisticsVector(layout, store, "mean", layout.Offset, StatisticsRange.Finite);
        Scales = new StatisticsVector(layout, store, "scale", layout.ScalesOffset, StatisticsRange.Positive);
    }

    /// <summary>The targets' means; 0 until they are fitted or set.</summary>
    public StatisticsVector Means { get; }

    /// <summary>The targets' standard deviations, those of the population; 1 for a target that never changes, and until they are fitted or set.</summary>
    public StatisticsVector Scales { get; }

    /// <summary>Whether the figures were fitted or set; until then the block changes nothing.</summary>
    public bool IsFitted => _store.State[_layout.FlagOffset] != 0;

    /// <summary>Standardises targets, z = (t − mean) / scale, with the bits that training computes. Allocates nothing.</summary>
    /// <param name="targets">Rows of as many targets as the block has outputs.</param>
    /// <param name="result">As many floats; may be the same memory.</param>
    /// <exception cref="ArgumentException">The targets are empty or not a whole number of rows, the result has another length, or the two overlap with an offset.</exception>
    public void Apply(ReadOnlySpan<float> targets, Span<float> result)
    {
        var rows = CheckRows(targets, result, nameof(targets));
        var state = _store.State;
        TargetKernel.Standardize(
            ref MemoryMarshal.GetReference(targets), ref state[_layout.Offset], ref state[_layout.ScalesOffset], ref MemoryMarshal.GetReference(result), _layout.Length, rows);
    }

    /// <summary>The inverse of <see cref="Apply"/>, y = z · scale + mean, computed in double precision and rounded once. Allocates nothing.</summary>
    /// <param name="standardized">Rows of as many values as the block has outputs.</param>
    /// <param name="result">As many floats; may be the same memory.</param>
    /// <exception cref="ArgumentException">The targets are empty or not a whole number of rows, the result has another length, or the two overlap with an offset.</exception>
    public void Invert(ReadOnlySpan<float> standardized, Span<float> result)
    {
        _ = CheckRows(standardized, result, nameof(standardized));
        var means = _store.State.Slice(_layout.Offset, _layout.Length);
        var scales = _store.State.Slice(_layout.ScalesOffset, _layout.Length);
        for (int index = 0, output = 0; index < result.Length; index++, output = output + 1 == means.Length ? 0 : output + 1)
            result[index] = (float)((double)standardized[index] * scales[output] + means[output]);
    }

    private int CheckRows(ReadOnlySpan<float> values, Span<float> result, string name)
    {
        var rows = Guard.Rows(values.Length, _layout.Length, name);
        Guard.RowsMatch(result.Length, rows, _layout.Length, nameof(result));
        if (values.Overlaps(result, out var offset) && offset != 0)
            throw new ArgumentException(Wording.Of($"'{name}' and 'result' overlap with an offset of {Wording.Count(offset, "float")}: pass the same span or separate ones."), nameof(result));
        return rows;
    }
}
