using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Compiled.Dynamic;
using Compiled.Searching;

namespace Compiled;

/// <content>Definitions as text, for journals and processes.</content>
public sealed partial record SearchDefinition
{
    private const string Function = "function";

    /// <summary>The SHA-256 of <see cref="ToJson"/>, in hexadecimal digits.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ToJson())));

    /// <summary>Whether the text says everything: a search with a <see cref="Topology"/> or a user-defined metric runs only in a process that has the code.</summary>
    public bool IsData => Topology is null && Objective.IsBuiltIn && Metrics.All(static metric => metric.IsBuiltIn);

    /// <summary>The epochs of a trial: those of its settings, or <see cref="Epochs"/>.</summary>
    internal int EpochsOf(TrialSettings settings) => settings.Integer(SettingNames.Epochs, Epochs);

    /// <summary>The search as JSON in one line, which <see cref="FromJson"/> reads back. Equal searches give equal text.</summary>
    public string ToJson() => SearchJson.Object(writer =>
    {
        SpaceJson.Write(writer, Space);
        writer.WriteStartObject("searcher");
        writer.WriteString("name", Searcher.Name);
        foreach (var (name, value) in Searcher.Settings)
        {
            writer.WritePropertyName(name);
            writer.Value(value);
        }

        writer.WriteEndObject();
        writer.WriteNumber("trials", Trials);
        writer.WriteNumber("seed", Seed);
        writer.WriteNumber("lag", Lag);
        WriteJudgement(writer);
        writer.WriteNumber("epochs", Epochs);
        if (Patience is { } patience)
            writer.WriteNumber("patience", patience);
        writer.WriteNumber("batchSize", BatchSize);
        WriteLimits(writer);
        writer.WriteString("networkName", NetworkName);
        WriteNetwork(writer);
    });

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="FormatException">The text is not a definition, or one whose topology or metric is code.</exception>
    public static SearchDefinition FromJson(string text) => SearchJson.Read(text, "the definition of a search", static element =>
    {
        if (element.Optional("topology") is not null)
            throw new FormatException("its topology is a function of another program; a search on other processes needs settings of the default topology, or a Network");
        var (validation, limits) = (element.GetProperty("validation"), element.GetProperty("limits"));
        return new SearchDefinition(SpaceJson.Read(element))
        {
            Searcher = Searcher.Read(element.GetProperty("searcher")),
            Trials = element.Int("trials"),
            Seed = element.GetProperty("seed").GetInt64(),
            Lag = element.Int("lag"),
            Objective = ReadObjective(element.GetProperty("objective")),
            Metrics = [.. element.GetProperty("metrics").EnumerateArray().Select(ReadObjective)],
            Validation = validation.Optional("folds") is { } folds ? SearchValidation.KFold(folds.GetInt32()) : SearchValidation.HoldOut(validation.Number("fraction")),
            Repeats = element.Int("repeats"),
            Epochs = element.Int("epochs"),
            Patience = element.Optional("patience")?.GetInt32(),
            BatchSize = element.Int("batchSize"),
            Limits = new SearchLimits
            {
                MaxNanoseconds = limits.Optional("maxNanoseconds")?.GetDouble(),
                MaxBytes = limits.Optional("maxBytes")?.GetInt64(),
                PricePerNanosecond = limits.Number("pricePerNanosecond"),
                PricePerByte = limits.Number("pricePerByte"),
            },
            NetworkName = element.Text("networkName"),
            Network = element.Optional("network") is { } network ? ReadNetwork(network) : null,
        };
    });

    private void WriteJudgement(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("objective");
        WriteObjective(writer, Objective);
        writer.WriteEndObject();
        writer.WriteStartArray("metrics");
        foreach (var metric in Metrics)
        {
            writer.WriteStartObject();
            WriteObjective(writer, metric);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartObject("validation");
        if (Validation.Folds > 0)
            writer.WriteNumber("folds", Validation.Folds);
        else
            writer.WriteNumber("fraction", Validation.Fraction);
        writer.WriteEndObject();
        writer.WriteNumber("repeats", Repeats);
    }

    private static void WriteObjective(Utf8JsonWriter writer, SearchObjective objective)
    {
        writer.WriteString("name", objective.Name);
        if (!objective.IsBuiltIn)
            writer.WriteString("code", Function);
    }

    private static SearchObjective ReadObjective(JsonElement element) => element.Optional("code") is null
        ? SearchObjective.Parse(element.Text("name"))
        : throw new FormatException($"its metric '{element.Text("name")}' is a function of another program; use a built-in metric");

    private void WriteLimits(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("limits");
        if (Limits.MaxNanoseconds is { } nanoseconds)
            writer.WriteNumber("maxNanoseconds", nanoseconds);
        if (Limits.MaxBytes is { } bytes)
            writer.WriteNumber("maxBytes", bytes);
        writer.WriteNumber("pricePerNanosecond", Limits.PricePerNanosecond);
        writer.WriteNumber("pricePerByte", Limits.PricePerByte);
        writer.WriteEndObject();
    }

    private void WriteNetwork(Utf8JsonWriter writer)
    {
        if (Topology is not null)
            writer.WriteString("topology", Function);
        if (Network is null)
            return;
        writer.WriteStartObject("network");
        writer.WriteString("name", Network.Name);
        writer.WriteString("text", Network.Text);
        Texts("classes", Network.Classes);
        Texts("features", Network.Features);
        writer.WriteEndObject();

        void Texts(string name, IReadOnlyList<string> texts)
        {
            writer.WriteStartArray(name);
            foreach (var text in texts)
                writer.WriteStringValue(text);
            writer.WriteEndArray();
        }
    }

    private static NetworkDeclaration ReadNetwork(JsonElement element)
    {
        var declaration = NetworkDeclaration.Parse(element.Text("text")).WithName(element.Text("name"));
        string[] classes = Texts("classes"), features = Texts("features");
        if (features.Length > 0)
            declaration = declaration.WithFeatures(features);
        return classes.Length > 0 ? declaration.WithClasses(classes) : declaration;

        string[] Texts(string name) => [.. element.GetProperty(name).EnumerateArray().Select(static text => text.GetString() ?? "")];
    }
}
