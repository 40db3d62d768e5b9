using System.Text;
using Compiled.Arrays;

namespace Compiled.Tests;

/// <summary>Arrays in NumPy's format, by files that NumPy wrote (tests/Compiled.Tool.Tests/Fixtures/make_npz.py).</summary>
public sealed class NpyTests
{
    private static readonly float[] Values = [-1, -0.5f, 0, 0.5f, 1, 1.5f, 2, 2.5f, 3, 3.5f, 4, 4.5f];

    [Theory]
    [InlineData("f2")]
    [InlineData("f4")]
    [InlineData("f8")]
    [InlineData("big.f2")]
    [InlineData("big.f4")]
    [InlineData("big.f8")]
    [InlineData("fortran")]
    [InlineData("big.fortran")]
    public void Floats_of_every_size_and_order_come_row_major(string name)
    {
        var (header, values) = Read("arrays.npz", name);
        Assert.Equal([3, 4], header.Shape);
        Assert.Equal(Values, values);
        Assert.Equal(name.Contains("fortran", StringComparison.Ordinal), header.IsFortran);
        Assert.Equal(name.StartsWith("big", StringComparison.Ordinal), header.IsBigEndian);
    }

    [Fact]
    public void Three_dimensions_in_Fortran_s_order_come_row_major() =>
        Assert.Equal(Enumerable.Range(0, 24).Select(static value => (float)value), Read("arrays.npz", "cube").Values);

    [Fact]
    public void Shapes_of_no_dimension_one_and_an_empty_one_are_read()
    {
        Assert.Equal([2.5f], Read("arrays.npz", "scalar").Values);
        Assert.Empty(Read("arrays.npz", "scalar").Header.Shape);
        Assert.Equal([1, 2, 3], Read("arrays.npz", "vector").Values);
        Assert.Empty(Read("arrays.npz", "empty").Values);
        Assert.Equal([0, 4], Read("arrays.npz", "empty").Header.Shape);
    }

    [Theory]
    [InlineData("i1", "I8", -128f, 127f)]
    [InlineData("i8", "I64", -5f, 7f)]
    [InlineData("u2", "U16", 0f, 65535f)]
    public void Whole_numbers_are_read(string name, string type, float first, float second)
    {
        var (header, values) = Read("arrays.npz", name);
        Assert.Equal(type, header.Type!.Name);
        Assert.Equal([first, second], values);
    }

    [Fact]
    public void Texts_have_a_size_and_no_values()
    {
        using var archive = new NpzArchive(NumpyFiles.Of("arrays.npz"));
        var header = archive.Read("text", static (header, _) => header);
        Assert.Null(header.Type);
        Assert.Equal(2 * 10 * 4, header.DataLength);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_version_of_the_header_is_read(int version)
    {
        using var stream = File.OpenRead(NumpyFiles.Of($"version{version}.npy"));
        var header = NpyHeader.Read(stream);
        Assert.Equal(Values, NpyArray.ReadFloats(stream, header, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Written_arrays_are_those_of_NumPy_byte_for_byte()
    {
        using var stream = new MemoryStream();
        NpyArray.Write(stream, [3, 4], Values);
        Assert.Equal(File.ReadAllBytes(NumpyFiles.Of("version1.npy")), stream.ToArray());
    }

    [Theory]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4)}")]
    [InlineData("{\"shape\": (3, 4), \"descr\": \"<f4\", \"fortran_order\": False, }  \n")]
    [InlineData("{'descr':'<f4','fortran_order':False,'shape':(3L,4L,),}")]
    public void Headers_are_read_however_they_are_laid_out(string text) =>
        Assert.Equal([3, 4], NpyHeader.Read(Header(text)).Shape);

    [Theory]
    [InlineData("{'descr': '<f4', 'fortran_order': False}", "is missing from its header")]
    [InlineData("{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': ()}", "'descr'")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (), 'more': ''}", "'more'")]
    [InlineData("{'descr': '|O', 'fortran_order': False, 'shape': ()}", "'|O'")]
    [InlineData("{'descr': 'f4', 'fortran_order': False, 'shape': ()}", "'f4'")]
    [InlineData("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': ()}", "a quoted string")]
    [InlineData("{'descr': '<f4', 'fortran_order': 0, 'shape': ()}", "True or False")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (3)}", "','")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (-3,)}", "a size")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4)} x", "the end")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4)", "'}'")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (4294967296, 4294967296)}", "more values than a file can")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (9223372036854775807,)}", "more values than a file can")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,)}", "a size")]
    [InlineData("", "'{'")]
    public void Wrong_headers_are_refused_in_words(string text, string word)
    {
        var exception = Assert.Throws<FormatException>(() => NpyHeader.Read(Header(text)));
        Assert.Contains(word, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_another_kind_a_new_version_and_a_long_header_are_refused_in_words()
    {
        Assert.Contains("does not begin", Assert.Throws<FormatException>(() => NpyHeader.Read(new MemoryStream(new byte[100]))).Message, StringComparison.Ordinal);
        var newer = Header("").ToArray();
        newer[6] = 4;
        Assert.Contains("version 4.0", Assert.Throws<FormatException>(() => NpyHeader.Read(new MemoryStream(newer))).Message, StringComparison.Ordinal);
        byte[] @long = [0x93, .. "NUMPY"u8, 2, 0, 255, 255, 255, 127];
        Assert.Contains("2147483647 bytes", Assert.Throws<FormatException>(() => NpyHeader.Read(new MemoryStream(@long))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_few_and_too_many_values_are_refused()
    {
        var header = NpyHeader.OfFloats([3]);
        Assert.Contains("truncated", Assert.Throws<FormatException>(() =>
            NpyArray.ReadFloats(new MemoryStream(new byte[11]), header, TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
        Assert.Contains("there are more bytes", Assert.Throws<FormatException>(() =>
            NpyArray.ReadFloats(new MemoryStream(new byte[13]), header, TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
    }

    private static (NpyHeader Header, float[] Values) Read(string file, string name)
    {
        using var archive = new NpzArchive(NumpyFiles.Of(file));
        return archive.Read(name, (header, stream) => (header, NpyArray.ReadFloats(stream, header, TestContext.Current.CancellationToken)));
    }

    private static MemoryStream Header(string text)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        return new([0x93, .. "NUMPY"u8, 1, 0, (byte)bytes.Length, (byte)(bytes.Length >> 8), .. bytes]);
    }
}
