using System.Globalization;
using System.Text;

namespace Compiled;

/// <content>The lines before the tables, and the metrics that were asked for.</content>
internal static partial class EvaluationReport
{
    /// <summary>The constant answer's score, and the errors of a mean, after the first line.</summary>
    private static void AppendBaseline(StringBuilder text, Evaluation evaluation)
    {
        if (evaluation.Baseline is { } baseline)
        {
            text.Append(CultureInfo.InvariantCulture, $"; baseline {baseline.Score:F4}, {baseline.Description}");
            if (baseline.Evaluation is RegressionEvaluation { Quantile: null } regression)
                text.Append(CultureInfo.InvariantCulture, $": RMSE {regression.RootMeanSquaredError:G6}, MAE {regression.MeanAbsoluteError:G6}");
        }

        text.Append('\n');
    }

    private static void AppendScores(StringBuilder text, double? rocAuc, double? averagePrecision, double? logLoss, double? brierScore, double? calibrationError) =>
        AppendFigures(text, ("ROC AUC", rocAuc), ("average precision", averagePrecision), ("log-loss", logLoss), ("Brier", brierScore), ("calibration error", calibrationError));

    /// <summary>A line of those that are defined.</summary>
    private static void AppendFigures(StringBuilder text, params ReadOnlySpan<(string Name, double? Value)> figures)
    {
        var separator = "";
        foreach (var (name, value) in figures)
        {
            if (value is not { } number)
                continue;
            text.Append(CultureInfo.InvariantCulture, $"{separator}{name} ").Append(Figure(number));
            separator = ", ";
        }

        if (separator.Length > 0)
            text.Append('\n');
    }

    private static void AppendMetrics(StringBuilder text, Evaluation evaluation)
    {
        if (evaluation.MetricValues.Count == 0)
            return;
        var interval = evaluation.MetricValues.Select(static value => value.Interval).FirstOrDefault(static interval => interval is not null);
        text.Append('\n');
        var rows = new List<string[]>();
        if (interval is not null)
            rows.Add(["metric", "value", Wording.Of($"{100 * interval.Confidence:G6}% from"), "to"]);
        else
            rows.Add(["metric", "value"]);
        foreach (var value in evaluation.MetricValues)
            rows.Add(interval is null ? [value.Name, Figure(value.Value)]
                : [value.Name, Figure(value.Value), value.Interval is null ? "" : Figure(value.Interval.Lower), value.Interval is null ? "" : Figure(value.Interval.Upper)]);
        AppendTable(text, rows);
    }

    /// <summary>Four decimals, or more digits of a number that they would not show.</summary>
    private static string Figure(double value) => Math.Abs(value) is >= 0.001 and < 100 or 0 ? Share(value) : Error(value);
}
