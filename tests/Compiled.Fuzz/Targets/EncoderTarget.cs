using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Compiled.Fuzz;

/// <summary>Bytes as the JSON of the encoder in a file that is right otherwise: what loads encodes a row, and is written as it was read.</summary>
public static class EncoderTarget
{
    private const int LengthBytes = 8;

    private static readonly byte[] File = Named().ToBytes();

    public static void Run(byte[] bytes) => _ = Loads(bytes);

    public static IEnumerable<(string Name, byte[] Bytes)> Seeds() =>
    [
        ("median", """{"columns":[{"name":"age","median":39.5,"indicator":true},{"name":"city","categories":["Rome"]}],"targets":["rent"],"classes":["low","high"]}"""u8.ToArray()),
        ("strict", """{"columns":[{"name":"age","median":-1e3,"indicator":true},{"name":"city","categories":["Rome"],"strict":true}],"targets":["a","b"]}"""u8.ToArray()),
        ("binary", """{"columns":[{"name":"city","categories":["Rome"]},{"name":"age","median":0,"indicator":true}],"targets":["rent"],"classes":["no","yes"],"binary":true}"""u8.ToArray()),
    ];

    /// <summary>Whether the file loads; the one documented exception is no finding.</summary>
    public static bool Loads(byte[] bytes)
    {
        var file = WithEncoder(bytes);
        FuzzNet network;
        try
        {
            network = FuzzNet.Read(file);
        }
        catch (ModelFileException)
        {
            // Without the topology's metadata, the encoder is one of the things that are left out.
            return false;
        }

        var encoder = network.Encoder ?? throw new InvalidOperationException("The file has an encoder, but the network has none.");
        var row = network.CreateRow();
        foreach (var column in encoder.Columns)
            row[column.Name] = column.Kind == ColumnKind.Numeric ? 1f : column.Categories is [var first, ..] ? first : TableCell.Missing;
        network.Predict(row, new float[FuzzNet.OutputSize]);
        return FuzzNet.Read(network.ToBytes()).Encoder is { } again && again.Equals(encoder) ? true : throw new InvalidOperationException("An encoder is written otherwise than it was read.");
    }

    /// <summary>A network whose inputs are the features of the seeds.</summary>
    private static FuzzNet Named()
    {
        var network = FuzzNet.Fitted();
        network.FeatureNames = ["age", "age=(missing)", "city=Rome"];
        return network;
    }

    private static byte[] WithEncoder(byte[] text)
    {
        var length = LengthBytes + (int)BinaryPrimitives.ReadInt64LittleEndian(File);
        var header = JsonNode.Parse(File.AsSpan(LengthBytes, length - LengthBytes))!;
        header["__metadata__"]!["compiled.encoder"] = Encoding.UTF8.GetString(text);
        var json = JsonSerializer.SerializeToUtf8Bytes(header);
        var padded = (json.Length + LengthBytes - 1) / LengthBytes * LengthBytes;
        var file = new byte[LengthBytes + padded + File.Length - length];
        BinaryPrimitives.WriteInt64LittleEndian(file, padded);
        json.CopyTo(file, LengthBytes);
        file.AsSpan(LengthBytes + json.Length, padded - json.Length).Fill((byte)' ');
        File.AsSpan(length).CopyTo(file.AsSpan(LengthBytes + padded));
        return file;
    }
}
