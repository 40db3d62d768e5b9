using Compiled.Storage;
using global::Onnx;

namespace Compiled.Tool.Formats;

/// <summary>What this library's exporter writes into the metadata of a model.</summary>
internal static class OnnxMetadata
{
    private const string TopologyKey = "compiled.topology";
    private const string ClassesKey = "compiled.classes";
    private const string FeaturesKey = "compiled.features";

    /// <summary>What the exporter said of the network; no declaration for other models. The file was read before, with all checks.</summary>
    public static FileDescription Read(string path)
    {
        using var stream = ModelFiles.Open(path);
        var model = ModelProto.Parser.ParseFrom(stream);
        return new("ONNX", [])
        {
            Declaration = Find(TopologyKey),
            Network = string.IsNullOrEmpty(model.Graph?.Name) ? null : model.Graph.Name,
            Classes = Find(ClassesKey) is { } classes ? JsonNames.Read(classes) : [],
            Encoder = Find(NameMetadata.EncoderKey),
            Features = Find(FeaturesKey) is { } features ? JsonNames.Read(features) : [],
        };

        string? Find(string key) => model.MetadataProps.FirstOrDefault(entry => entry.Key == key)?.Value;
    }
}
