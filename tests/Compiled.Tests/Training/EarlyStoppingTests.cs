namespace Compiled.Tests.Training;

public sealed class EarlyStoppingTests
{
    /// <summary>Epoch e has the weight w_e and the validation loss w_e²; the training loss is always 0.</summary>
    [Theory]
    // Each better than all before: the run goes to its end.
    [InlineData(1, 0, new[] { 5f, 4, 3, 2, 1 }, 5, 5, false)]
    // Better once, then not: after as many epochs as there is patience.
    [InlineData(1, 0, new[] { 3f, 2, 2.5f, 1, 1 }, 3, 2, true)]
    [InlineData(2, 0, new[] { 3f, 2, 2.5f, 2.25f, 1, 1 }, 4, 2, true)]
    [InlineData(3, 0, new[] { 3f, 2, 2.5f, 2.25f, 1, 2 }, 6, 5, false)]
    // As good is not better.
    [InlineData(2, 0, new[] { 2f, 2, -2, 1 }, 3, 1, true)]
    // An improvement starts the count anew.
    [InlineData(2, 0, new[] { 3f, 4, 2, 4, 1, 4, 4, 0 }, 7, 5, true)]
    // Not by more than 1 from epoch to epoch, but against the best one.
    [InlineData(5, 1, new[] { 2f, 1.75f, 1.5f, 1.25f }, 4, 3, false)]
    // By exactly MinDelta is not by more.
    [InlineData(1, 16, new[] { 5f, 3, 0 }, 2, 1, true)]
    [InlineData(1, 15, new[] { 5f, 3, 0 }, 3, 2, false)]
    // Patience that ends with the last epoch stops nothing.
    [InlineData(2, 0, new[] { 1f, 2, 3 }, 3, 1, false)]
    // The weight is finite, its square is not.
    [InlineData(2, 0, new[] { 1e30f, 2, 1e30f, 1e30f, 1 }, 4, 2, true)]
    [InlineData(2, 0, new[] { 1e30f, 1e30f, 1 }, 2, null, true)]
    public void A_run_stops_with_the_exact_epoch(int patience, double minDelta, float[] script, int epochs, int? best, bool stopped)
    {
        var trainer = Scripted(script);
        var history = trainer.Fit(NoSignal, Options(script.Length, new EarlyStopping(patience) { MinDelta = minDelta }));
        Assert.Equal(epochs, history.Epochs.Count);
        Assert.Equal(script.Take(epochs).Select(Squared), history.Epochs.Select(static epoch => epoch.ValidationLoss!.Value));
        Assert.Equal((best, stopped, best is not null, false), (history.BestEpoch, history.StoppedEarly, history.RestoredBest, history.Cancelled));
        Assert.Equal(script[(best ?? epochs) - 1], trainer.ReadParameters()[0]);
        Assert.Equal(epochs, trainer.StepCount);

        // Nothing else changes, and without RestoreBest the last parameters stay.
        var other = Scripted(script);
        var unrestored = other.Fit(NoSignal, Options(script.Length, new EarlyStopping(patience) { MinDelta = minDelta, RestoreBest = false }));
        Assert.Equal((epochs, best, stopped, false), (unrestored.Epochs.Count, unrestored.BestEpoch, unrestored.StoppedEarly, unrestored.RestoredBest));
        Assert.Equal(script[epochs - 1], other.ReadParameters()[0]);
    }

    [Fact]
    public void Without_validation_data_the_training_loss_is_watched_and_the_best_parameters_are_back_to_the_bit()
    {
        // Sgd with much momentum overshoots: the loss rises again.
        LinearTrainer<Sgd> Trainer() => Linear.Trainer(new Sgd(0.2f) { Momentum = 0.95f });
        var (whole, copies) = (Trainer(), new List<float[]>());
        var options = new FitOptions { Epochs = 60, BatchSize = FitOptions.FullBatch };
        var losses = whole.Fit(Linear.Data(), options with { Progress = new AfterEpoch(() => copies.Add(whole.ReadParameters())) }).Epochs.Select(static epoch => epoch.Loss).ToArray();
        var (lowest, best, end) = (losses[0], 1, 1);
        for (; end - best < 4; end++)
        {
            if (losses[end] < lowest)
                (lowest, best) = (losses[end], end + 1);
        }

        Assert.InRange(end, 6, 59);
        var trainer = Trainer();
        var history = trainer.Fit(Linear.Data(), options with { EarlyStopping = new EarlyStopping(4) });
        Assert.Equal(losses.Take(end), history.Epochs.Select(static epoch => epoch.Loss));
        Assert.Equal((best, true, true), (history.BestEpoch, history.StoppedEarly, history.RestoredBest));
        Assert.Equal(copies[best - 1], trainer.ReadParameters());
        Assert.NotEqual(copies[end - 1], trainer.ReadParameters());
    }

