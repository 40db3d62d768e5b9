using System.ComponentModel;

namespace Compiled.Runtime;

/// <summary>Fits the blocks that standardise to data: what emitted code and trainers call.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class StandardizationFitting
{
    /// <summary>Fits the Standardize block to rows of inputs.</summary>
    /// <exception cref="ArgumentException">There is no row, a part of one, or a value that is not finite; nothing is changed.</exception>
    /// <exception cref="InvalidOperationException">The network is frozen; nothing is changed.</exception>
    public static void FitStandardization(this ParameterStore store, ReadOnlySpan<float> rows)
    {
        ArgumentNullException.ThrowIfNull(store);
        store.ThrowIfFrozen();
        var block = store.StandardizeView(0);
        block.CopyFrom(Standardizer.Fit(rows, block.Means.Length, nameof(rows)));
    }

    /// <summary>
    /// Fits the Standardize block, where there is one, to the inputs of a dataset, whose features are found by their names where both sides have them, and StandardizeTargets blocks to its
    /// targets. A network without names learns the dataset's.
    /// </summary>
    /// <exception cref="ArgumentException">The dataset lacks a feature, has other inputs or targets, or a value that is not finite; nothing is changed.</exception>
    /// <exception cref="InvalidOperationException">The network is frozen; nothing is changed.</exception>
    public static void FitStandardization(this ParameterStore store, Dataset data, Topology topology)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(topology);
        store.ThrowIfFrozen();
        const string What = "The dataset";
        if (store.HasTargets && data.TargetSize != topology.OutputSize)
            throw new ArgumentException(Wording.Of($"The dataset has {Wording.Count(data.TargetSize, "target")}, but the network has {Wording.Count(topology.OutputSize, "output")}: fit it to data of this network."), nameof(data));
        var targets = store.HasTargets ? TargetFitting.Fit(store.Layout, data.Targets, topology.OutputSize, nameof(data), data.TargetNames) : null;
        var matched = FeatureMatch.Align(topology, Naming.Features(topology, store), data, What, nameof(data));
        EncoderMatch.Check(topology, store.Names.Encoder, matched, What, nameof(data));
        // Columns without names follow those with: what is fitted in one order is not to be trained in another.
        var names = matched.InputSize == topology.InputSize ? LearnedFromData.Names(topology, store, matched, What, nameof(data)) : store.Names;
        // Figures of the targets change once those of the inputs are known to be good.
        store.Standardize?.CopyFrom(Standardizer.Fit(matched));
        targets?.WriteTo(store, onlyNew: false);
        store.Names = store.Names with { Features = names.Features, Encoder = names.Encoder };
    }

    /// <summary>Fits StandardizeTargets blocks to rows of targets.</summary>
    /// <exception cref="ArgumentException">There is no row, a part of one, or a value that is not finite; nothing is changed.</exception>
    /// <exception cref="InvalidOperationException">The network is frozen; nothing is changed.</exception>
    public static void FitTargetStandardization(this ParameterStore store, ReadOnlySpan<float> targets, int outputs)
    {
        ArgumentNullException.ThrowIfNull(store);
        store.ThrowIfFrozen();
        TargetFitting.Fit(store.Layout, targets, outputs, nameof(targets)).WriteTo(store, onlyNew: false);
    }

    /// <summary>Fits the block that the network begins with to a dataset's inputs, and those of the targets to its targets, where they were not fitted or set before.</summary>
    internal static void StandardizeIfNew(this ParameterStore store, Dataset data)
    {
        var isNew = store.Layout.Statistics.Any(statistics => statistics.TargetsOffset >= 0 && store.State[statistics.FlagOffset] == 0);
        var targets = isNew ? TargetFitting.Fit(store.Layout, data.Targets, data.TargetSize, nameof(data), data.TargetNames) : null;
        if (store.Standardize is { IsFitted: false } block)
            block.CopyFrom(Standardizer.Fit(data));
        targets?.WriteTo(store, onlyNew: true);
    }
}
