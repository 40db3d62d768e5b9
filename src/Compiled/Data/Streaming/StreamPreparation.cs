using Compiled.Runtime;

namespace Compiled;

/// <summary>What a run needs to know of all rows of a stream before it begins: whether the targets suit the loss, and the figures of blocks that standardise.</summary>
internal static class StreamPreparation
{
    /// <summary>Reads the stream as often as the network needs it: not at all, once for the checks, twice for means and deviations.</summary>
    /// <param name="store">The network's parameters.</param>
    /// <param name="topology">Its shape.</param>
    /// <param name="data">The rows.</param>
    /// <param name="features">The features in the network's order.</param>
    /// <exception cref="ArgumentException">A target does not suit the loss; nothing is changed.</exception>
    /// <exception cref="CsvException">The file has changed; nothing is changed.</exception>
    public static void Prepare(ParameterStore store, Topology topology, StreamingDataset data, IReadOnlyList<string> features)
    {
        var inputsAreNew = store.Standardize is { IsFitted: false };
        var targetsAreNew = store.Layout.Statistics.Any(statistics => statistics.TargetsOffset >= 0 && store.State[statistics.FlagOffset] == 0);
        // Classes suit every loss that a network of their number can have.
        var checks = TargetChecks.AreNeeded(topology) && data.ClassNames.Count == 0;
        if (!inputsAreNew && !targetsAreNew && !checks)
            return;
        var inputs = new MomentSums(features.Count, nameof(data), features);
        var targets = new MomentSums(data.TargetSize, nameof(data), data.TargetNames, "Target");
        Pass(data, features, (row, input, target) =>
        {
            if (checks)
                TargetChecks.FitsLoss(topology, new TargetRow(target, data.TargetNames, row), "The training data", nameof(data));
            inputs.Add(input);
            targets.Add(target);
        });
        if (!inputsAreNew && !targetsAreNew)
            return;
        inputs.EndFirst();
        targets.EndFirst();
        Pass(data, features, (_, input, target) =>
        {
            inputs.AddAgain(input);
            targets.AddAgain(target);
        });
        if (inputsAreNew)
        {
            var moments = inputs.End();
            store.Standardize!.CopyFrom(new Standardizer(moments.Means, [.. Enumerable.Range(0, features.Count).Select(moments.Scale)]));
        }

        if (targetsAreNew)
            TargetFitting.Of(targets.End()).WriteTo(store, onlyNew: true);
    }

    private static void Pass(StreamingDataset data, IReadOnlyList<string> features, RowAction action)
    {
        using var stream = data.Open(features);
        var (input, target) = (new float[features.Count], new float[data.TargetSize]);
        for (var row = 0; stream.Read(input, target); row++)
            action(row, input, target);
    }

    private delegate void RowAction(int row, ReadOnlySpan<float> input, ReadOnlySpan<float> target);
}
