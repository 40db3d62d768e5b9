using System.Text;
using Compiled.Tests.Portable;

namespace Compiled.Tests.Safetensor;

/// <summary>
/// What mutants of the reader passed unseen. Those that still do change nothing that a caller sees: <c>&lt;</c> and <c>&lt;=</c> after <c>!=</c>, chunks of 65,535 bytes, offsets of 0 that
/// are replaced at once, how deep JSON may nest that is refused at its first level, slack in the longest header of a network, which only has to be long enough, names of fields that make a
/// text of their own where they could share one, bytes beyond the first eight of a file that is cut off within its header, since what is recognised then is known by its first ones, and the
/// order of bytes on machines that have the file's. The error about more than 2 GB takes a network of that size.
/// </summary>
public class SafetensorsBorderTests
{
    [Fact]
    public void No_network_is_an_argument_error_of_its_name()
    {
        var file = new ClassicNet().ToBytes();
        Assert.Equal("network", Assert.Throws<ArgumentNullException>(() => Safetensors.LoadParameters<ClassicNet>(null!, "none.safetensors")).ParamName);
        Assert.Equal("network", Assert.Throws<ArgumentNullException>(() => Safetensors.ReadParameters<ClassicNet>(null!, new MemoryStream(file))).ParamName);
        Assert.Equal("network", Assert.Throws<ArgumentNullException>(() => Safetensors.ReadParameters<ClassicNet>(null!, file)).ParamName);
        Assert.Equal("network", Assert.Throws<ArgumentNullException>(() => Safetensors.Save<ClassicNet>(null!, "none.safetensors")).ParamName);
        Assert.Equal("network", Assert.Throws<ArgumentNullException>(() => Safetensors.ToBytes<ClassicNet>(null!)).ParamName);
    }

    [Fact]
    public void A_frozen_network_is_refused_before_the_file_is_read()
    {
        var network = new ClassicNet();
        network.Freeze();
        Assert.Throws<InvalidOperationException>(() => Safetensors.ReadParameters(network, "damaged"u8));
    }

