using System.Globalization;
using Compiled.Tool.Terminal;

namespace Compiled.Tool.Training;

/// <summary>A run's reports as progress: all of them on a terminal, else some ten lines without times, the same for every run of the same seed.</summary>
internal sealed class FitProgress(IWorkProgress progress) : IProgress<TrainingProgress>
{
    private const int Lines = 10;

    /// <inheritdoc/>
    public void Report(TrainingProgress value)
    {
        var every = Math.Max(1, value.Epochs / Lines);
        if (progress.WantsLines && (!value.EpochFinished || !(value.Epoch == 1 || value.Epoch % every == 0 || value.Finished)))
            return;
        var share = (value.Epoch - 1 + (double)value.Batch / Math.Max(1, value.Batches)) / value.Epochs;
        progress.Report(share, Text(value));
    }

    private static string Text(TrainingProgress value)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"epoch {value.Epoch} of {value.Epochs}: loss {value.Loss:F4}");
        if (value.ValidationLoss is { } loss)
            text += string.Create(CultureInfo.InvariantCulture, $", validation loss {loss:F4}");
        // The mean absolute error would be one of scaled targets, which nobody asked for.
        return value is { MetricName: "accuracy", ValidationMetric: { } metric } ? text + string.Create(CultureInfo.InvariantCulture, $", accuracy {metric:F4}") : text;
    }
}
