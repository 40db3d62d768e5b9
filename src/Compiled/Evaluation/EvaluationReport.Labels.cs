using System.Globalization;
using System.Text;

namespace Compiled;

/// <content>The report of independent labels.</content>
internal static partial class EvaluationReport
{
    public static string Of(MultilabelEvaluation evaluation)
    {
        var scores = new List<string[]> { new[] { "label", "precision", "recall", "F1", "rows" } };
        foreach (var score in evaluation.Labels)
            scores.Add([score.Name, Share(score.Precision), Share(score.Recall), Share(score.F1), Whole(score.Support)]);
        scores.Add(["macro average", Share(evaluation.MacroPrecision), Share(evaluation.MacroRecall), Share(evaluation.MacroF1), ""]);
        scores.Add(["weighted average", "", "", Share(evaluation.WeightedF1), ""]);
        scores.Add(["micro average", Share(evaluation.MicroPrecision), Share(evaluation.MicroRecall), Share(evaluation.MicroF1), ""]);

        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"accuracy {evaluation.Accuracy:F4} of {evaluation.Labels.Count} labels, {evaluation.SubsetAccuracy:F4} of whole rows, over {evaluation.Count} rows");
        AppendBaseline(text, evaluation);
        AppendScores(text, evaluation.RocAuc, evaluation.AveragePrecision, evaluation.LogLoss, evaluation.BrierScore, evaluation.CalibrationError);
        text.Append('\n');
        AppendTable(text, scores);
        AppendMetrics(text, evaluation);
        return text.ToString(0, text.Length - 1);
    }
}
