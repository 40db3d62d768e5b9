using System.Buffers;

namespace Compiled;

/// <content>The metrics that <see cref="Metrics"/> computes.</content>
public sealed partial class Metric
{
    /// <summary>The share of right decisions.</summary>
    public static Metric Accuracy { get; } = OfClasses("accuracy", static (predicted, actual, _) => Share(predicted, actual));

    /// <summary>The mean recall of the classes.</summary>
    public static Metric BalancedAccuracy { get; } = OfClasses("balanced accuracy", static (predicted, actual, classes) => Metrics.BalancedAccuracy(predicted, actual, classes));

    /// <summary>F1 of class 1 of two; of more the macro average.</summary>
    public static Metric F1 { get; } = OfClasses("F1", static (predicted, actual, classes) => Metrics.F1(predicted, actual, classes, Of(classes)));

    /// <summary>The precision of class 1 of two; of more the macro average.</summary>
    public static Metric Precision { get; } = OfClasses("precision", static (predicted, actual, classes) => Metrics.Precision(predicted, actual, classes, Of(classes)));

    /// <summary>The recall of class 1 of two; of more the macro average.</summary>
    public static Metric Recall { get; } = OfClasses("recall", static (predicted, actual, classes) => Metrics.Recall(predicted, actual, classes, Of(classes)));

    /// <summary>The mean F1 of the classes, both of two as well.</summary>
    public static Metric MacroF1 { get; } = OfClasses("macro F1", static (predicted, actual, classes) => Metrics.F1(predicted, actual, classes));

    /// <summary>The mean F1 of the classes, weighted by their rows.</summary>
    public static Metric WeightedF1 { get; } = OfClasses("weighted F1", static (predicted, actual, classes) => Metrics.F1(predicted, actual, classes, Averaging.Weighted));

    /// <summary>Matthews' correlation coefficient.</summary>
    public static Metric MatthewsCorrelation { get; } = OfClasses("Matthews", static (predicted, actual, classes) => Metrics.MatthewsCorrelation(predicted, actual, classes));

    /// <summary>Cohen's kappa.</summary>
    public static Metric CohenKappa { get; } = OfClasses("Cohen's kappa", static (predicted, actual, classes) => Metrics.CohenKappa(predicted, actual, classes));

    /// <summary>The area under the ROC curve; of more than two classes the mean over the classes, each against the rest.</summary>
    public static Metric RocAuc { get; } = new("ROC AUC", static rows => rows.OutputSize == 1 ? Metrics.RocAuc(rows.Outputs, rows.Targets)
        : Metrics.RocAuc(rows.Outputs, rows.Targets, rows.OutputSize, rows.IsBinary ? Averaging.Binary : Averaging.Macro), needs: MetricNeeds.Decisions);

    /// <summary>The average precision of class 1 of two; of more the mean over the classes.</summary>
    public static Metric AveragePrecision { get; } = new("average precision", static rows => rows.OutputSize == 1 ? Metrics.AveragePrecision(rows.Outputs, rows.Targets)
        : Metrics.AveragePrecision(rows.Outputs, rows.Targets, rows.OutputSize, rows.IsBinary ? Averaging.Binary : Averaging.Macro), needs: MetricNeeds.Decisions);

    /// <summary>The mean negative log-likelihood.</summary>
    public static Metric LogLoss { get; } = new("log-loss", static rows => rows.OutputSize == 1 || rows.IsMultilabel ? Metrics.LogLoss(rows.Outputs, rows.Targets)
        : Metrics.LogLoss(rows.Outputs, rows.Targets, rows.OutputSize), false, MetricNeeds.Probabilities);

    /// <summary>The Brier score: (p − t)² of the positive class of two, or of each label; of more classes the sum over them.</summary>
    public static Metric BrierScore { get; } = new("Brier", static rows => rows.OutputSize == 1 || rows.IsMultilabel ? Metrics.BrierScore(rows.Outputs, rows.Targets)
        : Metrics.BrierScore(rows.Outputs, rows.Targets, rows.OutputSize) / (rows.IsBinary ? 2 : 1), false, MetricNeeds.Probabilities);

    /// <summary>The expected calibration error over 10 bins: of the positive class, or of the predicted one of several.</summary>
    public static Metric CalibrationError { get; } = new("calibration error", static rows => rows.OutputSize == 1 || rows.IsMultilabel ? Metrics.ExpectedCalibrationError(rows.Outputs, rows.Targets)
        : Metrics.ExpectedCalibrationError(rows.Outputs, rows.Targets, rows.OutputSize, bins: 10), false, MetricNeeds.Probabilities);

    /// <summary>The coefficient of determination R².</summary>
    public static Metric RSquared { get; } = new("R2", static rows => Metrics.RSquared(rows.Outputs, rows.Targets, rows.OutputSize), needs: MetricNeeds.Numbers);

    /// <summary>The mean squared error.</summary>
    public static Metric MeanSquaredError { get; } = new("MSE", static rows => Metrics.MeanSquaredError(rows.Outputs, rows.Targets), false);

    /// <summary>The root of the mean squared error.</summary>
    public static Metric RootMeanSquaredError { get; } = new("RMSE", static rows => Math.Sqrt(Metrics.MeanSquaredError(rows.Outputs, rows.Targets)), false);

    /// <summary>The mean absolute error.</summary>
    public static Metric MeanAbsoluteError { get; } = new("MAE", static rows => Metrics.MeanAbsoluteError(rows.Outputs, rows.Targets), false);

