using Compiled.Drawing;

namespace Compiled;

/// <summary>A named curve of a <see cref="Plot"/>.</summary>
/// <param name="Name">Its name in the legend: the class, with its area.</param>
/// <param name="X">The values along the level axis.</param>
/// <param name="Y">As many values along the upright axis.</param>
public sealed record PlotCurve(string Name, IReadOnlyList<double> X, IReadOnlyList<double> Y);

/// <content>Pictures of classifiers.</content>
public sealed partial class Plot
{
    /// <summary>Curves that a reader can tell apart; of more, all are grey but those of averages.</summary>
    private const int MostCurves = 10;

    /// <summary>Classes whose cells are large enough for numbers.</summary>
    private const int MostCounted = 40;

    /// <summary>
    /// The confusion matrix: rows are the actual classes, columns the predicted ones; each cell has its number of rows, and is the darker the larger a part of its actual class it is.
    /// </summary>
    /// <param name="evaluation">The result of <c>network.Evaluate(data)</c>.</param>
    public static Plot ConfusionMatrix(ClassificationEvaluation evaluation)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        var (matrix, classes) = (evaluation.ConfusionMatrix, evaluation.ClassNames.Count);
        var strengths = new double[classes, classes];
        var texts = classes <= MostCounted ? new string[classes, classes] : null;
        for (var actual = 0; actual < classes; actual++)
        {
            var rows = matrix.Actual(actual);
            for (var predicted = 0; predicted < classes; predicted++)
            {
                // The first class is the uppermost row.
                var count = matrix[actual, predicted];
                strengths[classes - 1 - actual, predicted] = rows == 0 ? 0 : (double)count / rows;
                if (texts is not null)
                    texts[classes - 1 - actual, predicted] = count == 0 && classes > 12 ? "" : FormattableString.Invariant($"{count}");
            }
        }

