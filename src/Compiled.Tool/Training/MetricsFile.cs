using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Compiled.Tool.Training;

/// <summary>What a run came to, as JSON: the same run gives the same text, so no times are in it.</summary>
internal static class MetricsFile
{
    /// <summary>The end of the names of such files, in place of the model's.</summary>
    public const string Extension = ".metrics.json";

    /// <summary>What the rows that were trained on are known by.</summary>
    public const string TrainedRowsKey = "trainedRows";

    /// <summary>The metrics of a model's file, which lie beside it.</summary>
    public static string PathOf(string model)
    {
        var original = InterruptedRun.Original(model);
        return Path.ChangeExtension(original, null) + Extension + model[original.Length..];
    }

    /// <summary>The text, ended by a line end.</summary>
    public static string Write(TrainingOptions options, TrainingRun run, TrainingData data, TrainedModel trained, Evaluation evaluation, RepeatedSplits? splits = null)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("network", run.ClassName);
            json.WriteString("topology", run.Declaration.Text);
            json.WriteNumber("parameters", run.Type.Topology.ParameterCount);
            json.WriteString("data", Path.GetFileName(options.Data));
            WriteNames(json, "targets", options.Targets);
            if (data.Encoder is { } encoder)
                WriteNames(json, "columns", [.. encoder.Columns.Select(static column => column.Name)]);
            WriteNames(json, "features", data.Train.FeatureNames);
            WriteNames(json, "classes", data.Train.ClassNames);
            json.WriteStartObject("rows");
            json.WriteNumber("train", data.Train.Count);
            json.WriteNumber("validation", data.Validation.Count);
            json.WriteNumber("test", data.Test.Count);
            json.WriteEndObject();
            WriteTraining(json, options, run, trained);
            json.WriteStartObject("test");
            if (evaluation is ClassificationEvaluation classification)
                WriteClassification(json, classification);
            else if (evaluation is RegressionEvaluation regression)
                WriteRegression(json, regression);
            WriteBaseline(json, evaluation);
            WriteIntervals(json, evaluation);
            json.WriteEndObject();
            WriteSplits(json, splits);
            // Hashes of the rows, by which 'compiled predict' notices them.
            json.WriteString(TrainedRowsKey, TrainedRows.Text(data.Train, data.Validation));
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void WriteTraining(Utf8JsonWriter json, TrainingOptions options, TrainingRun run, TrainedModel trained)
    {
        json.WriteStartObject("training");
        json.WriteNumber("seed", options.Seed);
        json.WriteString("recipe", options.Recipe.Name);
        json.WriteString("scale", InputScales.NameOf(options.Scale));
        json.WriteString("optimizer", options.Optimizer);
        json.WriteNumber("learningRate", run.LearningRate);
        json.WriteNumber("batchSize", run.BatchSize);
        if (trained.IsEnsemble)
        {
            json.WriteStartArray("members");
            foreach (var member in trained.Members)
            {
                json.WriteStartObject();
                json.WriteNumber("seed", member.Seed);
                WriteHistory(json, member.History);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }
        else
        {
            WriteHistory(json, trained.History);
        }

        json.WriteEndObject();
    }

    private static void WriteHistory(Utf8JsonWriter json, History history)
    {
        json.WriteNumber("epochs", history.Epochs.Count);
        if (history.BestEpoch is { } best)
        {
            json.WriteNumber("bestEpoch", best);
            WriteNumber(json, "loss", history.Epochs[best - 1].Loss);
            WriteNumber(json, "validationLoss", history.Epochs[best - 1].ValidationLoss ?? double.NaN);
        }

        json.WriteBoolean("stoppedEarly", history.StoppedEarly);
    }

    private static void WriteClassification(Utf8JsonWriter json, ClassificationEvaluation evaluation)
    {
        json.WriteNumber("accuracy", evaluation.Accuracy);
        json.WriteNumber("macroPrecision", evaluation.MacroPrecision);
        json.WriteNumber("macroRecall", evaluation.MacroRecall);
        json.WriteNumber("macroF1", evaluation.MacroF1);
        json.WriteNumber("weightedF1", evaluation.WeightedF1);
        json.WriteNumber("balancedAccuracy", evaluation.BalancedAccuracy);
        json.WriteNumber("matthewsCorrelation", evaluation.MatthewsCorrelation);
        WriteNumber(json, "cohenKappa", evaluation.CohenKappa);
        WriteNumber(json, "rocAuc", evaluation.RocAuc ?? double.NaN);
        WriteNumber(json, "averagePrecision", evaluation.AveragePrecision ?? double.NaN);
        WriteNumber(json, "logLoss", evaluation.LogLoss ?? double.NaN);
        WriteNumber(json, "brierScore", evaluation.BrierScore ?? double.NaN);
        WriteNumber(json, "calibrationError", evaluation.CalibrationError ?? double.NaN);
        json.WriteStartArray("classes");
        foreach (var score in evaluation.Classes)
        {
            json.WriteStartObject();
            json.WriteString("name", score.Name);
            json.WriteNumber("precision", score.Precision);
            json.WriteNumber("recall", score.Recall);
            json.WriteNumber("f1", score.F1);
            json.WriteNumber("rows", score.Support);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("confusionMatrix");
        for (var actual = 0; actual < evaluation.ClassNames.Count; actual++)
        {
            json.WriteStartArray();
            for (var predicted = 0; predicted < evaluation.ClassNames.Count; predicted++)
                json.WriteNumberValue(evaluation.ConfusionMatrix[actual, predicted]);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void WriteRegression(Utf8JsonWriter json, RegressionEvaluation evaluation)
    {
        WriteNumber(json, "rmse", evaluation.RootMeanSquaredError);
        WriteNumber(json, "mae", evaluation.MeanAbsoluteError);
        WriteNumber(json, "r2", evaluation.RSquared);
        WriteNumber(json, "medianAbsoluteError", evaluation.MedianAbsoluteError);
        WriteNumber(json, "meanAbsolutePercentageError", evaluation.MeanAbsolutePercentageError);
        WriteNumber(json, "concordance", evaluation.ConcordanceIndex ?? double.NaN);
        json.WriteStartArray("outputs");
        foreach (var score in evaluation.Outputs)
        {
            json.WriteStartObject();
            json.WriteString("name", score.Name);
            WriteNumber(json, "rmse", score.RootMeanSquaredError);
            WriteNumber(json, "mae", score.MeanAbsoluteError);
            WriteNumber(json, "r2", score.RSquared);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>What the best constant answer achieves.</summary>
    private static void WriteBaseline(Utf8JsonWriter json, Evaluation evaluation)
    {
        if (evaluation.Baseline is not { } baseline)
            return;
        json.WriteStartObject("baseline");
        json.WriteString("answer", baseline.Description);
        if (baseline.Evaluation is ClassificationEvaluation classification)
        {
            json.WriteNumber("accuracy", classification.Accuracy);
            WriteNumber(json, "logLoss", classification.LogLoss ?? double.NaN);
        }
        else if (baseline.Evaluation is RegressionEvaluation regression)
        {
            WriteNumber(json, "rmse", regression.RootMeanSquaredError);
            WriteNumber(json, "mae", regression.MeanAbsoluteError);
            WriteNumber(json, "r2", regression.RSquared);
        }

        json.WriteEndObject();
    }

    private static void WriteIntervals(Utf8JsonWriter json, Evaluation evaluation)
    {
        if (evaluation.MetricValues.Count == 0)
            return;
        json.WriteStartArray("intervals");
        foreach (var value in evaluation.MetricValues)
        {
            json.WriteStartObject();
            json.WriteString("metric", value.Name);
            WriteNumber(json, "value", value.Value);
            WriteNumber(json, "lower", value.Interval?.Lower ?? double.NaN);
            WriteNumber(json, "upper", value.Interval?.Upper ?? double.NaN);
            WriteNumber(json, "confidence", value.Interval?.Confidence ?? double.NaN);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteSplits(Utf8JsonWriter json, RepeatedSplits? splits)
    {
        if (splits is null)
            return;
        json.WriteStartObject("repeatedSplits");
        json.WriteString("score", splits.ScoreName);
        WriteNumber(json, "mean", splits.Mean);
        WriteNumber(json, "deviation", splits.Deviation);
        json.WriteStartArray("scores");
        foreach (var score in splits.Scores)
            json.WriteNumberValue(double.IsFinite(score) ? score : 0);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteNames(Utf8JsonWriter json, string key, IReadOnlyList<string> names)
    {
        json.WriteStartArray(key);
        foreach (var name in names)
            json.WriteStringValue(name);
        json.WriteEndArray();
    }

    /// <summary>JSON has no NaN and no infinity.</summary>
    private static void WriteNumber(Utf8JsonWriter json, string key, double value)
    {
        if (double.IsFinite(value))
            json.WriteNumber(key, value);
        else
            json.WriteNull(key);
    }
}
