namespace Compiled;

/// <summary>
/// Figures of merit over rows of predictions and targets. They add in double precision in a fixed order, and are therefore the same on every machine. They leave nothing to the
/// garbage collector: those that sort rent their memory from the shared pool, at most 16 bytes per value.
/// </summary>
/// <remarks>
/// All take row-major spans of at least one row and throw an <see cref="ArgumentException"/> when the lengths do not agree. Where a metric takes <c>weights</c>, there is one per row, or
/// none if all rows count equally; they are scikit-learn's <c>sample_weight</c>. Names and values are scikit-learn's where it has the metric. Safe from any number of threads.
/// </remarks>
public static partial class Metrics
{
    /// <summary>
    /// The fraction of rows in which the largest output is at the position of the largest target. The lowest of equal values counts; a NaN is never the
    /// largest, and a row of nothing but NaN counts as index 0.
    /// </summary>
    /// <param name="outputs">[row][output].</param>
    /// <param name="targets">[row][output], one-hot.</param>
    /// <param name="outputSize">Outputs in one row.</param>
    /// <returns>From 0 to 1.</returns>
    public static double Accuracy(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, int outputSize)
    {
        var rows = CheckRows(outputs, targets, outputSize);
        var right = 0;
        for (var start = 0; start < outputs.Length; start += outputSize)
            if (Decision.ArgMax(outputs.Slice(start, outputSize)) == Decision.ArgMax(targets.Slice(start, outputSize)))
                right++;
        return (double)right / rows;
    }

    /// <summary>
    /// The fraction of rows in which the single output is on the same side as the target: above one half is positive; one half, below and NaN are negative.
    /// </summary>
    /// <param name="outputs">One probability per row.</param>
    /// <param name="targets">0 or 1 per row.</param>
    /// <returns>From 0 to 1.</returns>
    public static double BinaryAccuracy(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets) => BinaryAccuracy(outputs, targets, threshold: 0.5f);

    /// <summary>
    /// The fraction of outputs that are on the same side as their target; above a threshold is positive, NaN is negative. The threshold is 0 for the margins of a hinge loss and for log-odds, one
    /// half for probabilities.
    /// </summary>
    /// <param name="outputs">Outputs, any number per row.</param>
    /// <param name="targets">One target per output, 0 or 1, or −1 or 1: above one half is positive.</param>
    /// <param name="threshold">The largest negative output.</param>
    /// <returns>From 0 to 1.</returns>
    public static double BinaryAccuracy(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, float threshold)
    {
        var count = CheckRows(outputs, targets, 1);
        var right = 0;
        for (var index = 0; index < outputs.Length; index++)
            if (outputs[index] > threshold == Decision.IsYes(targets[index]))
                right++;
        return (double)right / count;
    }

    /// <summary>
    /// Σ max(τ (target − output), (τ − 1) (target − output)) / n over all n values: the error of quantiles, scikit-learn's <c>mean_pinball_loss</c>. NaN and infinities
    /// carry through.
    /// </summary>
    /// <param name="outputs">[row][output].</param>
    /// <param name="targets">The same number of values.</param>
    /// <param name="quantile">τ, greater than 0 and less than 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">τ is out of range.</exception>
    public static double PinballLoss(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, double quantile)
    {
        CheckQuantile(quantile);
        var count = CheckRows(outputs, targets, 1);
        var sum = 0.0;
        for (var index = 0; index < outputs.Length; index++)
        {
            var distance = (double)targets[index] - outputs[index];
            sum += distance > 0 ? quantile * distance : (quantile - 1) * distance;
        }

        return sum / count;
    }

    /// <summary>Σ(output − target)² / n over all n values. NaN and infinities carry through.</summary>
    /// <param name="outputs">[row][output].</param>
    /// <param name="targets">The same number of values.</param>
    public static double MeanSquaredError(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets)
    {
        var count = CheckRows(outputs, targets, 1);
        return SquaredError(outputs, targets, 0, 1) / count;
    }

    /// <summary>Σ|output − target| / n over all n values. NaN and infinities carry through.</summary>
    /// <param name="outputs">[row][output].</param>
    /// <param name="targets">The same number of values.</param>
    public static double MeanAbsoluteError(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets)
    {
        var count = CheckRows(outputs, targets, 1);
        return AbsoluteError(outputs, targets, 0, 1) / count;
    }

    /// <summary>
    /// The coefficient of determination, 1 − Σ(output − target)² / Σ(target − mean)²: 1 is perfect, 0 no better than the mean, below 0
    /// worse. For several outputs, the average over the outputs, as in scikit-learn's <c>r2_score</c>.
    /// </summary>
    /// <remarks>
    /// For targets that never change (including a single row) it is 1 if they are met exactly, otherwise 0. NaN gives NaN.
    /// </remarks>
    /// <param name="outputs">[row][output].</param>
    /// <param name="targets">[row][output].</param>
    /// <param name="outputSize">Outputs in one row.</param>
    public static double RSquared(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, int outputSize = 1)
    {
        _ = CheckRows(outputs, targets, outputSize);
        var sum = 0.0;
        for (var output = 0; output < outputSize; output++)
            sum += RSquared(outputs, targets, output, outputSize);
        return sum / outputSize;
    }

    /// <summary>R² of one column.</summary>
    internal static double RSquared(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, int column, int size)
    {
        var mean = 0.0;
        for (var index = column; index < targets.Length; index += size)
            mean += targets[index];
        mean /= targets.Length / size;

        var total = 0.0;
        for (var index = column; index < targets.Length; index += size)
            total += (targets[index] - mean) * (targets[index] - mean);
        var error = SquaredError(outputs, targets, column, size);
        return total != 0 ? 1 - error / total : error == 0 ? 1 : double.IsNaN(error) ? double.NaN : 0;
    }

    /// <summary>Σ(output − target)² of every <paramref name="size"/>-th value from <paramref name="column"/> on.</summary>
    internal static double SquaredError(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, int column, int size)
    {
        var sum = 0.0;
        for (var index = column; index < outputs.Length; index += size)
        {
            var error = (double)outputs[index] - targets[index];
            sum += error * error;
        }

        return sum;
    }

    /// <summary>Σ|output − target| of every <paramref name="size"/>-th value from <paramref name="column"/> on.</summary>
    internal static double AbsoluteError(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, int column, int size)
    {
        var sum = 0.0;
        for (var index = column; index < outputs.Length; index += size)
            sum += Math.Abs((double)outputs[index] - targets[index]);
        return sum;
    }
}
