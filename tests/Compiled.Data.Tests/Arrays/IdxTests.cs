using System.Buffers.Binary;
using System.IO.Compression;

namespace Compiled.Tests;

/// <summary>Files in IDX, plain and packed, right, damaged and made to do harm.</summary>
public sealed class IdxTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<byte, byte[], float[], string> Types => new()
    {
        { 0x08, [0, 1, 128, 255], [0, 1, 128, 255], "2 × 2 of uint8" },
        { 0x09, [0, 1, 128, 255], [0, 1, -128, -1], "2 × 2 of int8" },
        { 0x0B, [0, 0, 1, 2, 0x80, 0, 0xFF, 0xFF], [0, 258, -32768, -1], "2 × 2 of int16" },
        { 0x0C, [0, 0, 0, 0, 0, 1, 0, 2, 0x80, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF], [0, 65538, int.MinValue, -1], "2 × 2 of int32" },
        { 0x0D, Big(0, 1.5f, -0.25f, 1e-40f), [0, 1.5f, -0.25f, 1e-40f], "2 × 2 of float32" },
        { 0x0E, Big(0.0, 1.5, -0.1, 1e300), [0, 1.5f, -0.1f, float.PositiveInfinity], "2 × 2 of float64" },
    };

    [Theory]
    [MemberData(nameof(Types))]
    public void Every_type_is_read_plain_and_packed(byte type, byte[] data, float[] values, string text)
    {
        byte[] bytes = [0, 0, type, 2, 0, 0, 0, 2, 0, 0, 0, 2, .. data];
        foreach (var path in new[] { _folder.Write("a", bytes), _folder.Write("a.gz", Packed(bytes)) })
        {
            var array = NumericArray.FromIdx(path);
            Assert.Equal([2, 2], array.Shape);
            Assert.Equal(values, array.Values);
            Assert.Equal(text, array.ToString());
        }
    }

    [Fact]
    public void Images_and_labels_become_a_dataset()
    {
        var (images, labels) = (_folder.Write("images", Idx(0x08, [3, 2, 2], 0, 51, 102, 255, 1, 2, 3, 4, 5, 6, 7, 8)), _folder.Write("labels.gz", Packed(Idx(0x08, [3], 7, 3, 7))));
        var data = Dataset.FromIdx(images, labels, scale: 1f / 255);
        Assert.Equal((3, 4, 2), (data.Count, data.InputSize, data.TargetSize));
        Assert.Equal([0, 51 * (1f / 255), 102 * (1f / 255), 255 * (1f / 255)], data.Input(0));
        Assert.Equal(["3", "7"], data.ClassNames);
        Assert.Equal([1, 0, 1], Enumerable.Range(0, 3).Select(data.Label));
        Assert.Equal([5f, 6, 7, 8], Dataset.FromIdx(images, labels).Input(2));

        // The classes of another file, and names of 0, 1 …
        Assert.Equal([2, 1, 2], Labels(["1", "3", "7"]));
        Assert.Equal([7, 3, 7], Labels(["T-shirt", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Boot"]));
        Assert.Contains("has the class 7 in row 0, which is not among the classes '1', '3'", Assert.Throws<ArrayFileException>(() => Dataset.FromIdx(images, labels, classes: ["1", "3"])).Message);

        IEnumerable<int> Labels(string[] classes) => Enumerable.Range(0, 3).Select(Dataset.FromIdx(images, labels, classes: classes).Label);
    }

    [Fact]
    public void Labels_of_floats_are_a_regression()
    {
        var data = Dataset.FromIdx(_folder.Write("images", Idx(0x08, [2, 2], 1, 2, 3, 4)), _folder.Write("labels", [0, 0, 0x0D, 1, 0, 0, 0, 2, .. Big(0.5f, 1)]));
        Assert.Empty(data.ClassNames);
        Assert.Equal([0.5f, 1], data.Targets);
    }

    [Fact]
    public void Wrong_files_are_named_with_what_is_wrong()
    {
        var images = _folder.Write("images", Idx(0x08, [2, 2], 1, 2, 3, 4));
        Assert.Contains("The array of labels has 3 rows, but the array of images in ", Fails(() => Dataset.FromIdx(images, _folder.Write("three", Idx(0x08, [3], 0, 1, 0)))));
        Assert.Contains("has only the class 1", Fails(() => Dataset.FromIdx(images, _folder.Write("one", Idx(0x08, [2], 1, 1)))));
        Assert.Contains("is empty, 0 × 28 of uint8", Fails(() => Dataset.FromIdx(_folder.Write("none", Idx(0x08, [0, 28])), _folder.Write("labels", Idx(0x08, [2], 0, 1)))));
        Assert.Contains("This is an IDX file, such as images or labels of MNIST, not a table (CSV)", Assert.Throws<CsvException>(() => Dataset.FromCsv(images, "y")).Message);
        Assert.Contains("scale is 0", Assert.Throws<ArgumentOutOfRangeException>(() => Dataset.FromIdx(images, images, scale: 0)).Message);

        Assert.Contains("'" + _folder["x"] + "': The IDX array cannot be read: it is truncated: its shape [2, 2] needs 4 bytes", Reads(Idx(0x08, [2, 2], 1, 2, 3)));
        Assert.Contains("there are more bytes than the 4 of its shape [2, 2]", Reads(Idx(0x08, [2, 2], 1, 2, 3, 4, 5)));
        Assert.Contains("it is truncated: its shape [2, 2] needs 4 bytes", Reads(Packed(Idx(0x08, [2, 2], 1, 2, 3))));
        Assert.Contains("there are more bytes", Reads(Packed(Idx(0x08, [2, 2], 1, 2, 3, 4, 5))));
        Assert.Contains("its end is not that of one gzip file", Reads([.. Packed(Idx(0x08, [2, 2], 1, 2, 3, 4)), 1, 2, 3]));
        Assert.Contains("it begins with the bytes 00 00 0A 01", Reads(Idx(0x0A, [1], 1)));
        Assert.Contains("it has 0 dimensions", Reads([0, 0, 8, 0, 1]));
        Assert.Contains("it is truncated within its header", Reads([0, 0, 8, 3, 0, 0]));
        Assert.Contains("has more values than the 2,147,483,591 that an array can have", Reads(Idx(0x08, [65536, 65536])));
        Assert.Contains("This is an empty file", Reads([]));
        Assert.Contains("This is an .npz archive of NumPy arrays, not an IDX file, such as images or labels of MNIST: read it with FromNpz.", Reads(NumpyFiles.Npz(("x", NumpyFiles.Floats("(1,)", 1)))));
        Assert.Contains("This is a single NumPy array (.npy), not an IDX file", Reads(NumpyFiles.Floats("(1,)", 1)));
        Assert.Contains("a web page (HTML)", Reads([.. "<!DOCTYPE html><html>"u8]));
    }

    [Fact]
    public void A_header_that_lies_costs_no_memory()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("needs 2,000,000,000 bytes", Reads(Idx(0x08, [2_000_000_000], 1, 2, 3)));
        Assert.Contains("which no compression achieves", Reads(Packed(Idx(0x08, [2_000_000_000], 1, 2, 3))));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    [Fact]
    public void A_file_that_unpacks_beyond_reason_is_refused_before_it_is_unpacked()
    {
        using var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            stream.Write(Idx(0x08, [300 << 20]));
            var zeros = new byte[1 << 20];
            for (var piece = 0; piece < 300; piece++)
                stream.Write(zeros);
        }

        packed.Position = 0;
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("more than 200 times as many", Assert.Throws<ArrayFileException>(() => NumericArray.FromIdx(packed)).Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    [Fact]
    public void What_is_not_an_ordinary_file_is_refused()
    {
        Assert.Contains("is a folder", Assert.Throws<IOException>(() => NumericArray.FromIdx(_folder.Root)).Message);
        Assert.ThrowsAny<IOException>(() => NumericArray.FromIdx(_folder["missing"]));
        if (!OperatingSystem.IsWindows())
            Assert.Contains("is a device", Assert.Throws<IOException>(() => NumericArray.FromIdx("/dev/zero")).Message);
        Assert.Contains("able to read and to seek", Assert.Throws<ArgumentException>(() => NumericArray.FromIdx(new GZipStream(new MemoryStream(), CompressionMode.Decompress))).Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_flipped_bit_and_every_cut_reads_right_or_is_one_documented_exception(bool isPacked)
    {
        var plain = Idx(0x08, [2, 3], 1, 2, 3, 4, 5, 6);
        var bytes = isPacked ? Packed(plain) : plain;
        for (var bit = 0; bit < 8 * bytes.Length; bit++)
        {
            var flipped = bytes.ToArray();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            TryRead(flipped);
        }

        for (var length = 0; length < bytes.Length; length++)
            Assert.Throws<ArrayFileException>(() => NumericArray.FromIdx(new MemoryStream(bytes[..length])));

        void TryRead(byte[] changed)
        {
            try
            {
                var array = NumericArray.FromIdx(new MemoryStream(changed));
                Assert.Equal(array.Count, array.Shape.Aggregate(1, static (product, size) => product * size));
                if (isPacked)
                    Assert.Equal([1, 2, 3, 4, 5, 6], array.Values);
            }
            catch (ArrayFileException)
            {
            }
        }
    }

    internal static byte[] Idx(byte type, int[] shape, params byte[] data)
    {
        byte[] bytes = [0, 0, type, (byte)shape.Length, .. new byte[4 * shape.Length], .. data];
        for (var dimension = 0; dimension < shape.Length; dimension++)
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4 + 4 * dimension), shape[dimension]);
        return bytes;
    }

    internal static byte[] Packed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            stream.Write(bytes);
        return packed.ToArray();
    }

    private static byte[] Big(params float[] values) => [.. values.SelectMany(static value => BitConverter.GetBytes(value).Reverse())];

    private static byte[] Big(params double[] values) => [.. values.SelectMany(static value => BitConverter.GetBytes(value).Reverse())];

    private static string Fails(Action action) => Assert.Throws<ArrayFileException>(action).Message;

    private string Reads(byte[] bytes) => Fails(() => NumericArray.FromIdx(_folder.Write("x", bytes)));
}
