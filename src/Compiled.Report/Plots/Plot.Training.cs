using Compiled.Drawing;

namespace Compiled;

/// <content>Pictures of a run.</content>
public sealed partial class Plot
{
    /// <summary>A ratio of the largest to the smallest loss from which equal factors are shown as equal lengths.</summary>
    private const double LogarithmicFrom = 50;

    /// <summary>The training loss of each epoch, the validation loss where there is one, and the best epoch.</summary>
    /// <remarks>
    /// The axis is logarithmic if all losses are above 0 and differ by a factor of 50 or more. Each training loss is a mean over the epoch, while the parameters change; each validation loss is
    /// measured after it.
    /// </remarks>
    /// <param name="history">The result of <see cref="Trainer.Fit"/>.</param>
    public static Plot Loss(History history)
    {
        ArgumentNullException.ThrowIfNull(history);
        double[] training = [.. history.Epochs.Select(static epoch => epoch.Loss)];
        double[] validation = [.. history.Epochs.Select(static epoch => epoch.ValidationLoss ?? double.NaN)];
        var hasValidation = history.Epochs.Any(static epoch => epoch.ValidationLoss is not null);
        var finite = training.Concat(hasValidation ? validation : []).Where(double.IsFinite).ToArray();
        var isLogarithmic = finite.Length > 0 && finite.Min() > 0 && finite.Max() / finite.Min() >= LogarithmicFrom;
        return Curves(history, "Loss per epoch", isLogarithmic ? "loss (logarithmic)" : "loss", isLogarithmic, training, hasValidation ? validation : null);
    }

    /// <summary>The metric of each epoch, <see cref="History.MetricName"/>, on the training and the validation data, as far as the run measured it, and the best epoch.</summary>
    /// <param name="history">The result of <see cref="Trainer.Fit"/>.</param>
    public static Plot Metric(History history)
    {
        ArgumentNullException.ThrowIfNull(history);
        double[]? training = Measured(history, static epoch => epoch.Metric), validation = Measured(history, static epoch => epoch.ValidationMetric);
        return Curves(history, Capital(history.MetricName), history.MetricName == "accuracy" ? "accuracy (fraction)" : history.MetricName, isLogarithmic: false, training, validation);
    }

    /// <summary>The learning rate at the end of each epoch: the schedule as it was run.</summary>
    /// <param name="history">The result of <see cref="Trainer.Fit"/>.</param>
    public static Plot LearningRate(History history)
    {
        ArgumentNullException.ThrowIfNull(history);
        double[] rates = [.. history.Epochs.Select(static epoch => (double)epoch.LearningRate)];
        var line = new LineMark("", 0, Numbers(history), rates) { HasPoints = rates.Length < 2 };
        return new Plot("Learning rate", new Panel("", Epochs(history), new Axis("learning rate"), [line]) { Note = NoteOf(history) });
    }

    /// <summary>The curve of a learning-rate finder: the loss that was measured at each rate, and the rate that it suggests.</summary>
    /// <remarks>Losses above four times the lowest are cut off at the top: there training diverges, and they would flatten the rest.</remarks>
    /// <param name="rates">The rates, above 0.</param>
    /// <param name="losses">The loss at each.</param>
    /// <param name="suggestion">The rate that is suggested; null for none.</param>
    /// <exception cref="ArgumentException">The spans differ in length or are empty, or a rate is not above 0.</exception>
    public static Plot LearningRateFinder(ReadOnlySpan<float> rates, ReadOnlySpan<float> losses, float? suggestion = null)
    {
        CheckPairs(rates.Length, losses.Length, nameof(rates), nameof(losses));
        foreach (var rate in rates)
            if (!(rate > 0))
                throw new ArgumentException(FormattableString.Invariant($"'rates' contains {rate}, but a learning rate must be above 0."), nameof(rates));
        return Finder(Doubles(rates), Doubles(losses), "loss", [], suggestion);
    }

