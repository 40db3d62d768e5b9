namespace Compiled;

/// <summary>The results of one epoch of <see cref="Trainer.Fit"/>.</summary>
public sealed record EpochRecord
{
    /// <summary>The number of the epoch, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>The mean over the rows of the loss, each batch measured before its own step.</summary>
    public required double Loss { get; init; }

    /// <summary>
    /// The metric (<see cref="History.MetricName"/>) on the training data after the epoch; null without
    /// <see cref="FitOptions.TrainingMetrics"/>.
    /// </summary>
    public double? Metric { get; init; }

    /// <summary>The mean loss on the validation data after the epoch; null without validation data.</summary>
    public double? ValidationLoss { get; init; }

    /// <summary>The metric on the validation data after the epoch; null without validation data.</summary>
    public double? ValidationMetric { get; init; }

    /// <summary>η of the epoch's last step.</summary>
    public float LearningRate { get; init; }

    /// <summary>The duration of the epoch, including evaluation.</summary>
    public required double Seconds { get; init; }
}
