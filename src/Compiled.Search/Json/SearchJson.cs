using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Compiled.Dynamic;

namespace Compiled.Searching;

/// <summary>JSON in one line, whose numbers are read back bit for bit.</summary>
internal static class SearchJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>An object with the members that are written.</summary>
    public static string Object(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Reads an object.</summary>
    /// <exception cref="FormatException">The text is not what it should be: the message says what, and what was wrong.</exception>
    public static T Read<T>(string text, string what, Func<JsonElement, T> read)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            using var document = JsonDocument.Parse(text);
            return read(document.RootElement);
        }
        catch (Exception exception) when (exception
            is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException or OverflowException or NetworkCompilationException)
        {
            throw new FormatException($"The text is not {what}: {exception.Message.TrimEnd('.')}. Pass text that ToJson wrote.", exception);
        }
    }

    /// <summary>A number; one that JSON does not have as text.</summary>
    public static void Number(this Utf8JsonWriter writer, string name, double value)
    {
        if (double.IsFinite(value))
            writer.WriteNumber(name, value);
        else
            writer.WriteString(name, value.ToString(CultureInfo.InvariantCulture));
    }

    public static double Number(this JsonElement element, string name) => Number(element.GetProperty(name));

    public static double Number(this JsonElement element) => element.ValueKind == JsonValueKind.String
        ? double.Parse(element.GetString()!, NumberStyles.Float, CultureInfo.InvariantCulture)
        : element.GetDouble();

    public static int Int(this JsonElement element, string name) => element.GetProperty(name).GetInt32();

    public static string Text(this JsonElement element, string name) =>
        element.GetProperty(name).GetString() ?? throw new FormatException($"'{name}' is null");

    /// <summary>A member that may be missing or null.</summary>
    public static JsonElement? Optional(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public static void Value(this Utf8JsonWriter writer, SettingValue value)
    {
        if (value.IsNumber)
            writer.WriteNumberValue(value.Number);
        else
            writer.WriteStringValue(value.Text);
    }

    public static SettingValue ToSetting(this JsonElement element) => element.ValueKind == JsonValueKind.String ? new(element.GetString()!) : new(element.GetDouble());
}
