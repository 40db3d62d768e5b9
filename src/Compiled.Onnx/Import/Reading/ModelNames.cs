using Compiled.Storage;
using global::Onnx;

namespace Compiled.Import;

/// <summary>The names of the features and classes among a model's metadata, where the export of this package writes them.</summary>
internal static class ModelNames
{
    public static IReadOnlyList<string> Features(ModelProto model) => Read(model, NameMetadata.FeaturesKey, "feature");

    public static IReadOnlyList<string> Classes(ModelProto model) => Read(model, NameMetadata.ClassesKey, "class");

    /// <summary>What turns raw columns into the model's input, or null.</summary>
    public static TableEncoder? Encoder(ModelProto model)
    {
        if (model.MetadataProps.FirstOrDefault(static entry => entry.Key == NameMetadata.EncoderKey) is not { } encoder)
            return null;
        try
        {
            return EncoderJson.Read(encoder.Value, Features(model), Classes(model).Count);
        }
        catch (FormatException exception)
        {
            throw new ImportProblem($"The model's metadata '{NameMetadata.EncoderKey}' {exception.Message}.", exception);
        }
    }

    private static IReadOnlyList<string> Read(ModelProto model, string key, string what)
    {
        if (model.MetadataProps.FirstOrDefault(entry => entry.Key == key) is not { } names)
            return [];
        try
        {
            return NameJson.ReadAtMost(names.Value, Limits.MaxInputs, what);
        }
        catch (FormatException exception)
        {
            throw new ImportProblem($"The model's metadata '{key}' {exception.Message}.", exception);
        }
    }
}
