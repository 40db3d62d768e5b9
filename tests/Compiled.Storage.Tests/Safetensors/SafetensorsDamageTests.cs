using System.Buffers.Binary;
using System.Text;
using Compiled.Tests.Portable;
using CsCheck;

namespace Compiled.Tests.Safetensor;

public class SafetensorsDamageTests
{
    [Theory]
    [InlineData("ClassicNet")]
    [InlineData("ScaledNet")]
    [InlineData("BatchNormNet")]
    [Trait("Speed", "slow")]
    public void Every_flipped_bit_loads_to_the_right_shapes_or_is_the_one_exception(string name) => PortableNetworks.Visit(name, new Flip());

    [Theory]
    [InlineData("ClassicNet")]
    [InlineData("ScaledNet")]
    [InlineData("BatchNormNet")]
    public void Every_truncation_is_the_one_exception(string name) => PortableNetworks.Visit(name, new Truncate());

    [Fact]
    [Trait("Speed", "slow")]
    public void Headers_put_together_from_pieces_of_JSON_load_or_are_the_one_exception()
    {
        string[] pieces =
        [
            "{", "}", "[", "]", ",", ":", "\"", "0", "4", "128", "-1", "1e9", "9223372036854775807", "18446744073709551616", "null", "true", " ", "\\u0061", "\\ud800", "F32", "F64", "I64",
            "\"0.weight\"", "\"0.bias\"", "\"dtype\":\"F16\"", "\"shape\":[8,4]", "\"shape\":[]", "\"data_offsets\":[0,128]", "\"__metadata__\":{}", "\"compiled.version\":\"1\"", "\n", "\0", "é",
        ];
        var file = PortableNetworks.Drawn<ScaledNet>(1).ToBytes();
        var header = SafetensorsFile.HeaderOf(file);
        var data = file[(8 + Encoding.UTF8.GetByteCount(header))..];
        Gen.Select(Gen.Int[0, header.Length - 1], Gen.Int[0, 12], Gen.Int[0, pieces.Length - 1].Select(index => pieces[index])).Array[1, 4].Sample(
            edits =>
            {
                var text = header;
                foreach (var (position, length, piece) in edits)
                {
                    var begin = Math.Min(position, text.Length);
                    text = text.Remove(begin, Math.Min(length, text.Length - begin)).Insert(begin, piece);
                }

                LoadsOrIsRejected<ScaledNet>(SafetensorsFile.Of(Encoding.UTF8.GetBytes(text), data));
            },
            iter: 20_000);
    }

    [Fact]
    public void A_claim_of_any_size_takes_no_memory()
    {
        foreach (var length in new[] { ulong.MaxValue, 1UL << 62, 1UL << 40 })
        {
            var head = new byte[8];
            BinaryPrimitives.WriteUInt64LittleEndian(head, length);
            Assert.InRange(BytesToReject(new EndlessStream(head, long.MaxValue)), 0, 50_000);
            Assert.InRange(BytesToReject(new EndlessStream(head, null)), 0, 50_000);
        }
    }

    [Fact]
    public void Tensors_of_any_claimed_size_take_no_memory()
    {
        const string shape = "1152921504606846976";
        var header = "{\"0.weight\":{\"dtype\":\"F32\",\"shape\":[" + shape + "],\"data_offsets\":[0,4611686018427387904]}}";
        var file = SafetensorsFile.Of(header, 0);
        Assert.InRange(BytesToReject(new EndlessStream(file, file.Length + 4611686018427387904)), 0, 50_000);
        Assert.InRange(BytesToReject(new EndlessStream(file, null)), 0, 50_000);
    }

    [Fact]
    public void An_endless_stream_behind_a_right_file_is_not_read_to_its_end()
    {
        var file = new ClassicNet().ToBytes();
        var stream = new EndlessStream(file, null);
        Assert.InRange(BytesToReject(stream), 0, 200_000);
        Assert.Equal(file.Length + 1, stream.BytesRead);
    }

    [Fact]
    public void The_longest_header_takes_a_bounded_multiple_of_its_length()
    {
        var text = new StringBuilder("{\"__metadata__\":{\"\":\"\"");
        for (var index = 0; text.Length < (1 << 20) - 20; index++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $",\"{index:x}\":\"\"");
        var file = SafetensorsFile.Of(text.Append("}}").ToString(), 0);
        Assert.InRange(BytesToReject(new EndlessStream(file, file.Length)), 1 << 20, 40 << 20);
    }

    private static long BytesToReject(Stream stream)
    {
        Assert.Throws<ModelFileException>(() => ClassicNet.Read(SafetensorsFile.Of("{}", 0)));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<ModelFileException>(() => ClassicNet.Read(stream));
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void LoadsOrIsRejected<T>(byte[] file)
        where T : class, INetwork<T>
    {
        try
        {
            var network = Safetensors.Read<T>(file);
            Assert.Equal(NetworkTensor.Of(T.Create(0)).Select(static tensor => (tensor.Name, tensor.Length)), NetworkTensor.Of(network).Select(static tensor => (tensor.Name, tensor.Length)));
            network.Predict(new float[T.InputSize], new float[T.OutputSize]);
        }
        catch (ModelFileException exception)
        {
            Assert.NotEmpty(exception.Message);
        }
    }

    private sealed class Flip : INetworkVisitor
    {
        public void Visit<T>()
            where T : class, INetwork<T>
        {
            var file = Safetensors.ToBytes(PortableNetworks.Drawn<T>(1));
            for (var bit = 0; bit < 8 * file.Length; bit++)
            {
                file[bit / 8] ^= (byte)(1 << (bit % 8));
                LoadsOrIsRejected<T>(file);
                file[bit / 8] ^= (byte)(1 << (bit % 8));
            }
        }
    }

    private sealed class Truncate : INetworkVisitor
    {
        public void Visit<T>()
            where T : class, INetwork<T>
        {
            var file = Safetensors.ToBytes(PortableNetworks.Drawn<T>(1));
            for (var length = 0; length < file.Length; length++)
            {
                Assert.Throws<ModelFileException>(() => Safetensors.Read<T>(file.AsSpan(0, length)));
                Assert.Throws<ModelFileException>(() => Safetensors.Read<T>(new TrickleStream(file[..length])));
            }
        }
    }

    /// <summary>A few bytes, then zeros for ever, and a length that says anything.</summary>
    private sealed class EndlessStream(byte[] head, long? length) : Stream
    {
        public long BytesRead { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => length is not null;

        public override bool CanWrite => false;

        public override long Length => length!.Value;

        public override long Position
        {
            get => BytesRead;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            for (var index = 0; index < buffer.Length; index++, BytesRead++)
                buffer[index] = BytesRead < head.Length ? head[BytesRead] : (byte)0;
            return buffer.Length;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
