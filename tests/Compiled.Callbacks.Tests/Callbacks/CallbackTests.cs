namespace Compiled.Callbacks.Tests;

public sealed class CallbackTests
{
    [Fact]
    public void Beginnings_and_ends_come_in_order()
    {
        var recorder = new Recorder();
        new Line(1).CreateTrainer(new Sgd(0.01f)).Fit(Given.Line(rows: 20), new FitOptions { Epochs = 2, BatchSize = 10, Callbacks = [recorder] });
        Assert.Equal(
            ["run begin",
                "epoch 1 begin", "batch 1.1 begin", "batch 1.1 end", "batch 1.2 begin", "batch 1.2 end", "epoch 1 end",
                "epoch 2 begin", "batch 2.1 begin", "batch 2.1 end", "batch 2.2 begin", "batch 2.2 end", "epoch 2 end",
                "run end"],
            recorder.Calls);
    }

    [Theory]
    [InlineData(1, 24)]
    [InlineData(7, 5)]
    [InlineData(30, 24)]
    public void N_epochs_call_N_times(int epochs, int batch)
    {
        var recorder = new Recorder();
        new Line(1).CreateTrainer(new Sgd(0.01f)).Fit(Given.Line(), new FitOptions { Epochs = epochs, BatchSize = batch, Callbacks = [recorder] });
        var batches = epochs * ((24 + batch - 1) / batch);
        Assert.Equal(epochs, recorder.Calls.Count(static call => call.StartsWith("epoch", StringComparison.Ordinal) && call.EndsWith("begin", StringComparison.Ordinal)));
        Assert.Equal(epochs, recorder.Calls.Count(static call => call.StartsWith("epoch", StringComparison.Ordinal) && call.EndsWith("end", StringComparison.Ordinal)));
        Assert.Equal(batches, recorder.Calls.Count(static call => call.StartsWith("batch", StringComparison.Ordinal) && call.EndsWith("begin", StringComparison.Ordinal)));
        Assert.Equal(batches, recorder.Calls.Count(static call => call.StartsWith("batch", StringComparison.Ordinal) && call.EndsWith("end", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_context_has_the_figures_of_the_run()
    {
        var seen = 0;
        Trainer trainer = new Line(1).CreateTrainer(new Sgd(0.01f));
        var recorder = new Recorder
        {
            Does = (call, context) =>
            {
                seen++;
                Assert.Same(trainer, context.Trainer);
                Assert.Equal((3, 3, "mae", "validation loss"), (context.Epochs, context.Batches, context.MetricName, context.MonitoredName));
                Assert.Equal(trainer.StepCount, context.Steps);
                if (call == "run begin")
                    Assert.True(context is { Epoch: 0, Batch: 0, LastEpoch: null, MonitoredLoss: null, IsResumed: false, IsStopping: false, History: null } && double.IsNaN(context.EpochLoss));
                if (call == "batch 2.1 end")
                    Assert.Equal(context.Loss, context.EpochLoss, 1e-9);
                if (call == "epoch 2 begin")
                    Assert.True(double.IsNaN(context.EpochLoss) && context.Batch == 0);
                if (call.StartsWith("epoch 2 e", StringComparison.Ordinal))
                {
                    Assert.Equal(2, context.FinishedEpochs.Count);
                    Assert.Equal((context.LastEpoch!.Loss, context.LastEpoch.ValidationLoss), (context.EpochLoss, context.MonitoredLoss));
                }

                if (call == "run end")
                    Assert.True(context is { IsStopping: true, StoppedBecause.Cause: StopCause.AllEpochs, History.Epochs.Count: 3 });
            },
        };
        trainer.Fit(Given.Line(), new FitOptions { Epochs = 3, BatchSize = 8, Validation = Given.Line(seed: 2), Callbacks = [recorder] });
        Assert.Equal(2 + 3 * (2 + 2 * 3), seen);
    }

    [Fact]
    public void Callbacks_change_no_bit_and_are_called_in_the_order_of_the_list()
    {
        var calls = new List<string>();
        Recorder Named(string name) => new() { Does = (call, _) => calls.Add($"{name} {call}") };
        var (with, without) = (new Small(1), new Small(1));
        var followed = with.CreateTrainer(new Adam()).Fit(Given.Classes(), new FitOptions { Epochs = 2, Callbacks = [Named("a"), Named("b")] });
        var alone = without.CreateTrainer(new Adam()).Fit(Given.Classes(), new FitOptions { Epochs = 2 });
        Assert.Equal(Given.Parameters(without), Given.Parameters(with));
        Assert.Equal(alone.Epochs.Select(static epoch => epoch.Loss), followed.Epochs.Select(static epoch => epoch.Loss));
        Assert.All(calls.Chunk(2), static pair => Assert.Equal(pair[0][1..], pair[1][1..]));
        Assert.All(calls.Chunk(2), static pair => Assert.Equal(("a", "b"), (pair[0][..1], pair[1][..1])));
    }

    /// <summary>Nothing between two batches: neither for a class nor for a struct, whose methods that it has not are those of the interface.</summary>
    [Fact]
    public void A_batch_allocates_nothing()
    {
        var least = long.MaxValue;
        for (var attempt = 0; attempt < 5; attempt++)
        {
            var meter = new Meter();
            new Line(1).CreateTrainer(new Sgd(0.01f)).Fit(
                Given.Line(rows: 400),
                new FitOptions
                {
                    Epochs = 2,
                    BatchSize = 1,
                    TrainingMetrics = false,
                    Callbacks =
                    [
                        new Counter(), meter, new TimeLimit(TimeSpan.FromHours(1)), new StopWhen(static context => context.Steps < 0) { EveryStep = true }, new ExponentialMovingAverage(),
                            new TargetLoss(-1),
                    ],
                });
            least = Math.Min(least, meter.Bytes);
        }

        Assert.Equal(0, least);
    }

    [Fact]
    public void A_struct_keeps_what_it_counts()
    {
        ICallback counter = new Counter();
        new Line(1).CreateTrainer(new Sgd(0.01f)).Fit(Given.Line(), new FitOptions { Epochs = 3, BatchSize = 8, Callbacks = [counter] });
        Assert.Equal(9, ((Counter)counter).Batches);
    }

    [Fact]
    public void A_missing_callback_is_named() => Assert.Equal(
        "FitOptions.Callbacks[1] is null: remove it from the list. (Parameter 'Callbacks')",
        Assert.Throws<ArgumentException>(static () => new FitOptions { Callbacks = [new TerminateOnNaN(), null!] }).Message);

    [Fact]
    public void A_resumed_run_begins_again_where_it_was_left()
    {
        using var folder = new Folder();
        var options = new FitOptions { Epochs = 3, BatchSize = 8, Checkpoint = new CheckpointOptions(folder["run.checkpoint"]) };
        var stopped = new Recorder { Does = static (call, context) => Stop(call == "batch 2.1 end", context) };
        new Line(1).CreateTrainer(new Sgd(0.01f)).Fit(Given.Line(), options with { Callbacks = [stopped] });
        Assert.Equal("batch 2.1 end", stopped.Calls[^2]);

        var resumed = new Recorder
        {
            Does = static (call, context) =>
            {
                Assert.True(context.IsResumed);
                if (call == "run begin")
                    Assert.Equal((1, 4L), (context.FinishedEpochs.Count, context.Steps));
                if (call == "epoch 2 begin")
                    Assert.Equal(1, context.Batch);
            },
        };
        new Line(1).ResumeTrainer(new Sgd(0.01f), folder["run.checkpoint"]).Fit(Given.Line(), options with { Callbacks = [resumed] });
        Assert.Equal(["run begin", "epoch 2 begin", "batch 2.2 begin", "batch 2.2 end", "batch 2.3 begin", "batch 2.3 end", "epoch 2 end", "epoch 3 begin"], resumed.Calls.Take(8));
    }

    [Fact]
    public void Early_stopping_and_plateaus_mean_the_same_among_the_callbacks()
    {
        static (string Parameters, string History) Run(FitOptions options)
        {
            var network = new Small(1);
            var history = network.CreateTrainer(new Adam(0.05f)).Fit(Given.Classes(), options);
            return (string.Join(' ', Given.Parameters(network)), string.Join(' ', history.Epochs.Select(static epoch => $"{epoch.Loss} {epoch.LearningRate}")) + history.StoppedBecause);
        }

        var validation = Given.Classes(seed: 7);
        var plateau = new ReduceOnPlateau { Factor = 0.5, Patience = 1 };
        var options = new FitOptions { Epochs = 60, Validation = validation };
        var listed = Run(options with { Callbacks = [new EarlyStopping(6), plateau] });
        Assert.Equal(Run(options with { EarlyStopping = new EarlyStopping(6), Schedule = plateau }), listed);
        Assert.Contains("not improved for 6 epochs", listed.History, StringComparison.Ordinal);
        Assert.Contains(" 0.025 ", listed.History, StringComparison.Ordinal);
        Assert.Equal(
            Run(options with { Schedule = Schedule.Exponential(0.9).Times(plateau) }).History,
            Run(options with { Schedule = Schedule.Exponential(0.9), Callbacks = [plateau] }).History);
        Assert.Contains("more than one EarlyStopping", Assert.Throws<ArgumentException>(() => Run(options with
        {
            EarlyStopping = new EarlyStopping(),
            Callbacks = [new EarlyStopping()]
        })).Message, StringComparison.Ordinal);
    }

    private static void Stop(bool isTime, FitContext context)
    {
        if (isTime)
            context.Stop("it is time");
    }

    private struct Counter : ICallback
    {
        public int Batches { get; private set; }

        public void OnBatchEnd(FitContext context) => Batches++;
    }

    /// <summary>What is allocated between the first and the last batch of the second epoch.</summary>
    private sealed class Meter : ICallback
    {
        private long _start;

        public long Bytes { get; private set; }

        public void OnBatchEnd(FitContext context)
        {
            if (context is { Epoch: 2, Batch: 1 })
                _start = GC.GetAllocatedBytesForCurrentThread();
            if (context is { Epoch: 2, Batch: 400 })
                Bytes = GC.GetAllocatedBytesForCurrentThread() - _start;
        }
    }
}
