using System.Buffers.Binary;

namespace Compiled.Tests.Selection;

/// <summary>One file for all members; a file can never harm.</summary>
public sealed class EnsembleFileTests
{
    private static readonly byte[] Bytes = Write(EnsembleRule.Vote);

    [Fact]
    public void What_is_read_is_what_was_written()
    {
        var path = Path.Combine(Path.GetTempPath(), $"compiled-{Guid.NewGuid():N}.ensemble");
        try
        {
            var ensemble = Make(EnsembleRule.Vote);
            ensemble.Save(path);
            var loaded = Ensemble<Sorter>.Load(path);
            Assert.Equal(EnsembleRule.Vote, loaded.Rule);
            Assert.Equal(["a", "b", "c"], loaded.FeatureNames);
            Assert.Equal(["red", "green", "blue"], loaded.ClassNames);
            Assert.Equal(3, loaded.Members.Count);
            for (var member = 0; member < 3; member++)
                Assert.Equal(Parameters(ensemble.Members[member]), Parameters(loaded.Members[member]));
            Assert.Equal(Bytes, File.ReadAllBytes(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_stream_that_cannot_be_written_is_named() =>
        Assert.Equal("destination", Assert.Throws<ArgumentException>(() => Make(EnsembleRule.Vote).Write(new MemoryStream([], writable: false))).ParamName);

    [Fact]
    public void Every_cut_and_every_flipped_bit_is_one_documented_error()
    {
        for (var length = 0; length < Bytes.Length; length += length < 200 ? 1 : 37)
            Refused(Bytes[..length], length);
        for (var index = 0; index < Bytes.Length; index += index < 64 ? 1 : 11)
        {
            var flipped = Bytes.ToArray();
            flipped[index] ^= (byte)(1 << (index % 8));
            Refused(flipped, index);
        }

        static void Refused(byte[] bytes, int index)
        {
            var error = Record.Exception(() => Ensemble<Sorter>.Read(new MemoryStream(bytes)));
            Assert.True(error is ModelFileException, $"{index}: {error}");
        }
    }

    [Fact]
    public void Lengths_that_lie_take_no_memory()
    {
        var lying = Bytes.ToArray();
        foreach (var length in new[] { ulong.MaxValue, 1UL << 40, 1UL << 31, 900_000_000UL, (ulong)lying.Length })
        {
            BinaryPrimitives.WriteUInt64LittleEndian(lying.AsSpan(20), length);
            var before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Throws<ModelFileException>(() => Ensemble<Sorter>.Read(new MemoryStream(lying)));
            // And where the stream does not know its length.
            Assert.Throws<ModelFileException>(() => Ensemble<Sorter>.Read(new Unseekable(lying)));
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8 << 20);
        }

        BinaryPrimitives.WriteUInt64LittleEndian(lying.AsSpan(20), 1UL << 40);
        Assert.StartsWith("Member 0 has 1099511627776 bytes, but such a network has at most ", Message(lying), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_wrong_is_named()
    {
        Assert.StartsWith("This is not an ensemble: it does not begin with 'CMPENSMB'", Message(Safetensors.ToBytes(new Sorter())), StringComparison.Ordinal);
        Assert.StartsWith("The file has version 7", Message(With(8, 7)), StringComparison.Ordinal);
        Assert.StartsWith("The rule of the ensemble is 9", Message(With(12, 9)), StringComparison.Ordinal);
        Assert.StartsWith("The file claims 0 members", Message(With(16, 0)), StringComparison.Ordinal);
        Assert.StartsWith("The file claims -1 members", Message(With(16, -1)), StringComparison.Ordinal);
        Assert.StartsWith("The file claims 2000000000 members", Message(With(16, 2_000_000_000)), StringComparison.Ordinal);
        Assert.StartsWith("Bytes follow the checksum", Message([.. Bytes, 0]), StringComparison.Ordinal);
        var weight = Bytes.ToArray();
        weight[^20] ^= 1;
        Assert.StartsWith("The checksum does not agree", Message(weight), StringComparison.Ordinal);
        // Of another network: its members are named.
        using var stream = new MemoryStream();
        new Ensemble<Line>([new Line()]).Write(stream);
        Assert.StartsWith("Member 0 of the ensemble: ", Message(stream.ToArray()), StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => Ensemble<Sorter>.Load("missing.ensemble"));
    }

    [Fact]
    public void NaN_is_read_if_it_is_asked_for_only()
    {
        var sorter = new Sorter();
        sorter.Dense0.Weights[0, 0] = float.NaN;
        using var stream = new MemoryStream();
        new Ensemble<Sorter>([sorter]).Write(stream);
        Assert.StartsWith("Member 0 of the ensemble: ", Message(stream.ToArray()), StringComparison.Ordinal);
        var loaded = Ensemble<Sorter>.Read(new MemoryStream(stream.ToArray()), new LoadOptions { AllowNonFinite = true });
        Assert.True(float.IsNaN(loaded.Members[0].Dense0.Weights[0, 0]));
    }

    private static byte[] With(int offset, int value)
    {
        var bytes = Bytes.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(offset), value);
        return bytes;
    }

    private static string Message(byte[] bytes) => Assert.Throws<ModelFileException>(() => Ensemble<Sorter>.Read(new MemoryStream(bytes))).Message;

    private static byte[] Write(EnsembleRule rule)
    {
        using var stream = new MemoryStream();
        Make(rule).Write(stream);
        return stream.ToArray();
    }

    private static Ensemble<Sorter> Make(EnsembleRule rule) =>
        Ensemble<Sorter>.Train(3, seed => new Sorter(seed) { FeatureNames = ["a", "b", "c"], ClassNames = ["red", "green", "blue"] }, rule);

    private static float[] Parameters(Sorter sorter)
    {
        var parameters = new float[Sorter.ParameterCount];
        sorter.CopyParametersTo(parameters);
        return parameters;
    }

    private sealed class Unseekable(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();
    }
}
