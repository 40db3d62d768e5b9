namespace Compiled;

/// <content>Predicted labels against the actual ones.</content>
public static partial class Metrics
{
    /// <summary>
    /// The class of each row of outputs: the position of the largest, the lowest of equal ones; with one output per row 1 above the threshold and else 0. NaN is never the largest, and negative.
    /// </summary>
    /// <param name="outputs">[row][output].</param>
    /// <param name="outputSize">Outputs in one row.</param>
    /// <param name="labels">Receives one label per row.</param>
    /// <param name="threshold">With one output per row, the largest negative one: one half for probabilities, 0 for log-odds and margins.</param>
    /// <exception cref="ArgumentException">The lengths do not agree.</exception>
    public static void Decide(ReadOnlySpan<float> outputs, int outputSize, Span<int> labels, float threshold = 0.5f)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(outputSize);
        var rows = Runtime.Guard.Rows(outputs.Length, outputSize, nameof(outputs));
        if (labels.Length != rows)
            throw new ArgumentException(Wording.Of($"'labels' has {Wording.Count(labels.Length, "place")}, but there are {Wording.Count(rows, "row")}: pass one place per row."), nameof(labels));
        for (var row = 0; row < rows; row++)
            labels[row] = outputSize == 1 ? outputs[row] > threshold ? 1 : 0 : Decision.ArgMax(outputs.Slice(row * outputSize, outputSize));
    }

    /// <summary>The mean recall of the classes that have rows: the accuracy if all classes had equally many. scikit-learn's <c>balanced_accuracy_score</c>.</summary>
    /// <param name="predicted">From 0 to <paramref name="classCount"/> − 1.</param>
    /// <param name="actual">One label per prediction.</param>
    /// <param name="classCount">Number of classes.</param>
    /// <param name="weights">One weight per row; none if all count equally.</param>
    /// <returns>From 0 to 1; 1 / classes for labels that say nothing.</returns>
    /// <exception cref="ArgumentException">There are no rows, the lengths do not agree, a label is not a class, or a weight is negative or not finite.</exception>
    public static double BalancedAccuracy(ReadOnlySpan<int> predicted, ReadOnlySpan<int> actual, int classCount, ReadOnlySpan<float> weights = default)
    {
        using var counts = Count(predicted, actual, classCount, weights);
        var (sum, classes) = (0.0, 0);
        for (var label = 0; label < classCount; label++)
        {
            if (counts.Actual(label) == 0)
                continue;
            sum += counts[label, label] / counts.Actual(label);
            classes++;
        }

        return sum / classes;
    }

    /// <summary>Of the rows predicted to be of a class, the share that is, averaged over the classes: scikit-learn's <c>precision_score</c>. 0/0 counts as 0.</summary>
    /// <param name="predicted">From 0 to <paramref name="classCount"/> − 1.</param>
    /// <param name="actual">One label per prediction.</param>
    /// <param name="classCount">Number of classes.</param>
    /// <param name="averaging">How the classes become one number. <see cref="Averaging.Macro"/> is over the classes that occur, as labels or as predictions.</param>
    /// <param name="weights">One weight per row; none if all count equally.</param>
    /// <exception cref="ArgumentException">There are no rows, the lengths do not agree, a label is not a class, or a weight is negative or not finite.</exception>
    public static double Precision(
        ReadOnlySpan<int> predicted, ReadOnlySpan<int> actual, int classCount, Averaging averaging = Averaging.Macro, ReadOnlySpan<float> weights = default)
    {
        using var counts = Count(predicted, actual, classCount, weights);
        return Average(counts, classCount, averaging, static (right, claimed, _) => Ratio(right, claimed));
    }

    /// <summary>Of the rows of a class, the share predicted to be, averaged over the classes: scikit-learn's <c>recall_score</c>. 0/0 counts as 0.</summary>
    /// <param name="predicted">From 0 to <paramref name="classCount"/> − 1.</param>
    /// <param name="actual">One label per prediction.</param>
    /// <param name="classCount">Number of classes.</param>
    /// <param name="averaging">How the classes become one number. <see cref="Averaging.Macro"/> is over the classes that occur, as labels or as predictions.</param>
    /// <param name="weights">One weight per row; none if all count equally.</param>
    /// <exception cref="ArgumentException">There are no rows, the lengths do not agree, a label is not a class, or a weight is negative or not finite.</exception>
    public static double Recall(
        ReadOnlySpan<int> predicted, ReadOnlySpan<int> actual, int classCount, Averaging averaging = Averaging.Macro, ReadOnlySpan<float> weights = default)
    {
        using var counts = Count(predicted, actual, classCount, weights);
        return Average(counts, classCount, averaging, static (right, _, support) => Ratio(right, support));
    }

    /// <summary>
    /// F1 = 2 · right / (actual + predicted), the harmonic mean of precision and recall, averaged over the classes: scikit-learn's <c>f1_score</c>. 0/0 counts as 0.
    /// </summary>
    /// <param name="predicted">From 0 to <paramref name="classCount"/> − 1.</param>
    /// <param name="actual">One label per prediction.</param>
    /// <param name="classCount">Number of classes.</param>
    /// <param name="averaging">How the classes become one number. <see cref="Averaging.Macro"/> is over the classes that occur, as labels or as predictions.</param>
    /// <param name="weights">One weight per row; none if all count equally.</param>
    /// <exception cref="ArgumentException">There are no rows, the lengths do not agree, a label is not a class, or a weight is negative or not finite.</exception>
    public static double F1(
        ReadOnlySpan<int> predicted, ReadOnlySpan<int> actual, int classCount, Averaging averaging = Averaging.Macro, ReadOnlySpan<float> weights = default)
    {
        using var counts = Count(predicted, actual, classCount, weights);
        return Average(counts, classCount, averaging, static (right, claimed, support) => Ratio(2 * right, claimed + support));
    }

    /// <summary>
    /// Matthews' correlation coefficient, for any number of classes Gorodkin's R_K: (c s − Σ pₖ tₖ) / √((s² − Σ pₖ²)(s² − Σ tₖ²)) with c right of s rows, pₖ predicted and tₖ actual rows of class
    /// k. scikit-learn's <c>matthews_corrcoef</c>.
    /// </summary>
    /// <param name="predicted">From 0 to <paramref name="classCount"/> − 1.</param>
    /// <param name="actual">One label per prediction.</param>
    /// <param name="classCount">Number of classes.</param>
    /// <param name="weights">One weight per row; none if all count equally.</param>
    /// <returns>From −1 to 1; 0 for labels that say nothing, and if all predictions or all targets are of one class.</returns>
    /// <exception cref="ArgumentException">There are no rows, the lengths do not agree, a label is not a class, or a weight is negative or not finite.</exception>
    public static double MatthewsCorrelation(ReadOnlySpan<int> predicted, ReadOnlySpan<int> actual, int classCount, ReadOnlySpan<float> weights = default)
    {
        using var counts = Count(predicted, actual, classCount, weights);
        var (both, ofPredicted, ofActual) = (0.0, 0.0, 0.0);
        for (var label = 0; label < classCount; label++)
        {
            both += counts.Predicted(label) * counts.Actual(label);
            ofPredicted += counts.Predicted(label) * counts.Predicted(label);
            ofActual += counts.Actual(label) * counts.Actual(label);
        }

        var square = counts.Total * counts.Total;
        var (spreadPredicted, spreadActual) = (square - ofPredicted, square - ofActual);
        return spreadPredicted <= 0 || spreadActual <= 0 ? 0 : (counts.Correct * counts.Total - both) / Math.Sqrt(spreadPredicted * spreadActual);
    }

    /// <summary>
    /// Cohen's kappa: 1 − Σ wᵢⱼ nᵢⱼ / Σ wᵢⱼ eᵢⱼ with the confusions n, those e that chance would give, and their costs w. scikit-learn's <c>cohen_kappa_score</c>.
    /// </summary>
    /// <param name="predicted">From 0 to <paramref name="classCount"/> − 1.</param>
    /// <param name="actual">One label per prediction.</param>
    /// <param name="classCount">Number of classes.</param>
    /// <param name="cost">The cost of a confusion of two classes.</param>
    /// <param name="weights">One weight per row; none if all count equally.</param>
    /// <returns>At most 1; 0 for labels that agree as often as chance would have it; NaN if all labels and predictions are of one class.</returns>
    /// <exception cref="ArgumentException">There are no rows, the lengths do not agree, a label is not a class, or a weight is negative or not finite.</exception>
    public static double CohenKappa(
        ReadOnlySpan<int> predicted, ReadOnlySpan<int> actual, int classCount, KappaWeighting cost = KappaWeighting.None, ReadOnlySpan<float> weights = default)
    {
        using var counts = Count(predicted, actual, classCount, weights);
        var (observed, expected) = (0.0, 0.0);
        for (var from = 0; from < classCount; from++)
        {
            for (var to = 0; to < classCount; to++)
            {
                double distance = Math.Abs(from - to);
                var weight = cost switch { KappaWeighting.Linear => distance, KappaWeighting.Quadratic => distance * distance, _ => from == to ? 0 : 1 };
                observed += weight * counts[from, to];
                expected += weight * counts.Actual(from) * counts.Predicted(to);
            }
        }

        return expected == 0 ? double.NaN : 1 - observed * counts.Total / expected;
    }

    private static LabelCounts Count(ReadOnlySpan<int> predicted, ReadOnlySpan<int> actual, int classCount, ReadOnlySpan<float> weights)
    {
        CheckLabels(predicted, actual, classCount);
        CheckWeights(weights, actual.Length);
        return new LabelCounts(predicted, actual, classCount, weights);
    }

    private static double Average(in LabelCounts counts, int classCount, Averaging averaging, Func<double, double, double, double> metric)
    {
        switch (averaging)
        {
            case Averaging.Micro:
                return metric(counts.Correct, counts.Total, counts.Total);
            case Averaging.Binary:
                return classCount == 2 ? metric(counts[1, 1], counts.Predicted(1), counts.Actual(1))
                    : throw new ArgumentException(Wording.Of($"Averaging.Binary needs two classes, but there are {classCount}: choose Macro, Micro or Weighted."), nameof(averaging));
            default:
                var (sum, total) = (0.0, 0.0);
                for (var label = 0; label < classCount; label++)
                {
                    if (counts.Actual(label) + counts.Predicted(label) == 0)
                        continue;
                    var share = averaging == Averaging.Weighted ? counts.Actual(label) : 1;
                    sum += share * metric(counts[label, label], counts.Predicted(label), counts.Actual(label));
                    total += share;
                }

                return sum / total;
        }
    }

    private static double Ratio(double part, double whole) => whole == 0 ? 0 : part / whole;
}
