namespace Compiled;

/// <content>How well scores rank the positive rows before the negative ones.</content>
public static partial class Metrics
{
    /// <summary>
    /// The area under the ROC curve: the probability that a positive row scores above a negative one, ties counting one half. scikit-learn's <c>roc_auc_score</c>.
    /// </summary>
    /// <param name="scores">One score per row, of any scale: probabilities, log-odds, margins.</param>
    /// <param name="targets">One target per row: above one half is positive.</param>
    /// <param name="weights">One weight per row; none if all count equally.</param>
    /// <returns>From 0 to 1; one half for scores that say nothing. NaN if a score is NaN.</returns>
    /// <exception cref="ArgumentException">The lengths do not agree, a weight is negative or not finite, or all targets are on one side.</exception>
    public static double RocAuc(ReadOnlySpan<float> scores, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights = default)
    {
        var rows = CheckRows(scores, targets, 1);
        CheckWeights(weights, rows);
        return RocAuc(scores, targets, new RowMatrix(rows, 1, 0), weights);
    }

    /// <summary>
    /// The area under the ROC curve of several classes, each against the rest: <c>roc_auc_score(…, multi_class="ovr")</c>; with labels that exclude nothing, that of several labels.
    /// </summary>
    /// <param name="scores">[row][class].</param>
    /// <param name="targets">[row][class], one-hot, or independent labels: above one half is positive.</param>
    /// <param name="classCount">Number of classes, at least 2.</param>
    /// <param name="averaging">
    /// <see cref="Averaging.Macro"/>, <see cref="Averaging.Weighted"/> by the positive rows of each class, <see cref="Averaging.Micro"/> of all values as one long column, or
    /// <see cref="Averaging.Binary"/> of class 1.
    /// </param>
    /// <param name="weights">One weight per row; none if all count equally.</param>
    /// <returns>From 0 to 1. NaN if a score is NaN.</returns>
    /// <exception cref="ArgumentException">The lengths do not agree, a weight is negative or not finite, or a class has all or none of the rows: its number is in the message.</exception>
    public static double RocAuc(
        ReadOnlySpan<float> scores, ReadOnlySpan<float> targets, int classCount, Averaging averaging = Averaging.Macro, ReadOnlySpan<float> weights = default) =>
        Average(scores, targets, new(classCount, averaging), weights, RocAuc);

    /// <summary>
    /// The average precision Σ (Rₙ − Rₙ₋₁) Pₙ over the thresholds in falling order, with recall R and precision P at each: the area under the precision–recall curve as a step function.
    /// scikit-learn's <c>average_precision_score</c>.
    /// </summary>
    /// <param name="scores">One score per row, of any scale.</param>
    /// <param name="targets">One target per row: above one half is positive.</param>
    /// <param name="weights">One weight per row; none if all count equally.</param>
    /// <returns>From 0 to 1; about the share of positive rows for scores that say nothing. NaN if a score is NaN.</returns>
    /// <exception cref="ArgumentException">The lengths do not agree, a weight is negative or not finite, or no target is positive.</exception>
    public static double AveragePrecision(ReadOnlySpan<float> scores, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights = default)
    {
        var rows = CheckRows(scores, targets, 1);
        CheckWeights(weights, rows);
        return AveragePrecision(scores, targets, new RowMatrix(rows, 1, 0), weights);
    }

    /// <summary>The average precision of several classes, each against the rest, or of several labels.</summary>
    /// <param name="scores">[row][class].</param>
    /// <param name="targets">[row][class], one-hot, or independent labels: above one half is positive.</param>
    /// <param name="classCount">Number of classes, at least 2.</param>
    /// <param name="averaging">As for <see cref="RocAuc(ReadOnlySpan{float}, ReadOnlySpan{float}, int, Averaging, ReadOnlySpan{float})"/>.</param>
    /// <param name="weights">One weight per row; none if all count equally.</param>
    /// <returns>From 0 to 1. NaN if a score is NaN.</returns>
    /// <exception cref="ArgumentException">The lengths do not agree, a weight is negative or not finite, or a class has no rows: its number is in the message.</exception>
    public static double AveragePrecision(
        ReadOnlySpan<float> scores, ReadOnlySpan<float> targets, int classCount, Averaging averaging = Averaging.Macro, ReadOnlySpan<float> weights = default) =>
        Average(scores, targets, new(classCount, averaging), weights, AveragePrecision);

