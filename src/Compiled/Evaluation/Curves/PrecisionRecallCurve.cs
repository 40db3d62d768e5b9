namespace Compiled;

/// <summary>Precision over recall, for each threshold from the lowest score to the highest. Immutable.</summary>
/// <remarks>
/// The points of scikit-learn's <c>precision_recall_curve</c>: thresholds rise, a row is predicted positive if its score is at least the threshold, rows of equal scores change sides together,
/// and a last point with precision 1 and recall 0, which has no threshold, ends the curve on the axis.
/// </remarks>
public sealed class PrecisionRecallCurve
{
    private PrecisionRecallCurve(double[] precisions, double[] recalls, float[] thresholds, double averagePrecision, double positiveShare) =>
        (Precisions, Recalls, Thresholds, AveragePrecision, PositiveShare) = (precisions, recalls, thresholds, averagePrecision, positiveShare);

    /// <summary>Of the rows that score at least the threshold, the share that is positive; 1 at the end.</summary>
    public IReadOnlyList<double> Precisions { get; }

    /// <summary>Of the positive rows, the share that scores at least the threshold: from 1 down to 0.</summary>
    public IReadOnlyList<double> Recalls { get; }

    /// <summary>The distinct scores, rising; one fewer than points.</summary>
    public IReadOnlyList<float> Thresholds { get; }

    /// <summary>The area under the curve as a step function: <see cref="Metrics.AveragePrecision(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float})"/>.</summary>
    public double AveragePrecision { get; }

    /// <summary>The share of positive rows: the precision of scores that say nothing.</summary>
    public double PositiveShare { get; }

    /// <summary>The curve of one score per row.</summary>
    /// <param name="scores">One score per row, of any scale: probabilities, log-odds, margins.</param>
    /// <param name="targets">One target per row: above one half is positive.</param>
    /// <param name="weights">One weight per row; none if all count equally.</param>
    /// <exception cref="ArgumentException">The lengths do not agree, a score is NaN, a weight is negative or not finite, or no target is positive.</exception>
    public static PrecisionRecallCurve Of(ReadOnlySpan<float> scores, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights = default)
    {
        var rows = Metrics.CheckRows(scores, targets, 1);
        Metrics.CheckWeights(weights, rows);
        return Of(scores, targets, new RowMatrix(rows, 1, 0), weights);
    }

    /// <summary>The curve of one class against the rest.</summary>
    /// <param name="scores">[row][class].</param>
    /// <param name="targets">[row][class], one-hot, or independent labels.</param>
    /// <param name="classCount">Number of classes, at least 2.</param>
    /// <param name="positive">The class that counts as positive.</param>
    /// <param name="weights">One weight per row; none if all count equally.</param>
    /// <exception cref="ArgumentException">The lengths do not agree, a score is NaN, a weight is negative or not finite, or the class has no rows.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two classes, or the class does not exist.</exception>
    public static PrecisionRecallCurve Of(ReadOnlySpan<float> scores, ReadOnlySpan<float> targets, int classCount, int positive, ReadOnlySpan<float> weights = default)
    {
        Metrics.CheckClass(classCount, positive);
        var rows = Metrics.CheckRows(scores, targets, classCount);
        Metrics.CheckWeights(weights, rows);
        return Of(scores, targets, new RowMatrix(rows, classCount, positive), weights);
    }

    private static PrecisionRecallCurve Of(ReadOnlySpan<float> scores, ReadOnlySpan<float> targets, RowMatrix matrix, ReadOnlySpan<float> weights)
    {
        var points = CurvePoints.Of(scores, targets, matrix, weights, "A precision-recall curve");
        if (points.Positives == 0)
            throw Metrics.OneKindOnly("A precision-recall curve", matrix, hasPositives: false);
        var count = points.Count;
        var (precisions, recalls, thresholds) = (new double[count + 1], new double[count + 1], new float[count]);
        (precisions[count], recalls[count]) = (1, 0);
        var average = 0.0;
        for (var index = 0; index < count; index++)
        {
            var place = count - 1 - index;
            var found = points.TruePositives[index];
            precisions[place] = found / (found + points.FalsePositives[index]);
            recalls[place] = found / points.Positives;
            thresholds[place] = points.Thresholds[index];
            average += (found - (index == 0 ? 0 : points.TruePositives[index - 1])) * precisions[place];
        }

        return new PrecisionRecallCurve(precisions, recalls, thresholds, average / points.Positives, points.Positives / (points.Positives + points.Negatives));
    }
}
