using System.Text.Json;
using Compiled.Tool.Terminal;
using Compiled.Tool.Training;

namespace Compiled.Tool.Predictions;

/// <summary>Finds out whether rows that a network is judged by are rows that it was trained on. The metrics file beside the model knows those.</summary>
internal static class SeenRows
{
    private const long MostBytes = 4 << 20;

    /// <summary>A note, or null where there is nothing to say.</summary>
    /// <param name="model">The model's file.</param>
    /// <param name="data">The rows with their right answers.</param>
    public static string? Note(string model, Dataset data)
    {
        if (Read(model) is not { } rows)
            return null;
        var share = rows.Share(data);
        if (share == 0)
            return null;
        var seen = Math.Max(1, (int)Math.Round(share * data.Count));
        var part = seen == data.Count ? "all" : rows.IsComplete ? Figures.Whole(seen) : "about " + Figures.Whole(seen);
        return $"note: the network was trained on {part} of these {Figures.Count(data.Count, "row")}, so the figures flatter it: judge it by others.";
    }

    private static TrainedRows? Read(string model)
    {
        var path = MetricsFile.PathOf(model);
        try
        {
            if (!File.Exists(path) || new FileInfo(path).Length > MostBytes)
                return null;
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(MetricsFile.TrainedRowsKey, out var rows) && rows.ValueKind == JsonValueKind.String
                ? TrainedRows.Read(rows.GetString()!)
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            // The metrics of a model are a help, and predictions do without.
            return null;
        }
    }
}
