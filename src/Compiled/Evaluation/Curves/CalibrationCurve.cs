namespace Compiled;

/// <summary>
/// The reliability diagram: rows in bins of similar probability, and for each bin the mean probability and the share of rows that are positive. On the diagonal the two agree. Immutable.
/// </summary>
/// <remarks>The points of scikit-learn's <c>calibration_curve</c>: bins without rows are left out, and a probability on the edge of two bins belongs to the lower one.</remarks>
public sealed class CalibrationCurve
{
    private CalibrationCurve(double[] predicted, double[] observed, int[] counts) => (PredictedProbabilities, PositiveShares, Counts) = (predicted, observed, counts);

    /// <summary>The mean probability of each bin, rising: the x axis.</summary>
    public IReadOnlyList<double> PredictedProbabilities { get; }

    /// <summary>The share of positive rows of each bin: the y axis.</summary>
    public IReadOnlyList<double> PositiveShares { get; }

    /// <summary>The number of rows of each bin; at least 1.</summary>
    public IReadOnlyList<int> Counts { get; }

    /// <summary>
    /// Σ nᵦ / n · |share of positive rows − mean probability| over the bins b: <see cref="Metrics.ExpectedCalibrationError(ReadOnlySpan{float}, ReadOnlySpan{float}, int)"/>.
    /// </summary>
    public double ExpectedCalibrationError
    {
        get
        {
            var (sum, rows) = (0.0, 0L);
            for (var bin = 0; bin < Counts.Count; bin++)
            {
                sum += Counts[bin] * Math.Abs(PositiveShares[bin] - PredictedProbabilities[bin]);
                rows += Counts[bin];
            }

            return sum / rows;
        }
    }

    /// <summary>The curve of one probability per row.</summary>
    /// <param name="probabilities">The probability of the positive class, from 0 to 1, for each row.</param>
    /// <param name="targets">One target per row: above one half is positive.</param>
    /// <param name="bins">Number of bins, at least 1.</param>
    /// <param name="strategy">The bins' edges.</param>
    /// <exception cref="ArgumentException">The lengths do not agree, or a probability is not from 0 to 1.</exception>
    public static CalibrationCurve Of(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, int bins = 10, CalibrationBins strategy = CalibrationBins.Uniform)
    {
        var rows = Metrics.CheckRows(probabilities, targets, 1);
        return Of(probabilities, targets, new RowMatrix(rows, 1, 0), bins, strategy);
    }

    /// <summary>The curve of one class against the rest.</summary>
    /// <param name="probabilities">[row][class].</param>
    /// <param name="targets">[row][class], one-hot, or independent labels.</param>
    /// <param name="classCount">Number of classes, at least 2.</param>
    /// <param name="positive">The class that counts as positive.</param>
    /// <param name="bins">Number of bins, at least 1.</param>
    /// <param name="strategy">The bins' edges.</param>
    /// <exception cref="ArgumentException">The lengths do not agree, or a probability is not from 0 to 1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two classes, the class does not exist, or there are no bins.</exception>
    public static CalibrationCurve Of(
        ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, int classCount, int positive, int bins = 10, CalibrationBins strategy = CalibrationBins.Uniform)
    {
        Metrics.CheckClass(classCount, positive);
        var rows = Metrics.CheckRows(probabilities, targets, classCount);
        return Of(probabilities, targets, new RowMatrix(rows, classCount, positive), bins, strategy);
    }

    private static CalibrationCurve Of(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, RowMatrix matrix, int bins, CalibrationBins strategy)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bins);
        for (var row = 0; row < matrix.Rows; row++)
            // Written so that NaN fails too.
            if (!(probabilities[matrix.Place(row)] is >= 0 and <= 1))
                throw new ArgumentException(
                    Wording.Of($"Row {row} has the probability {probabilities[matrix.Place(row)]}, but a calibration curve needs numbers from 0 to 1: pass the outputs of Sigmoid or Softmax."),
                    nameof(probabilities));
        var edges = Edges(probabilities, matrix, bins, strategy);
        var (sums, positives, counts) = (new double[bins], new double[bins], new int[bins]);
        for (var row = 0; row < matrix.Rows; row++)
        {
            var probability = probabilities[matrix.Place(row)];
            var bin = BinOf(edges, probability);
            sums[bin] += probability;
            positives[bin] += Decision.IsYes(targets[matrix.Place(row)]) ? 1 : 0;
            counts[bin]++;
        }

        int[] filled = [.. Enumerable.Range(0, bins).Where(bin => counts[bin] > 0)];
        return new CalibrationCurve(
            [.. filled.Select(bin => sums[bin] / counts[bin])], [.. filled.Select(bin => positives[bin] / counts[bin])], [.. filled.Select(bin => counts[bin])]);
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
