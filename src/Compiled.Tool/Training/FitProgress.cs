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
        var forms = Forms(value);
        progress.Report(share, Array.Find(forms, form => form.Length <= progress.Room) ?? forms[^1]);
    }

    /// <summary>The same in fewer and fewer characters.</summary>
    private static string[] Forms(TrainingProgress value)
    {
        // The error of a regression has the unit of its targets, which no fixed number of decimals suits.
        var accuracy = value.MetricName == "accuracy" ? value.ValidationMetric : null;
        return
        [
            Invariant($"epoch {value.Epoch} of {value.Epochs}: loss {value.Loss:F4}") + Part($", validation loss {value.ValidationLoss:F4}", value.ValidationLoss) + Part($", accuracy {accuracy:F4}", accuracy),
            Invariant($"epoch {value.Epoch}/{value.Epochs} loss {value.Loss:F4}") + Part($" val {value.ValidationLoss:F4}", value.ValidationLoss) + Part($" acc {accuracy:F3}", accuracy),
            Invariant($"{value.Epoch}/{value.Epochs} loss {value.Loss:F3}") + Part($" val {value.ValidationLoss:F3}", value.ValidationLoss),
            Invariant($"{value.Epoch}/{value.Epochs} {value.ValidationLoss ?? value.Loss:F3}"),
            Invariant($"{value.Epoch}/{value.Epochs}"),
        ];
    }

    private static string Part(FormattableString text, double? figure) => figure is null ? "" : Invariant(text);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
