namespace Compiled;

/// <summary>Where a single output becomes a yes, chosen on data by a <see cref="ThresholdRule"/>. Choose it on validation data: on the test data it would flatter the result.</summary>
/// <param name="Value">The largest negative output; <see cref="EvaluationOptions.Threshold"/> takes it. It lies half way between two outputs of the data.</param>
/// <param name="Rule">The rule in words.</param>
/// <param name="Precision">The precision on the data that it was chosen on; 0 if nothing is above it.</param>
/// <param name="Recall">The recall on that data: the true positive rate.</param>
/// <param name="F1">F1 on that data.</param>
/// <param name="FalsePositiveRate">The share of negative rows above it.</param>
public sealed record DecisionThreshold(float Value, string Rule, double Precision, double Recall, double F1, double FalsePositiveRate)
{
    /// <summary>Whether an output is a yes; NaN is a no.</summary>
    public bool IsYes(float output) => output > Value;

    /// <summary>Chooses a threshold. Of equally good ones the highest wins.</summary>
    /// <param name="scores">One score per row: probabilities, log-odds or margins.</param>
    /// <param name="targets">One target per row: above one half is positive.</param>
    /// <param name="rule">What is best.</param>
    /// <param name="weights">One weight per row; none if all count equally.</param>
    /// <exception cref="ArgumentException">
    /// The lengths do not agree, a score is NaN, a weight is negative or not finite, all targets are on one side, or no threshold fulfils the rule: the best precision is in the message.
    /// </exception>
    public static DecisionThreshold Choose(ReadOnlySpan<float> scores, ReadOnlySpan<float> targets, ThresholdRule rule, ReadOnlySpan<float> weights = default)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var rows = Metrics.CheckRows(scores, targets, 1);
        Metrics.CheckWeights(weights, rows);
        var matrix = new RowMatrix(rows, 1, 0);
        var points = CurvePoints.Of(scores, targets, matrix, weights, "A threshold");
        if (points.Positives == 0 || points.Negatives == 0)
            throw Metrics.OneKindOnly("A threshold", matrix, points.Positives > 0);

        // Above the highest score nothing is positive; after each score comes a threshold below it.
        var (best, bestValue, bestPrecision) = (-1, double.NegativeInfinity, 0.0);
        for (var index = -1; index < points.Count; index++)
        {
            var counts = At(points, index);
            bestPrecision = Math.Max(bestPrecision, counts.Precision);
            if (rule.Value(counts) is var value && value > bestValue)
                (best, bestValue) = (index, value);
        }

        if (double.IsNegativeInfinity(bestValue))
            throw new ArgumentException(Wording.Of($"{rule.Failure}: the best is {bestPrecision:0.####}. Ask for less, or improve the network."), nameof(rule));
        var chosen = At(points, best);
        var recall = chosen.TruePositives / chosen.Positives;
        return new(
            Between(points.Thresholds, best), rule.Name, chosen.Precision, recall, 2 * chosen.TruePositives / (chosen.TruePositives + chosen.FalsePositives + chosen.Positives),
            chosen.FalsePositives / chosen.Negatives);
    }

    /// <summary>The threshold and its figures in a sentence.</summary>
    public override string ToString() => Wording.Of($"threshold {Value}, {Rule}: precision {Precision:F4}, recall {Recall:F4}, F1 {F1:F4}");

    private static ThresholdCounts At(CurvePoints points, int index) =>
        index < 0 ? new(0, 0, points.Positives, points.Negatives) : new(points.TruePositives[index], points.FalsePositives[index], points.Positives, points.Negatives);

    /// <summary>Half way between a score and the next lower one; above the highest, and below the lowest, the nearest float.</summary>
    private static float Between(List<float> scores, int index)
    {
        if (index < 0)
            return scores[0];
        if (index == scores.Count - 1)
            return float.BitDecrement(scores[index]);
        var (upper, lower) = (scores[index], scores[index + 1]);
        var middle = (float)(lower + ((double)upper - lower) / 2);
        return middle >= upper || !float.IsFinite(middle) ? lower : middle;
    }
}
