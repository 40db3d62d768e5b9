namespace Compiled;

/// <summary>A report as one line of text, without times: the same for every run of the same seed.</summary>
internal static class ProgressLine
{
    /// <summary>The first, the last, and those where another tenth of the run is done.</summary>
    public static bool IsMilestone(TrainingProgress value)
    {
        var every = Math.Max(1, value.Epochs / 10);
        return value.EpochFinished && (value.Epoch == 1 || value.Epoch % every == 0 || value.Finished);
    }

    /// <summary>The longest form that fits.</summary>
    public static string Of(TrainingProgress value, int room)
    {
        var forms = Forms(value);
        return Array.Find(forms, form => form.Length <= room) ?? forms[^1];
    }

    /// <summary>The same in fewer and fewer characters.</summary>
    private static string[] Forms(TrainingProgress value)
    {
        // The error of a regression has the unit of its targets, which no fixed number of decimals suits.
        var accuracy = value.MetricName == "accuracy" ? value.ValidationMetric : null;
        return
        [
            Sparkline.Invariant($"epoch {value.Epoch} of {value.Epochs}: loss {value.Loss:F4}") + Part($", validation loss {value.ValidationLoss:F4}", value.ValidationLoss) + Part($", accuracy {accuracy:F4}", accuracy),
            Sparkline.Invariant($"epoch {value.Epoch}/{value.Epochs} loss {value.Loss:F4}") + Part($" val {value.ValidationLoss:F4}", value.ValidationLoss) + Part($" acc {accuracy:F3}", accuracy),
            Sparkline.Invariant($"{value.Epoch}/{value.Epochs} loss {value.Loss:F3}") + Part($" val {value.ValidationLoss:F3}", value.ValidationLoss),
            Sparkline.Invariant($"{value.Epoch}/{value.Epochs} {value.ValidationLoss ?? value.Loss:F3}"),
            Sparkline.Invariant($"{value.Epoch}/{value.Epochs}"),
        ];
    }

    private static string Part(FormattableString text, double? figure) => figure is null ? "" : Sparkline.Invariant(text);
}
