using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Google.Protobuf;
using global::Onnx;

namespace Compiled.Fuzz;

/// <summary>Bytes as an ONNX model with its weights in a file beside it: four bytes with the length of the model, the model, and the rest as that file. What lies elsewhere is never read.</summary>
public static class ExternalDataTarget
{
    private const string Memory = "/dev/shm";

    /// <summary>The name of the file, of one outside of the folder, and of a link to that.</summary>
    private const string Data = "weights.bin";
    private const string Outside = "outside.bin";
    private const string Link = "link.bin";

    /// <summary>What the file outside is full of.</summary>
    private const float Secret = 1234.5625f;

    /// <summary>What a few bytes may take of memory, whatever lengths they name.</summary>
    private const long Most = 16 << 20;

    public static void Run(byte[] bytes) => _ = Reads(bytes);

    public static IEnumerable<(string Name, byte[] Bytes)> Seeds()
    {
        var (model, data) = Model();
        yield return ("whole", Joined(model, data));
        yield return ("truncated", Joined(model, data[..^9]));
        foreach (var location in new[] { "./" + Data, $"../{Outside}", $"{Path.GetTempPath()}{Outside}", Link, "." })
            yield return (location.Replace('/', '_'), Joined(Changed(model, "location", location), data));
        foreach (var (key, value) in new[] { ("offset", "18446744073709551615"), ("offset", $"{data.Length}"), ("length", "4"), ("length", "9223372036854775807") })
            yield return ($"{key}-{value}", Joined(Changed(model, key, value), data));
    }

    /// <summary>Whether it is read; the one documented exception is no finding, any other is, and so is a value that lies outside of the folder.</summary>
    public static bool Reads(byte[] bytes)
    {
        var root = Path.Combine(Directory.Exists(Memory) ? Memory : Path.GetTempPath(), $"compiled-fuzz-{Guid.NewGuid():N}");
        var folder = Path.Combine(root, "model");
        _ = Directory.CreateDirectory(folder);
        try
        {
            var length = bytes.Length < sizeof(int) ? 0 : Math.Clamp(BinaryPrimitives.ReadInt32LittleEndian(bytes), 0, bytes.Length - sizeof(int));
            var content = bytes.AsSpan(Math.Min(sizeof(int), bytes.Length));
            var path = Path.Combine(folder, "model.onnx");
            File.WriteAllBytes(path, content[..length]);
            File.WriteAllBytes(Path.Combine(folder, Data), content[length..]);
            File.WriteAllBytes(Path.Combine(root, Outside), MemoryMarshal.AsBytes(Enumerable.Repeat(Secret, 100).ToArray().AsSpan()));
            _ = File.CreateSymbolicLink(Path.Combine(folder, Link), Path.Combine(root, Outside));
            return Reads(path, bytes.Length);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static bool Reads(string path, int count)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            var network = OnnxModel.Read(path);
            if (network.Tensors.Any(static tensor => tensor.Values.Span.Contains(Secret)))
                throw new InvalidOperationException("A file outside of the model's folder was read.");
            return true;
        }
        catch (ModelFileException)
        {
            return false;
        }
        finally
        {
            if (GC.GetAllocatedBytesForCurrentThread() - before > Most + 100L * count)
                throw new InvalidOperationException("Memory was taken on the word of the bytes.");
        }
    }

    /// <summary>A small model, its weights one after the other in the file beside it.</summary>
    private static (ModelProto Model, byte[] Data) Model()
    {
        using var bytes = new MemoryStream();
        OnnxModel.Export(FuzzNet.Fitted(), bytes);
        var (model, data) = (ModelProto.Parser.ParseFrom(bytes.ToArray()), new List<byte>());
        foreach (var tensor in model.Graph.Initializer.Where(static tensor => tensor.HasRawData))
        {
            tensor.DataLocation = TensorProto.Types.DataLocation.External;
            foreach (var (key, value) in new[] { ("location", Data), ("offset", $"{data.Count}"), ("length", $"{tensor.RawData.Length}") })
                tensor.ExternalData.Add(new StringStringEntryProto { Key = key, Value = value });
            data.AddRange(tensor.RawData);
            tensor.ClearRawData();
        }

        return (model, [.. data]);
    }

    private static ModelProto Changed(ModelProto model, string key, string value)
    {
        var changed = model.Clone();
        foreach (var entry in changed.Graph.Initializer.SelectMany(static tensor => tensor.ExternalData).Where(entry => entry.Key == key))
            entry.Value = value;
        return changed;
    }

    private static byte[] Joined(ModelProto model, byte[] data)
    {
        var content = model.ToByteArray();
        var length = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, content.Length);
        return [.. length, .. content, .. data];
    }
}