        var x = new Axis("predicted class") { Names = evaluation.ClassNames };
        var y = new Axis("actual class") { Names = [.. evaluation.ClassNames.Reverse()] };
        var side = Math.Clamp(260 + 42 * classes, 420, 980);
        return new Plot("Confusion matrix", new Panel("", x, y, [new CellsMark(0, strengths, texts)]) { IsSquare = true })
        {
            Subtitle = FormattableString.Invariant($"{matrix.Correct:#,##0} of {evaluation.Count:#,##0} rows right: accuracy {evaluation.Accuracy:0.0000}; shade: share of the actual class"),
            Width = side + 60,
            Height = side,
        };
    }

    /// <summary>ROC curves: the fraction of positive rows that is found against the fraction of negative rows that is taken for positive, over all thresholds. Chance is the diagonal.</summary>
    /// <param name="curves">False-positive rates and true-positive rates, one curve for each class or network.</param>
    /// <exception cref="ArgumentException">No curve is given, or one has no points or lists of different lengths.</exception>
    public static Plot Roc(params IReadOnlyList<PlotCurve> curves) =>
        Square("ROC curve", "false-positive rate", "true-positive rate", curves, new LineMark("chance", Palette.Muted, [0, 1], [0, 1]) { IsDashed = true });

    /// <summary>The same of a curve, with its area.</summary>
    /// <param name="curve">The curve.</param>
    /// <param name="name">Its name in the legend: the class, or the network.</param>
    public static Plot Roc(RocCurve curve, string name = "network") => Roc([CurveOf(curve, name)]);

    /// <summary>Precision–recall curves: the fraction of the found rows that is positive against the fraction of positive rows that is found, over all thresholds.</summary>
    /// <param name="curves">Recalls and precisions, one curve for each class or network.</param>
    /// <exception cref="ArgumentException">No curve is given, or one has no points or lists of different lengths.</exception>
    public static Plot PrecisionRecall(params IReadOnlyList<PlotCurve> curves) => Square("Precision–recall curve", "recall", "precision", curves, reference: null);

    /// <summary>The same of a curve, with its average precision.</summary>
    /// <param name="curve">The curve.</param>
    /// <param name="name">Its name in the legend: the class, or the network.</param>
    public static Plot PrecisionRecall(PrecisionRecallCurve curve, string name = "network") => PrecisionRecall([CurveOf(curve, name)]);

    /// <summary>Calibration curves: how often rows are positive against the probability that they were given. What is calibrated lies on the diagonal; below it, probabilities are too high.</summary>
    /// <param name="curves">Mean predicted probabilities and fractions of positive rows, bin by bin.</param>
    /// <exception cref="ArgumentException">No curve is given, or one has no points or lists of different lengths.</exception>
    public static Plot Calibration(params IReadOnlyList<PlotCurve> curves) =>
        Square("Calibration", "mean predicted probability", "fraction of positives", curves, new LineMark("perfect calibration", Palette.Muted, [0, 1], [0, 1]) { IsDashed = true }, hasPoints: true);

    /// <summary>The same of a curve, with its expected calibration error.</summary>
    /// <param name="curve">The curve.</param>
    /// <param name="name">Its name in the legend: the class, or the network.</param>
    public static Plot Calibration(CalibrationCurve curve, string name = "network") => Calibration([CurveOf(curve, name)]);

    internal static PlotCurve CurveOf(RocCurve curve, string name)
    {
        ArgumentNullException.ThrowIfNull(curve);
        return new(FormattableString.Invariant($"{name} (AUC {curve.Area:0.000})"), curve.FalsePositiveRates, curve.TruePositiveRates);
    }

    internal static PlotCurve CurveOf(PrecisionRecallCurve curve, string name)
    {
        ArgumentNullException.ThrowIfNull(curve);
        return new(FormattableString.Invariant($"{name} (AP {curve.AveragePrecision:0.000})"), curve.Recalls, curve.Precisions);
    }

    internal static PlotCurve CurveOf(CalibrationCurve curve, string name)
    {
        ArgumentNullException.ThrowIfNull(curve);
        return new(FormattableString.Invariant($"{name} (ECE {curve.ExpectedCalibrationError:0.000})"), curve.PredictedProbabilities, curve.PositiveShares);
    }

    private static Plot Square(string title, string x, string y, IReadOnlyList<PlotCurve> curves, LineMark? reference, bool hasPoints = false)
    {
        CheckCurves(curves);
        List<Mark> marks = reference is null ? [] : [reference];
        var areGrey = curves.Count > MostCurves;
        for (var index = 0; index < curves.Count; index++)
        {
            var curve = curves[index];
            if (!areGrey)
                marks.Add(new LineMark(curve.Name, index, curve.X, curve.Y) { HasPoints = hasPoints });
            else if (index == 0)
                marks.Add(new LineMark(FormattableString.Invariant($"{curves.Count} curves, the first: {curve.Name}"), 0, curve.X, curve.Y));
            else
                marks.Add(new LineMark("", Palette.Muted, curve.X, curve.Y) { Opacity = 0.45 });
        }

        if (areGrey)
            // The first above the grey ones.
            marks.Add(marks[reference is null ? 0 : 1] with { Name = "" });
        var lines = areGrey ? 1 : curves.Count / 3;
        return new Plot(title, new Panel("", new Axis(x) { Ends = (-0.02, 1.02) }, new Axis(y) { Ends = (-0.02, 1.02) }, marks) { IsSquare = true }) { Width = 600, Height = 600 + 17 * lines };
    }

    private static void CheckCurves(IReadOnlyList<PlotCurve> curves)
    {
        ArgumentNullException.ThrowIfNull(curves);
        if (curves.Count == 0)
            throw new ArgumentException("'curves' is empty: pass at least one curve.", nameof(curves));
        foreach (var curve in curves)
        {
            if (curve is null)
                throw new ArgumentException("'curves' contains a null.", nameof(curves));
            if (curve.X.Count == 0 || curve.X.Count != curve.Y.Count)
                throw new ArgumentException(FormattableString.Invariant($"Curve '{curve.Name}' has {curve.X.Count} values of X and {curve.Y.Count} of Y: give as many of both, at least one."), nameof(curves));
        }
    }
}
