using System.Text.Json;
using Compiled.Tool.Terminal;
using Compiled.Tool.Training;

namespace Compiled.Tool.Searching;

/// <summary>The trials of a search as tables and JSON.</summary>
internal static class SearchTables
{
    private const int Most = 10;

    /// <summary>The ends of the names of the files that have all trials.</summary>
    public static IReadOnlyList<string> Endings { get; } = [".trials.csv", ".trials.jsonl"];

    /// <summary>Whether a file is such a one.</summary>
    public static bool IsTable(string path) => Endings.Any(path.EndsWith);

    /// <summary>The best trials of a search that is over, with their measured times if there are any.</summary>
    public static TextTable Best(SearchResult result)
    {
        var times = result.Finalists.ToDictionary(static finalist => finalist.Trial.Index, static finalist => finalist.Nanoseconds);
        return Best(result.Table.Definition, result.Table.Ranked.Take(Math.Max(Most, times.Count)), times);
    }

    /// <summary>Trials, the best first.</summary>
    /// <param name="definition">The search.</param>
    /// <param name="trials">Trials with a result.</param>
    /// <param name="times">Measured nanoseconds by trial; null or empty for none.</param>
    public static TextTable Best(SearchDefinition definition, IEnumerable<Trial> trials, Dictionary<int, double>? times = null)
    {
        List<string> columns = [">trial", '>' + definition.Objective.Name];
        columns.AddRange(Varied(definition).Select(static dimension => (dimension.Range.Kind == SearchRangeKind.Choice && !dimension.Range.Choices[0].IsNumber ? "" : ">") + dimension.Name));
        columns.AddRange([">epoch", ">parameters"]);
        if (times is { Count: > 0 })
            columns.Add(">ns");
        var table = new TextTable([.. columns]);
        foreach (var trial in trials)
        {
            List<string> cells =
            [
                Figures.Digits(trial.Index), Figure(definition, trial), .. Varied(definition).Select(dimension => Short(trial.Settings[dimension.Name])),
                Figures.Digits(trial.Result!.BestEpoch), Figures.Whole(trial.Result.Cost.Parameters),
            ];
            if (times is { Count: > 0 })
                cells.Add(times.TryGetValue(trial.Index, out var time) ? Figures.Short(Math.Round(time, 1)) : "");
            table.Add([.. cells]);
        }

        return table;
    }

    /// <summary>The settings that vary, in a line.</summary>
    public static string Settings(SearchDefinition definition, TrialSettings settings) =>
        string.Join(", ", Varied(definition).Select(dimension => $"{dimension.Name} {Short(settings[dimension.Name])}"));

    /// <summary>The metric that is searched for, as it is.</summary>
    public static string Figure(SearchDefinition definition, Trial trial)
    {
        foreach (var metric in trial.Result?.Metrics ?? [])
            if (metric.Name == definition.Objective.Name)
                return Figures.Share(metric.Value);
        return "-";
    }

    /// <summary>What a search was and what it found.</summary>
    public static void WriteSearch(Utf8JsonWriter json, SearchResult result, Trial best)
    {
        var definition = result.Table.Definition;
        json.WriteStartObject("search");
        json.WriteString("searcher", definition.Searcher.Name);
        json.WriteNumber("seed", definition.Seed);
        json.WriteNumber("trials", result.Table.Trials.Count);
        json.WriteNumber("failed", result.Table.Trials.Count(static trial => trial.State == TrialState.Failed));
        json.WriteNumber("lag", definition.Lag);
        json.WriteString("validation", definition.Validation.ToString());
        json.WriteString("objective", definition.Objective.Name);
        json.WriteStartObject("space");
        foreach (var (name, range) in definition.Space.Dimensions)
            json.WriteString(name, range.ToString());
        json.WriteEndObject();
        json.WriteEndObject();

        json.WriteStartObject("training");
        json.WriteNumber("trial", best.Index);
        json.WriteNumber("seed", definition.Seed);
        foreach (var (name, _) in definition.Space.Dimensions)
        {
            if (best.Settings[name] is { IsNumber: true } number)
                json.WriteNumber(name, number.Number);
            else
                json.WriteString(name, best.Settings[name].ToString());
        }

        json.WriteNumber("epochs", best.Result!.Epochs);
        json.WriteNumber("bestEpoch", best.Result.BestEpoch);
        json.WriteStartObject("validation");
        foreach (var (name, value) in best.Result.Metrics)
            MetricsFile.WriteNumber(json, name, value);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static IEnumerable<SearchDimension> Varied(SearchDefinition definition) => definition.Space.Dimensions.Where(static dimension => dimension.Range.Count != 1);

    private static string Short(SettingValue value) => value.IsNumber ? value.Number.ToString("G4", System.Globalization.CultureInfo.InvariantCulture) : value.ToString();
}
