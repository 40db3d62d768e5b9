namespace Compiled;

/// <summary>What <see cref="NetworkEvaluation.Evaluate{TNetwork}(TNetwork, Dataset, EvaluationOptions)"/> does besides.</summary>
public sealed record EvaluationOptions
{
    /// <summary>
    /// The data that the <see cref="Baseline"/> learns its constant answer from: the training data, for a fair comparison. Null for the judged rows themselves, which makes the baseline slightly
    /// better than it could be.
    /// </summary>
    public Dataset? Training { get; init; }

    /// <summary>Metrics to compute, which then are in <see cref="Evaluation.MetricValues"/>; empty for those of a kind of network, if bootstrap samples are asked for.</summary>
    public IReadOnlyList<Metric> Metrics { get; init; } = [];

    /// <summary>Bootstrap samples for an interval of each metric: 0 for none, else at least 10, such as 1,000. See <see cref="Bootstrap"/>.</summary>
    public int BootstrapSamples { get; init; }

    /// <summary>The confidence of the intervals, between 0 and 1.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Selects the bootstrap samples; the same seed gives the same intervals on every machine.</summary>
    public long Seed { get; init; }

    /// <summary>
    /// With a single output that decides, the largest negative output, such as <see cref="DecisionThreshold.Value"/>; null for one half of probabilities and 0 of margins and log-odds.
    /// </summary>
    public float? Threshold { get; init; }
}
