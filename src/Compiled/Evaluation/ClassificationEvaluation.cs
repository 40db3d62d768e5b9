namespace Compiled;

/// <summary>How well one class is recognised.</summary>
/// <param name="Name">The class.</param>
/// <param name="Precision">Of the rows predicted to be of this class, the fraction that is; 0 if none was predicted.</param>
/// <param name="Recall">Of the rows of this class, the fraction predicted to be; 0 if there is none.</param>
/// <param name="F1">The harmonic mean of the two, 2 · right / (actual + predicted); 0 if both are 0.</param>
/// <param name="Support">Rows of this class.</param>
public sealed record ClassScore(string Name, double Precision, double Recall, double F1, int Support)
{
    /// <summary>From counts: predicted right, predicted to be of the class, and of it.</summary>
    internal static ClassScore Of(string name, int right, int claimed, int support) =>
        new(name, Ratio(right, claimed), Ratio(right, support), Ratio(2L * right, (long)support + claimed), support);

    private static double Ratio(long part, long whole) => whole == 0 ? 0 : (double)part / whole;
}

/// <summary>How well a classifier does: accuracy, precision, recall and F1 for each class, and the confusion matrix.</summary>
/// <remarks>
/// A quotient 0/0 counts as 0. The macro averages are over the classes that occur among the targets or the predictions, as in scikit-learn.
/// </remarks>
public sealed partial class ClassificationEvaluation : Evaluation
{
    private ClassificationEvaluation(ReadOnlySpan<int> predicted, ReadOnlySpan<int> actual, IReadOnlyList<string> classNames, ClassScores? scores)
        : base(actual.Length)
    {
        _scores = scores;
        ClassNames = classNames;
        ConfusionMatrix = new ConfusionMatrix(actual, predicted, classNames.Count);
        Accuracy = (double)ConfusionMatrix.Correct / Count;
        Classes = [.. Enumerable.Range(0, classNames.Count).Select(Score)];

        var present = Enumerable.Range(0, classNames.Count)
            .Where(label => ConfusionMatrix.Actual(label) + ConfusionMatrix.Predicted(label) > 0).Select(label => Classes[label]).ToArray();
        MacroPrecision = present.Average(static score => score.Precision);
        MacroRecall = present.Average(static score => score.Recall);
        MacroF1 = present.Average(static score => score.F1);
        WeightedPrecision = Weighted(static score => score.Precision);
        WeightedRecall = Weighted(static score => score.Recall);
        WeightedF1 = Weighted(static score => score.F1);
        BalancedAccuracy = Metrics.BalancedAccuracy(predicted, actual, classNames.Count);
        MatthewsCorrelation = Metrics.MatthewsCorrelation(predicted, actual, classNames.Count);
        CohenKappa = Metrics.CohenKappa(predicted, actual, classNames.Count);

        double Weighted(Func<ClassScore, double> figure) => Classes.Sum(score => score.Support * figure(score)) / Count;

        ClassScore Score(int label) =>
            ClassScore.Of(classNames[label], ConfusionMatrix[label, label], ConfusionMatrix.Predicted(label), ConfusionMatrix.Actual(label));
    }

    /// <summary>The classes' names, in the order of their labels.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>The fraction of rows that were predicted correctly.</summary>
    public double Accuracy { get; }

    /// <summary>The accuracy.</summary>
    public override double Score => Accuracy;

    /// <summary>The metrics of each class, in the order of the labels.</summary>
    public IReadOnlyList<ClassScore> Classes { get; }

    /// <summary>The average precision of the classes that occur.</summary>
    public double MacroPrecision { get; }

    /// <summary>The average recall of the classes that occur: the <see cref="BalancedAccuracy"/> if every class has rows.</summary>
    public double MacroRecall { get; }

    /// <summary>The average F1 of the classes that occur.</summary>
    public double MacroF1 { get; }

    /// <summary>[actual, predicted].</summary>
    public ConfusionMatrix ConfusionMatrix { get; }

    /// <summary>Judges rows of scores by one-hot targets; in both the largest value counts, the first of equal ones.</summary>
    /// <param name="outputs">[row][class].</param>
    /// <param name="targets">[row][class].</param>
    /// <param name="classCount">Number of classes, at least 2.</param>
    /// <param name="classNames">Their names; null for 0, 1 …</param>
    /// <exception cref="ArgumentException">The lengths, or the number of names, do not agree.</exception>
    public static ClassificationEvaluation FromPredictions(
        ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, int classCount, IReadOnlyList<string>? classNames = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classCount, 2);
        _ = Metrics.CheckRows(outputs, targets, classCount);
        CheckNames(classNames, classCount);
        return Judge(new MetricRows(outputs, targets, classCount), classNames, ClassScores.AreProbabilities(outputs, classCount));
    }

    /// <summary>Judges probabilities of the positive class by targets of 0 and 1; above one half is positive.</summary>
    /// <param name="outputs">One probability per row.</param>
    /// <param name="targets">0 or 1 per row.</param>
    /// <param name="classNames">The names of the negative and the positive class; null for "no" and "yes".</param>
    /// <exception cref="ArgumentException">The lengths, or the number of names, do not agree.</exception>
    public static ClassificationEvaluation FromBinaryPredictions(
        ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, IReadOnlyList<string>? classNames = null) =>
        FromBinaryPredictions(outputs, targets, threshold: 0.5f, classNames);

    /// <summary>The same for outputs with another threshold: 0 for the margins of a hinge loss and for log-odds.</summary>
    /// <param name="outputs">One output per row; above <paramref name="threshold"/> is positive, NaN negative.</param>
    /// <param name="targets">0 or 1, or −1 or 1 per row: above one half is positive.</param>
    /// <param name="threshold">The largest negative output.</param>
    /// <param name="classNames">The names of the negative and the positive class; null for "no" and "yes".</param>
    /// <exception cref="ArgumentException">The lengths, or the number of names, do not agree.</exception>
    public static ClassificationEvaluation FromBinaryPredictions(
        ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, float threshold, IReadOnlyList<string>? classNames = null)
    {
        _ = Metrics.CheckRows(outputs, targets, 1);
        CheckNames(classNames, 2);
        return Judge(new MetricRows(outputs, targets, 1, threshold), classNames ?? ["no", "yes"], threshold is > 0 and < 1 && ClassScores.AreProbabilities(outputs, 1));
    }

    /// <summary>Judges predicted class numbers by the actual ones.</summary>
    /// <param name="predicted">From 0 to <paramref name="classCount"/> − 1.</param>
    /// <param name="actual">One label per prediction.</param>
    /// <param name="classCount">Number of classes.</param>
    /// <param name="classNames">Their names; null for 0, 1 …</param>
    /// <exception cref="ArgumentException">
    /// There are no rows, the lengths or the number of names do not agree, or a label is not a class.
    /// </exception>
    public static ClassificationEvaluation FromLabels(
        ReadOnlySpan<int> predicted, ReadOnlySpan<int> actual, int classCount, IReadOnlyList<string>? classNames = null)
    {
        Metrics.CheckLabels(predicted, actual, classCount);
        CheckNames(classNames, classCount);
        return new ClassificationEvaluation(predicted, actual, Names(classNames, classCount), null) { Baseline = OfMajority(actual, Names(classNames, classCount)) };
    }

    /// <summary>The report: accuracy, a table of the classes, and the confusion matrix.</summary>
    public override string ToString() => EvaluationReport.Of(this);
}
