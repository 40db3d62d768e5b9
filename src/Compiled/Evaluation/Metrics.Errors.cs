using System.Buffers;

namespace Compiled;

/// <content>Errors of numbers besides squares and absolute values.</content>
public static partial class Metrics
{
    /// <summary>The smallest |target| that a percentage is of, 2⁻⁵², as in scikit-learn.</summary>
    private const double PercentageEpsilon = 2.220446049250313e-16;

    /// <summary>
    /// The median of |output − target| over the rows, averaged over the outputs: an error that outliers do not move. scikit-learn's <c>median_absolute_error</c>; with weights the smallest error
    /// up to which the errors have half of the weight. NaN carries through.
    /// </summary>
    /// <param name="outputs">[row][output].</param>
    /// <param name="targets">[row][output].</param>
    /// <param name="outputSize">Outputs in one row.</param>
    /// <param name="weights">One weight per row; none if all count equally.</param>
    /// <exception cref="ArgumentException">The lengths do not agree, or a weight is negative or not finite.</exception>
    public static double MedianAbsoluteError(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, int outputSize = 1, ReadOnlySpan<float> weights = default)
    {
        var rows = CheckRows(outputs, targets, outputSize);
        CheckWeights(weights, rows);
        var errors = ArrayPool<double>.Shared.Rent(rows);
        var order = ArrayPool<int>.Shared.Rent(rows);
        try
        {
            var sum = 0.0;
            for (var column = 0; column < outputSize; column++)
                sum += MedianOf(outputs, targets, new RowMatrix(rows, outputSize, column), weights, errors.AsSpan(0, rows), order.AsSpan(0, rows));
            return sum / outputSize;
        }
        finally
        {
            ArrayPool<double>.Shared.Return(errors);
            ArrayPool<int>.Shared.Return(order);
        }
    }

    /// <summary>
    /// Σ |output − target| / max(|target|, 2⁻⁵²) / n over all values: scikit-learn's <c>mean_absolute_percentage_error</c>, a fraction and not a percentage. A target of 0 makes it huge. NaN carries
    /// through.
    /// </summary>
    /// <param name="outputs">[row][output].</param>
    /// <param name="targets">[row][output].</param>
    /// <param name="outputSize">Outputs in one row.</param>
    /// <param name="weights">One weight per row; none if all count equally.</param>
    /// <exception cref="ArgumentException">The lengths do not agree, or a weight is negative or not finite.</exception>
    public static double MeanAbsolutePercentageError(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, int outputSize = 1, ReadOnlySpan<float> weights = default) =>
        Mean(outputs, targets, outputSize, weights, 0, static (output, target, _) => Math.Abs(output - target) / Math.Max(Math.Abs(target), PercentageEpsilon));

    /// <summary>The pinball loss with weights: see <see cref="PinballLoss(ReadOnlySpan{float}, ReadOnlySpan{float}, double)"/>.</summary>
    /// <param name="outputs">[row][output].</param>
    /// <param name="targets">[row][output].</param>
    /// <param name="quantile">τ, greater than 0 and less than 1.</param>
    /// <param name="outputSize">Outputs in one row.</param>
    /// <param name="weights">One weight per row; none if all count equally.</param>
    /// <exception cref="ArgumentException">The lengths do not agree, or a weight is negative or not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">τ is out of range.</exception>
    public static double PinballLoss(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, double quantile, int outputSize, ReadOnlySpan<float> weights = default)
    {
        CheckQuantile(quantile);
        return Mean(outputs, targets, outputSize, weights, quantile, static (output, target, quantile) => target > output ? quantile * (target - output) : (quantile - 1) * (target - output));
    }

    /// <summary>
    /// 2 Σ (t ln(t / y) − t + y) / n of outputs y and counts t, with 0 ln 0 = 0: twice the log-likelihood that rates y lose to perfect ones. scikit-learn's <c>mean_poisson_deviance</c>.
    /// </summary>
    /// <param name="outputs">[row][output]: rates, above 0 (e^output of a network with <c>[Poisson]</c>).</param>
    /// <param name="targets">[row][output]: counts, at least 0.</param>
    /// <param name="outputSize">Outputs in one row.</param>
    /// <param name="weights">One weight per row; none if all count equally.</param>
    /// <returns>At least 0. NaN carries through.</returns>
    /// <exception cref="ArgumentException">The lengths do not agree, a weight is negative or not finite, a rate is 0 or negative, or a count is negative.</exception>
    public static double MeanPoissonDeviance(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, int outputSize = 1, ReadOnlySpan<float> weights = default)
    {
        _ = CheckRows(outputs, targets, outputSize);
        for (var index = 0; index < outputs.Length; index++)
        {
            if (outputs[index] <= 0)
                throw new ArgumentException(
                    Wording.Of($"Row {index / outputSize} has the output {outputs[index]}, but the Poisson deviance needs rates above 0: pass e^output of a network with [Poisson], or use the mean squared error."), nameof(outputs));
            if (targets[index] < 0)
                throw new ArgumentException(Wording.Of($"Row {index / outputSize} has the target {targets[index]}, but the Poisson deviance needs counts of at least 0: use the mean squared error."), nameof(targets));
        }

        return 2 * Mean(outputs, targets, outputSize, weights, 0, static (output, target, _) => (target == 0 ? 0 : target * LogOf(target / output)) - target + output);
    }

    /// <summary>The mean of a figure of each value, with the weight of its row.</summary>
    private static double Mean(
        ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, int outputSize, ReadOnlySpan<float> weights, double setting, Func<double, double, double, double> figure)
    {
        var rows = CheckRows(outputs, targets, outputSize);
        CheckWeights(weights, rows);
        var (sum, total) = (0.0, 0.0);
        for (var index = 0; index < outputs.Length; index++)
        {
            var weight = WeightOf(weights, index / outputSize);
            sum += weight * figure(outputs[index], targets[index], setting);
            total += weight;
        }

        return sum / total;
    }

    private static double MedianOf(
        ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, RowMatrix matrix, ReadOnlySpan<float> weights, Span<double> errors, Span<int> order)
    {
        for (var row = 0; row < matrix.Rows; row++)
        {
            errors[row] = Math.Abs((double)outputs[matrix.Place(row)] - targets[matrix.Place(row)]);
            order[row] = row;
            if (double.IsNaN(errors[row]))
                return double.NaN;
        }

        errors.Sort(order);
        if (weights.IsEmpty)
            return (errors[(matrix.Rows - 1) / 2] + errors[matrix.Rows / 2]) / 2;
        var total = 0.0;
        foreach (var row in order)
            total += weights[row];
        var place = -1;
        for (var sum = 0.0; place + 1 < matrix.Rows && sum < total / 2;)
            sum += weights[order[++place]];
        return errors[Math.Max(place, 0)];
    }

    internal static void CheckQuantile(double quantile)
    {
        if (!(quantile is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(quantile), quantile, Wording.Of($"'quantile' is {quantile}, but must be greater than 0 and less than 1."));
    }
}
