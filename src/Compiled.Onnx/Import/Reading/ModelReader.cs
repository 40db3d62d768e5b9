using Compiled.Storage;
using Google.Protobuf;
using global::Onnx;

namespace Compiled.Import;

/// <summary>A file's bytes as ONNX's messages.</summary>
internal static class ModelReader
{
    /// <summary>Models without subgraphs nest some ten messages deep.</summary>
    private const int DeepestMessage = 64;

    /// <exception cref="ImportProblem">The stream is too long, or no ONNX model.</exception>
    public static ModelProto Read(Stream stream, OnnxReadOptions options)
    {
        if (options.MaxBytes is < 1 or > int.MaxValue)
            throw new ArgumentOutOfRangeException(nameof(options), options.MaxBytes, $"MaxBytes must be 1 to {Text.Number(int.MaxValue)}.");
        if (stream.CanSeek && stream.Length - stream.Position > options.MaxBytes)
            throw TooLong(options);
        try
        {
            stream = Rewindable(stream, options);
            var start = stream.Position;
            if (FileBeginning.Refusal(FileBeginning.Of(stream), FileKind.Onnx) is { } refusal)
                throw new ImportProblem(refusal);
            StructureScan.Check(new BoundedStream(stream, options.MaxBytes, () => TooLong(options)));
            stream.Position = start;
            var input = CodedInputStream.CreateWithLimits(new BoundedStream(stream, options.MaxBytes, () => TooLong(options)), int.MaxValue, DeepestMessage);
            var model = ModelProto.Parser.ParseFrom(input);
            if (model.Graph is null)
                throw new ImportProblem("The file contains no graph: it is empty, or not an ONNX model.");
            return model;
        }
        catch (InvalidProtocolBufferException exception)
        {
            throw new ImportProblem($"The file is not an ONNX model, or it is damaged: {exception.Message} Export it again, or download it again.", exception);
        }
    }

    /// <summary>The stream, or a copy of one that cannot go back.</summary>
    private static Stream Rewindable(Stream stream, OnnxReadOptions options)
    {
        if (stream.CanSeek)
            return stream;
        var copy = new MemoryStream();
        new BoundedStream(stream, options.MaxBytes, () => TooLong(options)).CopyTo(copy);
        copy.Position = 0;
        return copy;
    }

    private static ImportProblem TooLong(OnnxReadOptions options) =>
        new($"The model is longer than {Text.Number(options.MaxBytes)} bytes: raise OnnxReadOptions.MaxBytes if it really is this large.");
}
