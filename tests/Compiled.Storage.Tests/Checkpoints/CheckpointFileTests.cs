using System.Buffers.Binary;
using System.Globalization;
using Compiled.Storage;
using Compiled.Tests.Portable;

namespace Compiled.Tests.Checkpoints;

/// <summary>A file can never harm: it is what was saved, or one exception.</summary>
public sealed class CheckpointFileTests
{
    private static ClassicNet.Trainer<Adam> Trained(out ClassicNet network, int steps = 3)
    {
        network = new ClassicNet(5);
        var trainer = network.CreateTrainer(new Adam(0.01f));
        var data = Resumption.Data<ClassicNet>(8);
        for (var step = 0; step < steps; step++)
            trainer.Step(data.Inputs, data.Targets);
        return trainer;
    }

    /// <summary>A checkpoint with every part: a run with two finished epochs, the best parameters, a plateau, block by block settings.</summary>
    private static byte[] Full()
    {
        var trainer = new ClassicNet(5).CreateTrainer(new Adam(0.01f));
        trainer.SetRate("Dense0", 0.5f);
        trainer.SetMaxNorm("Dense1", 2);
        var data = Resumption.Data<ClassicNet>(16);
        return Resumption.Killed(
            trainer, data,
            new FitOptions { Epochs = 5, BatchSize = 8, Validation = data, EarlyStopping = new EarlyStopping(), Schedule = new ReduceOnPlateau(), Augment = static (_, _, _, _) => { } }, 6);
    }

    [Fact]
    [Trait("Speed", "slow")]
    public void Every_flipped_bit_is_found_and_changes_nothing()
    {
        var file = Full();
        var trainer = Trained(out var network);
        var before = Resumption.Saved(trainer);
        for (var bit = 0; bit < 8 * file.Length; bit++)
        {
            file[bit / 8] ^= (byte)(1 << bit % 8);
            var exception = Record.Exception(() => trainer.Resume(new MemoryStream(file)));
            Assert.True(exception is ModelFileException, Invariant($"Bit {bit}: {exception?.ToString() ?? "it was resumed"}"));
            file[bit / 8] ^= (byte)(1 << bit % 8);
        }

        Assert.Equal(before, Resumption.Saved(trainer));
        trainer.Resume(new MemoryStream(file));
        Assert.Equal(5, trainer.StepCount);
        Assert.Equal(2, trainer.UnfinishedRun!.Epochs.Count);
        Assert.Equal(1, trainer.UnfinishedRun.Batch);
    }

    [Fact]
    public void Every_truncation_is_found_and_changes_nothing()
    {
        var file = Full();
        var trainer = Trained(out _);
        var before = Resumption.Saved(trainer);
        for (var length = 0; length < file.Length; length++)
        {
            var message = Assert.Throws<ModelFileException>(() => trainer.Resume(new MemoryStream(file, 0, length))).Message;
            if (length == 0)
                Assert.StartsWith("This is an empty file, not a checkpoint: ", message, StringComparison.Ordinal);
            else
                Assert.Equal(Invariant($"The checkpoint ends after {length} bytes, before its end: it is truncated. Resume from another one."), message);
        }

        Assert.Equal(before, Resumption.Saved(trainer));
    }

    [Fact]
    public void A_stream_that_brings_byte_after_byte_is_read_from_where_it_stands()
    {
        var trainer = Trained(out _);
        using var stream = new Trickle([1, 2, 3, .. Resumption.Saved(trainer)]);
        stream.ReadExactly(new byte[3]);
        var resumed = new ClassicNet(1).CreateTrainer(new Adam(0.01f));
        resumed.Resume(stream);
        Assert.Equal(Resumption.Saved(trainer), Resumption.Saved(resumed));
    }

    [Fact]
    public void What_follows_the_end_is_an_error()
    {
        var trainer = Trained(out _);
        var file = Resumption.Saved(trainer);
        Assert.Equal(
            Invariant($"The checkpoint continues after its end, byte {file.Length}: it is damaged, or something was appended. Resume from another one."),
            Assert.Throws<ModelFileException>(() => trainer.Resume(new MemoryStream([.. file, 0]))).Message);
    }

