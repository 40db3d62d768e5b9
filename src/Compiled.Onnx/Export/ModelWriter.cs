using System.Text.Json;
using Compiled.Blocks;
using Compiled.Storage;
using global::Onnx;

namespace Compiled.Export;

/// <summary>A whole model: the graph, and what the model says of itself.</summary>
internal static class ModelWriter
{
    public static ModelProto Write(Topology topology, IReadOnlyList<NetworkTensor> tensors, OnnxExportOptions options)
    {
        ArgumentNullException.ThrowIfNull(topology);
        ArgumentNullException.ThrowIfNull(tensors);
        Check(topology, options);
        var opset = options.Opset ?? topology.Blocks.Max(static block => OnnxBlocks.Find(block.Kind)?.Opset ?? OnnxExportOptions.LowestOpset);
        var graph = new GraphProto { Name = topology.Name };
        new ChainWriter(topology, new TensorTable(tensors, options.AllowNonFinite), new GraphWriter(graph), options, opset).Write();

        var model = new ModelProto
        {
            // The version that came with the operator set: a runtime that knows the one knows the other.
            IrVersion = opset < 15 ? 7 : 8,
            ProducerName = "Compiled",
            ProducerVersion = typeof(ModelWriter).Assembly.GetName().Version!.ToString(3),
            DocString = topology.ToString(),
            Graph = graph,
        };
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = "", Version = opset });
        if (topology.Classes.Count > 0)
            model.MetadataProps.Add(new StringStringEntryProto { Key = NameMetadata.ClassesKey, Value = Json(topology.Classes) });
        if (topology.Features.Count > 0)
            model.MetadataProps.Add(new StringStringEntryProto { Key = NameMetadata.FeaturesKey, Value = Json(topology.Features) });
        if (topology.Encoder is not null)
            model.MetadataProps.Add(new StringStringEntryProto { Key = NameMetadata.EncoderKey, Value = EncoderJson.Write(topology.Encoder) });
        model.MetadataProps.Add(new StringStringEntryProto { Key = "compiled.topology", Value = topology.Declaration });
        return model;
    }

    private static void Check(Topology topology, OnnxExportOptions options)
    {
        if (options.Opset is < OnnxExportOptions.LowestOpset or > OnnxExportOptions.HighestOpset)
        {
            throw new ArgumentOutOfRangeException(
                nameof(options), options.Opset, $"Opset must be {OnnxExportOptions.LowestOpset} to {OnnxExportOptions.HighestOpset}, or null for the lowest that the blocks need. Runtimes also read models of older versions.");
        }

        foreach (var (option, name) in new[] { ("InputName", options.InputName), ("OutputName", options.OutputName), ("BatchName", options.BatchName) })
        {
            if (string.IsNullOrEmpty(name))
                throw new ArgumentException($"{option} is empty: give a name, or leave it out for the default.", nameof(options));
        }

        foreach (var head in topology.Heads)
        {
            if (head.Name == options.InputName || head.Name == options.OutputName)
                throw new ArgumentException($"The output of the head {head.Name} has its name, but the options give that name to another value: choose another InputName or OutputName.", nameof(options));
        }
    }

    /// <summary>An array of strings.</summary>
    private static string Json(IReadOnlyList<string> values)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartArray();
            foreach (var value in values)
                writer.WriteStringValue(value);
            writer.WriteEndArray();
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}
