namespace Compiled.Tests.Training;

public sealed class FitTests
{
    [Fact]
    public void Fit_learns_a_linear_function()
    {
        var trainer = Linear.Trainer(new Adam(0.05f));
        var history = trainer.Fit(Linear.Data(rows: 64), new FitOptions { Epochs = 200, BatchSize = 8 });
        Assert.Equal(200, history.Epochs.Count);
        Assert.InRange(history.Epochs[^1].Loss, 0, 1e-4);
        Assert.Equal("mae", history.MetricName);
        Assert.InRange(history.Epochs[^1].Metric!.Value, 0, 1e-2);
        Assert.False(history.Cancelled);
        Assert.Equal(Enumerable.Range(1, 200), history.Epochs.Select(static epoch => epoch.Epoch));
    }

    [Fact]
    public void Fit_is_the_loop_that_a_user_would_write()
    {
        var data = Linear.Data(rows: 21);
        var byHand = Linear.Trainer(new Sgd(0.05f) { Momentum = 0.9f });
        var reader = new BatchReader(data, 8, seed: 3, shuffle: true);
        var losses = new List<double>();
        for (var epoch = 0; epoch < 4; epoch++)
        {
            var sum = 0.0;
            reader.Begin(epoch);
            while (reader.Next(out var inputs, out var targets))
                sum += (double)byHand.Step(inputs, targets) * (inputs.Length / 3);
            losses.Add(sum / 21);
        }

        var fitted = Linear.Trainer(new Sgd(0.05f) { Momentum = 0.9f });
        var history = fitted.Fit(data, new FitOptions { Epochs = 4, BatchSize = 8, Seed = 3 });
        Assert.Equal(byHand.ReadParameters(), fitted.ReadParameters());
        Assert.Equal(losses, history.Epochs.Select(static epoch => epoch.Loss));
        Assert.Equal(12, fitted.StepCount);
    }

