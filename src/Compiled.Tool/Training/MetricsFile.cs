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
    public static string Write(TrainingOptions options, TrainingRun run, TrainingData data, History history, Evaluation evaluation)
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
            WriteNames(json, "features", data.Train.FeatureNames);
            WriteNames(json, "classes", data.Train.ClassNames);
            json.WriteStartObject("rows");
            json.WriteNumber("train", data.Train.Count);
            json.WriteNumber("validation", data.Validation.Count);
            json.WriteNumber("test", data.Test.Count);
            json.WriteEndObject();
            WriteTraining(json, options, run, history);
            json.WriteStartObject("test");
            if (evaluation is ClassificationEvaluation classification)
                WriteClassification(json, classification);
            else if (evaluation is RegressionEvaluation regression)
                WriteRegression(json, regression);
            json.WriteEndObject();
            // Hashes of the rows, by which 'compiled predict' notices them.
            json.WriteString(TrainedRowsKey, TrainedRows.Text(data.Train, data.Validation));
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void WriteTraining(Utf8JsonWriter json, TrainingOptions options, TrainingRun run, History history)
    {
        json.WriteStartObject("training");
        json.WriteNumber("seed", options.Seed);
        json.WriteString("scale", InputScales.NameOf(options.Scale));
        json.WriteString("optimizer", options.Optimizer);
        json.WriteNumber("learningRate", run.LearningRate);
        json.WriteNumber("batchSize", run.BatchSize);
        json.WriteNumber("epochs", history.Epochs.Count);
        if (history.BestEpoch is { } best)
        {
            json.WriteNumber("bestEpoch", best);
            WriteNumber(json, "loss", history.Epochs[best - 1].Loss);
            WriteNumber(json, "validationLoss", history.Epochs[best - 1].ValidationLoss ?? double.NaN);
        }

        json.WriteBoolean("stoppedEarly", history.StoppedEarly);
        json.WriteEndObject();
    }

    private static void WriteClassification(Utf8JsonWriter json, ClassificationEvaluation evaluation)
    {
        json.WriteNumber("accuracy", evaluation.Accuracy);
        json.WriteNumber("macroPrecision", evaluation.MacroPrecision);
        json.WriteNumber("macroRecall", evaluation.MacroRecall);
        json.WriteNumber("macroF1", evaluation.MacroF1);
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
