using System.Text.Json;
using global::Onnx;

namespace Compiled.Import;

/// <summary>The names of the classes among a model's metadata, where the export of this package writes them.</summary>
internal static class ClassMetadata
{
    public const string Key = "compiled.classes";

    public static IReadOnlyList<string> Read(ModelProto model)
    {
        if (model.MetadataProps.FirstOrDefault(static entry => entry.Key == Key) is not { } classes)
            return [];
        try
        {
            using var document = JsonDocument.Parse(classes.Value, new JsonDocumentOptions { MaxDepth = 4 });
            if (document.RootElement.ValueKind == JsonValueKind.Array && document.RootElement.EnumerateArray().All(static name => name.ValueKind == JsonValueKind.String))
                return [.. document.RootElement.EnumerateArray().Select(static name => name.GetString()!)];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Half a surrogate pair in a string is an InvalidOperationException.
            throw new ImportProblem($"The model's metadata '{Key}' is no JSON: {exception.Message}", exception);
        }

        throw new ImportProblem($"The model's metadata '{Key}' must be a JSON array of texts.");
    }
}
