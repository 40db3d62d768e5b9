using System.Globalization;
using System.Text;

namespace Compiled;

/// <summary>The result of <see cref="Trainer.Fit"/>: a record of every finished epoch. <c>ToString</c> gives a table.</summary>
public sealed class History
{
    private const int MostRows = 20;

    internal History(string metricName, IReadOnlyList<EpochRecord> epochs, double seconds, bool cancelled)
    {
        MetricName = metricName;
        Epochs = epochs;
        Seconds = seconds;
        Cancelled = cancelled;
        BestEpoch = Best?.Epoch;
        StoppedBecause = cancelled ? new StopReason(StopCause.Cancelled, "cancelled", epochs.Count) : StopReason.AllDone(epochs.Count);
    }

    /// <summary>The finished epochs, in order.</summary>
    public IReadOnlyList<EpochRecord> Epochs { get; }

    /// <summary>
    /// The kind of metric, which depends on the loss: "accuracy" (the fraction of right answers) if the outputs decide between classes, or the training data has
    /// classes; "pinball" (the mean pinball loss) with <c>[Quantile]</c>; else "mae" (the mean absolute error, in the units of the targets; unlike R² it is defined for
    /// constant targets and single rows too). With heads: "accuracy", averaged, or "mae" if all heads are alike, and "score" (<see cref="Evaluation.Score"/>) if
    /// they are not.
    /// </summary>
    public string MetricName { get; }

    /// <summary>
    /// The epoch with the lowest validation loss, or the lowest loss without validation data; of equal ones the first. Null when no epoch
    /// was finished.
    /// </summary>
    public EpochRecord? Best
    {
        get
        {
            EpochRecord? best = null;
            foreach (var epoch in Epochs)
                if (best is null || Judged(epoch) < Judged(best) || double.IsNaN(Judged(best)))
                    best = epoch;
            return best;
        }
    }

    /// <summary>
    /// The number of the best epoch. With <see cref="FitOptions.EarlyStopping"/> the last one that improved by more than
    /// <see cref="EarlyStopping.MinDelta"/>, whose parameters <see cref="EarlyStopping.RestoreBest"/> restores; otherwise that of <see cref="Best"/>. Null
    /// when there is none.
    /// </summary>
    public int? BestEpoch { get; internal set; }

    /// <summary>Whether <see cref="FitOptions.EarlyStopping"/> ended the run before its last epoch.</summary>
    public bool StoppedEarly { get; internal init; }

    /// <summary>Whether the parameters of <see cref="BestEpoch"/> were restored.</summary>
    public bool RestoredBest { get; internal set; }

    /// <summary>The total duration.</summary>
    public double Seconds { get; }

    /// <summary>Why the run ended, in words and as data: all epochs, early stopping, cancellation, or the callback that stopped it.</summary>
    public StopReason StoppedBecause { get; internal init; }

    /// <summary>Whether the network has the averaged parameters of an <see cref="ExponentialMovingAverage"/> or a <see cref="StochasticWeightAveraging"/>.</summary>
    public bool HasAveragedParameters { get; internal set; }

    /// <summary>Whether the run was stopped by its <see cref="FitOptions.CancellationToken"/> before the last epoch was finished.</summary>
    public bool Cancelled { get; }

    /// <summary>
    /// A table of at most about 20 epochs, evenly chosen, with the first, the last and the best one; the best is marked with a star.
    /// </summary>
    public override string ToString()
    {
        List<string[]> rows = [["epoch ", "loss", MetricName, "val. loss", "val. " + MetricName, "seconds"]];
        var best = Best;
        var every = (Epochs.Count + MostRows - 1) / MostRows;
        for (var index = 0; index < Epochs.Count; index++)
        {
            var epoch = Epochs[index];
            if (index % every == 0 || index == Epochs.Count - 1 || epoch == best)
            {
                rows.Add([
                    Invariant($"{epoch.Epoch}") + (epoch == best ? "*" : " "),
                    Number(epoch.Loss),
                    Number(epoch.Metric),
                    Number(epoch.ValidationLoss),
                    Number(epoch.ValidationMetric),
                    Invariant($"{epoch.Seconds:0.000}")]);
            }
        }

        // A column that no epoch has is left out.
        var columns = Enumerable.Range(0, rows[0].Length)
            .Where(column => rows.Count == 1 || rows.Skip(1).Any(row => row[column].Length > 0))
            .ToArray();
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            foreach (var column in columns)
                text.Append(row[column].PadLeft(rows.Max(other => other[column].Length) + (column == 0 ? 0 : 2)));
            text.Append('\n');
        }

        text.Append(Invariant($"{Epochs.Count} {(Epochs.Count == 1 ? "epoch" : "epochs")} in {Seconds:0.00} s"));
        text.Append(Cancelled ? ", cancelled" : StoppedEarly ? ", stopped early" : StoppedBecause.Callback is { } callback ? $", stopped by {callback}" : "");
        text.Append(best is null ? "" : Invariant($"; * lowest {(best.ValidationLoss is null ? "loss" : "validation loss")}"));
        text.Append(RestoredBest ? Invariant($"; parameters of epoch {BestEpoch}") : "");
        text.Append(HasAveragedParameters ? "; averaged parameters" : "");
        return text.ToString();
    }

    private static double Judged(EpochRecord epoch) => epoch.ValidationLoss ?? epoch.Loss;

    private static string Number(double? value) => value is { } number ? Invariant($"{number:0.0000##}") : "";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
