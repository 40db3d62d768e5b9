namespace Compiled.Runtime;

/// <content>Statistics: they travel with the parameters, and are not among them.</content>
public sealed partial class ParameterStore
{
    /// <summary>The view of a Standardize block, by its place among the blocks with statistics.</summary>
    public StandardizeStatistics StandardizeView(int statistics) => new(_memory, Layout.Statistics[statistics], this);

    /// <summary>The view of a BatchNorm block, by its place among the blocks with statistics.</summary>
    public BatchNormParameters BatchNormView(int statistics) =>
        new(_memory, Layout.Blocks[Layout.Statistics[statistics].Norm], Layout.Statistics[statistics], this);

    /// <summary>Fits the Standardize block to rows of inputs.</summary>
    /// <exception cref="ArgumentException">There is no row, a part of one, or a value that is not finite; nothing is changed.</exception>
    /// <exception cref="InvalidOperationException">The network is frozen; nothing is changed.</exception>
    public void FitStandardization(ReadOnlySpan<float> rows)
    {
        ThrowIfFrozen();
        StandardizeView(0).Fit(rows, nameof(rows));
    }

    /// <summary>Fits the Standardize block to the inputs of a dataset, by position: code that was compiled before names travelled calls it.</summary>
    /// <exception cref="ArgumentException">The dataset has other inputs, or a value that is not finite; nothing is changed.</exception>
    /// <exception cref="InvalidOperationException">The network is frozen; nothing is changed.</exception>
    public void FitStandardization(Dataset data)
    {
        ThrowIfFrozen();
        StandardizeView(0).CopyFrom(Standardizer.Fit(data));
    }

    /// <summary>Fits the Standardize block to the inputs of a dataset, whose features are found by their names where both sides have them. A network without names learns the dataset's.</summary>
    /// <exception cref="ArgumentException">The dataset lacks a feature, has other inputs, or a value that is not finite; nothing is changed.</exception>
    /// <exception cref="InvalidOperationException">The network is frozen; nothing is changed.</exception>
    public void FitStandardization(Dataset data, Topology topology)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(topology);
        ThrowIfFrozen();
        const string What = "The dataset";
        var matched = FeatureMatch.Align(topology, Naming.Features(topology, this), data, What, nameof(data));
        // Columns without names follow those with: what is fitted in one order is not to be trained in another.
        var names = matched.InputSize == topology.InputSize ? Naming.Learned(topology, this, matched, What, nameof(data)) : Names;
        StandardizeView(0).CopyFrom(Standardizer.Fit(matched));
        Names = Names with { Features = names.Features };
    }

    /// <summary>The Standardize block of a network that begins with one, or null.</summary>
    internal StandardizeStatistics? Standardize => Layout.BeginsWithStandardize ? StandardizeView(0) : null;

    /// <summary>Fits the block that the network begins with to a dataset's inputs, unless it was fitted or set before.</summary>
    internal void StandardizeIfNew(Dataset data)
    {
        if (Standardize is { IsFitted: false } block)
            block.CopyFrom(Standardizer.Fit(data));
    }

    /// <summary>Lets the next <c>Fit</c> fit the block that the network begins with.</summary>
    internal void MarkUnfitted()
    {
        ThrowIfFrozen();
        State[Layout.Statistics[0].FlagOffset] = 0;
        MarkChanged();
    }

    /// <summary>Takes over the statistics alone of a network of the same class.</summary>
    public void CopyStatisticsFrom(ParameterStore other)
    {
        ArgumentNullException.ThrowIfNull(other);
        ThrowIfFrozen();
        other.State[Layout.Length..].CopyTo(State[Layout.Length..]);
        MarkChanged();
    }
}
