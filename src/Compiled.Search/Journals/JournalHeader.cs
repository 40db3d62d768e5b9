using System.Reflection;
using System.Text.Json;
using Compiled.Storage;

namespace Compiled.Searching;

/// <summary>The first line of a journal: what a search must have in common with it to go on.</summary>
internal static class JournalHeader
{
    private const string Format = "compiled-search";
    private const int Version = 1;

    /// <summary>Characters of a hash in a message.</summary>
    private const int HashShown = 12;

    /// <summary>The version of the library, without the commit.</summary>
    public static string Library { get; } =
        typeof(Trainer).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public static string Write(SearchDefinition definition, string dataHash) => SearchJson.Object(writer =>
    {
        writer.WriteString("format", Format);
        writer.WriteNumber("version", Version);
        writer.WriteString("library", Library);
        writer.WriteString("data", dataHash);
        writer.WritePropertyName("definition");
        writer.WriteRawValue(definition.ToJson());
    });

    /// <summary>Whether a line is the beginning of a journal's first one, cut off.</summary>
    public static bool IsTorn(ReadOnlySpan<byte> beginning)
    {
        var start = System.Text.Encoding.UTF8.GetBytes($"{{\"format\":\"{Format}\"");
        return beginning.Length <= start.Length ? start.AsSpan().StartsWith(beginning) : beginning.StartsWith(start);
    }

    /// <summary>Why a search cannot go on with a journal, or null.</summary>
    public static string? Problem(string json, SearchDefinition definition, string dataHash)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        if (root.Optional("format")?.GetString() != Format)
            return "is not the journal of a search: give the journal of this search";
        if (root.Int("version") != Version)
            return Wording.Of($"has version {root.Int("version")} of the format, but this library writes version {Version}: finish the search with the library that began it ({root.Text("library")})");
        if (root.Text("library") != Library)
            return $"was written by version {root.Text("library")} of the library, but this is version {Library}, whose bits may differ: finish the search with the version that began it";
        var differences = Differences(root.GetProperty("definition"), definition);
        if (differences.Count > 0)
            return $"is of another search: {string.Join("; ", differences)}. Continue it with the same definition";
        return root.Text("data") == dataHash ? null
            : $"is of other data: their SHA-256 was {ModelText.Clip(root.Text("data"), HashShown)} and is {ModelText.Clip(dataHash, HashShown)} now. Restore the data as they were";
    }

    private static List<string> Differences(JsonElement theirs, SearchDefinition definition)
    {
        using var document = JsonDocument.Parse(definition.ToJson());
        var (here, there) = (Members(document.RootElement), Members(theirs));
        return [.. here.Keys.Union(there.Keys).Select(name => (name, Here: Text(here, name), There: Text(there, name))).Where(static pair => pair.Here != pair.There)
            .Select(static pair => $"{pair.name} is {pair.Here} here and {pair.There} in the journal")];
    }

    /// <summary>By name, as a member of many is slow to find in JSON.</summary>
    private static OrderedDictionary<string, string> Members(JsonElement element)
    {
        var members = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
            members[member.Name] = member.Value.GetRawText();
        return members;
    }

    private static string Text(OrderedDictionary<string, string> members, string name) => members.GetValueOrDefault(name, "not set");
}
