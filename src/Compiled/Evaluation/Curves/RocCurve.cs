namespace Compiled;

/// <summary>
/// The receiver operating characteristic: for each threshold, the share of positive rows that score at least as much (the true positive rate), over that of negative rows (the false positive
/// rate). Immutable.
/// </summary>
/// <remarks>
/// The points of scikit-learn's <c>roc_curve</c>: rows of equal scores change sides together; the first point is (0, 0) with the threshold +∞, the last (1, 1); points on a straight line between
/// their neighbours are left out unless they are asked for.
/// </remarks>
public sealed class RocCurve
{
    private RocCurve(double[] falsePositiveRates, double[] truePositiveRates, float[] thresholds, double area) =>
        (FalsePositiveRates, TruePositiveRates, Thresholds, Area) = (falsePositiveRates, truePositiveRates, thresholds, area);

    /// <summary>The share of negative rows with a score of at least the threshold, rising from 0 to 1: the x axis.</summary>
    public IReadOnlyList<double> FalsePositiveRates { get; }

    /// <summary>The share of positive rows with a score of at least the threshold, the recall, rising from 0 to 1: the y axis.</summary>
    public IReadOnlyList<double> TruePositiveRates { get; }

    /// <summary>The score of each point, falling, +∞ for the first.</summary>
    public IReadOnlyList<float> Thresholds { get; }

    /// <summary>The area under the curve, as <see cref="Metrics.RocAuc(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float})"/> has it.</summary>
    public double Area { get; }

    /// <summary>The curve of one score per row.</summary>
    /// <param name="scores">One score per row, of any scale: probabilities, log-odds, margins.</param>
    /// <param name="targets">One target per row: above one half is positive.</param>
    /// <param name="weights">One weight per row; none if all count equally.</param>
    /// <param name="dropIntermediate">Whether points on a straight line are left out; scikit-learn's <c>drop_intermediate</c>.</param>
    /// <exception cref="ArgumentException">The lengths do not agree, a score is NaN, a weight is negative or not finite, or all targets are on one side.</exception>
    public static RocCurve Of(ReadOnlySpan<float> scores, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights = default, bool dropIntermediate = true)
    {
        var rows = Metrics.CheckRows(scores, targets, 1);
        Metrics.CheckWeights(weights, rows);
        return Of(scores, targets, new RowMatrix(rows, 1, 0), weights, dropIntermediate);
    }

    /// <summary>The curve of one class against the rest.</summary>
    /// <param name="scores">[row][class].</param>
    /// <param name="targets">[row][class], one-hot, or independent labels.</param>
    /// <param name="classCount">Number of classes, at least 2.</param>
    /// <param name="positive">The class that counts as positive.</param>
    /// <param name="weights">One weight per row; none if all count equally.</param>
    /// <param name="dropIntermediate">Whether points on a straight line are left out.</param>
    /// <exception cref="ArgumentException">The lengths do not agree, a score is NaN, a weight is negative or not finite, or the class has all or none of the rows.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two classes, or the class does not exist.</exception>
    public static RocCurve Of(
        ReadOnlySpan<float> scores, ReadOnlySpan<float> targets, int classCount, int positive, ReadOnlySpan<float> weights = default, bool dropIntermediate = true)
    {
        Metrics.CheckClass(classCount, positive);
        var rows = Metrics.CheckRows(scores, targets, classCount);
        Metrics.CheckWeights(weights, rows);
        return Of(scores, targets, new RowMatrix(rows, classCount, positive), weights, dropIntermediate);
    }

    private static RocCurve Of(ReadOnlySpan<float> scores, ReadOnlySpan<float> targets, RowMatrix matrix, ReadOnlySpan<float> weights, bool dropIntermediate)
    {
        var points = CurvePoints.Of(scores, targets, matrix, weights, "A ROC curve");
        if (points.Positives == 0 || points.Negatives == 0)
            throw Metrics.OneKindOnly("A ROC curve", matrix, points.Positives > 0);

        List<double> falsePositives = [0], truePositives = [0];
        List<float> thresholds = [float.PositiveInfinity];
        var (area, last) = (0.0, points.Count - 1);
        for (var index = 0; index <= last; index++)
        {
            var before = index == 0 ? (False: 0.0, True: 0.0) : (False: points.FalsePositives[index - 1], True: points.TruePositives[index - 1]);
            area += (points.FalsePositives[index] - before.False) * (points.TruePositives[index] + before.True) / 2;
            // The first and the last are kept, and those where the slope changes; two points have no slope to compare.
            var isCorner = !dropIntermediate || index == 0 || index == last || last < 2 || points.IsCorner(index);
            if (!isCorner)
                continue;
            falsePositives.Add(points.FalsePositives[index] / points.Negatives);
            truePositives.Add(points.TruePositives[index] / points.Positives);
            thresholds.Add(points.Thresholds[index]);
        }

        return new RocCurve([.. falsePositives], [.. truePositives], [.. thresholds], area / (points.Positives * points.Negatives));
    }
}
