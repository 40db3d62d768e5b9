using System.Buffers.Binary;
using System.Text;
using Compiled.Tests.Portable;

namespace Compiled.Tests.Safetensor;

public class SafetensorsFormatTests
{
    private static string Tensor(string name, string fields) => $"{{\"{name}\":{{{fields}}}}}";

    private static void Rejects(string header, int dataLength, params string[] fragments) =>
        SafetensorsFile.Rejects<ClassicNet>(SafetensorsFile.Of(header, dataLength), fragments);

    [Fact]
    public void A_plain_file_of_another_library_loads() =>
        Assert.NotNull(ClassicNet.Read(SafetensorsFile.Of($"{{{SafetensorsFile.Classic}}}", SafetensorsFile.ClassicLength)));

    [Fact]
    public void Spaces_behind_the_header_and_tensors_in_any_order_load()
    {
        const string reversed =
            """
            {"2.bias":{"data_offsets":[0,12],"shape":[3],"dtype":"F32"},"2.weight":{"dtype":"F32","shape":[3,8],"data_offsets":[12,108]},
             "0.weight":{"dtype":"F32","shape":[8,4],"data_offsets":[140,268]},"0.bias":{"dtype":"F32","shape":[8],"data_offsets":[108,140]}}
            """;
        var data = new byte[268];
        BinaryPrimitives.WriteSingleLittleEndian(data.AsSpan(8), 3.5f);
        BinaryPrimitives.WriteSingleLittleEndian(data.AsSpan(140), 4.5f);
        var network = ClassicNet.Read(SafetensorsFile.Of(Encoding.UTF8.GetBytes(reversed + "     \n"), data));
        Assert.Equal((3.5f, 4.5f), (network.Dense1.Biases[2], network.Dense0.Weights[0, 0]));
    }

    [Theory]
    [InlineData(0, "This is an empty file, not a safetensors file")]
    [InlineData(7, "truncated")]
    public void Fewer_than_8_bytes_are_no_file(int length, string expected) => SafetensorsFile.Rejects<ClassicNet>(new byte[length], expected);

    [Theory]
    [InlineData(ulong.MaxValue)]
    [InlineData(1UL << 63)]
    [InlineData((1UL << 32) + 2)]
    [InlineData((1UL << 20) + 1)]
    public void A_header_longer_than_the_limit_is_refused_before_anything_is_cast(ulong length)
    {
        var file = new byte[600];
        BinaryPrimitives.WriteUInt64LittleEndian(file, length);
        SafetensorsFile.Rejects<ClassicNet>(file, length.ToString(System.Globalization.CultureInfo.InvariantCulture), "at most 1048576");
    }

    [Fact]
    public void A_header_longer_than_the_file_is_cut_off()
    {
        var file = new byte[600];
        BinaryPrimitives.WriteUInt64LittleEndian(file, 593);
        SafetensorsFile.Rejects<ClassicNet>(file, "truncated");
        Assert.Contains("593 bytes, but only 592 follow", SafetensorsFile.Rejects<ClassicNet>(file).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" {}")]
    [InlineData("[]")]
    [InlineData("\u0080\u0002}q")]
    public void A_header_that_does_not_begin_with_a_brace_is_refused(string header) => Rejects(header, 0, "does not begin with '{'");

