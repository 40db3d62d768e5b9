namespace Compiled;

/// <content>Averages over classes, and what the scores say besides the decisions.</content>
public sealed partial class ClassificationEvaluation
{
    private readonly ClassScores? _scores;

    /// <summary>The average precision of the classes, weighted by their rows.</summary>
    public double WeightedPrecision { get; }

    /// <summary>The average recall of the classes, weighted by their rows: the accuracy.</summary>
    public double WeightedRecall { get; }

    /// <summary>The average F1 of the classes, weighted by their rows.</summary>
    public double WeightedF1 { get; }

    /// <summary>F1 of all rows together: precision, recall and F1 are all the accuracy, because every row has one class and one prediction.</summary>
    public double MicroF1 => Accuracy;

    /// <summary>The average recall of the classes that have rows; scikit-learn's <c>balanced_accuracy_score</c>.</summary>
    public double BalancedAccuracy { get; }

    /// <summary>Matthews' correlation coefficient, from −1 to 1: see <see cref="Metrics.MatthewsCorrelation"/>.</summary>
    public double MatthewsCorrelation { get; }

    /// <summary>Cohen's kappa: see <see cref="Metrics.CohenKappa"/>.</summary>
    public double CohenKappa { get; }

    /// <summary>
    /// The area under the ROC curve of class 1 of two; of more classes the average over them, each against the rest. Null if only labels are known, or if a class has all or none of the rows.
    /// </summary>
    public double? RocAuc => _scores?.RocAuc;

    /// <summary>The average precision of class 1 of two; of more classes the average over them. Null if only labels are known, or if a class has no rows.</summary>
    public double? AveragePrecision => _scores?.AveragePrecision;

    /// <summary>The mean negative log-likelihood of the classes. Null if the outputs are not probabilities.</summary>
    public double? LogLoss => _scores?.LogLoss;

    /// <summary>The mean of (p − t)², of the positive class of two, summed over the classes of more. Null if the outputs are not probabilities.</summary>
    public double? BrierScore => _scores?.BrierScore;

    /// <summary>The expected calibration error over 10 bins, of the positive probability, or of the largest of several. Null if the outputs are not probabilities.</summary>
    public double? CalibrationError => _scores?.CalibrationError;

    /// <summary>The fraction of rows whose class is among the <paramref name="k"/> largest outputs.</summary>
    /// <param name="k">From 1 to the number of classes.</param>
    /// <exception cref="ArgumentOutOfRangeException">k is out of range.</exception>
    /// <exception cref="InvalidOperationException">Only labels, or a single output per row, are known.</exception>
    public double TopKAccuracy(int k)
    {
        if (k < 1 || k > ClassNames.Count)
            throw new ArgumentOutOfRangeException(nameof(k), k, Wording.Of($"'k' is {k}, but must be from 1 to the {Wording.Count(ClassNames.Count, "class")}."));
        return _scores is { Ranks.Length: > 0 } scores ? scores.Ranks.Take(k).Sum() / (double)Count
            : throw new InvalidOperationException("Top-k accuracy needs one output per class, but only labels or a single output are known: evaluate the outputs of a network with Softmax.");
    }

    /// <summary>Judges scores and their decisions, next to the shares of the classes as the constant answer.</summary>
    /// <param name="rows">The scores.</param>
    /// <param name="classNames">Their names, or null.</param>
    /// <param name="areProbabilities">Whether the scores are probabilities.</param>
    /// <param name="training">The targets that the constant answer is learned from; none for those of the rows.</param>
    internal static ClassificationEvaluation Judge(MetricRows rows, IReadOnlyList<string>? classNames, bool areProbabilities, ReadOnlySpan<float> training = default)
    {
        var names = Names(classNames, rows.ClassCount);
        var (predicted, actual) = (new int[rows.Count], new int[rows.Count]);
        Metrics.Decide(rows.Outputs, rows.OutputSize, predicted, rows.Threshold);
        Metrics.Decide(rows.Targets, rows.OutputSize, actual);
        var evaluation = new ClassificationEvaluation(predicted, actual, names, ClassScores.Of(rows, areProbabilities));

        // The shares of the classes, of which the largest wins.
        var learned = training.IsEmpty ? rows.Targets : training;
        var constant = rows.OutputSize == 1 ? Constants.Shares(learned, 1) : Constants.Means(learned, rows.OutputSize);
        var majority = Decision.Of(constant);
        Array.Fill(predicted, majority);
        var scores = new MetricRows(Constants.Rows(constant, rows.Count), rows.Targets, rows.OutputSize);
        evaluation.Baseline = new($"always '{names[majority]}'", new ClassificationEvaluation(predicted, actual, names, ClassScores.Of(scores, areProbabilities)));
        return evaluation;
    }

    private static Baseline OfMajority(ReadOnlySpan<int> actual, IReadOnlyList<string> names)
    {
        var counts = new int[names.Count];
        foreach (var label in actual)
            counts[label]++;
        var majority = Array.IndexOf(counts, counts.Max());
        var predicted = new int[actual.Length];
        Array.Fill(predicted, majority);
        return new($"always '{names[majority]}'", new ClassificationEvaluation(predicted, actual, names, null));
    }

    private static IReadOnlyList<string> Names(IReadOnlyList<string>? names, int count) => names is null ? Wording.Numbered("", count) : [.. names];

    private static void CheckNames(IReadOnlyList<string>? classNames, int classCount)
    {
        if (classNames is not null && classNames.Count != classCount)
            throw new ArgumentException(Wording.Of($"'classNames' has {Wording.Count(classNames.Count, "name")}, but there are {Wording.Count(classCount, "class")}."), nameof(classNames));
    }
}
