using System.Text.Json;

namespace Compiled.Searching;

/// <summary>Spaces as JSON: <c>[{"name":"rate","kind":"LogUniform","lowest":0.0001,"highest":0.1}]</c>.</summary>
internal static class SpaceJson
{
    public static void Write(Utf8JsonWriter writer, SearchSpace space)
    {
        writer.WriteStartArray("space");
        foreach (var (name, range) in space.Dimensions)
        {
            writer.WriteStartObject();
            writer.WriteString("name", name);
            writer.WriteString("kind", range.Kind.ToString());
            if (range.Kind == SearchRangeKind.Choice)
            {
                writer.WriteStartArray("choices");
                foreach (var choice in range.Choices)
                    writer.Value(choice);
                writer.WriteEndArray();
            }
            else
            {
                writer.WriteNumber("lowest", range.Lowest);
                writer.WriteNumber("highest", range.Highest);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    public static SearchSpace Read(JsonElement definition) =>
        SearchSpace.Of(definition.GetProperty("space").EnumerateArray().Select(static element => new SearchDimension(element.Text("name"), ReadRange(element))));

    private static SearchRange ReadRange(JsonElement element)
    {
        if (!Enum.TryParse<SearchRangeKind>(element.Text("kind"), out var kind) || !Enum.IsDefined(kind))
            throw new FormatException($"'{element.Text("kind")}' is not a kind of range");
        return kind == SearchRangeKind.Choice
            ? SearchRange.Of([.. element.GetProperty("choices").EnumerateArray().Select(SearchJson.ToSetting)])
            : SearchRange.Checked(kind, element.Number("lowest"), element.Number("highest"), kind.ToString());
    }
}
