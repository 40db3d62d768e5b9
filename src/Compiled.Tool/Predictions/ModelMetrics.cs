using System.Text.Json;
using Compiled.Storage;
using Compiled.Tool.Training;

namespace Compiled.Tool.Predictions;

/// <summary>What the metrics file of a model, beside it, says of its training. A help, and predictions do without: a file that is missing or damaged says nothing.</summary>
/// <param name="Targets">The columns that the outputs predict, in their order; empty where nothing is said.</param>
/// <param name="TrainedRows">The rows that it was trained on, or null.</param>
internal sealed record ModelMetrics(IReadOnlyList<string> Targets, TrainedRows? TrainedRows)
{
    private const long MostBytes = 4 << 20;

    private static readonly ModelMetrics Nothing = new([], null);

    /// <summary>Reads the metrics of a model's file.</summary>
    public static ModelMetrics Read(string model)
    {
        var path = MetricsFile.PathOf(model);
        try
        {
            if (!File.Exists(path))
                return Nothing;
            using var stream = ModelFiles.Open(path);
            if (stream.Length > MostBytes)
                return Nothing;
            using var document = JsonDocument.Parse(stream);
            var root = document.RootElement;
            return root.ValueKind != JsonValueKind.Object ? Nothing : new(
                root.TryGetProperty("targets", out var targets) && targets.ValueKind == JsonValueKind.Array && targets.EnumerateArray().All(static name => name.ValueKind == JsonValueKind.String)
                    ? [.. targets.EnumerateArray().Select(static name => name.GetString()!)]
                    : [],
                root.TryGetProperty(MetricsFile.TrainedRowsKey, out var rows) && rows.ValueKind == JsonValueKind.String ? TrainedRows.Read(rows.GetString()!) : null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            return Nothing;
        }
    }

    /// <summary>The columns of the right answers in the order of the outputs: the user may name them in any.</summary>
    /// <exception cref="UsageException">They are other columns than those that the network was trained on.</exception>
    public string[] InOrder(string[] targets)
    {
        if (Targets.Count < 2 || targets.Length != Targets.Count || targets.SequenceEqual(Targets))
            return targets;
        return Targets.All(targets.Contains) ? [.. Targets]
            : throw new UsageException($"--target is {Wording.List(targets)}, but the outputs of the network are {Wording.List(Targets)}: name these columns, or rename the columns of the file.");
    }
}