    [Fact]
    public void What_is_restored_is_seen_by_the_next_step_and_by_what_is_derived_from_it()
    {
        var trainer = Scripted([3, 2, 4, 5]);
        var history = trainer.Fit(NoSignal, Options(4, new EarlyStopping(2)));
        Assert.Equal(4, history.Best!.ValidationLoss);
        Assert.Equal(4, trainer.MeanLoss([1], [0]));
        trainer.BeforeStep = null;
        Assert.Equal(4, trainer.Step([1], [0]));
    }

    [Fact]
    public void Every_run_begins_anew_with_the_same_settings()
    {
        var stopping = new EarlyStopping(1);
        float[] script = [1, 2, 3, 4];
        var trainer = Scripted(script);
        var first = trainer.Fit(NoSignal, Options(4, stopping));
        // Steps three and four: the first run's loss of 1 is forgotten.
        var second = trainer.Fit(NoSignal, Options(4, stopping));
        Assert.Equal((2, 1), (first.Epochs.Count, first.BestEpoch));
        Assert.Equal((2, 1), (second.Epochs.Count, second.BestEpoch));
        Assert.Equal(3, trainer.ReadParameters()[0]);
    }

    [Fact]
    public void A_loss_that_is_no_number_never_improves()
    {
        var trainer = Scripted([3, 2, 1]);
        var history = trainer.Fit(
            NoSignal, new FitOptions { Epochs = 3, Validation = Dataset.FromMemory([1], [float.NaN], 1, 1), EarlyStopping = new EarlyStopping(2) });
        Assert.Equal((2, null, true, false), (history.Epochs.Count, history.BestEpoch, history.StoppedEarly, history.RestoredBest));
        Assert.Equal(2, trainer.ReadParameters()[0]);
    }

    [Fact]
    public void A_cancelled_run_has_the_parameters_of_its_best_finished_epoch()
    {
        using var source = new CancellationTokenSource();
        var trainer = Scripted([3, 2, 4, 5, 6], beforeStep: step => { if (step == 4) source.Cancel(); });
        // Two batches an epoch: the fifth step begins the third epoch, which is not finished.
        var options = Options(9, new EarlyStopping(9)) with { BatchSize = 2, CancellationToken = source.Token };
        var history = trainer.Fit(NoSignal, options);
        Assert.Equal((true, false, 2, 1, true), (history.Cancelled, history.StoppedEarly, history.Epochs.Count, history.BestEpoch, history.RestoredBest));
        Assert.Equal(2, trainer.ReadParameters()[0]);

        // Before the first epoch is finished there is nothing better than the last step.
        using var early = new CancellationTokenSource();
        var other = Scripted([3, 2], beforeStep: _ => early.Cancel());
        var nothing = other.Fit(NoSignal, options with { CancellationToken = early.Token });
        Assert.Equal((true, null, false), (nothing.Cancelled, nothing.BestEpoch, nothing.RestoredBest));
        Assert.Equal(3, other.ReadParameters()[0]);
    }

    [Fact]
    public void A_run_that_diverges_is_back_at_its_last_good_epoch()
    {
        var trainer = Scripted([1, 2, 3, float.NaN]);
        var exception = Assert.Throws<NonFiniteTrainingException>(() => trainer.Fit(NoSignal, Options(9, new EarlyStopping(9))));
        Assert.Equal(4, exception.Epoch);
        Assert.Equal(3, trainer.ReadParameters()[0]);
        Assert.Equal(3, trainer.StepCount);
    }

