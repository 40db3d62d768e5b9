namespace Compiled;

/// <summary>A figure of merit of rows.</summary>
/// <param name="rows">The rows.</param>
/// <returns>The figure; NaN where it is undefined.</returns>
public delegate double MetricFunction(MetricRows rows);

/// <summary>What the outputs must be for a metric to mean something.</summary>
public enum MetricNeeds
{
    /// <summary>Nothing in particular.</summary>
    Anything,

    /// <summary>Decisions: classes, or yes and no.</summary>
    Decisions,

    /// <summary>Probabilities of classes, or of yes.</summary>
    Probabilities,

    /// <summary>Numbers.</summary>
    Numbers,
}

/// <summary>
/// A metric with its name, and which direction is better: what bootstrap intervals, cross-validation and permutation importance are told to measure. The ready-made ones call
/// <see cref="Metrics"/>. Immutable.
/// </summary>
/// <remarks>
/// Metrics of classes are of class 1 where there are two (<see cref="F1"/>, <see cref="AveragePrecision"/>), and otherwise the mean over the classes or labels, unless their name says otherwise.
/// Those of independent labels are the mean over the labels.
/// </remarks>
/// <example><code>var importance = PermutationImportance.Of(network, test, Metric.RocAuc);</code></example>
public sealed partial class Metric
{
    private readonly MetricFunction _function;

    /// <summary>A user-defined metric.</summary>
    /// <param name="name">Its name in reports.</param>
    /// <param name="function">The figure; called from one thread at a time.</param>
    /// <param name="higherIsBetter">Whether more is better; false for errors.</param>
    /// <param name="needs">What it needs of the outputs.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public Metric(string name, MetricFunction function, bool higherIsBetter = true, MetricNeeds needs = MetricNeeds.Anything)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(function);
        (Name, _function, HigherIsBetter, Needs) = (name, function, higherIsBetter, needs);
    }

    /// <summary>Its name in reports.</summary>
    public string Name { get; }

    /// <summary>Whether more is better; false for errors.</summary>
    public bool HigherIsBetter { get; }

    /// <summary>What it needs of the outputs.</summary>
    public MetricNeeds Needs { get; }

    /// <summary>The figure of some rows.</summary>
    /// <exception cref="ArgumentException">The metric is undefined for these rows, such as ROC AUC for rows of one class.</exception>
    public double Compute(MetricRows rows) => _function(rows);

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
