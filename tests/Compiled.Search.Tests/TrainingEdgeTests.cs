using Compiled.Dynamic;
using Compiled.Searching;

namespace Compiled.Tests;

/// <summary>Every optimiser, schedule and kind of data that a search can have.</summary>
public sealed class TrainingEdgeTests
{
    private static readonly DynamicNetworkType Net = NetworkCompiler.Compile(NetworkDeclaration.Parse("[Network(inputs: 2)] [Dense(3), Tanh] [Dense(1)] [MeanSquaredError]"));

    public static TheoryData<string> Optimizers => [.. TrialOptimizers.Names];

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Every_optimizer_takes_its_settings_and_has_its_own(string name)
    {
        var plain = Trainer(SearchSpace.Empty.And("optimizer", OneOf(name)), 0);
        Assert.InRange(plain.LearningRate, 1e-4f, 1f);
        var space = SearchSpace.Empty.And("optimizer", OneOf(name)).And("rate", Uniform(0.1, 0.5)).And("weightDecay", Uniform(0, 0.5)).And("momentum", Uniform(0, 0.9));
        var given = Trainer(space, 0, 0.25, 0.125, 0.5);
        Assert.Equal(0.25f, given.LearningRate);
        // The decay is taken: another one leads elsewhere.
        Assert.NotEqual(After(given), After(Trainer(space, 0, 0.25, 0, 0.5)));
        if (name is "sgd" or "momentum" or "rmsprop")
            Assert.NotEqual(After(Trainer(space, 0, 0.25, 0.125, 0)), After(Trainer(space, 0, 0.25, 0.125, 0.5)));
    }

    [Theory]
    [InlineData("cosine")]
    [InlineData("linear")]
    [InlineData("step")]
    [InlineData("onecycle")]
    [InlineData("constant")]
    public void Every_schedule_is_one_of_the_librarys(string name)
    {
        var schedule = TrialSchedules.Of(new(SearchSpace.Empty.And("schedule", OneOf(name)), [0]), 9, 0.5);
        Assert.Equal(name == "constant", schedule is null);
        if (schedule is not null)
            Assert.Equal(3, Enumerable.Range(0, 9).Select(epoch => schedule.Rate(epoch, 0.5f)).Distinct().Take(3).Count());
    }

    [Fact]
    public void A_topology_ends_as_the_data_ask()
    {
        var search = Over(rate: LogUniform(1e-4, 1e-1), depth: 2, dropout: 0.5);
        float[] inputs = [0, 1, 2, 3, 4, 5, 6, 7];
        Assert.EndsWith("[Dense(1), StandardizeTargets]\n[MeanSquaredError]", Declared(Dataset.FromMemory(inputs, [1, 2, 3, 4], 2, 1)), StringComparison.Ordinal);
        var labelled = Declared(Dataset.FromLabels(inputs, [0, 1, 2, 1], 3, ["a", "b"]));
        Assert.EndsWith("[Dense(3), Softmax]\n[CrossEntropy]", labelled, StringComparison.Ordinal);
        Assert.Equal(2, labelled.Split("Dropout(").Length - 1);
        var binary = Dataset.FromMemory(inputs, [0, 1, 1, 0], 2, 1, classNames: ["no", "yes"]);
        Assert.EndsWith("[Dense(1), Sigmoid]\n[BinaryCrossEntropy]", Declared(binary), StringComparison.Ordinal);
        Assert.Equal(["no", "yes"], TrialTopology.Of(search, Settings(search), binary).Classes);
        var empty = search with { Topology = static _ => null! };
        Assert.Contains("gave null for", Assert.Throws<InvalidOperationException>(() => TrialTopology.Of(empty, Settings(empty), binary)).Message, StringComparison.Ordinal);

        string Declared(Dataset data) => TrialTopology.Of(search, Settings(search), data).Text;
        static TrialSettings Settings(SearchDefinition search) => new(search.Space, [.. search.Space.Dimensions.Select(static dimension => dimension.Range.Lowest)]);
    }

    [Fact]
    public void Data_of_every_kind_travel()
    {
        float[] inputs = [0, 1, 2, 3, 4, 5, 6, 7];
        Dataset[] kinds =
        [
            Dataset.FromMemory(inputs, [1, 2, 3, 4, 5, 6, 7, 8], 2, 2), Dataset.FromMemory(inputs, [0, 1, 1, 0], 2, 1, ["a", "b"], ["t"], ["no", "yes"]),
            Dataset.FromLabels(inputs, [0, 1, 2, 1], 3), Dataset.FromLabels(inputs, [0, 1, 2, 1], 3, ["a", "b"]).WithSampleWeights([1, 2, 3, 4]),
        ];
        foreach (var data in kinds)
        {
            var (sent, stream) = (new SearchData(data, [1, 1, 2, 3]), new MemoryStream());
            sent.Write(stream);
            stream.Position = 0;
            var read = SearchData.Read(stream);
            Assert.Equal(sent.Hash, read.Hash);
            Assert.Equal([1, 1, 2, 3], read.Groups!);
            // Of another number of rows.
            var bytes = stream.ToArray();
            foreach (var rows in new[] { 0, 3, 5 })
            {
                BitConverter.TryWriteBytes(bytes.AsSpan(8), rows);
                var message = Assert.Throws<InvalidDataException>(() => SearchData.Read(new MemoryStream(bytes))).Message;
                Assert.Contains("the numbers of values are not those of the rows", message, StringComparison.Ordinal);
            }

            BitConverter.TryWriteBytes(bytes.AsSpan(8), 4);
            BitConverter.TryWriteBytes(bytes.AsSpan(16), 5);
            Assert.Throws<InvalidDataException>(() => SearchData.Read(new MemoryStream(bytes)));
            BitConverter.TryWriteBytes(bytes.AsSpan(20), -1);
            Assert.Contains("a length is wrong", Assert.Throws<InvalidDataException>(() => SearchData.Read(new MemoryStream(bytes))).Message, StringComparison.Ordinal);
        }
    }

    /// <summary>A second passes, after which a result is flushed to the disk.</summary>
    [Fact]
    public void Results_are_there_at_once_before_and_after_a_flush()
    {
        using var folder = new TemporaryFolder();
        var (path, search, data) = (folder.File("search.jsonl"), Over(rate: LogUniform(1e-4, 1e-1)) with { Trials = 3, Lag = 3 }, new SearchData(Problems.Clouds(30)));
        using var journal = SearchJournal.Open(path, search, data);
        var state = new SearchState(search);
        foreach (var pause in new[] { 0, 1100, 0 })
        {
            Thread.Sleep(pause);
            Assert.True(state.TryNext(out var job));
            journal.Append(job, Simulation.ResultOf(job, Simulation.Bowl), TimeSpan.Zero, "one");
            using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
            Assert.Equal(job.Index + 2, reader.ReadToEnd().Count(static letter => letter == '\n'));
        }
    }

    private static Trainer Trainer(SearchSpace space, params double[] point) => TrialOptimizers.CreateTrainer(Net.Create(1), new(space, point), new() { Seed = 1 });

    private static float After(Trainer trainer)
    {
        for (var step = 0; step < 3; step++)
            _ = trainer.Step([1, 2, 3, 4], [1, 2]);
        return trainer.Loss;
    }
}
