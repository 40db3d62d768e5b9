using Compiled.Drawing;

namespace Compiled;

/// <content>Pictures of regressions, and of what matters.</content>
public sealed partial class Plot
{
    /// <summary>Points of a cloud: more hide each other.</summary>
    private const int MostPoints = 4000;

    /// <summary>Bars that a picture has room for.</summary>
    private const int MostBars = 40;

    /// <summary>Two clouds of points: predicted against actual values, where the diagonal is perfect, and residuals (actual − predicted) against predicted values, where 0 is.</summary>
    /// <remarks>Of more than 4,000 rows, every n-th is shown, and the legend says so.</remarks>
    /// <param name="predicted">One prediction per row.</param>
    /// <param name="actual">As many targets.</param>
    /// <param name="name">What is predicted, with its unit.</param>
    /// <exception cref="ArgumentException">The spans differ in length or are empty.</exception>
    public static Plot Residuals(ReadOnlySpan<float> predicted, ReadOnlySpan<float> actual, string name = "value")
    {
        CheckPairs(predicted.Length, actual.Length, nameof(predicted), nameof(actual));
        ArgumentNullException.ThrowIfNull(name);
        var rows = Thinning.Rows(predicted.Length, MostPoints).ToArray();
        var (outputs, targets, residuals) = (new double[rows.Length], new double[rows.Length], new double[rows.Length]);
        for (var index = 0; index < rows.Length; index++)
        {
            (outputs[index], targets[index]) = (predicted[rows[index]], actual[rows[index]]);
            residuals[index] = targets[index] - outputs[index];
        }

        var legend = Named(rows.Length == predicted.Length ? "rows" : FormattableString.Invariant($"{rows.Length:#,##0} of {predicted.Length:#,##0} rows"), residuals, "row");
        var finite = outputs.Concat(targets).Where(double.IsFinite).ToArray();
        var (low, high) = finite.Length == 0 ? (0, 1) : (finite.Min(), finite.Max());
        var opacity = rows.Length > 500 ? 0.35 : 0.65;
        var shown = Label.Clip(name, 40);
        return new Plot(
            $"Residuals of {shown}",
            new Panel("Predicted and actual", new Axis($"predicted {shown}"), new Axis($"actual {shown}"),
                [new LineMark("perfect", Palette.Muted, [low, high], [low, high]) { IsDashed = true }, new PointsMark(legend, 0, outputs, targets) { Opacity = opacity }]),
            new Panel("Residuals", new Axis($"predicted {shown}"), new Axis("actual − predicted"),
                [new RuleMark("no error", Palette.Muted, 0, IsVertical: false), new PointsMark(legend, 0, outputs, residuals) { Opacity = opacity }]))
        {
            PanelColumns = 2,
            Width = 1000,
            Height = 480,
        };
    }

    /// <summary>Level bars of how much each feature matters, the most important at the top; of more than 40 features, the first 40.</summary>
    /// <param name="names">The features.</param>
    /// <param name="importances">How much the metric loses when the feature's values are shuffled, one per feature.</param>
    /// <param name="deviations">The standard deviation over repeated shuffles, one per feature, shown as a line to both sides; empty for none.</param>
    /// <param name="metric">What the importance is measured in.</param>
    /// <exception cref="ArgumentException">The numbers of names, importances and deviations differ, or there are none.</exception>
    public static Plot Importance(IReadOnlyList<string> names, ReadOnlySpan<double> importances, ReadOnlySpan<double> deviations = default, string metric = "loss of score")
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(metric);
        CheckPairs(names.Count, importances.Length, nameof(names), nameof(importances));
        if (!deviations.IsEmpty)
            CheckPairs(names.Count, deviations.Length, nameof(names), nameof(deviations));
        var (values, errors) = (importances.ToArray(), deviations.ToArray());
        var order = Enumerable.Range(0, values.Length).OrderByDescending(index => double.IsNaN(values[index]) ? double.NegativeInfinity : values[index]).Take(MostBars).Reverse().ToArray();
        var bars = new LevelBarsMark("", 0, [.. order.Select(index => values[index])], errors.Length == 0 ? null : [.. order.Select(index => errors[index])]);
        return new Plot("Permutation importance", new Panel("", new Axis(metric), new Axis("") { Names = [.. order.Select(index => names[index])] }, [bars]))
        {
            Subtitle = values.Length > MostBars ? FormattableString.Invariant($"the first {MostBars} of {values.Length:#,##0} features") : "",
            Height = Math.Clamp(110 + 24 * order.Length, 200, 1200),
        };
    }
}
