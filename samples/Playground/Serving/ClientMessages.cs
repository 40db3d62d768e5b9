using System.Text.Json;
using Playground.Protocol;

namespace Playground.Serving;

/// <summary>Reads the fields of a client's message, which may be anything.</summary>
internal readonly struct ClientMessage
{
    private readonly JsonElement _json;

    private ClientMessage(JsonElement json, string type) => (_json, Type) = (json, type);

    /// <summary>What it asks for.</summary>
    public string Type { get; }

    /// <summary>The client's own number of it.</summary>
    public int? Id => _json.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.Number && id.TryGetInt32(out var number) ? number : null;

    /// <summary>Parses a message.</summary>
    /// <exception cref="RejectedException">It is not an object with a type.</exception>
    public static ClientMessage Parse(ReadOnlyMemory<byte> text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 16, AllowDuplicateProperties = false });
            var json = document.RootElement.Clone();
            return json.ValueKind == JsonValueKind.Object && json.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String
                ? new(json, type.GetString()!)
                : throw new RejectedException("message", "A message must be an object with a type: see PROTOCOL.md.");
        }
        catch (JsonException exception)
        {
            throw new RejectedException("message", $"The message is not JSON: {exception.Message}");
        }
    }

    /// <summary>A field, or an undefined element.</summary>
    public JsonElement Field(string name) => _json.TryGetProperty(name, out var field) ? field : default;

    /// <summary>A whole number within bounds; a default where it is left out.</summary>
    /// <exception cref="RejectedException">It is something else.</exception>
    public int Whole(string name, int standard, int least, int most)
    {
        var field = Field(name);
        if (field.ValueKind == JsonValueKind.Undefined)
            return standard;
        return field.ValueKind == JsonValueKind.Number && field.TryGetInt32(out var value) && value >= least && value <= most
            ? value
            : throw new RejectedException(name, FormattableString.Invariant($"{name} is {Shown(field)}, but must be a whole number from {least} to {most}."));
    }

    /// <summary>A text.</summary>
    /// <exception cref="RejectedException">It is missing or something else.</exception>
    public string Text(string name) => Field(name) is { ValueKind: JsonValueKind.String } field
        ? field.GetString()!
        : throw new RejectedException(name, $"{name} is {Shown(Field(name))}, but must be a text.");

    /// <summary>Numbers, as many as there are inputs; null where the field is null.</summary>
    /// <exception cref="RejectedException">It is something else.</exception>
    public float[]? Input(string name, int size)
    {
        var field = Field(name);
        if (field.ValueKind == JsonValueKind.Null)
            return null;
        if (field.ValueKind != JsonValueKind.Array || field.GetArrayLength() != size)
            throw new RejectedException(name, FormattableString.Invariant($"{name} is {Shown(field)}, but must be an array of {size} numbers."));
        var values = new float[size];
        for (var index = 0; index < size; index++)
        {
            if (field[index].ValueKind != JsonValueKind.Number || !field[index].TryGetSingle(out values[index]) || !float.IsFinite(values[index]))
                throw new RejectedException(name, FormattableString.Invariant($"{name}[{index}] is {Shown(field[index])}, but must be a finite number."));
        }

        return values;
    }

    private static string Shown(JsonElement field) => field.ValueKind switch
    {
        JsonValueKind.Undefined => "missing",
        JsonValueKind.Array => FormattableString.Invariant($"an array of {field.GetArrayLength()}"),
        JsonValueKind.Object => "an object",
        _ => field.GetRawText() is { Length: <= 40 } text ? text : $"{field.GetRawText()[..40]}…",
    };
}
