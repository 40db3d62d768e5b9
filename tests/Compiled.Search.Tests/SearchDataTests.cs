using System.IO.Compression;
using System.Text;

namespace Compiled.Tests;

/// <summary>Data of a search that nothing writes: one exception, and no memory on the word of a length.</summary>
public class SearchDataTests
{
    private static readonly Dataset Classes = Dataset.FromLabels([1, 2, 3, 4], [0, 1], ["no", "yes"], ["a", "b"]);

    /// <summary>Magic, three sizes, and the three lengths of values with the values.</summary>
    private const int Names = 8 + 3 * 4 + 3 * 4 + 8 * 4;

    private static byte[] File(Dataset data)
    {
        using var stream = new MemoryStream();
        new SearchData(data).Write(stream);
        return stream.ToArray();
    }

    private static string Refused(Stream stream) => Assert.Throws<InvalidDataException>(() => SearchData.Read(stream)).Message;

    [Fact]
    public void A_text_of_a_negative_length_is_damage_and_not_an_error_of_the_stream()
    {
        var file = File(Classes);
        Assert.Equal("a", Encoding.UTF8.GetString(file, Names + 5, 1));
        // -1 in seven bits a byte.
        byte[] changed = [.. file[..(Names + 4)], 0xFF, 0xFF, 0xFF, 0xFF, 0x0F, .. file[(Names + 5)..]];
        Assert.Contains("a length is wrong", Refused(new MemoryStream(changed)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public void Rows_without_inputs_or_targets_are_refused(int inputs, int targets)
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write("CMPSDAT1"u8);
            foreach (var size in (int[])[1, inputs, targets])
                writer.Write(size);
            // No weights.
            foreach (var count in (int[])[inputs, targets, 0])
            {
                writer.Write(count);
                writer.Write(new byte[sizeof(float) * count]);
            }

            // No names, a class although none is said to be named, no groups.
            writer.Write(0);
            writer.Write(0);
            writer.Write(false);
            writer.Write(1);
            writer.Write("yes");
            writer.Write(0);
        }

        stream.Position = 0;
        Assert.Contains("inconsistent", Refused(stream), StringComparison.Ordinal);
    }

    [Fact]
    public void A_length_is_not_believed_where_the_stream_does_not_know_its_own()
    {
        var file = File(Classes);
        // Two billion inputs.
        BitConverter.GetBytes(int.MaxValue - 100).CopyTo(file, 8 + 3 * 4);
        using var packed = new MemoryStream();
        using (var packing = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            packing.Write(file);
        packed.Position = 0;
        using var stream = new ZLibStream(packed, CompressionMode.Decompress);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("damaged or truncated", Refused(stream), StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void More_than_the_first_values_come_from_a_stream_that_does_not_know_its_length()
    {
        var data = Dataset.FromMemory([.. Enumerable.Range(0, 6000).Select(static value => (float)value)], new float[3000], 2, 1);
        using var packed = new MemoryStream();
        using (var packing = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            new SearchData(data).Write(packing);
        packed.Position = 0;
        using var stream = new ZLibStream(packed, CompressionMode.Decompress);
        Assert.Equal(new SearchData(data).Hash, SearchData.Read(stream).Hash);
    }
}
