using System.Globalization;
using System.Text;

namespace Compiled;

/// <summary>Evaluations as text: the same characters in every culture, lines ended by '\n', no line end after the last.</summary>
internal static partial class EvaluationReport
{
    /// <summary>A matrix of more classes would be wider than any terminal; the confusions are listed by their frequency instead.</summary>
    private const int LargestMatrix = 20;

    public static string Of(ClassificationEvaluation evaluation)
    {
        var scores = new List<string[]> { new[] { "class", "precision", "recall", "F1", "rows" } };
        foreach (var score in evaluation.Classes)
            scores.Add([score.Name, Share(score.Precision), Share(score.Recall), Share(score.F1), Whole(score.Support)]);
        scores.Add(["macro average", Share(evaluation.MacroPrecision), Share(evaluation.MacroRecall), Share(evaluation.MacroF1), Whole(evaluation.Count)]);
        scores.Add(["weighted average", Share(evaluation.WeightedPrecision), Share(evaluation.WeightedRecall), Share(evaluation.WeightedF1), Whole(evaluation.Count)]);

        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"accuracy {evaluation.Accuracy:F4} ({evaluation.ConfusionMatrix.Correct} of {evaluation.Count})");
        AppendBaseline(text, evaluation);
        AppendFigures(text, ("balanced accuracy", evaluation.BalancedAccuracy), ("Matthews", evaluation.MatthewsCorrelation), ("Cohen's kappa", evaluation.CohenKappa));
        AppendScores(text, evaluation.RocAuc, evaluation.AveragePrecision, evaluation.LogLoss, evaluation.BrierScore, evaluation.CalibrationError);
        text.Append('\n');
        AppendTable(text, scores);
        if (evaluation.ClassNames.Count <= LargestMatrix)
        {
            text.Append("\nconfusion matrix (rows: actual, columns: predicted)\n");
            AppendTable(text, Matrix(evaluation));
        }
        else
        {
            text.Append("\nmost frequent confusions\n");
            AppendTable(text, Confusions(evaluation));
        }

        AppendMetrics(text, evaluation);
        return text.ToString(0, text.Length - 1);
    }

    public static string Of(RegressionEvaluation evaluation)
    {
        var scores = new List<string[]> { new[] { "output", "MSE", "RMSE", "MAE", "R2" } };
        foreach (var score in evaluation.Outputs)
            scores.Add([score.Name, Error(score.MeanSquaredError), Error(score.RootMeanSquaredError), Error(score.MeanAbsoluteError), Share(score.RSquared)]);
        if (evaluation.Outputs.Count > 1)
            scores.Add(["all", Error(evaluation.MeanSquaredError), Error(evaluation.RootMeanSquaredError), Error(evaluation.MeanAbsoluteError), Share(evaluation.RSquared)]);

        var text = new StringBuilder();
        if (evaluation.Quantile is { } quantile)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"pinball score {evaluation.PinballScore:F4} of the {quantile:G6} quantile over {evaluation.Count} rows (pinball loss {evaluation.PinballLoss:G6}, {100 * evaluation.Coverage:F1}% of the targets covered)");
        }
        else
        {
            text.Append(CultureInfo.InvariantCulture, $"R2 {evaluation.RSquared:F4} over {evaluation.Count} rows");
        }

        AppendBaseline(text, evaluation);
        AppendFigures(
            text, ("median error", evaluation.MedianAbsoluteError), ("MAPE", evaluation.HasZeroTargets ? null : evaluation.MeanAbsolutePercentageError),
            ("concordance", evaluation.ConcordanceIndex), ("Poisson deviance", evaluation.PoissonDeviance));
        text.Append('\n');
        AppendTable(text, scores);
        AppendMetrics(text, evaluation);
        return text.ToString(0, text.Length - 1);
    }

    private static List<string[]> Matrix(ClassificationEvaluation evaluation)
    {
        var names = evaluation.ClassNames;
        var rows = new List<string[]> { new[] { "" }.Concat(names).ToArray() };
        for (var actual = 0; actual < names.Count; actual++)
        {
            var counts = Enumerable.Range(0, names.Count).Select(predicted => Whole(evaluation.ConfusionMatrix[actual, predicted]));
            rows.Add([names[actual], .. counts]);
        }

        return rows;
    }

    private static List<string[]> Confusions(ClassificationEvaluation evaluation)
    {
        var (names, matrix) = (evaluation.ClassNames, evaluation.ConfusionMatrix);
        var confusions =
            from actual in Enumerable.Range(0, names.Count)
            from predicted in Enumerable.Range(0, names.Count)
            where actual != predicted && matrix[actual, predicted] > 0
            orderby matrix[actual, predicted] descending
            select new[] { names[actual], names[predicted], Whole(matrix[actual, predicted]) };
        return [new[] { "actual", "predicted", "rows" }, .. confusions.Take(LargestMatrix)];
    }

    /// <summary>The first column flush left, the others flush right, two blanks between them.</summary>
    private static void AppendTable(StringBuilder text, List<string[]> rows)
    {
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
        {
            text.Append(row[0].PadRight(widths[0]));
            for (var column = 1; column < row.Length; column++)
                text.Append("  ").Append(row[column].PadLeft(widths[column]));
            text.Append('\n');
        }
    }

    private static string Share(double value) => value.ToString("F4", CultureInfo.InvariantCulture);

    private static string Error(double value) => value.ToString("G6", CultureInfo.InvariantCulture);

    private static string Whole(int value) => value.ToString(CultureInfo.InvariantCulture);
}
