using System.Globalization;
using System.Text;
using Compiled.Searching;
using Compiled.Storage;

namespace Compiled;

/// <summary>The trials of a search: the same bits wherever it ran. Immutable.</summary>
public sealed class SearchTable
{
    private static readonly string[] Costs = ["parameter count", "bytes", "operations", "estimated ns"];

    private readonly string[] _metrics;

    internal SearchTable(SearchDefinition definition, IReadOnlyList<Trial> trials)
    {
        (Definition, Trials) = (definition, trials);
        _metrics = [.. trials.SelectMany(static trial => trial.Result?.Metrics ?? []).Select(static metric => metric.Name).Distinct()];
    }

    /// <summary>The search.</summary>
    public SearchDefinition Definition { get; }

    /// <summary>The trials, in order.</summary>
    public IReadOnlyList<Trial> Trials { get; }

    /// <summary>The best trials, the best first: those that were continued furthest, by their objective.</summary>
    public IReadOnlyList<Trial> Ranked => [.. Trials.Where(static trial => trial.State == TrialState.Finished)
        .OrderByDescending(static trial => trial.Rung).ThenBy(static trial => trial.Objective).ThenBy(static trial => trial.Index)];

    /// <summary>The best trial; null if none has an objective.</summary>
    public Trial? Best => Ranked is [var best, ..] ? best : null;

    /// <summary>The columns of <see cref="ToCsv"/>.</summary>
    public IReadOnlyList<string> Columns =>
        ["trial", .. Definition.Space.Dimensions.Select(static dimension => dimension.Name), "state", "rung", "epochs", "best epoch", "objective", .. _metrics, .. Costs, "parameters", "failure"];

    /// <summary>One line per trial and a header, comma-separated; numbers are read back bit for bit, and what is missing is empty.</summary>
    public string ToCsv()
    {
        var text = new StringBuilder();
        Line(text, Columns);
        foreach (var trial in Trials)
            Line(text, Cells(trial));
        return text.ToString();
    }

    /// <summary>One JSON object per line and trial.</summary>
    public string ToJsonLines()
    {
        var text = new StringBuilder();
        foreach (var trial in Trials)
        {
            text.Append(SearchJson.Object(writer =>
            {
                writer.WriteNumber("trial", trial.Index);
                writer.WriteStartObject("settings");
                for (var index = 0; index < Definition.Space.Count; index++)
                {
                    writer.WritePropertyName(Definition.Space.Dimensions[index].Name);
                    writer.Value(trial.Settings.Value(index));
                }

                writer.WriteEndObject();
                writer.WriteString("state", trial.State.ToString());
                writer.WriteNumber("rung", trial.Rung);
                trial.Result?.Write(writer);
            })).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Writes <see cref="ToCsv"/>, or <see cref="ToJsonLines"/> if the name ends with .jsonl; the file is complete or unchanged.</summary>
    /// <exception cref="IOException">The file could not be written.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var text = path.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase) ? ToJsonLines() : ToCsv();
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>The CSV.</summary>
    public override string ToString() => ToCsv();

    private IEnumerable<string> Cells(Trial trial)
    {
        yield return Text(trial.Index);
        for (var index = 0; index < Definition.Space.Count; index++)
            yield return trial.Settings.Value(index).ToString();
        var result = trial.Result;
        yield return trial.State.ToString();
        yield return Text(trial.Rung);
        yield return result is null ? "" : Text(result.Epochs);
        yield return result is null ? "" : Text(result.BestEpoch);
        yield return Text(trial.Objective);
        foreach (var name in _metrics)
            yield return result?.Metrics.Where(metric => metric.Name == name).Select(static metric => Text(metric.Value)).FirstOrDefault() ?? "";
        var cost = result?.Cost;
        yield return cost is null ? "" : Text(cost.Value.Parameters);
        yield return cost is null ? "" : Text(cost.Value.Bytes);
        yield return cost is null ? "" : Text(cost.Value.Operations);
        yield return cost is null ? "" : Text(cost.Value.Nanoseconds);
        yield return result?.ParametersHash ?? "";
        yield return result?.Failure ?? "";
    }

    private static string Text(double value) => double.IsNaN(value) ? "" : value.ToString("R", CultureInfo.InvariantCulture);

    private static void Line(StringBuilder text, IEnumerable<string> cells)
    {
        var isFirst = true;
        foreach (var cell in cells)
        {
            text.Append(isFirst ? "" : ",").Append(cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
            isFirst = false;
        }

        text.Append('\n');
    }
}
