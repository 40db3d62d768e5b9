using System.Buffers.Binary;
using Compiled.Events;

namespace Compiled.Callbacks.Tests;

/// <summary>Event files, read again by their framing and parsed by their schema.</summary>
public sealed class TensorBoardTests
{
    private static readonly FitOptions Options = new() { Epochs = 4, BatchSize = 10, Validation = Given.Classes(seed: 5) };

    [Fact]
    public void Scalars_are_those_of_the_history()
    {
        using var folder = new Folder();
        var history = Fit(Options with { Callbacks = [new TensorBoardLogger(folder["run"]) { EverySteps = 3 }] });
        var train = Read(folder["run/train"]);
        Assert.Equal("brain.Event:2", train[0].FileVersion);
        Assert.Equal((1, SessionLog.Types.SessionStatus.Start), (train[1].Step, train[1].SessionLog.Status));
        Assert.Equal(history.Epochs.Select(static epoch => (epoch.Epoch, (float)epoch.Loss)), Scalars(train, "epoch_loss"));
        Assert.Equal(history.Epochs.Select(static epoch => (epoch.Epoch, (float)epoch.Metric!.Value)), Scalars(train, "epoch_accuracy"));
        Assert.Equal(history.Epochs.Select(static epoch => (epoch.Epoch, epoch.LearningRate)), Scalars(train, "epoch_learning_rate"));
        Assert.Equal(2 + 3 * 4, train.Count);
        var validation = Read(folder["run/validation"]);
        Assert.Equal(history.Epochs.Select(static epoch => (epoch.Epoch, (float)epoch.ValidationLoss!.Value)), Scalars(validation, "epoch_loss"));
        Assert.Equal(history.Epochs.Select(static epoch => (epoch.Epoch, (float)epoch.ValidationMetric!.Value)), Scalars(validation, "epoch_accuracy"));
        var batches = Read(folder["run/batches"]);
        Assert.Equal([3, 6, 9, 12, 15], Scalars(batches, "batch_loss").Select(static point => point.Step));
        Assert.All(train.Concat(validation), static value => Assert.InRange(value.WallTime, EventFile.Now - 600, EventFile.Now + 1));
    }

    [Fact]
    public void Without_validation_there_is_no_folder_for_it()
    {
        using var folder = new Folder();
        _ = Fit(new FitOptions { Epochs = 1, TrainingMetrics = false, Callbacks = [new TensorBoardLogger(folder["run"])] });
        Assert.Equal(["train"], Directory.GetDirectories(folder["run"]).Select(Path.GetFileName));
        Assert.Equal(["epoch_learning_rate", "epoch_loss"], Read(folder["run/train"]).Skip(2).Select(static value => value.Summary.Value[0].Tag).Order());
    }

    [Fact]
    public void Histograms_hold_every_weight_and_gradient()
    {
        using var folder = new Folder();
        var network = new Mixed(1);
        var trainer = network.CreateTrainer(new Adam(0.01f), new TrainerOptions { KeepGradients = true });
        _ = trainer.Fit(Given.Numbers(), new FitOptions { Epochs = 4, BatchSize = 10, Callbacks = [new TensorBoardLogger(folder["run"]) { HistogramEveryEpochs = 2, Gradients = true }] });
        var histograms = Read(folder["run/train"]).Where(static value => value.Summary?.Value[0].Histo is not null).ToList();
        Assert.Equal([2L, 4L], histograms.Select(static value => value.Step).Distinct());
        var last = histograms.Where(static value => value.Step == 4).ToDictionary(static value => value.Summary.Value[0].Tag, static value => value.Summary.Value[0].Histo);
        Assert.Superset(new HashSet<string> { "weights/Dense0.weight", "weights/Dense0.bias", "gradients/Dense0.weight" }, last.Keys.ToHashSet());
        foreach (var tensor in NetworkTensor.Of(network).Where(static tensor => tensor.Kind == NetworkTensorKind.Parameter))
        {
            var values = new float[tensor.Length];
            tensor.CopyTo(values);
            Check(values, last[$"weights/{tensor.Block}.{tensor.Name.Split('.')[^1]}"]);
        }

        var gradients = new float[Mixed.ParameterCount];
        trainer.CopyGradientsTo(gradients);
        Check(gradients[..18], last["gradients/Dense0.weight"]);
        Assert.Equal(NetworkTensor.Of(network).Count(static tensor => tensor.Kind == NetworkTensorKind.Parameter), last.Keys.Count(static key => key.StartsWith("gradients/",
            StringComparison.Ordinal)));
    }

    [Fact]
    public void Buckets_count_each_value_once()
    {
        float[] values = [0, -0f, 1e-13f, 1e-12f, -1e-12f, 1, 1, -1, 3e19f, float.MaxValue, float.MinValue, 0.1f, float.NaN, float.PositiveInfinity];
        Check(values, new ValueHistogram().Of(values));
        Assert.Equal(0, new ValueHistogram().Of([]).Num);
        var reused = new ValueHistogram();
        _ = reused.Of(values);
        Check([5f], reused.Of([5f]));
    }

    [Fact]
    public void Checksums_are_those_of_TFRecord()
    {
        // RFC 3720, B.4: 32 bytes of zeros, and the test vector that every CRC has; masked as TFRecord says.
        static uint Masked(uint checksum) => unchecked(((checksum >> 15) | (checksum << 17)) + 0xa282ead8u);
        Assert.Equal(Masked(0x8A9136AA), EventFile.MaskedChecksum(new byte[32]));
        Assert.Equal(Masked(0xE3069283), EventFile.MaskedChecksum("123456789"u8));
    }

