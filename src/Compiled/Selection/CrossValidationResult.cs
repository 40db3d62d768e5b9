using System.Globalization;
using System.Text;

namespace Compiled;

/// <summary>A figure over the folds.</summary>
/// <param name="Name">The metric.</param>
/// <param name="Values">One value per fold; NaN where the metric was undefined.</param>
/// <param name="Mean">Their mean, of those that are defined.</param>
/// <param name="StandardDeviation">Their standard deviation, with n − 1 below the root; 0 for a single fold.</param>
public sealed record FoldFigure(string Name, IReadOnlyList<double> Values, double Mean, double StandardDeviation)
{
    internal static FoldFigure Of(string name, IEnumerable<double> values)
    {
        double[] all = [.. values], defined = [.. all.Where(static value => !double.IsNaN(value))];
        var mean = defined.Length == 0 ? double.NaN : defined.Average();
        var deviation = Math.Sqrt(defined.Sum(value => (value - mean) * (value - mean)) / Math.Max(1, defined.Length - 1));
        return new(name, all, mean, deviation);
    }
}

/// <summary>What <see cref="CrossValidation"/> has found. Immutable.</summary>
/// <typeparam name="TNetwork">The class of the networks.</typeparam>
public sealed class CrossValidationResult<TNetwork>
    where TNetwork : class, INetwork<TNetwork>
{
    internal CrossValidationResult(IReadOnlyList<TNetwork> networks, IReadOnlyList<Evaluation> evaluations)
    {
        (Networks, Evaluations) = (networks, evaluations);
        Score = FoldFigure.Of("score", evaluations.Select(static evaluation => evaluation.Score));
        Baseline = FoldFigure.Of("baseline", evaluations.Select(static evaluation => evaluation.Baseline?.Score ?? double.NaN));
        // A fold may lack one of the usual metrics, which its rows do not define.
        Metrics = [.. evaluations.SelectMany(static evaluation => evaluation.MetricValues).Select(static value => value.Name).Distinct()
            .Select(name => FoldFigure.Of(name, evaluations.Select(evaluation => evaluation.MetricValues.FirstOrDefault(value => value.Name == name)?.Value ?? double.NaN)))];
    }

    /// <summary>The trained networks, one per fold.</summary>
    public IReadOnlyList<TNetwork> Networks { get; }

    /// <summary>How each does on the rows that it has not seen.</summary>
    public IReadOnlyList<Evaluation> Evaluations { get; }

    /// <summary>The evaluations' scores: the accuracy, or R².</summary>
    public FoldFigure Score { get; }

    /// <summary>The scores of the constant answers.</summary>
    public FoldFigure Baseline { get; }

    /// <summary>The metrics that were asked for.</summary>
    public IReadOnlyList<FoldFigure> Metrics { get; }

    /// <summary>The networks as one: each has seen other rows, so that their mean is often better than a single network trained on all.</summary>
    /// <param name="rule">How they answer together.</param>
    /// <exception cref="ArgumentException">They do not fit together: see <see cref="Ensemble{TNetwork}"/>.</exception>
    public Ensemble<TNetwork> ToEnsemble(EnsembleRule rule = EnsembleRule.Mean) => new(Networks, rule);

    /// <summary>A table of the means and standard deviations.</summary>
    public override string ToString()
    {
        FoldFigure[] figures = [Score, Baseline, .. Metrics];
        var width = figures.Max(static figure => figure.Name.Length);
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{Networks.Count} folds\n\n{"".PadRight(width)}        mean  deviation");
        foreach (var figure in figures)
            text.Append(CultureInfo.InvariantCulture, $"\n{figure.Name.PadRight(width)}  {figure.Mean,10:F4}  {figure.StandardDeviation,9:F4}");
        return text.ToString();
    }
}
