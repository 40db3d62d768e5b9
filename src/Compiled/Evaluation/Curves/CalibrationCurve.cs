using System.ComponentModel;

namespace Compiled;

/// <summary>
/// The reliability diagram: rows in bins of similar probability, and for each bin the mean probability and the share of rows that are positive. On the diagonal the two agree. Immutable.
/// </summary>
/// <remarks>The points of scikit-learn's <c>calibration_curve</c>: bins without rows are left out, and a probability on the edge of two bins belongs to the lower one.</remarks>
public sealed class CalibrationCurve
{
    private CalibrationCurve(double[] predicted, double[] observed, int[] counts, double[] weights) =>
        (PredictedProbabilities, PositiveShares, Counts, Weights) = (predicted, observed, counts, weights);

    /// <summary>The mean probability of each bin, rising: the x axis.</summary>
    public IReadOnlyList<double> PredictedProbabilities { get; }

    /// <summary>The share of positive rows of each bin: the y axis.</summary>
    public IReadOnlyList<double> PositiveShares { get; }

    /// <summary>The number of rows of each bin; at least 1. Rows of weight 0 are not counted.</summary>
    public IReadOnlyList<int> Counts { get; }

    /// <summary>The total weight of the rows of each bin, above 0; without weights the number of rows.</summary>
    public IReadOnlyList<double> Weights { get; }

    /// <summary>
    /// Σ nᵦ / n · |share of positive rows − mean probability| over the bins b, with weights their weight for nᵦ:
    /// <see cref="Metrics.ExpectedCalibrationError(ReadOnlySpan{float}, ReadOnlySpan{float}, int, ReadOnlySpan{float})"/>.
    /// </summary>
    public double ExpectedCalibrationError
    {
        get
        {
            var (sum, total) = (0.0, 0.0);
            for (var bin = 0; bin < Weights.Count; bin++)
            {
                sum += Weights[bin] * Math.Abs(PositiveShares[bin] - PredictedProbabilities[bin]);
                total += Weights[bin];
            }

            return sum / total;
        }
    }

    /// <summary>The curve of one probability per row.</summary>
    /// <param name="probabilities">The probability of the positive class, from 0 to 1, for each row.</param>
    /// <param name="targets">One target per row: above one half is positive.</param>
    /// <param name="bins">Number of bins, at least 1.</param>
    /// <param name="strategy">The bins' edges, which do not depend on the weights.</param>
    /// <param name="weights">One weight per row, for the means of a bin; none if all count equally.</param>
    /// <exception cref="ArgumentException">The lengths do not agree, a probability is not from 0 to 1, or a weight is negative or not finite.</exception>
    public static CalibrationCurve Of(
        ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, int bins = 10, CalibrationBins strategy = CalibrationBins.Uniform, ReadOnlySpan<float> weights = default)
    {
        var rows = Metrics.CheckRows(probabilities, targets, 1);
        return Of(probabilities, targets, new RowMatrix(rows, 1, 0), bins, strategy, weights);
    }

    /// <summary>The curve without weights, as programs call it that were compiled before there were any.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static CalibrationCurve Of(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, int bins, CalibrationBins strategy) =>
        Of(probabilities, targets, bins, strategy, weights: default);

    /// <summary>The curve of one class without weights, as programs call it that were compiled before there were any.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static CalibrationCurve Of(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, int classCount, int positive, int bins, CalibrationBins strategy) =>
        Of(probabilities, targets, classCount, positive, bins, strategy, weights: default);

    /// <summary>The curve of one class against the rest.</summary>
    /// <param name="probabilities">[row][class].</param>
    /// <param name="targets">[row][class], one-hot, or independent labels.</param>
    /// <param name="classCount">Number of classes, at least 2.</param>
    /// <param name="positive">The class that counts as positive.</param>
    /// <param name="bins">Number of bins, at least 1.</param>
    /// <param name="strategy">The bins' edges, which do not depend on the weights.</param>
    /// <param name="weights">One weight per row, for the means of a bin; none if all count equally.</param>
    /// <exception cref="ArgumentException">The lengths do not agree, a probability is not from 0 to 1, or a weight is negative or not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two classes, the class does not exist, or there are no bins.</exception>
    public static CalibrationCurve Of(
        ReadOnlySpan<float> probabilities,
        ReadOnlySpan<float> targets,
        int classCount,
        int positive,
        int bins = 10,
        CalibrationBins strategy = CalibrationBins.Uniform,
        ReadOnlySpan<float> weights = default)
    {
        Metrics.CheckClass(classCount, positive);
        var rows = Metrics.CheckRows(probabilities, targets, classCount);
        return Of(probabilities, targets, new RowMatrix(rows, classCount, positive), bins, strategy, weights);
    }

    private static CalibrationCurve Of(
        ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, RowMatrix matrix, int bins, CalibrationBins strategy, ReadOnlySpan<float> weights)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bins);
        Metrics.CheckWeights(weights, matrix.Rows);
        for (var row = 0; row < matrix.Rows; row++)
            // Written so that NaN fails too.
            if (!(probabilities[matrix.Place(row)] is >= 0 and <= 1))
                throw new ArgumentException(
                    Wording.Of($"Row {row} has the probability {probabilities[matrix.Place(row)]}, but a calibration curve needs numbers from 0 to 1: pass the outputs of Sigmoid or Softmax."),
                    nameof(probabilities));
        var edges = Edges(probabilities, matrix, bins, strategy);
        var (sums, positives, totals, counts) = (new double[bins], new double[bins], new double[bins], new int[bins]);
        for (var row = 0; row < matrix.Rows; row++)
        {
            var (probability, weight) = (probabilities[matrix.Place(row)], weights.IsEmpty ? 1 : weights[row]);
            if (weight == 0)
                continue;
            var bin = BinOf(edges, probability);
            sums[bin] += (double)weight * probability;
            positives[bin] += Decision.IsYes(targets[matrix.Place(row)]) ? weight : 0;
            totals[bin] += weight;
            counts[bin]++;
        }

        int[] filled = [.. Enumerable.Range(0, bins).Where(bin => counts[bin] > 0)];
        return new CalibrationCurve(
            [.. filled.Select(bin => sums[bin] / totals[bin])], [.. filled.Select(bin => positives[bin] / totals[bin])], [.. filled.Select(bin => counts[bin])],
            [.. filled.Select(bin => totals[bin])]);
    }

    /// <summary>The inner edges: the first edge that is at least the probability ends its bin.</summary>
    private static int BinOf(double[] edges, double probability)
    {
        var (low, high) = (0, edges.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (edges[middle] < probability)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private static double[] Edges(ReadOnlySpan<float> probabilities, RowMatrix matrix, int bins, CalibrationBins strategy)
    {
        var edges = new double[bins - 1];
        var sorted = new float[strategy == CalibrationBins.Quantile ? matrix.Rows : 0];
        for (var row = 0; row < sorted.Length; row++)
            sorted[row] = probabilities[matrix.Place(row)];
        Array.Sort(sorted);
        for (var edge = 0; edge < edges.Length; edge++)
            edges[edge] = sorted.Length > 0 ? Quantiles.OfSorted(sorted, (edge + 1.0) / bins) : (edge + 1) * (1.0 / bins);
        return edges;
    }
}
