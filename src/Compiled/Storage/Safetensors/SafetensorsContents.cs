using System.Buffers;
using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;
using Compiled.Runtime;

namespace Compiled.Storage;

/// <summary>A network as the bytes of a file: the header made, the tensors to be written from where they lie.</summary>
internal sealed class SafetensorsContents
{
    private const int Alignment = 8;

    private readonly List<NetworkTensor> _tensors;
    private readonly byte[] _header;

    public SafetensorsContents(Topology topology, ParameterStore store)
    {
        _tensors = [.. NetworkTensor.Of(topology, store).Where(static tensor => !tensor.IsScaling)];
        _header = WriteHeader(NetworkMetadata.Of(topology, store));
        Length = _header.Length + _tensors.Sum(static tensor => (long)sizeof(float) * tensor.Length);
    }

    /// <summary>Bytes of the whole.</summary>
    public long Length { get; }

    /// <summary>Writes the whole; takes memory for one tensor.</summary>
    public void WriteTo(ref ByteSink sink)
    {
        sink.Write(_header);
        var longest = new float[_tensors.Count == 0 ? 0 : _tensors.Max(static tensor => tensor.Length)];
        foreach (var tensor in _tensors)
        {
            var values = longest.AsSpan(0, tensor.Length);
            tensor.CopyTo(values);
            sink.Write(SafetensorsTypes.ToBytes(values));
        }
    }

    /// <summary>The header with its length before it and spaces behind, so that the first tensor is aligned in the file.</summary>
    private byte[] WriteHeader(IReadOnlyList<(string Key, string Text)> metadata)
    {
        var bytes = new ArrayBufferWriter<byte>();
        bytes.GetSpan(sizeof(ulong))[..sizeof(ulong)].Clear();
        bytes.Advance(sizeof(ulong));
        // What must be escaped is; beside that, attributes and names stay readable in a pager.
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteStartObject("__metadata__");
            foreach (var (key, text) in metadata)
                json.WriteString(key, text);
            json.WriteEndObject();
            WriteTensors(json);
            json.WriteEndObject();
        }

        var padding = -bytes.WrittenCount & (Alignment - 1);
        bytes.GetSpan(Alignment)[..padding].Fill((byte)' ');
        bytes.Advance(padding);
        var header = bytes.WrittenSpan.ToArray();
        BinaryPrimitives.WriteUInt64LittleEndian(header, (ulong)header.Length - sizeof(ulong));
        return header;
    }

    private void WriteTensors(Utf8JsonWriter json)
    {
        var begin = 0L;
        foreach (var tensor in _tensors)
        {
            var end = begin + (long)sizeof(float) * tensor.Length;
            json.WriteStartObject(tensor.Name);
            json.WriteString("dtype", "F32");
            json.WriteStartArray("shape");
            foreach (var size in tensor.Shape)
                json.WriteNumberValue(size);
            json.WriteEndArray();
            json.WriteStartArray("data_offsets");
            json.WriteNumberValue(begin);
            json.WriteNumberValue(end);
            json.WriteEndArray();
            json.WriteEndObject();
            begin = end;
        }
    }
}