    /// <summary>The same of <see cref="Trainer.FindLearningRate"/>: the smoothed loss as a line, the loss of each step as points, and the suggestion.</summary>
    /// <param name="curve">What the search found.</param>
    /// <exception cref="ArgumentException">The search took no step.</exception>
    public static Plot LearningRateFinder(LearningRateCurve curve)
    {
        ArgumentNullException.ThrowIfNull(curve);
        if (curve.Points.Count == 0)
            throw new ArgumentException("The search for the learning rate took no step: begin with a lower rate.", nameof(curve));
        double[] rates = [.. curve.Points.Select(static point => (double)point.Rate)];
        var steps = new PointsMark("loss of each step", Palette.Muted, rates, [.. curve.Points.Select(static point => point.Loss)]) { Opacity = 0.5, Radius = 2 };
        return Finder(rates, [.. curve.Points.Select(static point => point.SmoothedLoss)], "smoothed loss", [steps], curve.Suggestion);
    }

    private static Plot Finder(double[] x, double[] y, string name, IReadOnlyList<Mark> below, float? suggestion)
    {
        var finite = y.Where(double.IsFinite).ToArray();
        (double, double)? ends = null;
        if (finite.Length > 0 && finite.Max() > 4 * finite.Min() && finite.Min() > 0)
            ends = (finite.Min() * 0.9, Math.Min(finite.Max() * 1.05, Math.Max(finite.Min() * 4, Math.Min(y[0], finite.Max()) * 1.3)));
        List<Mark> marks = [.. below, new LineMark(Named(name, y, "rate"), 0, x, y)];
        if (suggestion is { } suggested)
            marks.Add(new RuleMark(FormattableString.Invariant($"suggested: {suggested:0.#####e0}"), 1, suggested, IsVertical: true));
        return new Plot("Learning-rate finder", new Panel("", new Axis("learning rate (logarithmic)") { IsLogarithmic = true }, new Axis("loss") { Ends = ends }, marks));
    }

    private static Plot Curves(History history, string title, string label, bool isLogarithmic, double[]? training, double[]? validation)
    {
        var epochs = Numbers(history);
        List<Mark> marks = [];
        if (training is not null)
            marks.Add(new LineMark(Named("training", training, "epoch"), 0, epochs, training) { HasPoints = epochs.Length < 2 });
        if (validation is not null)
            marks.Add(new LineMark(Named("validation", validation, "epoch"), 1, epochs, validation) { HasPoints = epochs.Length < 2 });
        if (history.BestEpoch is { } best && (training ?? []).Concat(validation ?? []).Any(double.IsFinite))
            marks.Add(new RuleMark(FormattableString.Invariant($"best epoch: {best}"), Palette.Muted, best, IsVertical: true));
        var axis = new Axis(label) { IsLogarithmic = isLogarithmic };
        var note = epochs.Length == 0 ? NoteOf(history)
            : marks.Count == 0 || (training is null && validation is null) ? "not measured: see FitOptions.TrainingMetrics and FitOptions.Validation"
            : (training ?? []).Concat(validation ?? []).Any(double.IsFinite) ? "" : "no value is finite";
        return new Plot(title, new Panel("", Epochs(history), axis, marks) { Note = note });
    }

    private static double[]? Measured(History history, Func<EpochRecord, double?> metric) =>
        history.Epochs.Any(epoch => metric(epoch) is not null) ? [.. history.Epochs.Select(epoch => metric(epoch) ?? double.NaN)] : null;

    private static Axis Epochs(History history) => new("epoch") { IsWhole = true, Ends = history.Epochs.Count < 2 ? (0, 2) : null };

    private static double[] Numbers(History history) => [.. history.Epochs.Select(static epoch => (double)epoch.Epoch)];

    private static string NoteOf(History history) => history.Epochs.Count == 0 ? "no epoch was finished" : "";

    private static string Capital(string name) => name.Length == 0 ? name : name == "mae" ? "Mean absolute error" : char.ToUpperInvariant(name[0]) + name[1..];

    private static void CheckPairs(int first, int second, string firstName, string secondName)
    {
        if (first == 0 || first != second)
            throw new ArgumentException(FormattableString.Invariant($"'{firstName}' has {first} values and '{secondName}' has {second}: pass as many of both, at least one."), secondName);
    }
}