    /// <summary>The median absolute error.</summary>
    public static Metric MedianAbsoluteError { get; } = new("median error", static rows => Metrics.MedianAbsoluteError(rows.Outputs, rows.Targets, rows.OutputSize), false, MetricNeeds.Numbers);

    /// <summary>The mean absolute percentage error, as a fraction.</summary>
    public static Metric MeanAbsolutePercentageError { get; } =
        new("MAPE", static rows => Metrics.MeanAbsolutePercentageError(rows.Outputs, rows.Targets, rows.OutputSize), false, MetricNeeds.Numbers);

    /// <summary>The mean Poisson deviance of rates.</summary>
    public static Metric MeanPoissonDeviance { get; } = new("Poisson deviance", static rows => Metrics.MeanPoissonDeviance(rows.Outputs, rows.Targets, rows.OutputSize), false, MetricNeeds.Numbers);

    /// <summary>The concordance index of one output, or the mean over several.</summary>
    public static Metric ConcordanceIndex { get; } = new("concordance", Concordance, needs: MetricNeeds.Numbers);

    /// <summary>The fraction of rows whose class is among the k largest outputs.</summary>
    /// <param name="k">From 1 to the number of classes.</param>
    public static Metric TopK(int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        return new(Wording.Of($"top-{k} accuracy"), rows => rows.OutputSize > 1 && !rows.IsMultilabel ? Metrics.TopKAccuracy(rows.Outputs, rows.Targets, rows.OutputSize, k)
            : throw new ArgumentException(Wording.Of($"Top-{k} accuracy needs one class of several per row: use Metric.Accuracy.")), needs: MetricNeeds.Decisions);
    }

    /// <summary>The pinball loss of quantiles.</summary>
    /// <param name="quantile">τ, greater than 0 and less than 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">τ is out of range.</exception>
    public static Metric Pinball(double quantile)
    {
        Metrics.CheckQuantile(quantile);
        return new(Wording.Of($"pinball {quantile}"), rows => Metrics.PinballLoss(rows.Outputs, rows.Targets, quantile), false, MetricNeeds.Numbers);
    }

    /// <summary>Of two classes, or of yes and no, the positive one counts.</summary>
    private static Averaging Of(int classes) => classes == 2 ? Averaging.Binary : Averaging.Macro;

    private static double Share(ReadOnlySpan<int> predicted, ReadOnlySpan<int> actual)
    {
        var right = 0;
        for (var row = 0; row < actual.Length; row++)
            right += predicted[row] == actual[row] ? 1 : 0;
        return (double)right / actual.Length;
    }

    private static Metric OfClasses(string name, LabelFunction function) => new(name, rows => OfLabels(rows, function), needs: MetricNeeds.Decisions);

    /// <summary>Decides each row, or each label of it, and judges the decisions. The memory is rented.</summary>
    private static double OfLabels(MetricRows rows, LabelFunction function)
    {
        var (predicted, actual) = (ArrayPool<int>.Shared.Rent(rows.Count), ArrayPool<int>.Shared.Rent(rows.Count));
        try
        {
            var ofOutputs = predicted.AsSpan(0, rows.Count);
            var ofTargets = actual.AsSpan(0, rows.Count);
            if (!rows.IsMultilabel)
            {
                Metrics.Decide(rows.Outputs, rows.OutputSize, ofOutputs, rows.Threshold);
                Metrics.Decide(rows.Targets, rows.OutputSize, ofTargets);
                return function(ofOutputs, ofTargets, rows.ClassCount);
            }

            var sum = 0.0;
            for (var label = 0; label < rows.OutputSize; label++)
            {
                for (var row = 0; row < rows.Count; row++)
                {
                    ofOutputs[row] = rows.Outputs[row * rows.OutputSize + label] > rows.Threshold ? 1 : 0;
                    ofTargets[row] = Decision.IsYes(rows.Targets[row * rows.OutputSize + label]) ? 1 : 0;
                }

                sum += function(ofOutputs, ofTargets, 2);
            }

            return sum / rows.OutputSize;
        }
        finally
        {
            ArrayPool<int>.Shared.Return(predicted);
            ArrayPool<int>.Shared.Return(actual);
        }
    }

    private static double Concordance(MetricRows rows)
    {
        if (rows.OutputSize == 1)
            return Metrics.ConcordanceIndex(rows.Outputs, rows.Targets);
        var (outputs, targets) = (ArrayPool<float>.Shared.Rent(rows.Count), ArrayPool<float>.Shared.Rent(rows.Count));
        try
        {
            var sum = 0.0;
            for (var output = 0; output < rows.OutputSize; output++)
            {
                for (var row = 0; row < rows.Count; row++)
                    (outputs[row], targets[row]) = (rows.Outputs[row * rows.OutputSize + output], rows.Targets[row * rows.OutputSize + output]);
                sum += Metrics.ConcordanceIndex(outputs.AsSpan(0, rows.Count), targets.AsSpan(0, rows.Count));
            }

            return sum / rows.OutputSize;
        }
        finally
        {
            ArrayPool<float>.Shared.Return(outputs);
            ArrayPool<float>.Shared.Return(targets);
        }
    }

    private delegate double LabelFunction(ReadOnlySpan<int> predicted, ReadOnlySpan<int> actual, int classCount);
}