    [Fact]
    public void Another_file_is_told_as_such()
    {
        var trainer = Trained(out _);
        Assert.StartsWith("Not a checkpoint file: it does not begin with the letters CMPCHKPT.", Assert.Throws<ModelFileException>(() => trainer.Resume(new MemoryStream(new byte[100]))).Message, StringComparison.Ordinal);
        var file = Resumption.Saved(trainer);
        file[8] = 3;
        Assert.StartsWith("The checkpoint has version 3, but only versions 1 and 2 can be read", Assert.Throws<ModelFileException>(() => trainer.Resume(new MemoryStream(file))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_stands_before_the_message()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "run.checkpoint");
        File.WriteAllBytes(path, new byte[3]);
        var trainer = Trained(out _);
        var exception = Assert.Throws<ModelFileException>(() => trainer.Resume(path));
        Assert.StartsWith($"'{path}': The checkpoint ends after 3 bytes", exception.Message, StringComparison.Ordinal);
        Assert.Equal(path, exception.FileName);
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        Assert.ThrowsAny<IOException>(() => trainer.Resume(path));
    }

    [Fact]
    public void Forged_lengths_allocate_nothing()
    {
        var trainer = Trained(out _);
        var facts = FactsOf(trainer);
        // A right beginning, and the length of the losses of heads, which there are none of.
        byte[] Forged(Action<CheckpointWriter> body, Action<CheckpointWriter>? head = null)
        {
            using var stream = new MemoryStream();
            var writer = new CheckpointWriter(stream);
            writer.Bytes("CMPCHKPT"u8);
            writer.Number(1L);
            if (head is null)
                writer.Facts(facts);
            else
                head(writer);
            writer.Checksum();
            body(writer);
            writer.Checksum();
            return stream.ToArray();
        }

        void Refused(byte[] file)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Throws<ModelFileException>(() => trainer.Resume(new MemoryStream(file)));
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2_000_000);
        }

        foreach (var length in new ulong[] { ulong.MaxValue, 1ul << 63, 1ul << 40, 0x1_0000_0000, 4 })
        {
            Refused(Forged(writer =>
            {
                writer.Number(0.1f);
                writer.Number(0.1f);
                writer.Number(length);
            }));
            Refused(Forged(static _ => { }, writer => writer.Number(length)));
            Refused(Forged(static _ => { }, writer =>
            {
                writer.Number(1L);
                writer.Number(length);
            }));
        }

