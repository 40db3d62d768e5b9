namespace Compiled;

/// <summary>
/// How well a network does on a dataset: a <see cref="ClassificationEvaluation"/>, a <see cref="MultilabelEvaluation"/>, a <see cref="RegressionEvaluation"/> or, of
/// several heads, a <see cref="HeadsEvaluation"/>. Its text is a
/// report for people. Immutable.
/// </summary>
public abstract class Evaluation
{
    private protected Evaluation(int count) => Count = count;

    /// <summary>Number of rows that were judged.</summary>
    public int Count { get; }

    /// <summary>A single figure to compare networks by, the higher the better: the accuracy of a classifier, R² of a regression.</summary>
    public abstract double Score { get; }

    /// <summary>What the best constant answer achieves on the same rows; null for that answer's own evaluation.</summary>
    public Baseline? Baseline { get; internal set; }

    /// <summary>The metrics that <see cref="EvaluationOptions.Metrics"/> asked for, with their intervals; empty if none were.</summary>
    public IReadOnlyList<MetricValue> MetricValues { get; internal set; } = [];
}
