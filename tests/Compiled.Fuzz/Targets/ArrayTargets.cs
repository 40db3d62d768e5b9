using System.IO.Compression;
using System.Text;

namespace Compiled.Fuzz;

/// <summary>Bytes as files of arrays: IDX, .npy and .npz.</summary>
public static class ArrayTargets
{
    private const string Shape = "(2, 3)";

    public static void RunIdx(byte[] bytes) => Reads(bytes, NumericArray.FromIdx);

    public static void RunNpy(byte[] bytes) => Reads(bytes, NumericArray.FromNpy);

    public static void RunNpz(byte[] bytes) => Reads(bytes, static stream => NumericArray.FromNpz(stream, "x"));

    public static IEnumerable<(string Name, byte[] Bytes)> IdxSeeds()
    {
        byte[] plain = [0, 0, 0x0B, 2, 0, 0, 0, 2, 0, 0, 0, 3, 0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6];
        using var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            stream.Write(plain);
        return [("int16", plain), ("int16.gz", packed.ToArray())];
    }

    public static IEnumerable<(string Name, byte[] Bytes)> NpySeeds() => [("floats", Npy("<f4", 4)), ("big", Npy(">f8", 8)), ("truth", Npy("|b1", 1))];

    public static IEnumerable<(string Name, byte[] Bytes)> NpzSeeds() => [("stored", Npz(CompressionLevel.NoCompression)), ("packed", Npz(CompressionLevel.Optimal))];

    private static byte[] Npy(string type, int size)
    {
        var header = Encoding.ASCII.GetBytes($"{{'descr': '{type}', 'fortran_order': True, 'shape': {Shape}, }}\n");
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. header, .. new byte[6 * size]];
    }

    private static byte[] Npz(CompressionLevel level)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("x.npy", level).Open();
            entry.Write(Npy("<f4", 4));
        }

        return bytes.ToArray();
    }

    /// <summary>What is read has the values that its shape says; the one documented exception is no finding, any other is.</summary>
    private static void Reads(byte[] bytes, Func<Stream, NumericArray> read)
    {
        try
        {
            var array = read(new MemoryStream(bytes, writable: false));
            if (array.Count != array.Shape.Aggregate(1L, static (product, size) => product * size))
                throw new InvalidOperationException($"{array} has {array.Count} values.");
        }
        catch (ArrayFileException)
        {
        }
    }
}
