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
        return Write(options, new(run.ClassName, run.Declaration.Text, run.Type.Topology.ParameterCount), (data.Train, data.Validation, data.Test), json =>
        {
            WriteTraining(json, options, run, trained);
            WriteTest(json, evaluation);
            WriteSplits(json, splits);
        });
    }

    /// <summary>The text of a run of any kind.</summary>
    /// <param name="options">What was read.</param>
    /// <param name="network">The network.</param>
    /// <param name="rows">The rows; without validation rows of their own where every row judged in its turn.</param>
    /// <param name="write">Writes the properties of the run.</param>
    public static string Write(TrainingOptions options, MeasuredNetwork network, (Dataset Train, Dataset? Validation, Dataset Test) rows, Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("network", network.Name);
            json.WriteString("topology", network.Topology);
            json.WriteNumber("parameters", network.Parameters);
            json.WriteString("data", Path.GetFileName(options.Data));
            WriteNames(json, "targets", options.Targets);
            if (rows.Train.Encoder is { } encoder)
                WriteNames(json, "columns", [.. encoder.Columns.Select(static column => column.Name)]);
            WriteNames(json, "features", rows.Train.FeatureNames);
            WriteNames(json, "classes", rows.Train.ClassNames);
            json.WriteStartObject("rows");
            json.WriteNumber("train", rows.Train.Count);
            json.WriteNumber("validation", rows.Validation?.Count ?? 0);
            json.WriteNumber("test", rows.Test.Count);
            json.WriteEndObject();
            write(json);
            // Hashes of the rows, by which 'compiled predict' notices them.
            json.WriteString(TrainedRowsKey, rows.Validation is null ? TrainedRows.Text(rows.Train) : TrainedRows.Text(rows.Train, rows.Validation));
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    /// <summary>What the test rows say.</summary>
    public static void WriteTest(Utf8JsonWriter json, Evaluation evaluation)
    {
        json.WriteStartObject("test");
        if (evaluation is ClassificationEvaluation classification)
            WriteClassification(json, classification);
        else if (evaluation is RegressionEvaluation regression)
            WriteRegression(json, regression);
        WriteBaseline(json, evaluation);
        WriteIntervals(json, evaluation);
        json.WriteEndObject();
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
    public static void WriteNumber(Utf8JsonWriter json, string key, double value)
    {
        if (double.IsFinite(value))
            json.WriteNumber(key, value);
        else
            json.WriteNull(key);
    }
}

/// <summary>A network that metrics are of.</summary>
/// <param name="Name">The class.</param>
/// <param name="Topology">Its attributes.</param>
/// <param name="Parameters">Number of learned values.</param>
internal sealed record MeasuredNetwork(string Name, string Topology, int Parameters);
