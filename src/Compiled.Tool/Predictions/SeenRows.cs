using Compiled.Tool.Terminal;

namespace Compiled.Tool.Predictions;

/// <summary>Finds out whether rows that a network is judged by are rows that it was trained on. The metrics file beside the model knows those.</summary>
internal static class SeenRows
{
    /// <summary>A note, or null where there is nothing to say.</summary>
    /// <param name="metrics">The model's.</param>
    /// <param name="data">The rows with their right answers.</param>
    public static string? Note(ModelMetrics metrics, Dataset data)
    {
        if (metrics.TrainedRows is not { } rows)
            return null;
        var share = rows.Share(data);
        if (share == 0)
            return null;
        var seen = Math.Max(1, (int)Math.Round(share * data.Count));
        var part = seen == data.Count ? "all" : rows.IsComplete ? Figures.Whole(seen) : "about " + Figures.Whole(seen);
        return $"note: the network was trained on {part} of these {Figures.Count(data.Count, "row")}, so the figures are too optimistic: evaluate it on other rows.";
    }
}
