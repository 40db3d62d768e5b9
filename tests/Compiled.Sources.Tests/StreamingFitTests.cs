namespace Compiled.Tests;

/// <summary>Training on streamed rows: the bits of rows in memory, the same in each run, and every row once per epoch.</summary>
public sealed class StreamingFitTests
{
    private static readonly CsvOptions Features = new() { Features = ["a", "b", "c"] };

    private static float[] Parameters<TNetwork>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork>
    {
        var parameters = new float[TNetwork.Topology.ParameterCount];
        network.CopyParametersTo(parameters);
        return parameters;
    }

    private static float[] Outputs<TNetwork>(TNetwork network, float[] row)
        where TNetwork : class, INetwork<TNetwork>
    {
        var outputs = new float[TNetwork.Topology.OutputSize];
        network.Predict(row, outputs);
        return outputs;
    }

    private static float[] TrainKinds(StreamingDataset data, FitOptions options)
    {
        var network = new Kinds(seed: 3);
        network.CreateTrainer(new Adam(1e-2f)).Fit(data, options);
        return Parameters(network);
    }

    [Fact]
    public void Without_shuffling_the_bits_are_those_of_data_in_memory_standardised_or_not()
    {
        using var file = new StreamingFile(1_003);
        var options = new FitOptions { Epochs = 3, BatchSize = 16, Shuffle = false };
        var (inMemory, streamed) = (new Kinds(seed: 3), new Kinds(seed: 3));
        var memory = inMemory.CreateTrainer(new Adam(1e-2f)).Fit(Dataset.FromCsv(file.Path, "kind", Features), options);
        var stream = streamed.CreateTrainer(new Adam(1e-2f)).Fit(StreamingDataset.FromCsv(file.Path, "kind", Features), options);
        Assert.Equal(Parameters(inMemory), Parameters(streamed));
        float[] row = [3, 1, 0.5f];
        Assert.Equal(Outputs(inMemory, row), Outputs(streamed, row));
        Assert.Equal(memory.Epochs.Select(static epoch => epoch.Loss), stream.Epochs.Select(static epoch => epoch.Loss));
        Assert.All(stream.Epochs, static epoch => Assert.Null(epoch.Metric));
        Assert.Equal(["high", "low", "middle"], streamed.ClassNames);

        var (numbers, streamedNumbers) = (new Numbers(seed: 3), new Numbers(seed: 3));
        numbers.CreateTrainer(new Adam(1e-2f)).Fit(Dataset.FromCsv(file.Path, targets: ["u", "v"], Features), options);
        streamedNumbers.CreateTrainer(new Adam(1e-2f)).Fit(StreamingDataset.FromCsv(file.Path, targets: ["u", "v"], Features), options);
        Assert.Equal(Parameters(numbers), Parameters(streamedNumbers));
        Assert.Equal(Outputs(numbers, row), Outputs(streamedNumbers, row));
    }

    [Fact]
    public void The_same_seed_and_buffer_give_the_same_bits_and_others_do_not()
    {
        using var file = new StreamingFile(2_000);
        var options = new FitOptions { Epochs = 2, BatchSize = 20, Seed = 5 };
        StreamingDataset Open(int buffer, int prefetch) => StreamingDataset.FromCsv(file.Path, "kind", Features, new StreamingOptions { ShuffleBuffer = buffer, Prefetch = prefetch });
        var first = TrainKinds(Open(100, 4), options);
        Assert.Equal(first, TrainKinds(Open(100, 1), options));
        Assert.Equal(first, TrainKinds(Open(100, 64), options));
        Assert.NotEqual(first, TrainKinds(Open(101, 4), options));
        Assert.NotEqual(first, TrainKinds(Open(100, 4), options with { Seed = 6 }));
    }

    [Fact]
    public void Two_fits_of_epochs_are_one_of_their_sum()
    {
        using var file = new StreamingFile(500);
        var data = StreamingDataset.FromCsv(file.Path, "kind", Features, new StreamingOptions { ShuffleBuffer = 64 });
        var network = new Kinds(seed: 3);
        var trainer = network.CreateTrainer(new Adam(1e-2f));
        trainer.Fit(data, new FitOptions { Epochs = 2 });
        trainer.Fit(data, new FitOptions { Epochs = 3 });
        Assert.Equal(TrainKinds(data, new FitOptions { Epochs = 5 }), Parameters(network));
    }

