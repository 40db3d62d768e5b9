using Compiled.Storage;
using Compiled.Tests.Portable;

namespace Compiled.Tests.Checkpoints;

/// <summary>Checkpoints that no trainer writes, under checksums that are right, and parts that few have.</summary>
public sealed class CheckpointEdgeTests
{
    private static readonly CheckpointShape Shape = new(0, 2, 0, 0, 2);

    private static CheckpointContents Contents(AverageState? average, StoppingState? stopping = null) => new()
    {
        Facts = new CheckpointFacts(),
        LearningRate = 0.1f,
        Loss = 1,
        HeadLosses = [],
        StepCount = 4,
        EpochsBegun = 2,
        Network = new NetworkState([1, 2], []),
        Slots = [],
        Regions = null,
        Run = new FitPosition
        {
            Facts = new CheckpointFacts(),
            Epochs = [new EpochRecord { Epoch = 1, Loss = 2, Metric = 0.5, Seconds = 3 }],
            Epoch = new EpochPosition { HasBegun = true, Batch = 1, Rows = 8, Sum = 4, Weight = 8, Steps = 3 },
            Elapsed = TimeSpan.FromSeconds(5),
            Stopping = stopping,
            Plateaus = [new PlateauState(0.25, 1, 2, 3)],
            Average = average,
        },
    };

    private static CheckpointContents WrittenAndRead(CheckpointContents contents)
    {
        using var stream = new MemoryStream();
        CheckpointFile.Write(stream, contents);
        stream.Position = 0;
        return CheckpointFile.Read(stream, "run.checkpoint", new CheckpointFacts(), Shape, "a trainer");
    }

    [Fact]
    public void An_average_comes_back_with_its_run()
    {
        var none = WrittenAndRead(Contents(null)).Run!;
        Assert.Null(none.Average);
        Assert.Equal((2.0, 0.5, null, 0.25), (none.Epochs[0].Loss, none.Epochs[0].Metric, none.Epochs[0].ValidationLoss, none.Plateaus[0].Best));
        Assert.Equal((0.5, 0.0), (none.Epoch.Mean, default(EpochPosition).Mean));
        var begun = WrittenAndRead(Contents(new AverageState(0, null))).Run!.Average!;
        Assert.Equal(0, begun.Count);
        Assert.Null(begun.Average);
        var average = WrittenAndRead(Contents(new AverageState(3, new NetworkState([5, 6], [])))).Run!.Average!;
        Assert.Equal(3, average.Count);
        Assert.Equal([5, 6], average.Average!.Parameters);
    }

    [Fact]
    public void Early_stopping_comes_back_before_and_after_its_best_epoch()
    {
        foreach (var state in (StoppingState[])[new(double.PositiveInfinity, null, 0, null), new(0.5, 2, 1, new NetworkState([7, 8], []))])
        {
            var read = WrittenAndRead(Contents(null, state)).Run!.Stopping!;
            Assert.Equal((state.Lowest, state.BestEpoch, state.Since), (read.Lowest, read.BestEpoch, read.Since));
            Assert.Equal(state.Best?.Parameters, read.Best?.Parameters);
        }
    }

    [Fact]
    public void An_average_that_contradicts_its_count_is_refused()
    {
        foreach (var average in (AverageState[])[new(0, new NetworkState([5, 6], [])), new(3, null), new(-1, null)])
        {
            var message = Assert.Throws<ModelFileException>(() => WrittenAndRead(Contents(average))).Message;
            Assert.StartsWith("'run.checkpoint': The checkpoint is damaged before byte ", message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(2, 2, "a", "b")]
    [InlineData(0, 1, "a", "b")]
    [InlineData(0, 3, "a", "b")]
    [InlineData(0, 2, "a", "a")]
    [InlineData(0, 2, "a", "")]
    [InlineData(1, 2, "a", "b")]
    public void Names_that_are_not_those_of_a_list_are_not_taken(int skipped, int expected, params string[] names)
    {
        var facts = new CheckpointFacts();
        facts.AddNames("class", ["other"]);
        foreach (var (index, name) in names.Index())
            facts.AddText(FormattableString.Invariant($"The name of feature {index + skipped}"), name);
        Assert.Empty(facts.Names("feature", expected));
        Assert.Equal(["other"], facts.Names("class", 1));
    }

    [Fact]
    public void An_encoder_that_is_not_one_is_refused_and_nothing_is_changed()
    {
        var trainer = new ClassicNet(5).CreateTrainer(new Adam(0.01f));
        var before = Resumption.Saved(trainer);
        var reader = new CheckpointReader(new MemoryStream(before), null);
        reader.Bytes(new byte[16]);
        var facts = reader.Facts();
        var own = new CheckpointFacts();
        foreach (var (name, value) in facts.All)
            own.AddText(name, value);
        own.AddEncoder("{}");
        var contents = CheckpointFile.Read(new MemoryStream(before), null, facts, new CheckpointShape(0, ClassicNet.ParameterCount, 0, 2, 4), "");
        using var stream = new MemoryStream();
        CheckpointFile.Write(stream, new CheckpointContents
        {
            Facts = own,
            LearningRate = 0.5f,
            Loss = contents.Loss,
            HeadLosses = contents.HeadLosses,
            StepCount = 17,
            EpochsBegun = contents.EpochsBegun,
            Network = contents.Network,
            Slots = contents.Slots,
            Regions = contents.Regions,
            Run = null,
        });
        stream.Position = 0;
        Assert.StartsWith("The checkpoint is not valid: the encoder ", Assert.Throws<ModelFileException>(() => trainer.Resume(stream)).Message, StringComparison.Ordinal);
        Assert.Equal(before, Resumption.Saved(trainer));
    }
}
