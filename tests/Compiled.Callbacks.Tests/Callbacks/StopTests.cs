namespace Compiled.Callbacks.Tests;

/// <summary>Every way in which a run can end, as data and in words.</summary>
public sealed class StopTests
{
    [Fact]
    public void All_epochs()
    {
        var history = Fit(new FitOptions { Epochs = 2 });
        Assert.Equal((StopCause.AllEpochs, null, 2, 0), Parts(history));
        Assert.Equal("after epoch 2: all 2 epochs are done", history.StoppedBecause.ToString());
        Assert.Equal("after epoch 1: the epoch is done", Fit(new FitOptions { Epochs = 1 }).StoppedBecause.ToString());
    }

    [Fact]
    public void Early_stopping()
    {
        var history = Fit(new FitOptions { Epochs = 50, EarlyStopping = new EarlyStopping(2) { MinDelta = 100 } });
        Assert.Equal((StopCause.EarlyStopping, null, 3, 0), Parts(history));
        Assert.Equal("after epoch 3: the loss has not improved for 2 epochs", history.StoppedBecause.ToString());
        Assert.Contains("the validation loss has not improved", Fit(new FitOptions
        {
            Epochs = 50,
            Validation = Given.Line(),
            EarlyStopping = new EarlyStopping(2) { MinDelta = 100 }
        }).StoppedBecause.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Cancellation()
    {
        using var source = new CancellationTokenSource();
        var history = Fit(new FitOptions
        {
            Epochs = 5,
            BatchSize = 8,
            CancellationToken = source.Token,
            Callbacks = [new Recorder { Does = (call, _) => CancelAt(call == "batch 2.2 end", source) }],
        });
        Assert.True(history.Cancelled);
        Assert.Equal((StopCause.Cancelled, null, 2, 2), Parts(history));
        Assert.Equal("in epoch 2, after batch 2: cancelled", history.StoppedBecause.ToString());
    }

    [Fact]
    public void A_target_loss()
    {
        var history = Fit(new FitOptions { Epochs = 500, Callbacks = [new TargetLoss(0.5)] });
        Assert.InRange(history.Epochs.Count, 2, 499);
        Assert.True(history.Epochs[^1].Loss <= 0.5 && history.Epochs[^2].Loss > 0.5);
        Assert.Equal((StopCause.Callback, "TargetLoss", history.Epochs.Count, 0), Parts(history));
        Assert.Matches("^TargetLoss, after epoch [0-9]+: the loss 0[.][0-9]+ reached the target 0[.]5$", history.StoppedBecause.ToString());
        Assert.EndsWith("stopped by TargetLoss; * lowest loss", history.ToString(), StringComparison.Ordinal);
        Assert.False(history.Cancelled || history.StoppedEarly);
    }

    [Fact]
    public void A_target_watches_the_validation_loss()
    {
        var history = Fit(new FitOptions { Epochs = 500, Validation = Given.Line(seed: 8), Callbacks = [new TargetLoss(0.5)] });
        Assert.True(history.Epochs[^1].ValidationLoss <= 0.5 && history.Epochs[^2].ValidationLoss > 0.5);
        Assert.Contains("the validation loss 0.", history.StoppedBecause.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_target_that_is_reached_in_the_last_epoch_is_reached() =>
        Assert.Equal((StopCause.Callback, "TargetLoss", 1, 0), Parts(Fit(new FitOptions { Epochs = 1, Callbacks = [new TargetLoss(1000)] })));

    [Fact]
    public void A_time_limit()
    {
        var history = Fit(new FitOptions { Epochs = int.MaxValue, BatchSize = 1, Callbacks = [new TimeLimit(TimeSpan.FromMilliseconds(30))] });
        Assert.Equal(("TimeLimit", StopCause.Callback), (history.StoppedBecause.Callback, history.StoppedBecause.Cause));
        Assert.InRange(history.Seconds, 0.03, 20);
        Assert.Contains("the time limit of 00:00:00.0300000 was reached after 0.0", history.StoppedBecause.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_predicate()
    {
        var history = Fit(new FitOptions { Epochs = 9, Callbacks = [new StopWhen(static context => context.Epoch == 4, "four are enough")] });
        Assert.Equal("StopWhen, after epoch 4: four are enough", history.StoppedBecause.ToString());
        Assert.Equal(4, history.Epochs.Count);
        var step = Fit(new FitOptions { Epochs = 9, BatchSize = 8, Callbacks = [new StopWhen(static context => context.Steps == 5) { EveryStep = true }] });
        Assert.Equal("StopWhen, in epoch 2, after batch 2: the condition was met", step.StoppedBecause.ToString());
        Assert.Single(step.Epochs);
    }

    /// <summary>Each is asked to stop: at the beginning of the run, of an epoch, of a batch, and after the last batch of an epoch, which is still recorded.</summary>
    [Theory]
    [InlineData("run begin", 0, 0L, "Recorder, before the first step: enough")]
    [InlineData("epoch 1 begin", 0, 0L, "Recorder, before the first step: enough")]
    [InlineData("epoch 2 begin", 1, 3L, "Recorder, after epoch 1: enough")]
    [InlineData("batch 2.2 begin", 1, 4L, "Recorder, in epoch 2, after batch 1: enough")]
    [InlineData("batch 2.3 end", 2, 6L, "Recorder, in epoch 2, after batch 3: enough")]
    [InlineData("epoch 2 end", 2, 6L, "Recorder, after epoch 2: enough")]
    public void A_run_ends_before_its_next_step(string when, int epochs, long steps, string reason)
    {
        var recorder = new Recorder { Does = (call, context) => StopAt(call == when, context) };
        var trainer = new Line(1).CreateTrainer(new Sgd(0.01f));
        var history = trainer.Fit(Given.Line(), new FitOptions { Epochs = 4, BatchSize = 8, Callbacks = [recorder] });
        Assert.Equal((epochs, steps), (history.Epochs.Count, trainer.StepCount));
        Assert.Equal(reason, history.StoppedBecause.ToString());
        Assert.Equal("run end", recorder.Calls[^1]);
    }

    [Fact]
    public void The_first_reason_counts_and_early_stopping_restores_its_best()
    {
        var network = new Line(1);
        var trainer = network.CreateTrainer(new Sgd(0.3f));
        float[] best = [];
        var history = trainer.Fit(Given.Line(), new FitOptions
        {
            Epochs = 9,
            EarlyStopping = new EarlyStopping(9) { MinDelta = 100 },
            Callbacks = [new Recorder { Does = (call, _) => best = call == "epoch 1 end" ? Given.Parameters(network) : best }, new StopWhen(static context => context.Epoch == 3, "first"),
                new StopWhen(static context => context.Epoch == 3, "second")],
        });
        Assert.Equal("first", history.StoppedBecause.Text);
        Assert.True(history.RestoredBest && history.BestEpoch == 1);
        Assert.Equal(best, Given.Parameters(network));
    }

    [Fact]
    public void Training_that_diverges_throws_unless_it_is_to_terminate()
    {
        var options = new FitOptions { Epochs = 50, BatchSize = 4 };
        var recorder = new Recorder();
        var network = new Line(1);
        var problem = Assert.Throws<NonFiniteTrainingException>(() => network.CreateTrainer(new Sgd(60f)).Fit(Given.Line(), options with { Callbacks = [recorder] }));
        Assert.Equal(["non-finite", "run end"], recorder.Calls.TakeLast(2));
        Assert.Equal((StopCause.NonFinite, problem.Message), (recorder.Context!.StoppedBecause!.Cause, recorder.Context.StoppedBecause.Text));

        var same = new Line(1);
        var history = same.CreateTrainer(new Sgd(60f)).Fit(Given.Line(), options with { Callbacks = [new TerminateOnNaN()] });
        Assert.Equal((StopCause.Callback, "TerminateOnNaN"), (history.StoppedBecause.Cause, history.StoppedBecause.Callback));
        Assert.Contains($"in epoch {problem.Epoch}, batch {problem.Batch}; the parameters are those of the last good epoch", history.StoppedBecause.Text, StringComparison.Ordinal);
        Assert.Equal(problem.Epoch - 1, history.Epochs.Count);
        Assert.Equal(Given.Parameters(network), Given.Parameters(same));
        Assert.All(Given.Parameters(same), static value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void A_run_that_a_callback_ended_goes_on_from_its_checkpoint_with_the_same_bits()
    {
        using var folder = new Folder();
        var options = new FitOptions { Epochs = 6, BatchSize = 7, Validation = Given.Numbers(seed: 5) };
        var whole = new Mixed(1);
        var expected = whole.CreateTrainer(new Adam(0.01f)).Fit(Given.Numbers(), options);
        foreach (var steps in (int[])[1, 5, 6, 11])
        {
            var saved = options with { Checkpoint = new CheckpointOptions(folder["run.checkpoint"]) };
            _ = new Mixed(1).CreateTrainer(new Adam(0.01f)).Fit(Given.Numbers(), saved with { Callbacks = [new StopWhen(context => context.Steps == steps) { EveryStep = true }] });
            var resumed = new Mixed(2);
            var history = resumed.ResumeTrainer(new Adam(0.01f), folder["run.checkpoint"]).Fit(Given.Numbers(), saved);
            Assert.Equal(Given.Parameters(whole), Given.Parameters(resumed));
            Assert.Equal(expected.Epochs.Select(static epoch => epoch.ValidationLoss), history.Epochs.Select(static epoch => epoch.ValidationLoss));
        }
    }

    [Fact]
    public void A_resumed_run_that_had_reached_its_target_takes_no_step()
    {
        using var folder = new Folder();
        var options = new FitOptions { Epochs = 500, Callbacks = [new TargetLoss(0.5)], Checkpoint = new CheckpointOptions(folder["run.checkpoint"]) };
        var first = Fit(options);
        var trainer = new Line(1).ResumeTrainer(new Sgd(0.05f), folder["run.checkpoint"]);
        var steps = trainer.StepCount;
        var again = trainer.Fit(Given.Line(), options);
        Assert.Equal((steps, first.Epochs.Count, "TargetLoss"), (trainer.StepCount, again.Epochs.Count, again.StoppedBecause.Callback));
    }

    [Fact]
    public void Time_before_a_resumption_counts_if_it_is_to()
    {
        using var folder = new Folder();
        var limit = new TimeLimit(TimeSpan.FromMilliseconds(200));
        var options = new FitOptions { Epochs = int.MaxValue, Checkpoint = new CheckpointOptions(folder["run.checkpoint"]) { EveryEpochs = int.MaxValue } };
        _ = Fit(options with { Callbacks = [limit] });
        var trainer = new Line(1).ResumeTrainer(new Sgd(0.05f), folder["run.checkpoint"]);
        var steps = trainer.StepCount;
        _ = trainer.Fit(Given.Line(), options with { Callbacks = [limit] });
        Assert.Equal(steps, trainer.StepCount);
        trainer.Resume(folder["run.checkpoint"]);
        _ = trainer.Fit(Given.Line(), options with { Callbacks = [new TimeLimit(TimeSpan.FromMilliseconds(200)) { IncludesEarlierTime = false }] });
        Assert.True(trainer.StepCount > steps);
    }

    [Fact]
    public void Settings_out_of_range_are_named()
    {
        Assert.Contains("TargetLoss.Target is NaN", Assert.Throws<ArgumentOutOfRangeException>(static () => new TargetLoss(double.NaN)).Message, StringComparison.Ordinal);
        Assert.Contains("TimeLimit.Limit is 00:00:00", Assert.Throws<ArgumentOutOfRangeException>(static () => new TimeLimit(TimeSpan.Zero)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(static () => new StopWhen(null!));
        Assert.Throws<ArgumentException>(static () => new StopWhen(static _ => true, " "));
    }

    private static History Fit(FitOptions options) => new Line(1).CreateTrainer(new Sgd(0.05f)).Fit(Given.Line(), options);

    private static (StopCause Cause, string? Callback, int Epoch, int Batch) Parts(History history) =>
        (history.StoppedBecause.Cause, history.StoppedBecause.Callback, history.StoppedBecause.Epoch, history.StoppedBecause.Batch);

    private static void StopAt(bool isTime, FitContext context)
    {
        if (isTime)
            context.Stop("enough");
    }

    private static void CancelAt(bool isTime, CancellationTokenSource source)
    {
        if (isTime)
            source.Cancel();
    }
}
