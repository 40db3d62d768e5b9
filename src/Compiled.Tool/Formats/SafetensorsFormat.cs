using System.Text.Json;
using Compiled.Arrays;
using Compiled.Dynamic;
using Compiled.Runtime;
using Compiled.Storage;

namespace Compiled.Tool.Formats;

/// <summary>safetensors, of this library or of any other.</summary>
internal sealed class SafetensorsFormat : ModelFormat
{
    private const string OwnPrefix = "compiled.";
    private const int ChunkLength = 1 << 16;
    private const int LongestShown = 200;

    /// <inheritdoc/>
    public override string Extension => ".safetensors";

    /// <inheritdoc/>
    protected override FileKind Kind => FileKind.Safetensors;

    /// <inheritdoc/>
    public override FileDescription Describe(string path, CancellationToken cancellation)
    {
        InputFiles.Check(path);
        using var stream = ModelFiles.Open(path);
        return Named(path, () => Describe(stream, cancellation));
    }

    /// <summary>The same of a stream, from its beginning.</summary>
    public static FileDescription Describe(Stream stream, CancellationToken cancellation)
    {
        var header = Safetensors.ReadHeader(stream);
        var tensors = header.Tensors.Select(tensor => Describe(stream, tensor, cancellation)).ToList();
        return Of(header) with { Tensors = tensors };
    }

    /// <inheritdoc/>
    public override NetworkDeclaration? ReadDeclaration(string path, ReadChoices choices)
    {
        InputFiles.Check(path);
        return Of(Safetensors.ReadHeader(path)).ToDeclaration();
    }

    /// <inheritdoc/>
    public override ParameterStore ReadParameters(Topology topology, string path, ReadChoices choices, CancellationToken cancellation)
    {
        var parameters = UncompiledNetwork.CreateParameters(topology);
        Safetensors.LoadParameters(topology, parameters, path, new LoadOptions { Names = choices.Names });
        return parameters;
    }

    /// <inheritdoc/>
    public override void Save(Topology topology, ParameterStore parameters, string path) => Safetensors.Save(topology, parameters, path);

    /// <summary>What a header says of the network.</summary>
    public static FileDescription Of(SafetensorsHeader header)
    {
        var own = header.Metadata;
        return new("safetensors", [])
        {
            Network = own.GetValueOrDefault(OwnPrefix + "network"),
            Declaration = own.GetValueOrDefault(OwnPrefix + "topology"),
            Classes = own.TryGetValue(OwnPrefix + "classes", out var classes) ? JsonNames.Read(classes) : [],
            Features = own.TryGetValue(OwnPrefix + "features", out var features) ? JsonNames.Read(features) : [],
            Encoder = own.GetValueOrDefault(NameMetadata.EncoderKey),
            Metadata = [.. own.Where(static pair => !pair.Key.StartsWith(OwnPrefix, StringComparison.Ordinal)).OrderBy(static pair => pair.Key, StringComparer.Ordinal)
                .Select(static pair => (pair.Key, pair.Value.Length <= LongestShown ? pair.Value : pair.Value[..LongestShown] + "…"))],
        };
    }

    private static TensorDescription Describe(Stream stream, SafetensorsTensor tensor, CancellationToken cancellation)
    {
        var length = tensor.End - tensor.Begin;
        if (ElementType.OfName(tensor.Type) is not { } type)
        {
            stream.Seek(length, SeekOrigin.Current);
            return new(tensor.Name, tensor.Type, tensor.Shape, length, null);
        }

        var statistics = new TensorStatistics();
        var (bytes, values) = (new byte[ChunkLength], new double[ChunkLength]);
        for (var left = length; left > 0;)
        {
            cancellation.ThrowIfCancellationRequested();
            var chunk = bytes.AsSpan(0, (int)Math.Min(left, ChunkLength));
            stream.ReadExactly(chunk);
            var converted = values.AsSpan(0, chunk.Length / type.Size);
            type.ToDoubles(chunk, isBigEndian: false, converted);
            statistics.Add(converted);
            left -= chunk.Length;
        }

        return new(tensor.Name, tensor.Type, tensor.Shape, length, statistics);
    }

    /// <summary>A stream has no name; its errors get the file's.</summary>
    private static T Named<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (ModelFileException exception) when (exception.FileName is null)
        {
            throw new ModelFileException(path, exception.Message, exception);
        }
    }
}

/// <summary>Names of features or classes as a JSON array in a file's metadata.</summary>
internal static class JsonNames
{
    /// <summary>The names; none where the text is no such array.</summary>
    public static IReadOnlyList<string> Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind != JsonValueKind.Array ? []
                : [.. document.RootElement.EnumerateArray().Select(static name => name.ValueKind == JsonValueKind.String ? name.GetString()! : name.GetRawText())];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return [];
        }
    }
}
