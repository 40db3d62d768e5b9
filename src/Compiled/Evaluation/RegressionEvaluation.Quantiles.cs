namespace Compiled;

/// <content>Outputs that are quantiles: right when the share of targets below them is τ, and not when they are close to each target.</content>
public sealed partial class RegressionEvaluation
{
    /// <summary>τ, where the outputs are quantiles (<c>[Quantile]</c>); else null.</summary>
    public double? Quantile { get; private init; }

    /// <summary>The mean of max(τ (target − output), (τ − 1) (target − output)) over all values; null if the outputs are not quantiles.</summary>
    public double? PinballLoss { get; private init; }

    /// <summary>The share of targets that are not above their output, near τ for a good model; null if the outputs are not quantiles.</summary>
    public double? Coverage { get; private init; }

    /// <summary>
    /// 1 − the pinball loss over that of the targets' own quantile, averaged over the outputs: 1 is perfect, 0 no better than a constant; scikit-learn's
    /// <c>d2_pinball_score</c>. Null if the outputs are not quantiles.
    /// </summary>
    public double? PinballScore { get; private init; }

    /// <summary>Judges rows of quantiles by rows of targets.</summary>
    /// <param name="outputs">[row][output].</param>
    /// <param name="targets">[row][output].</param>
    /// <param name="quantile">τ, between 0 and 1.</param>
    /// <param name="outputSize">Outputs in one row.</param>
    /// <param name="names">The outputs' names; null for y0, y1 …</param>
    /// <exception cref="ArgumentException">The lengths, or the number of names, do not agree, or τ is out of range.</exception>
    public static RegressionEvaluation FromQuantiles(
        ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, double quantile, int outputSize = 1, IReadOnlyList<string>? names = null)
    {
        _ = Metrics.CheckRows(outputs, targets, outputSize);
        Metrics.CheckQuantile(quantile);
        return Judge(outputs, targets, CheckNames(names, outputSize), quantile);
    }

    /// <summary>Judges quantiles next to the targets' own quantile as the constant answer.</summary>
    /// <param name="outputs">[row][output].</param>
    /// <param name="targets">[row][output].</param>
    /// <param name="names">One name per output.</param>
    /// <param name="quantile">τ.</param>
    /// <param name="training">The targets that the constant is learned from; none for those of the rows.</param>
    internal static RegressionEvaluation Judge(
        ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, IReadOnlyList<string> names, double quantile, ReadOnlySpan<float> training = default)
    {
        var constant = Constants.Rows(Constants.QuantilesOf(training.IsEmpty ? targets : training, names.Count, quantile), targets.Length / names.Count);
        var evaluation = OfQuantiles(outputs, targets, names, quantile);
        evaluation.Baseline = new(Wording.Of($"always the {quantile:G6} quantile"), OfQuantiles(constant, targets, names, quantile));
        return evaluation;
    }

    private static RegressionEvaluation OfQuantiles(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, IReadOnlyList<string> names, double quantile)
    {
        var covered = 0;
        for (var index = 0; index < outputs.Length; index++)
            covered += targets[index] <= outputs[index] ? 1 : 0;
        var score = 0.0;
        for (var output = 0; output < names.Count; output++)
            score += ScoreOf(outputs, targets, quantile, output, names.Count) / names.Count;
        return new RegressionEvaluation(outputs, targets, targets.Length / names.Count, names)
        {
            Quantile = quantile,
            PinballLoss = Metrics.PinballLoss(outputs, targets, quantile),
            Coverage = (double)covered / outputs.Length,
            PinballScore = score,
        };
    }

    private static double ScoreOf(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, double quantile, int column, int size)
    {
        var rows = targets.Length / size;
        var (values, column1) = (new float[rows], new float[rows]);
        for (var row = 0; row < rows; row++)
            (values[row], column1[row]) = (targets[row * size + column], outputs[row * size + column]);
        var constant = new float[rows];
        var sorted = values.AsSpan().ToArray();
        Array.Sort(sorted);
        Array.Fill(constant, (float)Quantiles.OfSorted(sorted, quantile));
        var (error, total) = (Metrics.PinballLoss(column1, values, quantile), Metrics.PinballLoss(constant, values, quantile));
        return total != 0 ? 1 - error / total : error == 0 ? 1 : double.IsNaN(error) ? double.NaN : 0;
    }
}
