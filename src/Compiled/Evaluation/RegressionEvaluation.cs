namespace Compiled;

/// <summary>How well one output of a regression is met.</summary>
/// <param name="Name">The target.</param>
/// <param name="MeanSquaredError">Σ(output − target)² / n.</param>
/// <param name="RootMeanSquaredError">Its root, in the target's own unit.</param>
/// <param name="MeanAbsoluteError">Σ|output − target| / n.</param>
/// <param name="RSquared">
/// 1 − Σ(output − target)² / Σ(target − mean)²; for targets that never change 1 if they are met exactly, else 0.
/// </param>
public sealed record OutputScore(string Name, double MeanSquaredError, double RootMeanSquaredError, double MeanAbsoluteError, double RSquared);

/// <summary>How well a regression does: squared and absolute errors and the share of the variance that it explains.</summary>
/// <remarks>
/// The errors are averaged over all values, R² over the outputs, each taken by itself, as in scikit-learn. Sums are in double precision.
/// NaN carries through.
/// </remarks>
public sealed partial class RegressionEvaluation : Evaluation
{
    private RegressionEvaluation(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, int rows, IReadOnlyList<string> names)
        : base(rows)
    {
        MeanSquaredError = Metrics.MeanSquaredError(outputs, targets);
        MeanAbsoluteError = Metrics.MeanAbsoluteError(outputs, targets);
        RSquared = Metrics.RSquared(outputs, targets, names.Count);

        var scores = new OutputScore[names.Count];
        for (var output = 0; output < scores.Length; output++)
        {
            var squared = Metrics.SquaredError(outputs, targets, output, names.Count) / rows;
            var absolute = Metrics.AbsoluteError(outputs, targets, output, names.Count) / rows;
            scores[output] = new OutputScore(names[output], squared, Math.Sqrt(squared), absolute, Metrics.RSquared(outputs, targets, output, names.Count));
        }

        Outputs = [.. scores];
        MedianAbsoluteError = Metrics.MedianAbsoluteError(outputs, targets, names.Count);
        MeanAbsolutePercentageError = Metrics.MeanAbsolutePercentageError(outputs, targets, names.Count);
        HasZeroTargets = targets.Contains(0f);
        ConcordanceIndex = ClassScores.Defined(Metric.ConcordanceIndex, new MetricRows(outputs, targets, names.Count));
    }

    /// <summary>Σ(output − target)² / n over all values.</summary>
    public double MeanSquaredError { get; }

    /// <summary>The root of the mean squared error, in the targets' own unit.</summary>
    public double RootMeanSquaredError => Math.Sqrt(MeanSquaredError);

    /// <summary>Σ|output − target| / n over all values.</summary>
    public double MeanAbsoluteError { get; }

    /// <summary>
    /// The coefficient of determination, averaged over the outputs: 1 is perfect, 0 no better than the mean, below 0 worse.
    /// </summary>
    public double RSquared { get; }

    /// <summary>The median of |output − target| over the rows, averaged over the outputs.</summary>
    public double MedianAbsoluteError { get; }

    /// <summary>Σ |output − target| / |target| / n, a fraction; huge if a target is 0. See <see cref="Metrics.MeanAbsolutePercentageError"/>.</summary>
    public double MeanAbsolutePercentageError { get; }

    /// <summary>The share of pairs of rows that the outputs put in the right order, averaged over the outputs; null if all targets of an output are equal.</summary>
    public double? ConcordanceIndex { get; }

    /// <summary>The mean Poisson deviance, where the outputs are rates (<c>[Poisson]</c>) and the targets are not negative; else null.</summary>
    public double? PoissonDeviance { get; private init; }

    /// <summary>Whether percentages of the targets mean nothing.</summary>
    internal bool HasZeroTargets { get; }

    /// <summary>R²; of quantiles the <see cref="PinballScore"/>.</summary>
    public override double Score => PinballScore ?? RSquared;

    /// <summary>Every output by itself.</summary>
    public IReadOnlyList<OutputScore> Outputs { get; }

    /// <summary>Judges rows of outputs by rows of targets.</summary>
    /// <param name="outputs">[row][output].</param>
    /// <param name="targets">[row][output].</param>
    /// <param name="outputSize">Outputs in one row.</param>
    /// <param name="names">The outputs' names; null for y0, y1 …</param>
    /// <exception cref="ArgumentException">The lengths, or the number of names, do not agree.</exception>
    public static RegressionEvaluation FromPredictions(
        ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, int outputSize = 1, IReadOnlyList<string>? names = null)
    {
        _ = Metrics.CheckRows(outputs, targets, outputSize);
        return Judge(outputs, targets, CheckNames(names, outputSize), areRates: false);
    }

    /// <summary>Judges numbers next to the mean as the constant answer.</summary>
    /// <param name="outputs">[row][output].</param>
    /// <param name="targets">[row][output].</param>
    /// <param name="names">One name per output.</param>
    /// <param name="areRates">Whether the outputs are rates of counts.</param>
    /// <param name="training">The targets that the mean is learned from; none for those of the rows.</param>
    internal static RegressionEvaluation Judge(
        ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, IReadOnlyList<string> names, bool areRates, ReadOnlySpan<float> training = default)
    {
        var (size, rows) = (names.Count, targets.Length / names.Count);
        var constant = Constants.Rows(Constants.Means(training.IsEmpty ? targets : training, size), rows);
        return new RegressionEvaluation(outputs, targets, rows, names)
        {
            PoissonDeviance = Deviance(outputs, targets),
            Baseline = new("always the mean", new RegressionEvaluation(constant, targets, rows, names) { PoissonDeviance = Deviance(constant, targets) }),
        };

        double? Deviance(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets) =>
            areRates ? ClassScores.Defined(Metric.MeanPoissonDeviance, new MetricRows(outputs, targets, size)) : null;
    }

    /// <summary>The report: a table of the outputs, and of all together if there are several.</summary>
    public override string ToString() => EvaluationReport.Of(this);

    private static IReadOnlyList<string> CheckNames(IReadOnlyList<string>? names, int outputSize) =>
        names is not null && names.Count != outputSize
            ? throw new ArgumentException(Wording.Of($"'names' has {Wording.Count(names.Count, "name")}, but there are {Wording.Count(outputSize, "output")}."), nameof(names))
            : names ?? Wording.Numbered("y", outputSize);
}