    private static double RocAuc(ReadOnlySpan<float> scores, ReadOnlySpan<float> targets, RowMatrix matrix, ReadOnlySpan<float> weights)
    {
        using var ranked = new RankedScores(scores, targets, matrix, weights);
        if (ranked.Positives == 0 || ranked.Negatives == 0)
            throw OneKindOnly("ROC AUC", matrix, ranked.Positives > 0);
        if (ranked.HasNaN)
            return double.NaN;
        return Area(ranked);

        static double Area(RankedScores ranked)
        {
            var (area, truePositives, falsePositives) = (0.0, 0.0, 0.0);
            while (ranked.MoveNext())
            {
                // A trapezium: the rows of one score lie on a straight line, so that ties count one half.
                area += (ranked.FalsePositives - falsePositives) * (ranked.TruePositives + truePositives) / 2;
                (truePositives, falsePositives) = (ranked.TruePositives, ranked.FalsePositives);
            }

            return area / (ranked.Positives * ranked.Negatives);
        }
    }

    private static double AveragePrecision(ReadOnlySpan<float> scores, ReadOnlySpan<float> targets, RowMatrix matrix, ReadOnlySpan<float> weights)
    {
        using var ranked = new RankedScores(scores, targets, matrix, weights);
        if (ranked.Positives == 0)
            throw OneKindOnly("Average precision", matrix, hasPositives: false);
        if (ranked.HasNaN)
            return double.NaN;
        return Sum(ranked);

        static double Sum(RankedScores ranked)
        {
            var (sum, before) = (0.0, 0.0);
            while (ranked.MoveNext())
            {
                sum += (ranked.TruePositives - before) * ranked.TruePositives / (ranked.TruePositives + ranked.FalsePositives);
                before = ranked.TruePositives;
            }

            return sum / ranked.Positives;
        }
    }

    private static double Average(ReadOnlySpan<float> scores, ReadOnlySpan<float> targets, ClassAverage of, ReadOnlySpan<float> weights, ColumnMetric metric)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(of.ClassCount, 2, "classCount");
        var rows = CheckRows(scores, targets, of.ClassCount);
        CheckWeights(weights, rows);
        if (of.Averaging == Averaging.Micro)
            return metric(scores, targets, new RowMatrix(rows, of.ClassCount, -1), weights);
        if (of.Averaging == Averaging.Binary)
            return metric(scores, targets, new RowMatrix(rows, of.ClassCount, 1), weights);
        var (sum, total) = (0.0, 0.0);
        for (var label = 0; label < of.ClassCount; label++)
        {
            var matrix = new RowMatrix(rows, of.ClassCount, label);
            var share = of.Averaging == Averaging.Weighted ? PositiveWeight(targets, matrix, weights) : 1;
            sum += share * metric(scores, targets, matrix, weights);
            total += share;
        }

        return sum / total;
    }

    private static double PositiveWeight(ReadOnlySpan<float> targets, RowMatrix matrix, ReadOnlySpan<float> weights)
    {
        var sum = 0.0;
        for (var row = 0; row < matrix.Rows; row++)
            if (Decision.IsYes(targets[matrix.Place(row)]))
                sum += weights.IsEmpty ? 1 : weights[row];
        return sum;
    }

    private delegate double ColumnMetric(ReadOnlySpan<float> scores, ReadOnlySpan<float> targets, RowMatrix matrix, ReadOnlySpan<float> weights);

    private readonly record struct ClassAverage(int ClassCount, Averaging Averaging);
}
