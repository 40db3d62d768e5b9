using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Compiled.Arrays;

namespace Compiled.Tests;

/// <summary>What few files of arrays have: each branch of their readers that ordinary files do not take.</summary>
public sealed class ArrayEdgeTests
{
    private const string Right = "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }\n";

    [Theory]
    [InlineData("{'fortran_order': False, 'shape': (2,)}", "is missing from its header")]
    [InlineData("{'descr': '<f4', 'shape': (2,)}", "is missing from its header")]
    [InlineData("{}", "is missing from its header")]
    [InlineData("{", "a quoted string")]
    [InlineData("{'descr", "not terminated")]
    [InlineData("{'de\\scr': 1}", "not terminated")]
    [InlineData("{'descr': '<f', 'fortran_order': False, 'shape': ()}", "'<f'")]
    [InlineData("{'descr': '<44', 'fortran_order': False, 'shape': ()}", "'<44'")]
    [InlineData("{'descr': '<fx', 'fortran_order': False, 'shape': ()}", "'<fx'")]
    [InlineData("{'descr': '<f0', 'fortran_order': False, 'shape': ()}", "'<f0'")]
    [InlineData("{'descr': '<O8', 'fortran_order': False, 'shape': ()}", "'<O8'")]
    [InlineData("{'descr': '<S1048577', 'fortran_order': False, 'shape': ()}", "'<S1048577'")]
    public void Headers_that_lack_something_are_refused(string text, string word) =>
        Assert.Contains(word, Assert.Throws<FormatException>(() => NpyHeader.Read(Header(text))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_shape_has_64_dimensions_at_most_and_blanks_of_any_kind()
    {
        string Of(int dimensions) => $"{{'descr': '=f4',\t'fortran_order':\r\nTrue, 'shape': ({string.Concat(Enumerable.Repeat("1, ", dimensions))})}}\t\r\n ";
        Assert.Equal(64, NpyHeader.Read(Header(Of(64))).Shape.Count);
        Assert.Contains("a size", Assert.Throws<FormatException>(() => NpyHeader.Read(Header(Of(65)))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_that_is_cut_anywhere_is_truncated_or_not_terminated()
    {
        var whole = Header(Right).ToArray();
        for (var length = 0; length < whole.Length; length++)
            Assert.Contains("truncated", Assert.Throws<FormatException>(() => NpyHeader.Read(new MemoryStream(whole[..length]))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_of_version_3_is_UTF_8()
    {
        var bytes = Header(Right, major: 3).ToArray();
        Assert.Equal([2], NpyHeader.Read(new MemoryStream(bytes)).Shape);
        bytes[^2] = 0xFF;
        Assert.Contains("not UTF-8", Assert.Throws<FormatException>(() => NpyHeader.Read(new MemoryStream(bytes))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_written_header_is_read_as_the_same_whatever_its_order()
    {
        foreach (var header in new[] { new NpyHeader("<f8", true, [2, 3]), new NpyHeader(">i2", false, [4]), new NpyHeader("|b1", false, []) })
        {
            using var stream = new MemoryStream();
            header.Write(stream);
            Assert.Equal(0, stream.Length % 64);
            stream.Position = 0;
            var read = NpyHeader.Read(stream);
            Assert.Equal((header.Description, header.IsFortran, header.Shape.Count), (read.Description, read.IsFortran, read.Shape.Count));
            Assert.Equal(header.Shape, read.Shape);
        }
    }

    [Fact]
    public void One_dimension_has_one_order()
    {
        var header = new NpyHeader("<f4", true, [2]);
        byte[] bytes = [0, 0, 128, 63, 0, 0, 0, 64];
        Assert.Equal([1, 2], NpyArray.ReadFloats(new MemoryStream(bytes), header, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void More_values_than_an_array_has_are_refused_before_they_are_read()
    {
        var header = new NpyHeader("|u1", false, [Array.MaxLength + 1L]);
        var exception = Assert.Throws<FormatException>(() => NpyArray.ReadFloats(Stream.Null, header, TestContext.Current.CancellationToken));
        Assert.Contains("an array can have at most", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_are_given_piece_by_piece_in_the_order_of_the_file()
    {
        var bytes = new byte[100_000];
        bytes[^1] = 7;
        List<double> taken = [];
        NpyArray.ForEach(new MemoryStream(bytes), new NpyHeader("|u1", false, [bytes.Length]), piece => taken.AddRange(piece), TestContext.Current.CancellationToken);
        Assert.Equal((bytes.Length, 7), (taken.Count, taken[^1]));
        NpyArray.ForEach(new MemoryStream(bytes), new NpyHeader("|S1", false, [bytes.Length]), _ => Assert.Fail("texts have no values"), TestContext.Current.CancellationToken);
    }

    [Fact]
    public void A_store_grows_with_what_arrives_up_to_what_is_expected()
    {
        const int first = 1 << 22;
        var store = new FloatStore(first + 5);
        Assert.Equal(first, store.Values.Length);
        store.Next(first).Fill(1);
        store.Next(5).Fill(2);
        Assert.Equal((first + 5, 1f, 2f), (store.Values.Length, store.Values[first - 1], store.Values[first]));
    }

    [Theory]
    [InlineData("BOOL", "bool", "02", 1)]
    [InlineData("BOOL", "bool", "00", 0)]
    [InlineData("I8", "int8", "FE", -2)]
    [InlineData("U8", "uint8", "FE", 254)]
    [InlineData("I16", "int16", "FFFE", -2)]
    [InlineData("U16", "uint16", "FFFE", 65534)]
    [InlineData("F16", "float16", "C000", -2)]
    [InlineData("BF16", "bfloat16", "C000", -2)]
    [InlineData("I32", "int32", "FFFFFFFE", -2)]
    [InlineData("U32", "uint32", "FFFFFFFE", 4294967294d)]
    [InlineData("F32", "float32", "C0000000", -2)]
    [InlineData("I64", "int64", "FFFFFFFFFFFFFFFE", -2)]
    [InlineData("U64", "uint64", "FFFFFFFFFFFFF800", 18446744073709549568d)]
    [InlineData("F64", "float64", "C000000000000000", -2)]
    public void Every_type_of_value_is_read_in_both_orders(string name, string numpy, string big, double expected)
    {
        var type = ElementType.OfName(name)!;
        Assert.Equal((numpy, name is "F16" or "BF16" or "F32" or "F64"), (type.NumpyName, type.IsFloat));
        Assert.NotEqual(type.IsFloat, type.IsWhole);
        Assert.Equal(name == "BF16" ? null : type, ElementType.OfNumpy(type.Kind, type.Size));
        var bytes = Convert.FromHexString(big);
        foreach (var isBigEndian in new[] { true, false })
        {
            var (doubles, floats) = (new double[1], new float[1]);
            type.ToDoubles(bytes, isBigEndian, doubles);
            type.ToFloats(bytes, isBigEndian, floats);
            Assert.Equal((expected, (float)expected), (doubles[0], floats[0]));
            Array.Reverse(bytes);
        }
    }

    [Fact]
    public void An_unknown_type_is_none() => Assert.Equal((null, null), (ElementType.OfName("F8"), ElementType.OfNumpy('f', 3)));

    [Fact]
    public void Arrays_come_from_streams_that_can_seek()
    {
        byte[] npy = [.. Header(Right).ToArray(), .. new byte[8]];
        Assert.Equal([2], NumericArray.FromNpy(new MemoryStream(npy)).Shape);
        using var packed = new GZipStream(new MemoryStream(npy), CompressionMode.Decompress);
        Assert.Throws<ArgumentException>(() => NumericArray.FromNpy(packed));
        using var closed = new MemoryStream(npy);
        closed.Dispose();
        Assert.Throws<ArgumentException>(() => NumericArray.FromNpy(closed));
    }

    [Fact]
    public void An_archive_of_too_many_arrays_is_refused_before_one_is_read()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            for (var entry = 0; entry <= 10_000; entry++)
                _ = zip.CreateEntry($"{entry}.npy");
        bytes.Position = 0;
        Assert.Contains("10,001 entries", Assert.Throws<ArrayFileException>(() => NumericArray.FromNpz(bytes, "1")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_of_an_entry_are_read_forward_alone()
    {
        // The CRC-32 of the letters a and b.
        using var stream = new CheckedStream(new MemoryStream("ab"u8.ToArray()), 2, 0x9E83_486D);
        Assert.True(stream is { CanRead: true, CanSeek: false, CanWrite: false });
        Assert.Equal('a', stream.ReadByte());
        Assert.Equal((1, (byte)'b'), (stream.Read(new byte[3], 1, 1), 98));
        Assert.Equal(2, stream.Position);
        Assert.Equal(-1, stream.ReadByte());
        stream.Flush();
        Assert.Throws<NotSupportedException>(() => stream.Length);
        Assert.Throws<NotSupportedException>(() => stream.Position = 0);
        Assert.Throws<NotSupportedException>(() => stream.Seek(0, SeekOrigin.Begin));
        Assert.Throws<NotSupportedException>(() => stream.SetLength(1));
        Assert.Throws<NotSupportedException>(() => stream.Write([1], 0, 1));
    }

    private static MemoryStream Header(string text, byte major = 1)
    {
        var length = new byte[major == 1 ? 2 : 4];
        BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)text.Length);
        return new([0x93, .. "NUMPY"u8, major, 0, .. length, .. Encoding.Latin1.GetBytes(text)]);
    }
}
