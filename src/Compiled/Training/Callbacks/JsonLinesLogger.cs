using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Compiled;

/// <summary>Writes one JSON object per epoch and line: <c>{"epoch":1,"loss":0.52,"accuracy":0.81,"val_loss":0.49,"val_accuracy":0.83,"learning_rate":0.001,"seconds":0.02}</c>.</summary>
/// <remarks>The fields are those of <see cref="CsvLogger"/>; a number that JSON cannot represent, NaN or an infinity, is null. See <see cref="EpochLog"/> for resumed runs and errors.</remarks>
/// <param name="path">The file; its folder must exist.</param>
/// <exception cref="ArgumentException">The path is empty.</exception>
public sealed class JsonLinesLogger(string path) : EpochLog(path)
{
    private protected override void WriteEpoch(IBufferWriter<byte> writer, FitContext context, EpochRecord record)
    {
        using (var json = new Utf8JsonWriter(writer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteNumber("epoch", record.Epoch);
            Write(json, "loss", record.Loss);
            if (context.Options.TrainingMetrics)
                Write(json, context.MetricName, record.Metric);
            if (context.Options.Validation is not null)
            {
                Write(json, "val_loss", record.ValidationLoss);
                Write(json, "val_" + context.MetricName, record.ValidationMetric);
            }

            json.WriteNumber("learning_rate", record.LearningRate);
            Write(json, "seconds", record.Seconds);
            json.WriteEndObject();
        }

        writer.Write("\n"u8);
    }

    private static void Write(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
            json.WriteNumber(name, number);
        else
            json.WriteNull(name);
    }
}
