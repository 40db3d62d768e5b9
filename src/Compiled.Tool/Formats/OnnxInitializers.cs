using Compiled.Arrays;
using Compiled.Storage;
using Google.Protobuf;
using global::Onnx;

namespace Compiled.Tool.Formats;

/// <summary>The weights of an ONNX model as they are in the file, for models that hold what no network can.</summary>
internal static class OnnxInitializers
{
    /// <summary>The initialisers of a model; null where the file is no model at all, or has none.</summary>
    public static IReadOnlyList<TensorDescription>? Describe(string path)
    {
        if (new FileInfo(path).Length > OnnxReadOptions.DefaultMaxBytes)
            return null;
        try
        {
            using var stream = ModelFiles.Open(path);
            var model = ModelProto.Parser.ParseFrom(stream);
            return model.Graph is { Initializer.Count: > 0 } graph ? [.. graph.Initializer.Select(Describe)] : null;
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    private static TensorDescription Describe(TensorProto tensor)
    {
        var name = TypeName(tensor.DataType);
        var type = ElementType.OfName(name);
        var values = type is null ? null : Values(tensor, type);
        var statistics = values is null ? null : new TensorStatistics();
        statistics?.Add(values);
        return new(tensor.Name, name, [.. tensor.Dims], tensor.HasRawData || values is null ? tensor.RawData.Length : (long)values.Length * type!.Size, statistics);
    }

    /// <summary>The values, wherever the model keeps them; null where they lie in another file, or are kept as no other tensors of the type are.</summary>
    private static double[]? Values(TensorProto tensor, ElementType type)
    {
        if (tensor.DataLocation == TensorProto.Types.DataLocation.External)
            return null;
        if (tensor.HasRawData)
        {
            var values = new double[tensor.RawData.Length / type.Size];
            type.ToDoubles(tensor.RawData.Span[..(values.Length * type.Size)], isBigEndian: false, values);
            return values;
        }

        return type.Name switch
        {
            "F32" => [.. tensor.FloatData.Select(static value => (double)value)],
            "F64" => [.. tensor.DoubleData],
            "I64" => [.. tensor.Int64Data.Select(static value => (double)value)],
            "I32" => [.. tensor.Int32Data.Select(static value => (double)value)],
            _ => null,
        };
    }

    private static string TypeName(int type) => (TensorProto.Types.DataType)type switch
    {
        TensorProto.Types.DataType.Float => "F32",
        TensorProto.Types.DataType.Double => "F64",
        TensorProto.Types.DataType.Float16 => "F16",
        TensorProto.Types.DataType.Bfloat16 => "BF16",
        TensorProto.Types.DataType.Int8 => "I8",
        TensorProto.Types.DataType.Int16 => "I16",
        TensorProto.Types.DataType.Int32 => "I32",
        TensorProto.Types.DataType.Int64 => "I64",
        TensorProto.Types.DataType.Uint8 => "U8",
        TensorProto.Types.DataType.Uint16 => "U16",
        TensorProto.Types.DataType.Uint32 => "U32",
        TensorProto.Types.DataType.Uint64 => "U64",
        TensorProto.Types.DataType.Bool => "BOOL",
        var other => other.ToString(),
    };
}