    [Theory]
    [InlineData(1, 21)]
    [InlineData(8, 3)]
    [InlineData(20, 2)]
    [InlineData(21, 1)]
    [InlineData(FitOptions.FullBatch, 1)]
    public void Every_row_is_used_once_an_epoch_whatever_the_batch_size(int batchSize, int steps)
    {
        var trainer = Linear.Trainer(new Sgd(0));
        var data = Linear.Data(rows: 21);
        var history = trainer.Fit(data, new FitOptions { Epochs = 2, BatchSize = batchSize });
        Assert.Equal(2 * steps, trainer.StepCount);
        Assert.Equal(trainer.MeanLoss(data.Inputs, data.Targets), history.Epochs[1].Loss, 1e-6);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits_and_another_seed_others()
    {
        float[] Run(long? seed, long trainerSeed, bool shuffle = true)
        {
            var trainer = Linear.Trainer(new Adam(0.05f), options: new TrainerOptions { Seed = trainerSeed });
            trainer.Fit(Linear.Data(), new FitOptions { Epochs = 3, BatchSize = 4, Seed = seed, Shuffle = shuffle });
            return trainer.ReadParameters();
        }

        Assert.Equal(Run(5, 0), Run(5, 1));
        Assert.Equal(Run(5, 0), Run(null, 5));
        Assert.NotEqual(Run(5, 0), Run(6, 0));
        Assert.Equal(Run(5, 0, shuffle: false), Run(6, 0, shuffle: false));
    }

    [Fact]
    public void A_second_fit_goes_on_where_the_first_one_stopped()
    {
        var (whole, parts) = (Linear.Trainer(new Adam(0.05f)), Linear.Trainer(new Adam(0.05f)));
        whole.Fit(Linear.Data(), new FitOptions { Epochs = 5, BatchSize = 4 });
        parts.Fit(Linear.Data(), new FitOptions { Epochs = 2, BatchSize = 4 });
        parts.Fit(Linear.Data(), new FitOptions { Epochs = 3, BatchSize = 4 });
        Assert.Equal(whole.ReadParameters(), parts.ReadParameters());
    }

    [Fact]
    public void Validation_data_is_watched_and_changes_nothing()
    {
        var (with, without) = (Linear.Trainer(new Adam(0.05f)), Linear.Trainer(new Adam(0.05f)));
        var validation = Linear.Data(rows: 40, seed: 99);
        var watched = with.Fit(Linear.Data(), new FitOptions { Epochs = 3, Validation = validation, TrainingMetrics = false });
        var blind = without.Fit(Linear.Data(), new FitOptions { Epochs = 3 });
        Assert.Equal(without.ReadParameters(), with.ReadParameters());
        Assert.Equal(with.MeanLoss(validation.Inputs, validation.Targets), watched.Epochs[^1].ValidationLoss!.Value, 1e-7);
        Assert.All(watched.Epochs, static epoch => Assert.Null(epoch.Metric));
        Assert.All(watched.Epochs, static epoch => Assert.NotNull(epoch.ValidationMetric));
        Assert.All(blind.Epochs, static epoch => Assert.Null(epoch.ValidationLoss ?? epoch.ValidationMetric));
    }

    [Theory]
    [InlineData("Softmax", 2, "accuracy")]
    [InlineData("Sigmoid", 1, "accuracy")]
    [InlineData("Tanh", 2, "mae")]
    public void The_metric_follows_from_the_topology(string activation, int outputs, string metric)
    {
        var trainer = Linear.Trainer(new Sgd(0), outputs: outputs, activation: activation);
        // The predictions of the untrained network itself, hardened: every answer is right.
        var x = Linear.Data(rows: 9).Inputs.ToArray();
        var predicted = new float[9 * outputs];
        trainer.Predict(x, predicted);
        var data = Dataset.FromMemory(x, metric == "accuracy" ? Hardened(predicted, outputs) : predicted, 3, outputs);
        var history = trainer.Fit(data, new FitOptions { Epochs = 1, Validation = data });
        Assert.Equal(metric, history.MetricName);
        Assert.Equal(metric == "accuracy" ? 1 : 0, history.Epochs[0].Metric);
        Assert.Equal(history.Epochs[0].Metric, history.Epochs[0].ValidationMetric);
    }

    /// <summary>1 for the answer of each row and 0 for the others.</summary>
    private static float[] Hardened(float[] predicted, int outputs) => outputs == 1
        ? [.. predicted.Select(static value => value > 0.5f ? 1f : 0f)]
        : [.. predicted.Chunk(outputs).SelectMany(static row => row.Select((_, index) => index == Array.IndexOf(row, row.Max()) ? 1f : 0f))];

    [Fact]
    public void Options_out_of_range_are_named()
    {
        Assert.Contains(
            "FitOptions.Epochs is 0, but must be at least 1.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new FitOptions { Epochs = 0 }).Message);
        Assert.Contains(
            "FitOptions.BatchSize is -3, but must be at least 1.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new FitOptions { BatchSize = -3 }).Message);
        Assert.Throws<ArgumentNullException>(() => Linear.Trainer(new Adam()).Fit(null!));
    }

    [Fact]
    public void A_cancelled_run_throws_nothing_and_stands_after_its_last_step()
    {
        using var source = new CancellationTokenSource();
        var trainer = Linear.Trainer(new Adam(0.05f));
        trainer.BeforeStep = () =>
        {
            // During the second step of the second epoch: that step is still finished.
            if (trainer.StepCount == 4)
                source.Cancel();
        };
        var history = trainer.Fit(Linear.Data(rows: 21), new FitOptions { Epochs = 9, BatchSize = 8, CancellationToken = source.Token });
        Assert.True(history.Cancelled);
        Assert.Single(history.Epochs);
        Assert.Equal(5, trainer.StepCount);

        var byHand = Linear.Trainer(new Adam(0.05f));
        var reader = new BatchReader(Linear.Data(rows: 21), 8, 0, true);
        for (var epoch = 0; byHand.StepCount < 5; epoch++)
        {
            reader.Begin(epoch);
            while (byHand.StepCount < 5 && reader.Next(out var inputs, out var targets))
                byHand.Step(inputs, targets);
        }

        Assert.Equal(byHand.ReadParameters(), trainer.ReadParameters());
    }

    [Fact]
    public void A_run_cancelled_before_it_began_does_nothing()
    {
        var trainer = Linear.Trainer(new Adam());
        var history = trainer.Fit(Linear.Data(), new FitOptions { CancellationToken = new CancellationToken(canceled: true) });
        Assert.True(history.Cancelled);
        Assert.Empty(history.Epochs);
        Assert.Null(history.Best);
        Assert.Equal(0, trainer.StepCount);
    }
}