    [Fact]
    public void A_resumed_run_says_where_it_continues_and_a_new_one_begins_again()
    {
        using var folder = new Folder();
        var saved = Options with { Checkpoint = new CheckpointOptions(folder["run.checkpoint"]) };
        _ = Fit(saved with { Callbacks = [new TensorBoardLogger(folder["run"]) { EverySteps = 1 }, new StopWhen(static context => context.Steps == 10) { EveryStep = true }] });
        var trainer = new Small(1).ResumeTrainer(new Adam(0.01f), folder["run.checkpoint"]);
        _ = trainer.Fit(Given.Classes(), saved with { Callbacks = [new TensorBoardLogger(folder["run"]) { EverySteps = 1 }] });
        var files = Directory.GetFiles(folder["run/train"]).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(2, files.Count);
        Assert.Equal([1, 2], Scalars(ReadFile(files[0]), "epoch_loss").Select(static point => point.Step));
        Assert.Equal(3, ReadFile(files[1])[1].Step);
        Assert.Equal([3, 4], Scalars(ReadFile(files[1]), "epoch_loss").Select(static point => point.Step));
        var batches = Directory.GetFiles(folder["run/batches"]).Order(StringComparer.Ordinal).Select(ReadFile).ToList();
        Assert.Equal(11, batches[1][1].Step);
        Assert.Equal(Enumerable.Range(1, 16), batches.SelectMany(static file => Scalars(file, "batch_loss")).Select(static point => point.Step));
    }

    [Fact]
    public void Steps_with_logged_losses_allocate_nothing()
    {
        using var folder = new Folder();
        var least = long.MaxValue;
        for (var attempt = 0; attempt < 5; attempt++)
        {
            long start = 0, end = 0;
            var meter = new Meter(static () => GC.GetAllocatedBytesForCurrentThread(), value => start = value, value => end = value);
            _ = new Line(1).CreateTrainer(new Sgd(0.01f)).Fit(Given.Line(rows: 300), new FitOptions
            {
                Epochs = 1,
                BatchSize = 1,
                Callbacks = [new TensorBoardLogger(folder[$"run{attempt}"]) { EverySteps = 1 }, meter]
            });
            least = Math.Min(least, end - start);
        }

        Assert.Equal(0, least);
    }

    [Fact]
    public void Problems_are_told_before_the_first_step()
    {
        using var folder = new Folder();
        File.WriteAllText(folder["file"], "");
        var exception = Assert.Throws<CallbackException>(() => Fit(Options with { Callbacks = [new TensorBoardLogger(folder["file/run"])] }));
        Assert.StartsWith("The callback TensorBoardLogger failed at the beginning of the run: ", exception.Message, StringComparison.Ordinal);
        Assert.Contains("file/run' could not be written: ", exception.Message, StringComparison.Ordinal);
        Assert.EndsWith("No step was taken.", exception.Message, StringComparison.Ordinal);
        Assert.Contains("KeepGradients = true", Assert.Throws<CallbackException>(() => Fit(Options with
        {
            Callbacks = [new TensorBoardLogger(folder["run"]) { Gradients = true,
            HistogramEveryEpochs = 1 }]
        })).Message, StringComparison.Ordinal);
        Assert.Contains("TensorBoardLogger.EverySteps is 0", Assert.Throws<ArgumentOutOfRangeException>(static () => new TensorBoardLogger("x") { EverySteps = 0 }).Message, StringComparison.Ordinal);
    }

    private static void Check(float[] values, HistogramProto histogram)
    {
        var finite = values.Where(float.IsFinite).ToList();
        Assert.Equal((finite.Count, finite.Min(), finite.Max()), ((int)histogram.Num, (float)histogram.Min, (float)histogram.Max));
        Assert.Equal(finite.Sum(static value => (double)value), histogram.Sum, 1e-9 * Math.Abs(histogram.Sum) + 1e-12);
        Assert.Equal(finite.Sum(static value => (double)value * value), histogram.SumSquares, 1e-9 * histogram.SumSquares);
        Assert.Equal(histogram.BucketLimit.Count, histogram.Bucket.Count);
        var below = double.NegativeInfinity;
        foreach (var (limit, count) in histogram.BucketLimit.Zip(histogram.Bucket))
        {
            Assert.True(limit > below);
            Assert.Equal(finite.Count(value => value >= below && value < limit), (int)count);
            below = limit;
        }
    }

    private static IEnumerable<(int Step, float Value)> Scalars(IEnumerable<Event> events, string tag) =>
        events.Where(value => value.Summary?.Value[0].Tag == tag).Select(static value => ((int)value.Step, value.Summary.Value[0].SimpleValue));

    private static List<Event> Read(string folder) => ReadFile(Assert.Single(Directory.GetFiles(folder, "events.out.tfevents.*")));

    private static List<Event> ReadFile(string path)
    {
        List<Event> events = [];
        var bytes = File.ReadAllBytes(path).AsSpan();
        while (bytes.Length > 0)
        {
            var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            Assert.Equal(BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]), EventFile.MaskedChecksum(bytes[..8]));
            var data = bytes.Slice(12, length);
            Assert.Equal(BinaryPrimitives.ReadUInt32LittleEndian(bytes[(12 + length)..]), EventFile.MaskedChecksum(data));
            events.Add(Event.Parser.ParseFrom(data));
            bytes = bytes[(16 + length)..];
        }

        return events;
    }

    private static History Fit(FitOptions options) => new Small(1).CreateTrainer(new Adam(0.01f)).Fit(Given.Classes(), options);

    private sealed class Meter(Func<long> read, Action<long> first, Action<long> last) : ICallback
    {
        public void OnBatchEnd(FitContext context)
        {
            if (context.Batch == 50)
                first(read());
            if (context.Batch == 299)
                last(read());
        }
    }
}