    [Fact]
    public void Schedules_go_on_as_they_would_without_it()
    {
        float[] script = [4, 5, 5, 3, 5, 5, 5, 5];
        History Run(EarlyStopping? stopping, out float rate)
        {
            var trainer = Scripted(script, new Sgd(0.5f));
            var history = trainer.Fit(NoSignal, Options(8, stopping) with { Schedule = new ReduceOnPlateau { Patience = 1, Factor = 0.5 } });
            rate = trainer.LearningRate;
            return history;
        }

        var whole = Run(null, out _).Epochs.Select(static epoch => epoch.LearningRate).ToArray();
        var stopped = Run(new EarlyStopping(3), out var after);
        Assert.Equal([0.5f, 0.5f, 0.5f, 0.25f, 0.25f, 0.25f, 0.125f], stopped.Epochs.Select(static epoch => epoch.LearningRate));
        Assert.Equal(whole.Take(7), stopped.Epochs.Select(static epoch => epoch.LearningRate));
        Assert.Equal((4, true, 0.5f), (stopped.BestEpoch, stopped.StoppedEarly, after));
    }

    [Fact]
    public void The_last_report_is_that_of_the_epoch_that_stopped()
    {
        var reports = new List<TrainingProgress>();
        var trainer = Scripted([1, 2, 3, 4]);
        trainer.Fit(NoSignal, Options(4, new EarlyStopping(2)) with { Progress = new Listener(reports) });
        Assert.Equal([false, false, true], reports.Where(static report => report.EpochFinished).Select(static report => report.Finished));
        Assert.Equal((3, TimeSpan.Zero), (reports[^1].Epoch, reports[^1].Remaining));
        Assert.Single(reports, static report => report.Finished);
    }

    [Fact]
    public void The_history_says_so()
    {
        var text = Scripted([1, 2, 3, 4]).Fit(NoSignal, Options(4, new EarlyStopping(2))).ToString();
        Assert.EndsWith("stopped early; * lowest validation loss; parameters of epoch 1", text);
        var unrestored = Scripted([1, 2, 3, 4]).Fit(NoSignal, Options(4, new EarlyStopping(2) { RestoreBest = false }));
        Assert.EndsWith("stopped early; * lowest validation loss", unrestored.ToString());
        var without = Scripted([1, 2, 0, 4]).Fit(NoSignal, Options(4, null));
        Assert.Equal((3, false, false), (without.BestEpoch, without.StoppedEarly, without.RestoredBest));
    }

    [Fact]
    public void Settings_out_of_range_are_named()
    {
        Rejects(() => new EarlyStopping(0), "EarlyStopping.Patience is 0, but must be at least 1, which ends a run after the first epoch without improvement.");
        Rejects(() => new EarlyStopping { Patience = -2 }, "EarlyStopping.Patience is -2, but must be at least 1");
        foreach (var value in new[] { -1e-9, double.NaN, double.PositiveInfinity })
            Rejects(() => new EarlyStopping { MinDelta = value }, "EarlyStopping.MinDelta is ", "but must be finite and at least 0.");
        Assert.Equal((10, 0, true), (new EarlyStopping().Patience, new EarlyStopping().MinDelta, new EarlyStopping().RestoreBest));

        static void Rejects(Func<object> make, params string[] parts)
        {
            var exception = Assert.Throws<ArgumentOutOfRangeException>(make);
            Assert.All(parts, part => Assert.Contains(part, exception.Message));
        }
    }

    private static Dataset NoSignal { get; } = Dataset.FromMemory(new float[4], new float[4], 1, 1);

    private static FitOptions Options(int epochs, EarlyStopping? stopping) => new()
    {
        Epochs = epochs,
        BatchSize = FitOptions.FullBatch,
        Validation = Dataset.FromMemory([1], [0], 1, 1),
        EarlyStopping = stopping,
    };

    private static double Squared(float value) => (float)((double)value * value);

    private static LinearTrainer<Sgd> Scripted(float[] script, Sgd? rule = null, Action<long>? beforeStep = null)
    {
        // Inputs of 0 in training: the weight has no gradient, and whatever the script says stays.
        var trainer = Linear.Trainer(rule ?? new Sgd(0), inputs: 1, outputs: 1);
        trainer.Store.CopyFrom([0, 0]);
        trainer.BeforeStep = () =>
        {
            trainer.Store.Memory[0] = script[trainer.StepCount];
            beforeStep?.Invoke(trainer.StepCount);
        };
        return trainer;
    }

    private sealed class AfterEpoch(Action action) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.EpochFinished)
                action();
        }
    }

    private sealed class Listener(List<TrainingProgress> reports) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => reports.Add(value);
    }
}