        Refused(Forged(static _ => { }, static writer =>
        {
            writer.Number(1L);
            writer.Number(1L);
            writer.Bytes([0xFF]);
            writer.Text("");
        }));
        Refused(Forged(static _ => { }, static writer =>
        {
            writer.Number(2L);
            for (var fact = 0; fact < 2; fact++)
            {
                writer.Text("twice");
                writer.Text("the same");
            }
        }));
    }

    [Fact]
    public void Numbers_that_nothing_writes_are_refused_under_a_right_checksum()
    {
        var trainer = Trained(out _);
        trainer.SetRate("Dense0", 0.5f);
        var good = ContentsOf(trainer);
        var before = Resumption.Saved(trainer);
        void Refused(CheckpointContents contents, string part = "damaged")
        {
            using var stream = new MemoryStream();
            CheckpointFile.Write(stream, contents);
            stream.Position = 0;
            Assert.Contains(part, Assert.Throws<ModelFileException>(() => trainer.Resume(stream)).Message, StringComparison.Ordinal);
        }

        TunedRegion[] First(TunedRegion region) => [region, .. good.Regions!.Skip(1)];
        Refused(With(good, steps: -1));
        Refused(With(good, epochs: -1));
        Refused(With(good, rate: float.NaN), "The checkpoint's learning rate is not valid: Adam.LearningRate is NaN");
        Refused(With(good, rate: -1), "The checkpoint's learning rate is not valid: Adam.LearningRate is -1");
        Refused(With(good, regions: First(good.Regions![0] with { Factor = float.NaN })));
        Refused(With(good, regions: First(good.Regions[0] with { Factor = -1 })));
        Refused(With(good, regions: First(good.Regions[0] with { MaxNorm = 0 })));
        Refused(With(good, regions: First(good.Regions[0] with { MaxNorm = float.PositiveInfinity })));
        Refused(With(good, regions: First(good.Regions[0] with { Steps = -1 })));
        Refused(With(good, regions: [.. good.Regions, good.Regions[0]]));
        Refused(With(good, network: new NetworkState(new float[3], [])));
        Assert.Equal(before, Resumption.Saved(trainer));
    }

    [Fact]
    public void Values_that_are_no_numbers_come_back_as_they_were()
    {
        var trainer = Trained(out var network);
        network.Dense0.Weights[1, 2] = float.NaN;
        network.Dense0.Biases[1] = -0f;
        network.Dense1.Biases[0] = float.NegativeInfinity;
        var resumed = new ClassicNet(1);
        resumed.CreateTrainer(new Adam()).Resume(new MemoryStream(Resumption.Saved(trainer)));
        Assert.Equal(Resumption.Bits(Resumption.Parameters(network)), Resumption.Bits(Resumption.Parameters(resumed)));
    }

    [Fact]
    public void The_culture_changes_no_byte()
    {
        var (before, trainer) = (CultureInfo.CurrentCulture, Trained(out _));
        var invariant = Resumption.Saved(trainer);
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("sv-SE") { NumberFormat = { NegativeSign = "−", NumberDecimalSeparator = "," } };
            Assert.Equal(invariant, Resumption.Saved(trainer));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_file_of_this_version_stays_readable()
    {
        var path = Path.Combine(Repository.Root, "tests/Compiled.Storage.Tests/Fixtures/version1.checkpoint");
        if (Environment.GetEnvironmentVariable("COMPILED_UPDATE_SNAPSHOTS") == "1")
            File.WriteAllBytes(path, Full());
        var file = File.ReadAllBytes(path);
        var network = new ClassicNet(1);
        var trainer = network.CreateTrainer(new Adam());
        trainer.Resume(new MemoryStream(file));
        var same = new ClassicNet(2);
        same.CreateTrainer(new Adam()).Resume(new MemoryStream(Full()));
        Assert.Equal(Resumption.Parameters(same), Resumption.Parameters(network));
        Assert.Equal((5, 2, 0.01f), (trainer.StepCount, trainer.UnfinishedRun!.Epochs.Count, trainer.LearningRate));
    }

    [Fact]
    public void A_checksum_does_not_depend_on_how_the_bytes_are_cut_and_tells_lengths_apart()
    {
        var bytes = new byte[61];
        new Random(1).NextBytes(bytes);
        var whole = new Checksum64();
        whole.Add(bytes);
        for (var cut = 0; cut <= bytes.Length; cut++)
        {
            var parts = new Checksum64();
            parts.Add(bytes.AsSpan(0, cut));
            parts.Add(bytes.AsSpan(cut));
            Assert.Equal(whole.Value, parts.Value);
        }

        Assert.Equal(50, Enumerable.Range(0, 50).Select(static length => Of(new byte[length])).Distinct().Count());
        float[] floats = [1.5f, -2, float.NaN];
        Assert.Equal(Of(Resumption.Bits(floats)), Checksum64.Of(floats));

        static ulong Of(byte[] zeros)
        {
            var checksum = new Checksum64();
            checksum.Add(zeros);
            return checksum.Value;
        }
    }

    private static CheckpointFacts FactsOf(Trainer trainer)
    {
        var reader = new CheckpointReader(new MemoryStream(Resumption.Saved(trainer)), null);
        reader.Bytes(new byte[16]);
        return reader.Facts();
    }

    private static CheckpointContents ContentsOf(Trainer trainer) => CheckpointFile.Read(
        new MemoryStream(Resumption.Saved(trainer)), null, FactsOf(trainer), new CheckpointShape(0, ClassicNet.ParameterCount, 0, 2, 4), "");

    private static CheckpointContents With(
        CheckpointContents contents, long? steps = null, int? epochs = null, float? rate = null, IReadOnlyList<TunedRegion>? regions = null, NetworkState? network = null) => new()
        {
            Facts = contents.Facts,
            LearningRate = rate ?? contents.LearningRate,
            Loss = contents.Loss,
            HeadLosses = contents.HeadLosses,
            StepCount = steps ?? contents.StepCount,
            EpochsBegun = epochs ?? contents.EpochsBegun,
            Network = network ?? contents.Network,
            Slots = contents.Slots,
            Regions = regions ?? contents.Regions,
            Run = contents.Run,
        };

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    /// <summary>Gives one byte at a time.</summary>
    private sealed class Trickle(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(1, buffer.Length)]);

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(1, count));
    }
}
