namespace Compiled;

/// <content>Training on more rows than fit in memory.</content>
public abstract partial class Trainer
{
    /// <summary>What <see cref="StreamingFit.Fit"/> does.</summary>
    internal History FitStream(StreamingDataset data, FitOptions? options)
    {
        ArgumentNullException.ThrowIfNull(data);
        Parameters.ThrowIfFrozen();
        options ??= new FitOptions();
        var matched = Match(data.Sample, options.Validation);
        options = options with { Validation = matched.Validation, TrainingMetrics = false };
        CheckBatches(data.Count, options.BatchSize, nameof(data));
        var features = matched.Data.FeatureNames;
        using var batches = new StreamBatches(data, features, options.BatchSize, options.Seed ?? _options.Seed, options.Shuffle);
        var run = new FitRun(this, matched.Data, options, Resumed(), batches);
        StreamPreparation.Prepare(Parameters, Topology, data, features);
        Parameters.Names = matched.Names;
        return Follow(run);
    }
}
