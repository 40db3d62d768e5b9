using System.IO.Compression;

namespace Compiled.Fuzz;

/// <summary>Bytes as the data of a search, from a stream that knows its length and from one that does not: both agree, and what is read is written in a form that is read again as the same.</summary>
public static class SearchDataTarget
{
    /// <summary>What a few bytes may take of memory, whatever lengths they name.</summary>
    private const long Most = 16 << 20;

    public static void Run(byte[] bytes) => _ = Reads(bytes);

    public static IEnumerable<(string Name, byte[] Bytes)> Seeds()
    {
        var numbers = Dataset.FromMemory([1, 2, 3, 4, 5, 6], [1, 2, 3], 2, 1);
        return
        [
            ("classes", Bytes(FuzzSearch.Data)),
            ("numbers", Bytes(numbers)),
            ("weights", Bytes(new(numbers.WithSampleWeights([1, 2, 0.5f]), [0, 1, 0]))),
            ("labels", Bytes(Dataset.FromLabels([1, 2, 3, 4], [0, 2], 3, ["a", "b"]))),
        ];
    }

    /// <summary>Whether it is read; the one documented exception is no finding, any other is.</summary>
    public static bool Reads(byte[] bytes)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var data = Read(new MemoryStream(bytes, writable: false));
        // A stream that cannot seek: what packs and unpacks on the way, or comes from another process.
        using var packed = new MemoryStream();
        using (var packing = new ZLibStream(packed, CompressionLevel.NoCompression, leaveOpen: true))
            packing.Write(bytes);
        packed.Position = 0;
        using var stream = new ZLibStream(packed, CompressionMode.Decompress);
        if (Read(stream)?.Hash != data?.Hash)
            throw new InvalidOperationException("The same bytes are read otherwise from a stream that does not know its length.");
        if (GC.GetAllocatedBytesForCurrentThread() - before > Most + 100L * bytes.Length)
            throw new InvalidOperationException("Memory was taken on the word of the bytes.");
        if (data is not null && SearchData.Read(new MemoryStream(Bytes(data), writable: false)).Hash != data.Hash)
            throw new InvalidOperationException("The data of a search are written otherwise than they were read.");
        return data is not null;
    }

    private static SearchData? Read(Stream stream)
    {
        try
        {
            return SearchData.Read(stream);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static byte[] Bytes(SearchData data)
    {
        using var stream = new MemoryStream();
        data.Write(stream);
        return stream.ToArray();
    }
}
