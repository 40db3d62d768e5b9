namespace Compiled;

/// <summary>
/// How well several independent binary labels per row are predicted, by a network with several sigmoid outputs and binary cross-entropy, or with several outputs and the hinge loss.
/// </summary>
/// <remarks>A quotient 0/0 counts as 0, and the macro averages are over all labels, as in scikit-learn.</remarks>
public sealed class MultilabelEvaluation : Evaluation
{
    private readonly ClassScores _scores;

    private MultilabelEvaluation(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, int rows, IReadOnlyList<string> names, float threshold, bool areProbabilities)
        : base(rows)
    {
        var size = names.Count;
        var (right, claimed, actual) = (new int[size], new int[size], new int[size]);
        long agreements = 0;
        var exact = 0;
        for (var row = 0; row < rows; row++)
        {
            var isExact = true;
            for (var label = 0; label < size; label++)
            {
                var (says, isOne) = (outputs[row * size + label] > threshold, Decision.IsYes(targets[row * size + label]));
                claimed[label] += says ? 1 : 0;
                actual[label] += isOne ? 1 : 0;
                right[label] += says && isOne ? 1 : 0;
                agreements += says == isOne ? 1 : 0;
                isExact &= says == isOne;
            }

            exact += isExact ? 1 : 0;
        }

        Accuracy = agreements / ((double)rows * size);
        SubsetAccuracy = (double)exact / rows;
        Labels = [.. Enumerable.Range(0, size).Select(label => ClassScore.Of(names[label], right[label], claimed[label], actual[label]))];
        (MacroPrecision, MacroRecall, MacroF1) = (Labels.Average(static of => of.Precision), Labels.Average(static of => of.Recall), Labels.Average(static of => of.F1));
        var all = ClassScore.Of("", right.Sum(), claimed.Sum(), actual.Sum());
        (MicroPrecision, MicroRecall, MicroF1) = (all.Precision, all.Recall, all.F1);
        WeightedF1 = Labels.Sum(static of => (long)of.Support) is > 0 and var support ? Labels.Sum(static of => of.Support * of.F1) / support : 0;
        var judged = new MetricRows(outputs, targets, size, threshold, isMultilabel: true);
        _scores = ClassScores.Of(judged, areProbabilities);
    }

    /// <summary>The fraction of all labels that are right, over all rows: 1 − Hamming loss; <c>MultilabelAccuracy</c> of torchmetrics, Keras' <c>BinaryAccuracy</c>.</summary>
    public double Accuracy { get; }

    /// <summary>The fraction of rows in which all labels are right: scikit-learn's <c>accuracy_score</c> for several labels.</summary>
    public double SubsetAccuracy { get; }

    /// <summary>The accuracy.</summary>
    public override double Score => Accuracy;

    /// <summary>The metrics of each label, in the order of the outputs.</summary>
    public IReadOnlyList<ClassScore> Labels { get; }

    /// <summary>The average precision of the labels.</summary>
    public double MacroPrecision { get; }

    /// <summary>The average recall of the labels.</summary>
    public double MacroRecall { get; }

    /// <summary>The average F1 of the labels.</summary>
    public double MacroF1 { get; }

    /// <summary>Of all positive predictions, the fraction that is right.</summary>
    public double MicroPrecision { get; }

    /// <summary>Of all positive targets, the fraction that was predicted.</summary>
    public double MicroRecall { get; }

    /// <summary>The harmonic mean of <see cref="MicroPrecision"/> and <see cref="MicroRecall"/>.</summary>
    public double MicroF1 { get; }

    /// <summary>The average F1 of the labels, weighted by their positive targets.</summary>
    public double WeightedF1 { get; }

    /// <summary>The area under the ROC curve, averaged over the labels. Null if a label is positive, or negative, in every row.</summary>
    public double? RocAuc => _scores.RocAuc;

    /// <summary>The average precision, averaged over the labels. Null if a label is never positive.</summary>
    public double? AveragePrecision => _scores.AveragePrecision;

    /// <summary>The mean negative log-likelihood of a label. Null if the outputs are not probabilities.</summary>
    public double? LogLoss => _scores.LogLoss;

    /// <summary>The mean of (p − t)² over all labels. Null if the outputs are not probabilities.</summary>
    public double? BrierScore => _scores.BrierScore;

    /// <summary>The expected calibration error of all labels together, over 10 bins. Null if the outputs are not probabilities.</summary>
    public double? CalibrationError => _scores.CalibrationError;

    /// <summary>Judges rows of independent labels.</summary>
    /// <param name="outputs">[row][label]; above <paramref name="threshold"/> is positive.</param>
    /// <param name="targets">[row][label]; 0 and 1, or −1 and 1: above one half is positive.</param>
    /// <param name="labelCount">Labels in one row.</param>
    /// <param name="names">Their names; null for y0, y1 …</param>
    /// <param name="threshold">One half for probabilities; 0 for log-odds and for the margins of a hinge loss.</param>
    /// <exception cref="ArgumentException">The lengths, or the number of names, do not agree.</exception>
    public static MultilabelEvaluation FromPredictions(
        ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, int labelCount, IReadOnlyList<string>? names = null, float threshold = 0.5f)
    {
        _ = Metrics.CheckRows(outputs, targets, labelCount);
        if (names is not null && names.Count != labelCount)
            throw new ArgumentException(Wording.Of($"'names' has {Wording.Count(names.Count, "name")}, but there are {Wording.Count(labelCount, "label")}."), nameof(names));
        return Judge(
            outputs, targets, names is null ? Wording.Numbered("y", labelCount) : [.. names], threshold, threshold is > 0 and < 1 && ClassScores.AreProbabilities(outputs, 1));
    }

    /// <summary>Judges labels next to the more frequent value of each as the constant answer.</summary>
    /// <param name="outputs">[row][label].</param>
    /// <param name="targets">[row][label].</param>
    /// <param name="names">One name per label.</param>
    /// <param name="threshold">The largest negative output.</param>
    /// <param name="areProbabilities">Whether the outputs are probabilities.</param>
    /// <param name="training">The targets that the constants are learned from; none for those of the rows.</param>
    internal static MultilabelEvaluation Judge(
        ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, IReadOnlyList<string> names, float threshold, bool areProbabilities, ReadOnlySpan<float> training = default)
    {
        var rows = targets.Length / names.Count;
        var constant = Constants.Rows(Constants.Shares(training.IsEmpty ? targets : training, names.Count), rows);
        return new MultilabelEvaluation(outputs, targets, rows, names, threshold, areProbabilities)
        {
            Baseline = new("always the more frequent value of each label", new MultilabelEvaluation(constant, targets, rows, names, threshold: 0.5f, areProbabilities)),
        };
    }

    /// <summary>The report: both accuracies and a table of the labels.</summary>
    public override string ToString() => EvaluationReport.Of(this);
}
