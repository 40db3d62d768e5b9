using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Compiled.Storage;

/// <summary>Names as a JSON array of texts, as metadata holds them: a name may have any character.</summary>
internal static class NameJson
{
    /// <summary>The names as a file has them.</summary>
    public static string Write(IReadOnlyList<string> names)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(text, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartArray();
            foreach (var name in names)
                json.WriteStringValue(name);
            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(text.WrittenSpan);
    }

    /// <summary>Reads names, exactly as many as are expected.</summary>
    /// <param name="text">What the file says.</param>
    /// <param name="expected">How many the network needs.</param>
    /// <param name="what">What they name: "feature" or "class".</param>
    /// <exception cref="FormatException">The text is not an array of that number of names, or one of them cannot be a name; the message is what follows "the metadata".</exception>
    public static IReadOnlyList<string> Read(string text, int expected, string what)
    {
        var names = ReadAtMost(text, expected, what);
        return names.Count == expected ? names : throw new FormatException(Wording.Of($"has {Wording.Count(names.Count, "name")}, but the network has {Wording.Count(expected, what)}"));
    }

    /// <summary>Reads names; one more than can be needed ends the reading, so that no file decides what is allocated.</summary>
    /// <exception cref="FormatException">The text is not an array of names, has more, or one of them cannot be a name; the message is what follows "the metadata".</exception>
    public static IReadOnlyList<string> ReadAtMost(string text, int most, string what)
    {
        List<string> names = [];
        try
        {
            var json = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), new JsonReaderOptions { MaxDepth = 2 });
            if (!json.Read() || json.TokenType != JsonTokenType.StartArray)
                throw new FormatException("is not a JSON array of strings");
            while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            {
                if (json.TokenType != JsonTokenType.String)
                    throw new FormatException(Wording.Of($"has an element {names.Count} that is not a string, but must be a JSON array of strings"));
                if (names.Count == most)
                    throw new FormatException(Wording.Of($"has more than {most} names of {NameList.Plural(what)}, more than any network has"));
                names.Add(json.GetString()!);
            }

            // Nothing but white space may follow; anything else is the JSON reader's error.
            _ = json.Read();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Half of a surrogate pair in a text is an InvalidOperationException.
            throw new FormatException($"is not a JSON array of strings: {ModelText.Clip(exception.Message, 200)}", exception);
        }

        return NameList.Problem(names, what) is { } problem ? throw new FormatException($"is not valid: {problem}") : names;
    }
}
