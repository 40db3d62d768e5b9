using System.Text.Json;
using Compiled.Searching;

namespace Compiled;

/// <content>Jobs as text, for processes that run them.</content>
public sealed partial record SearchJob
{
    /// <summary>The job as JSON in one line, which <see cref="FromJson"/> reads back.</summary>
    public string ToJson() => SearchJson.Object(Write);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <param name="text">The JSON.</param>
    /// <param name="space">The space of the search.</param>
    /// <exception cref="FormatException">The text is not a job of a search over this space.</exception>
    public static SearchJob FromJson(string text, SearchSpace space)
    {
        ArgumentNullException.ThrowIfNull(space);
        return SearchJson.Read(text, "a job", element => new SearchJob(
            element.Int("job"), element.Int("trial"), element.Int("rung"), element.Int("from"), element.Int("to"), element.Optional("parent")?.GetInt32(), ReadSettings(element, space)));
    }

    internal void Write(Utf8JsonWriter writer)
    {
        writer.WriteNumber("job", Index);
        writer.WriteNumber("trial", Trial);
        writer.WriteNumber("rung", Rung);
        writer.WriteNumber("from", FromEpoch);
        writer.WriteNumber("to", ToEpoch);
        if (Parent is { } parent)
            writer.WriteNumber("parent", parent);
        writer.WriteStartObject("settings");
        for (var index = 0; index < Settings.Space.Count; index++)
        {
            writer.WritePropertyName(Settings.Space.Dimensions[index].Name);
            writer.Value(Settings.Value(index));
        }

        writer.WriteEndObject();
    }

    private static TrialSettings ReadSettings(JsonElement element, SearchSpace space) => TrialSettings.Of(
        space, element.GetProperty("settings").EnumerateObject().ToDictionary(static member => member.Name, static member => member.Value.ToSetting(), StringComparer.Ordinal));
}

/// <content>Results as text, for journals and processes.</content>
public sealed partial record JobResult
{
    /// <summary>The result as JSON in one line, which <see cref="FromJson"/> reads back bit for bit.</summary>
    public string ToJson() => SearchJson.Object(Write);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="FormatException">The text is not a result.</exception>
    public static JobResult FromJson(string text) => SearchJson.Read(text, "a result of a job", Read);

    internal void Write(Utf8JsonWriter writer)
    {
        writer.WriteNumber("job", Index);
        writer.Number("objective", Objective);
        writer.WriteNumber("epochs", Epochs);
        writer.WriteNumber("bestEpoch", BestEpoch);
        writer.WriteStartObject("metrics");
        foreach (var (name, value) in Metrics)
            writer.Number(name, value);
        writer.WriteEndObject();
        if (Failure is not null)
            writer.WriteString("failure", Failure);
        writer.WriteString("parameters", ParametersHash);
        writer.WriteStartObject("cost");
        writer.WriteNumber("parameters", Cost.Parameters);
        writer.WriteNumber("bytes", Cost.Bytes);
        writer.WriteNumber("operations", Cost.Operations);
        writer.Number("nanoseconds", Cost.Nanoseconds);
        writer.WriteEndObject();
    }

    internal static JobResult Read(JsonElement element)
    {
        var cost = element.GetProperty("cost");
        return new()
        {
            Index = element.Int("job"),
            Objective = element.Number("objective"),
            Epochs = element.Int("epochs"),
            BestEpoch = element.Int("bestEpoch"),
            Metrics = [.. element.GetProperty("metrics").EnumerateObject().Select(static member => new TrialMetric(member.Name, member.Value.Number()))],
            Failure = element.Optional("failure")?.GetString(),
            ParametersHash = element.Text("parameters"),
            Cost = new(cost.Int("parameters"), cost.GetProperty("bytes").GetInt64(), cost.GetProperty("operations").GetInt64(), cost.Number("nanoseconds")),
        };
    }
}
