namespace Compiled.Reports;

/// <summary>The pictures that suit an evaluation.</summary>
internal static class EvaluationPlots
{
    private const int MostOutputs = 4;

    /// <summary>None where nothing can be shown.</summary>
    public static IEnumerable<Plot> Of(JudgedData judged) => judged.Evaluation switch
    {
        ClassificationEvaluation classification => OfClasses(judged, classification),
        MultilabelEvaluation labels => Curves(judged, [.. labels.Labels.Select(static label => label.Name)]),
        _ => OfNumbers(judged, [.. ((RegressionEvaluation)judged.Evaluation).Outputs.Select(static output => output.Name)]),
    };

    private static IEnumerable<Plot> OfClasses(JudgedData judged, ClassificationEvaluation classification)
    {
        yield return Plot.ConfusionMatrix(classification);
        foreach (var plot in Curves(judged, judged.OutputSize == 1 ? [classification.ClassNames[1]] : classification.ClassNames))
            yield return plot;
    }

    /// <summary>One curve for each output whose class has rows and is not all of them.</summary>
    private static IEnumerable<Plot> Curves(JudgedData judged, IReadOnlyList<string> names)
    {
        if (judged.HasNaN)
            yield break;
        var (data, size) = (judged.Data, judged.OutputSize);
        List<PlotCurve> roc = [], precision = [], calibration = [];
        for (var output = 0; output < size; output++)
        {
            var positives = 0;
            for (var row = 0; row < data.Count; row++)
                positives += Decision.IsYes(data.Target(row)[output]) ? 1 : 0;
            if (positives == 0 || positives == data.Count)
                continue;
            var (scores, targets) = (Column(judged.Outputs, output, size), Column(data.Targets, output, size));
            roc.Add(Plot.CurveOf(RocCurve.Of(scores, targets), names[output]));
            precision.Add(Plot.CurveOf(PrecisionRecallCurve.Of(scores, targets), names[output]));
            if (judged.AreProbabilities && Array.TrueForAll(scores, static score => score is >= 0 and <= 1))
                calibration.Add(Plot.CurveOf(CalibrationCurve.Of(scores, targets), names[output]));
        }

        if (roc.Count == 0)
            yield break;
        yield return Plot.Roc(roc);
        yield return Plot.PrecisionRecall(precision);
        if (calibration.Count > 0)
            yield return Plot.Calibration(calibration);
    }

    private static IEnumerable<Plot> OfNumbers(JudgedData judged, IReadOnlyList<string> names)
    {
        var size = judged.OutputSize;
        for (var output = 0; output < Math.Min(size, MostOutputs); output++)
            yield return Plot.Residuals(Column(judged.Outputs, output, size), Column(judged.Data.Targets, output, size), names[output]);
    }

    private static float[] Column(ReadOnlySpan<float> rows, int column, int size)
    {
        var values = new float[rows.Length / size];
        for (var row = 0; row < values.Length; row++)
            values[row] = rows[row * size + column];
        return values;
    }
}
