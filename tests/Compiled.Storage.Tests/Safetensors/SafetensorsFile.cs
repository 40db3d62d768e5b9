using System.Buffers.Binary;
using System.Text;
using Compiled.Storage;
using Compiled.Tests.Portable;

namespace Compiled.Tests.Safetensor;

/// <summary>Files put together by hand, and what a reader must say of them.</summary>
internal static class SafetensorsFile
{
    /// <summary>The tensors of <see cref="ClassicNet"/>, as another library would write them.</summary>
    public const string Classic =
        """
        "0.weight":{"dtype":"F32","shape":[8,4],"data_offsets":[0,128]},
        "0.bias":{"dtype":"F32","shape":[8],"data_offsets":[128,160]},
        "2.weight":{"dtype":"F32","shape":[3,8],"data_offsets":[160,256]},
        "2.bias":{"dtype":"F32","shape":[3],"data_offsets":[256,268]}
        """;

    public const int ClassicLength = 268;

    /// <summary>A file of a header and of that many zeros.</summary>
    public static byte[] Of(string header, int dataLength) => Of(Encoding.UTF8.GetBytes(header), new byte[dataLength]);

    public static byte[] Of(byte[] header, byte[] data)
    {
        var length = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        return [.. length, .. header, .. data];
    }

    /// <summary>The header's text of a file.</summary>
    public static string HeaderOf(ReadOnlySpan<byte> file) => Encoding.UTF8.GetString(file.Slice(8, (int)BinaryPrimitives.ReadUInt64LittleEndian(file)));

    /// <summary>The file with one replacement in its header; the length before it is put right.</summary>
    public static byte[] Edited(byte[] file, string old, string replacement)
    {
        var header = HeaderOf(file);
        Assert.Contains(old, header);
        return Of(Encoding.UTF8.GetBytes(header.Replace(old, replacement)), file[(8 + Encoding.UTF8.GetByteCount(header))..]);
    }

    /// <summary>The file with one value written over, by the tensor's name.</summary>
    public static byte[] WithValue(byte[] file, string tensor, int index, float value)
    {
        using var stream = new MemoryStream(file);
        var begin = Safetensors.ReadHeader(stream).Tensors.Single(candidate => candidate.Name == tensor).Begin + stream.Position;
        byte[] changed = [.. file];
        BinaryPrimitives.WriteSingleLittleEndian(changed.AsSpan((int)begin + 4 * index), value);
        return changed;
    }

    /// <summary>All ways to read the bytes give one and the same error, which says all of that.</summary>
    public static ModelFileException Rejects<TNetwork>(byte[] file, params string[] fragments)
        where TNetwork : class, INetwork<TNetwork>
    {
        var ofSpan = Assert.Throws<ModelFileException>(() => Safetensors.Read<TNetwork>(file));
        var ofStream = Assert.Throws<ModelFileException>(() => Safetensors.Read<TNetwork>(new MemoryStream(file)));
        var ofTrickle = Assert.Throws<ModelFileException>(() => Safetensors.Read<TNetwork>(new TrickleStream(file)));
        foreach (var exception in new[] { ofSpan, ofStream, ofTrickle })
        {
            foreach (var fragment in fragments)
                Assert.Contains(fragment, exception.Message, StringComparison.Ordinal);
            Assert.Null(exception.FileName);
            Assert.NotEmpty(exception.Problems);
        }

        return ofSpan;
    }

    /// <summary>Every bit of what a network's files hold, the input scaling's state included.</summary>
    public static List<string> Contents<TNetwork>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork>
    {
        List<string> contents = [$"fitted: {string.Join(' ', network.Parameters.Layout.Statistics.Where(static statistics => statistics.Norm < 0).Select(statistics => network.Parameters.State[statistics.FlagOffset]))}"];
        foreach (var tensor in NetworkTensor.Of(network))
        {
            var values = new float[tensor.Length];
            tensor.CopyTo(values);
            contents.Add($"{tensor.Name}: {string.Join(' ', values.Select(BitConverter.SingleToUInt32Bits))}");
        }

        return contents;
    }
}
