namespace Compiled;

/// <summary>By what a decision threshold is chosen: see <see cref="DecisionThreshold"/>.</summary>
public sealed class ThresholdRule
{
    private readonly Func<ThresholdCounts, double> _value;

    private ThresholdRule(string name, Func<ThresholdCounts, double> value, string failure = "") => (Name, _value, Failure) = (name, value, failure);

    /// <summary>The rule in words.</summary>
    public string Name { get; }

    /// <summary>The largest F1 of the positive class.</summary>
    public static ThresholdRule F1 { get; } = new("the largest F1", static counts => 2 * counts.TruePositives / (counts.TruePositives + counts.FalsePositives + counts.Positives));

    /// <summary>The largest Youden's J: true positive rate − false positive rate, the largest distance of the ROC curve from its diagonal.</summary>
    public static ThresholdRule Youden { get; } = new("the largest J of Youden", static counts => counts.TruePositives / counts.Positives - counts.FalsePositives / counts.Negatives);

    /// <summary>The smallest cost of all errors.</summary>
    /// <param name="falsePositive">The cost of a negative row that is taken for positive; finite and at least 0.</param>
    /// <param name="falseNegative">The cost of a positive row that is missed; finite and at least 0, and not both 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A cost is negative or not finite, or both are 0.</exception>
    public static ThresholdRule Cost(double falsePositive, double falseNegative)
    {
        CheckCost(falsePositive, nameof(falsePositive));
        CheckCost(falseNegative, nameof(falseNegative));
        if (falsePositive == 0 && falseNegative == 0)
            throw new ArgumentOutOfRangeException(nameof(falseNegative), falseNegative, "Both costs are 0, so every threshold is as good as any other: give the more expensive error a positive cost.");
        return new(
            Wording.Of($"the smallest cost, {falsePositive} of a false positive and {falseNegative} of a false negative"),
            counts => -(falsePositive * counts.FalsePositives + falseNegative * (counts.Positives - counts.TruePositives)));
    }

    /// <summary>The largest recall among the thresholds with at least this precision.</summary>
    /// <param name="precision">Above 0, at most 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The precision is out of range.</exception>
    public static ThresholdRule MinimalPrecision(double precision)
    {
        CheckShare(precision, nameof(precision));
        return new(
            Wording.Of($"the largest recall with a precision of at least {precision}"),
            counts => counts.TruePositives > 0 && counts.Precision >= precision ? counts.TruePositives : double.NegativeInfinity,
            Wording.Of($"No threshold has a precision of at least {precision}"));
    }

    /// <summary>The largest precision among the thresholds with at least this recall.</summary>
    /// <param name="recall">Above 0, at most 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The recall is out of range.</exception>
    public static ThresholdRule MinimalRecall(double recall)
    {
        CheckShare(recall, nameof(recall));
        return new(
            Wording.Of($"the largest precision with a recall of at least {recall}"), counts => counts.TruePositives >= recall * counts.Positives ? counts.Precision : double.NegativeInfinity);
    }

    /// <summary>The rule in words.</summary>
    public override string ToString() => Name;

    /// <summary>What is wrong if no threshold fulfils the rule.</summary>
    internal string Failure { get; }

    /// <summary>How good a threshold is; −∞ where it does not fulfil the rule.</summary>
    internal double Value(ThresholdCounts counts) => _value(counts);

    private static void CheckCost(double cost, string name)
    {
        if (!(cost is >= 0 and < double.PositiveInfinity))
            throw new ArgumentOutOfRangeException(name, cost, Wording.Of($"'{name}' is {cost}, but a cost must be finite and at least 0."));
    }

    private static void CheckShare(double share, string name)
    {
        if (!(share is > 0 and <= 1))
            throw new ArgumentOutOfRangeException(name, share, Wording.Of($"'{name}' is {share}, but must be above 0 and at most 1, such as 0.9."));
    }
}

/// <summary>The rows above a threshold, and all of them.</summary>
internal readonly record struct ThresholdCounts(double TruePositives, double FalsePositives, double Positives, double Negatives)
{
    /// <summary>0 if nothing is above the threshold.</summary>
    public double Precision => TruePositives + FalsePositives == 0 ? 0 : TruePositives / (TruePositives + FalsePositives);
}