    [Fact]
    public void A_stream_that_cannot_be_written_has_a_remedy()
    {
        using var closed = new MemoryStream([], writable: false);
        Assert.Contains("open it for writing", Assert.Throws<ArgumentException>(() => Safetensors.Write(new ClassicNet(), closed)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_header_names_its_file()
    {
        var path = Path.Combine(Path.GetTempPath(), $"compiled-{Guid.NewGuid():N}.safetensors");
        try
        {
            File.WriteAllBytes(path, SafetensorsFile.Of("{\"a\":1}", 0));
            var exception = Assert.Throws<ModelFileException>(() => Safetensors.ReadHeader(path));
            Assert.Equal(path, exception.FileName);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Text_stays_readable_in_a_header()
    {
        var visitor = new Headers();
        foreach (var name in PortableNetworks.Names)
            PortableNetworks.Visit(name, visitor);
        Assert.All(visitor.Texts, static text => Assert.DoesNotContain("\\u00", text, StringComparison.OrdinalIgnoreCase));
        Assert.Contains(visitor.Texts, static text => text.Contains("\\\"", StringComparison.Ordinal));
    }

    [Fact]
    public void A_first_tensor_that_begins_late_is_measured_from_the_header() => SafetensorsFile.Rejects<ClassicNet>(
        SafetensorsFile.Of("{\"a\":{\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[1,9]}}", 9), "'a' begins at byte 1, but the header ends at 0");

    [Fact]
    public void Seven_bytes_are_fewer_than_the_length_of_a_header() =>
        Assert.Contains("has 7 bytes, fewer than the 8 of the header's length", Assert.Throws<ModelFileException>(() => ClassicNet.Read(new byte[7])).Message, StringComparison.Ordinal);

    [Fact]
    public void A_stream_of_unknown_length_says_where_it_ends()
    {
        var file = new ClassicNet().ToBytes();
        Assert.Contains("after 7 bytes, within the header's length", Trickled(file[..7]), StringComparison.Ordinal);
        Assert.Contains("after 20 bytes, within the header.", Trickled(file[..20]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_gzip_is_recognised_in_a_stream_of_unknown_length()
    {
        // Without a time and from DOS, so that its first 8 bytes are the length of a header that is allowed.
        byte[] file = [0x1F, 0x8B, 0x08, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3];
        Assert.Contains("gunzip", Trickled(file), StringComparison.Ordinal);
        Assert.Contains("gunzip", Trickled([.. file, .. new byte[600_000]]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_of_1_MiB_is_read_and_none_that_is_longer()
    {
        byte[] Header(int length) => Encoding.UTF8.GetBytes("{}".PadRight(length));
        Assert.Empty(Safetensors.ReadHeader(new MemoryStream(SafetensorsFile.Of(Header(1 << 20), []))).Tensors);
        var message = Assert.Throws<ModelFileException>(() => Safetensors.ReadHeader(new MemoryStream(SafetensorsFile.Of(Header((1 << 20) + 1), [])))).Message;
        Assert.Contains("has 1048577 bytes, but at most 1048576 are allowed", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_bytes_are_counted()
    {
        var file = SafetensorsFile.Of($"{{{SafetensorsFile.Classic}}}", SafetensorsFile.ClassicLength - 1);
        var message = Assert.Throws<ModelFileException>(() => Safetensors.ReadHeader(new MemoryStream(file))).Message;
        Assert.Contains("The tensors have 268 bytes, but only 267 follow the header: the file is truncated.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_another_library_has_no_writer_in_messages() => SafetensorsFile.Rejects<ClassicNet>(
        SafetensorsFile.Of("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", 4), "The file does not fit ClassicNet.");

    [Fact]
    public void A_file_of_another_network_names_its_writer() => SafetensorsFile.Rejects<ClassicNet>(
        new NamedNet().ToBytes(), "The file, written by 'NamedNet', does not fit ClassicNet.");

    [Theory]
    [InlineData("dtype", "\"shape\":[1],\"data_offsets\":[0,4]")]
    [InlineData("shape", "\"dtype\":\"F32\",\"data_offsets\":[0,4]")]
    [InlineData("data_offsets", "\"dtype\":\"F32\",\"shape\":[1]")]
    public void A_field_that_is_missing_is_named_and_so_are_all(string missing, string fields) => SafetensorsFile.Rejects<ClassicNet>(
        SafetensorsFile.Of($"{{\"a\":{{{fields}}}}}", 4), $"The tensor 'a' has no {missing}, but must have dtype, shape and data_offsets.");

    [Fact]
    public void A_file_that_ends_within_a_tensor_names_it() =>
        Assert.Contains("within the tensor '2.bias'", Trickled(SafetensorsFile.Of($"{{{SafetensorsFile.Classic}}}", SafetensorsFile.ClassicLength - 1)), StringComparison.Ordinal);

    [Theory]
    [InlineData(0, double.NaN, "The tensor '0.weight' has NaN at [0, 0], but must be finite")]
    [InlineData(31, double.PositiveInfinity, "The tensor '0.weight' has Infinity or exceeds the range of float at [7, 3], but must be finite")]
    public void The_first_and_the_last_value_of_a_tensor_must_be_finite(int index, double value, string message)
    {
        var header = SafetensorsFile.Classic.Replace("\"F32\",\"shape\":[8,4],\"data_offsets\":[0,128]", "\"F64\",\"shape\":[8,4],\"data_offsets\":[0,256]", StringComparison.Ordinal)
            .Replace("[128,160]", "[256,288]", StringComparison.Ordinal).Replace("[160,256]", "[288,384]", StringComparison.Ordinal).Replace("[256,268]", "[384,396]", StringComparison.Ordinal);
        var data = new byte[SafetensorsFile.ClassicLength + 128];
        System.Buffers.Binary.BinaryPrimitives.WriteDoubleLittleEndian(data.AsSpan(8 * index), value);
        _ = SafetensorsFile.Rejects<ClassicNet>(SafetensorsFile.Of(Encoding.UTF8.GetBytes($"{{{header}}}"), data), message);
    }

    private static string Trickled(byte[] file) => Assert.Throws<ModelFileException>(() => Safetensors.Read<ClassicNet>(new TrickleStream(file))).Message;

    private sealed class Headers : INetworkVisitor
    {
        public List<string> Texts { get; } = [];

        public void Visit<T>()
            where T : class, INetwork<T> => Texts.Add(SafetensorsFile.HeaderOf(Safetensors.ToBytes(T.Create(1))));
    }
}
