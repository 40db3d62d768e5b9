namespace Compiled;

/// <summary>The progress of a run of <see cref="Trainer.Fit"/>.</summary>
/// <remarks>Figures of an epoch (<see cref="Metric"/>, the validation's) are those of the last finished one, null before there is
/// one.</remarks>
public readonly record struct TrainingProgress
{
    /// <summary>The number of the current epoch, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>The number of epochs requested.</summary>
    public required int Epochs { get; init; }

    /// <summary>The number of batches of this epoch that are done.</summary>
    public required int Batch { get; init; }

    /// <summary>Batches in an epoch.</summary>
    public required int Batches { get; init; }

    /// <summary>The mean loss of this epoch's rows so far.</summary>
    public required double Loss { get; init; }

    /// <summary>The kind of metric: <see cref="History.MetricName"/>.</summary>
    public required string MetricName { get; init; }

    /// <summary>The metric on the training data.</summary>
    public double? Metric { get; init; }

    /// <summary>The mean loss on the validation data.</summary>
    public double? ValidationLoss { get; init; }

    /// <summary>The metric on the validation data.</summary>
    public double? ValidationMetric { get; init; }

    /// <summary>Rows trained per second, over the whole run, including evaluations.</summary>
    public required double SamplesPerSecond { get; init; }

    /// <summary>The time since the run began.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The estimated time until the last epoch is done.</summary>
    public required TimeSpan Remaining { get; init; }

    /// <summary>Whether this report ends an epoch: all figures are then those of this epoch.</summary>
    public bool EpochFinished { get; init; }

    /// <summary>Whether this is the last report of the run: done, stopped early, cancelled, or about to throw.</summary>
    public bool Finished { get; init; }
}