    [Theory]
    [InlineData(1, 37)]
    [InlineData(50, 37)]
    [InlineData(5_000, 37)]
    [InlineData(400, 5_000)]
    public void Every_row_comes_once_per_epoch_in_another_order(int buffer, int batchSize)
    {
        const int Rows = 1_000;
        using var file = new StreamingFile(Rows);
        var data = StreamingDataset.FromCsv(file.Path, "kind", Features, new StreamingOptions { ShuffleBuffer = buffer });
        var seen = new List<int>();
        var options = new FitOptions
        {
            Epochs = 2,
            BatchSize = batchSize,
            Augment = (inputs, _, rows, _) =>
            {
                for (var row = 0; row < rows; row++)
                    seen.Add((int)inputs[row * 3]);
            },
        };
        TrainKinds(data, options);
        var (first, second) = (seen[..Rows], seen[Rows..]);
        Assert.Equal(Enumerable.Range(0, Rows), first.Order());
        Assert.Equal(Enumerable.Range(0, Rows), second.Order());
        Assert.Equal(buffer == 1, first.SequenceEqual(second));
        if (buffer is > 1 and < Rows)
            // No row comes before the buffer has reached it.
            Assert.All(first.Select(static (row, place) => (row, place)), item => Assert.True(item.row <= item.place + buffer));
    }

    [Fact]
    public void Columns_are_found_by_the_networks_names_and_validation_data_is_judged()
    {
        using var file = new StreamingFile(300);
        var network = new Kinds(seed: 3) { FeatureNames = ["c", "a", "b"] };
        var data = StreamingDataset.FromCsv(file.Path, "kind", new CsvOptions { Ignore = ["u", "v", "n"] });
        var options = new FitOptions { Epochs = 2, Shuffle = false, Validation = Dataset.FromCsv(file.Path, "kind") };
        var history = network.CreateTrainer(new Adam(1e-2f)).Fit(data, options);
        Assert.All(history.Epochs, static epoch => Assert.NotNull(epoch.ValidationMetric));
        var reordered = new Kinds(seed: 3);
        reordered.CreateTrainer(new Adam(1e-2f)).Fit(Dataset.FromCsv(file.Path, "kind", new CsvOptions { Features = ["c", "a", "b"] }), options with { Validation = null });
        Assert.Equal(Parameters(reordered), Parameters(network));
        Assert.Contains("lacks the feature 'q'", Assert.Throws<ArgumentException>(() => new Kinds { FeatureNames = ["a", "b", "q"] }.CreateTrainer(new Adam()).Fit(data)).Message);
    }

    [Fact]
    public void What_is_open_says_what_it_is()
    {
        using var file = new StreamingFile(1_500);
        var data = StreamingDataset.FromCsv(file.Path, "kind", Features);
        Assert.Equal("1500 rows of 3 features, 3 classes, streamed", data.ToString());
        Assert.Equal((1_500, 3, 3, 1_000), (data.Count, data.InputSize, data.TargetSize, data.Sample.Count));
        Assert.Equal(["high", "low", "middle"], data.TargetNames);
        var whole = Dataset.FromCsv(file.Path, "kind", Features);
        Assert.True(whole.Inputs[..3_000].SequenceEqual(data.Sample.Inputs) && whole.Targets[..3_000].SequenceEqual(data.Sample.Targets));
        Assert.Equal(Dataset.FromCsv(file.Path, "u", Features).Targets[..1_000], StreamingDataset.FromCsv(file.Path, "u", Features).Sample.Targets);
        Assert.Equal(["0", "1", "2", "3", "4"], StreamingDataset.FromCsv(file.Path, "n", Features).ClassNames);
        Assert.Equal("1500 rows of 3 features, 1 target, streamed", StreamingDataset.FromCsv(file.Path, "n", Features with { Target = TargetKind.Numeric }).ToString());
    }

    [Fact]
    public void A_cancelled_run_keeps_its_steps_and_its_thread_ends()
    {
        using var file = new StreamingFile(2_000);
        using var cancel = new CancellationTokenSource();
        var batches = 0;
        var options = new FitOptions { Epochs = 50, CancellationToken = cancel.Token, Augment = (_, _, _, _) => { if (++batches == 70) cancel.Cancel(); } };
        var history = new Kinds(seed: 3).CreateTrainer(new Adam(1e-2f)).Fit(StreamingDataset.FromCsv(file.Path, "kind", Features), options);
        Assert.True(history.Cancelled);
        Assert.Equal((1, 70), (history.Epochs.Count, batches));
        // Nobody reads the file any more.
        File.Delete(file.Path);
    }
}
