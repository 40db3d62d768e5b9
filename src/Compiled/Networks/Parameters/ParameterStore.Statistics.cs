namespace Compiled.Runtime;

/// <content>Statistics: they travel with the parameters, and are not among them.</content>
public sealed partial class ParameterStore
{
    /// <summary>The view of a Standardize block, by its place among the blocks with statistics.</summary>
    public StandardizeStatistics StandardizeView(int statistics) => new(_memory, Layout.Statistics[statistics], this);

    /// <summary>The view of a BatchNorm block, by its place among the blocks with statistics.</summary>
    public BatchNormParameters BatchNormView(int statistics) =>
        new(_memory, Layout.Blocks[Layout.Statistics[statistics].Norm], Layout.Statistics[statistics], this);

    /// <summary>The view of a StandardizeTargets block, by its place among the blocks with statistics.</summary>
    public TargetStatistics StandardizeTargetsView(int statistics) => new(Layout.Statistics[statistics], this);

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

    /// <summary>
    /// Fits the Standardize block, where there is one, to the inputs of a dataset, whose features are found by their names where both sides have them, and StandardizeTargets blocks to its
    /// targets. A network without names learns the dataset's.
    /// </summary>
    /// <exception cref="ArgumentException">The dataset lacks a feature, has other inputs or targets, or a value that is not finite; nothing is changed.</exception>
    /// <exception cref="InvalidOperationException">The network is frozen; nothing is changed.</exception>
    public void FitStandardization(Dataset data, Topology topology)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(topology);
        ThrowIfFrozen();
        const string What = "The dataset";
        if (HasTargets && data.TargetSize != topology.OutputSize)
            throw new ArgumentException(Wording.Of($"The dataset has {data.TargetSize} targets, but the network has {topology.OutputSize} outputs: fit it to data of this network."), nameof(data));
        var targets = HasTargets ? TargetFitting.Fit(Layout, data.Targets, topology.OutputSize, nameof(data), data.TargetNames) : null;
        var matched = FeatureMatch.Align(topology, Naming.Features(topology, this), data, What, nameof(data));
        // Columns without names follow those with: what is fitted in one order is not to be trained in another.
        var names = matched.InputSize == topology.InputSize ? Naming.Learned(topology, this, matched, What, nameof(data)) : Names;
        // Figures of the targets change once those of the inputs are known to be good.
        Standardize?.CopyFrom(Standardizer.Fit(matched));
        targets?.WriteTo(this, onlyNew: false);
        Names = Names with { Features = names.Features };
    }

    /// <summary>Fits StandardizeTargets blocks to rows of targets.</summary>
    /// <exception cref="ArgumentException">There is no row, a part of one, or a value that is not finite; nothing is changed.</exception>
    /// <exception cref="InvalidOperationException">The network is frozen; nothing is changed.</exception>
    public void FitTargetStandardization(ReadOnlySpan<float> targets, int outputs)
    {
        ThrowIfFrozen();
        TargetFitting.Fit(Layout, targets, outputs, nameof(targets)).WriteTo(this, onlyNew: false);
    }

    /// <summary>Whether any block standardises targets.</summary>
    internal bool HasTargets => Layout.Statistics.Any(static statistics => statistics.TargetsOffset >= 0);

    /// <summary>The Standardize block of a network that begins with one, or null.</summary>
    internal StandardizeStatistics? Standardize => Layout.BeginsWithStandardize ? StandardizeView(0) : null;

    /// <summary>Fits the block that the network begins with to a dataset's inputs, and those of the targets to its targets, where they were not fitted or set before.</summary>
    internal void StandardizeIfNew(Dataset data)
    {
        var isNew = Layout.Statistics.Any(statistics => statistics.TargetsOffset >= 0 && State[statistics.FlagOffset] == 0);
        var targets = isNew ? TargetFitting.Fit(Layout, data.Targets, data.TargetSize, nameof(data), data.TargetNames) : null;
        if (Standardize is { IsFitted: false } block)
            block.CopyFrom(Standardizer.Fit(data));
        targets?.WriteTo(this, onlyNew: true);
    }

    /// <summary>Lets the next <c>Fit</c> fit a block that standardises.</summary>
    internal void MarkUnfitted(StatisticsLayout statistics)
    {
        ThrowIfFrozen();
        State[statistics.FlagOffset] = 0;
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
