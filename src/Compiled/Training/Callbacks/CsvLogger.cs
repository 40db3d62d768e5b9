using System.Buffers;
using System.Globalization;
using System.Text;

namespace Compiled;

/// <summary>Writes one line per epoch to a CSV file; Keras' <c>CSVLogger</c>.</summary>
/// <remarks>
/// Columns: epoch (from 1), loss, the metric, val_loss, the validation's metric such as val_accuracy, learning_rate, seconds. Those of validation data are missing without it,
/// and the metric without <see cref="FitOptions.TrainingMetrics"/>. See <see cref="EpochLog"/> for resumed runs and errors.
/// </remarks>
/// <param name="path">The file; its folder must exist.</param>
/// <exception cref="ArgumentException">The path is empty.</exception>
public sealed class CsvLogger(string path) : EpochLog(path)
{
    private protected override string Header(FitContext context)
    {
        List<string> columns = ["epoch", "loss"];
        if (context.Options.TrainingMetrics)
            columns.Add(context.MetricName);
        if (context.Options.Validation is not null)
            columns.AddRange(["val_loss", "val_" + context.MetricName]);
        columns.AddRange(["learning_rate", "seconds"]);
        return string.Join(',', columns) + "\n";
    }

    private protected override void WriteEpoch(IBufferWriter<byte> writer, FitContext context, EpochRecord record)
    {
        var line = new StringBuilder();
        line.Append(CultureInfo.InvariantCulture, $"{record.Epoch},{record.Loss}");
        if (context.Options.TrainingMetrics)
            line.Append(CultureInfo.InvariantCulture, $",{record.Metric}");
        if (context.Options.Validation is not null)
            line.Append(CultureInfo.InvariantCulture, $",{record.ValidationLoss},{record.ValidationMetric}");
        line.Append(CultureInfo.InvariantCulture, $",{record.LearningRate},{record.Seconds}\n");
        writer.Write(Encoding.UTF8.GetBytes(line.ToString()));
    }
}