    [Theory]
    [InlineData("{")]
    [InlineData("{\"a\"}")]
    [InlineData("{} {}")]
    [InlineData("{}x")]
    [InlineData("{,}")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",}}")]
    [InlineData("{/**/}")]
    [InlineData("{\"__metadata__\":{\"a\":\"\n\"}}")]
    public void A_header_that_is_not_JSON_is_refused(string header) => Rejects(header, 0, "not JSON");

    [Fact]
    public void A_header_that_is_not_UTF8_is_refused() => SafetensorsFile.Rejects<ClassicNet>(SafetensorsFile.Of([.. "{\""u8, 0xC3, 0x28, .. "\":1}"u8], []), "not UTF-8");

    [Fact]
    public void Half_a_surrogate_pair_is_refused() => Rejects("{\"\\ud800\":{}}", 0, "invalid escape sequence");

    [Theory]
    [InlineData("{\"a\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]},\"a\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}}")]
    [InlineData("{\"a\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]},\"\\u0061\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}}")]
    [InlineData("{\"__metadata__\":{},\"__metadata__\":{}}")]
    [InlineData("{\"__metadata__\":{},\"\\u005f_metadata__\":{}}")]
    public void Names_twice_are_refused_however_they_are_escaped(string header) => Rejects(header, 0, "The header has the name", "twice");

    [Theory]
    [InlineData("{\"__metadata__\":{\"k\":\"1\",\"\\u006b\":\"2\"}}")]
    public void Metadata_twice_is_refused(string header) => Rejects(header, 0, "The metadata has the name 'k' twice");

    [Theory]
    [InlineData("\"dtype\":\"U8\",\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]", "dtype twice")]
    [InlineData("\"dtype\":\"U8\",\"shape\":[0],\"shape\":[0],\"data_offsets\":[0,0]", "shape twice")]
    [InlineData("\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0],\"data_offset\\u0073\":[0,0]", "data_offsets twice")]
    public void Fields_twice_are_refused(string fields, string fragment) => Rejects(Tensor("a", fields), 0, "'a'", fragment);

    [Theory]
    [InlineData("{\"__metadata__\":[]}", "not an object")]
    [InlineData("{\"__metadata__\":null}", "not an object")]
    [InlineData("{\"__metadata__\":{\"k\":1}}", "'k' is not text")]
    [InlineData("{\"__metadata__\":{\"k\":{\"a\":\"b\"}}}", "'k' is not text")]
    [InlineData("{\"__metadata__\":{\"k\":null}}", "'k' is not text")]
    public void Metadata_that_is_not_text_is_refused(string header, string fragment) => Rejects(header, 0, fragment);

    [Theory]
    [InlineData("{\"a\":1}", "'a' is not an object")]
    [InlineData("{\"a\":[]}", "'a' is not an object")]
    [InlineData("{\"a\":{\"shape\":[0],\"data_offsets\":[0,0]}}", "no dtype")]
    [InlineData("{\"a\":{\"dtype\":\"U8\",\"data_offsets\":[0,0]}}", "no shape")]
    [InlineData("{\"a\":{\"dtype\":\"U8\",\"shape\":[0]}}", "no data_offsets")]
    [InlineData("{\"a\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0],\"strides\":[1]}}", "the field 'strides'")]
    [InlineData("{\"a\":{\"dtype\":4,\"shape\":[0],\"data_offsets\":[0,0]}}", "dtype of the tensor 'a' is not text")]
    public void Tensors_that_are_not_described_as_the_format_asks_are_refused(string header, string fragment) => Rejects(header, 0, fragment);

    [Theory]
    [InlineData("F31")]
    [InlineData("f32")]
    [InlineData("")]
    [InlineData("F32\\u0000")]
    public void Unknown_types_are_refused(string type) =>
        Rejects(Tensor("a", $"\"dtype\":\"{type}\",\"shape\":[1],\"data_offsets\":[0,4]"), 4, "'a' has the dtype", "F32, F64, F16 and BF16");

    [Theory]
    [InlineData("shape", "{}", "shape of the tensor 'a' is not an array")]
    [InlineData("shape", "[-1]", "not an integer")]
    [InlineData("shape", "[1.0]", "not an integer")]
    [InlineData("shape", "[1e3]", "not an integer")]
    [InlineData("shape", "[\"1\"]", "not an integer")]
    [InlineData("shape", "[[1]]", "not an integer")]
    [InlineData("shape", "[18446744073709551616]", "not an integer")]
    [InlineData("data_offsets", "[0,-4]", "data_offsets of the tensor 'a' has an element that is not an integer")]
    [InlineData("data_offsets", "[0,18446744073709551615]", "not an integer")]
    [InlineData("data_offsets", "[0]", "must be two")]
    [InlineData("data_offsets", "[0,4,8]", "must be two")]
    [InlineData("data_offsets", "[4,0]", "ends at byte 0, before it begins at 4")]
    public void Numbers_that_cannot_be_are_refused(string field, string value, string fragment)
    {
        var (shape, offsets) = field == "shape" ? (value, "[0,4]") : ("[1]", value);
        Rejects(Tensor("a", $"\"dtype\":\"F32\",\"shape\":{shape},\"data_offsets\":{offsets}"), 4, fragment);
    }

    [Theory]
    [InlineData("[2]", "F32", 4)]
    [InlineData("[1]", "F32", 5)]
    [InlineData("[]", "F32", 0)]
    [InlineData("[0]", "F32", 4)]
    [InlineData("[1]", "F64", 4)]
    [InlineData("[3]", "F4", 1)]
    public void Shape_times_type_must_be_the_length(string shape, string type, int length) =>
        Rejects(Tensor("a", $"\"dtype\":\"{type}\",\"shape\":{shape},\"data_offsets\":[0,{length}]"), length, "'a'", "needs", $"give {length}");

    [Theory]
    [InlineData("[4294967296,4294967296]")]
    [InlineData("[9223372036854775807,2]")]
    [InlineData("[9223372036854775807,9223372036854775807,9223372036854775807]")]
    [InlineData("[4294967296,4294967296,0]")]
    [InlineData("[0,4294967296,4294967296]")]
    public void Shapes_that_overflow_are_refused(string shape) =>
        Rejects(Tensor("a", $"\"dtype\":\"F32\",\"shape\":{shape},\"data_offsets\":[0,0]"), 0, "overflows");

    [Fact]
    public void A_product_that_wraps_to_the_right_length_does_not_pass() =>
        Rejects(Tensor("a", "\"dtype\":\"F64\",\"shape\":[2305843009213693953],\"data_offsets\":[0,8]"), 8, "needs 18446744073709551624 bytes");

    [Fact]
    public void Overlaps_are_refused() => Rejects(
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[0,8]},\"b\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[7,11]}}", 11, "'b' begins at byte 7", "'a' ends at 8", "overlap");

    /// <summary>By one byte, between any two neighbours, whatever order the header names them in.</summary>
    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, false)]
    [InlineData(4, false)]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(4, true)]
    public void An_overlap_is_refused_at_every_place(int place, bool isReversed)
    {
        var tensors = Enumerable.Range(0, 5).Select(index => (Name: (char)('a' + index), Begin: (8 * index) - (index < place ? 0 : 1)))
            .Select(static tensor => $"\"{tensor.Name}\":{{\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[{tensor.Begin},{tensor.Begin + 8}]}}");
        Rejects(
            $"{{{string.Join(',', isReversed ? tensors.Reverse() : tensors)}}}", 39,
            $"'{(char)('a' + place)}' begins at byte {(8 * place) - 1}", $"'{(char)('a' + place - 1)}' ends at {8 * place}", "overlap");
    }

    [Theory]
    [InlineData("[2]", "[-0,8]")]
    [InlineData("[-0]", "[0,0]")]
    [InlineData("[2]", "[0.0,8]")]
    [InlineData("[2]", "[0,8e0]")]
    [InlineData("[2]", "[+0,8]")]
    public void A_number_that_other_readers_take_for_a_fraction_is_refused(string shape, string offsets) =>
        Rejects(Tensor("a", $"\"dtype\":\"F32\",\"shape\":{shape},\"data_offsets\":{offsets}"), 8, offsets.Contains('+', StringComparison.Ordinal) ? "not JSON" : "not an integer from 0 to");

    [Theory]
    [InlineData(1)]
    [InlineData(6_000)]
    [InlineData(11_999)]
    public void A_header_of_12_000_tensors_that_overlap_is_refused_with_little_memory(int place)
    {
        // The one at this place has the bytes of the one before.
        var tensors = Enumerable.Range(0, 12_000).Select(index => (Name: index, Begin: 8 * (index < place ? index : index - 1)))
            .Select(static tensor => $"\"t{tensor.Name:D5}\":{{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[{tensor.Begin},{tensor.Begin + 8}]}}");
        var file = SafetensorsFile.Of($"{{{string.Join(',', tensors)}}}", 8 * 11_999);
        _ = Assert.Throws<ModelFileException>(() => Safetensors.ReadHeader(new MemoryStream(file)));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var message = Assert.Throws<ModelFileException>(() => Safetensors.ReadHeader(new MemoryStream(file))).Message;
        // It was 53 MB: every tensor was named for messages that nobody read.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 12 << 20);
        Assert.Contains($"ends at {8 * place}: they overlap", message, StringComparison.Ordinal);
        Assert.All([place - 1, place], name => Assert.Contains($"'t{name:D5}'", message, StringComparison.Ordinal));
    }

    [Fact]
    public void The_same_bytes_twice_are_refused() => Rejects(
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[0,8]},\"b\":{\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[0,8]}}", 8, "overlap");

    [Theory]
    [InlineData("{\"a\":{\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[1,9]}}", 9)]
    [InlineData("{\"a\":{\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[0,8]},\"b\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[9,10]}}", 10)]
    public void Holes_are_refused(string header, int length) => Rejects(header, length, "belong to no tensor");

    [Fact]
    public void Bytes_behind_the_last_tensor_are_refused() => Rejects($"{{{SafetensorsFile.Classic}}}", SafetensorsFile.ClassicLength + 1, "There are more bytes after the last tensor", "268");

    [Fact]
    public void Missing_bytes_are_refused() => Rejects($"{{{SafetensorsFile.Classic}}}", SafetensorsFile.ClassicLength - 1, "truncated");

    [Fact]
    public void What_a_file_says_stays_short_and_on_one_line_in_messages()
    {
        var name = "a\\n\\u202e" + new string('x', 100_000);
        var exception = SafetensorsFile.Rejects<ClassicNet>(SafetensorsFile.Of($"{{\"{name}\":1}}", 0), "a\\u000a\\u202exxx", "…");
        Assert.InRange(exception.Message.Length, 10, 250);
        Assert.DoesNotContain("\n", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Streams_that_cannot_be_read_or_written_are_named()
    {
        using var readOnly = new MemoryStream([], writable: false);
        using var closed = new MemoryStream();
        closed.Dispose();
        Assert.Equal("destination", Assert.Throws<ArgumentException>(() => new ClassicNet().Write(readOnly)).ParamName);
        Assert.Throws<ArgumentException>(() => ClassicNet.Read(closed));
        Assert.Throws<ArgumentNullException>(() => ClassicNet.Read((Stream)null!));
        Assert.Throws<ArgumentNullException>(() => new ClassicNet().Write(null!));
        Assert.Throws<ArgumentException>(() => ClassicNet.Load(""));
    }
}
