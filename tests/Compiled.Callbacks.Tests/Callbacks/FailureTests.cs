namespace Compiled.Callbacks.Tests;

/// <summary>A callback that throws loses no training.</summary>
public sealed class FailureTests
{
    private static readonly FitOptions Options = new() { Epochs = 4, BatchSize = 8, Validation = Given.Numbers(seed: 5) };

    [Theory]
    [InlineData("run begin", 0, 0, "at the beginning of the run: my mistake. No step was taken.")]
    [InlineData("epoch 2 begin", 1, 5, "at the beginning of epoch 2: my mistake. No training is lost: the network is in the state after step 5, and CallbackException.History has the 1 finished epoch.")]
    [InlineData("batch 2.3 begin", 1, 7, "in epoch 2, before batch 3: my mistake. No training is lost: the network is in the state after step 7, and CallbackException.History has the 1 finished epoch.")]
    [InlineData("batch 2.3 end", 1, 8, "in epoch 2, after batch 3: my mistake. No training is lost: the network is in the state after step 8, and CallbackException.History has the 1 finished epoch.")]
    [InlineData("epoch 3 end", 3, 15, "at the end of epoch 3: my mistake. No training is lost: the network is in the state after step 15, and CallbackException.History has the 3 finished epochs.")]
    public void Parameters_and_history_stay_as_after_the_last_step(string when, int epochs, int steps, string words)
    {
        var expected = new Mixed(1);
        _ = expected.CreateTrainer(new Adam(0.01f)).Fit(Given.Numbers(), Options with
        {
            Callbacks = [new StopWhen(context => context.Steps >= steps) { EveryStep = true },
            new Recorder { Does = (_, context) => StopAt(steps == 0, context) }]
        });

        var (network, bystander) = (new Mixed(1), new Recorder());
        var trainer = network.CreateTrainer(new Adam(0.01f));
        var exception = Assert.Throws<CallbackException>(() => trainer.Fit(Given.Numbers(), Options with { Callbacks = [bystander, new Recorder { Does = (call, _) => ThrowAt(call == when) }] }));
        Assert.Equal($"The callback Recorder failed {words}", exception.Message);
        Assert.Equal(("Recorder", StopCause.Failed, "my mistake"), (exception.Callback, exception.Reason.Cause, exception.Reason.Text));
        Assert.IsType<InvalidOperationException>(exception.InnerException);
        Assert.Equal(Given.Parameters(expected), Given.Parameters(network));
        Assert.Equal((epochs, steps), (exception.History.Epochs.Count, (int)trainer.StepCount));
        Assert.Same(exception.Reason, exception.History.StoppedBecause);
        Assert.Equal("run end", bystander.Calls[^1]);
        Assert.Equal(StopCause.Failed, bystander.Context!.StoppedBecause!.Cause);

        // And the run goes on from there, bit for bit.
        var file = Given.State(trainer);
        var (whole, resumed) = (new Mixed(1), new Mixed(1));
        _ = whole.CreateTrainer(new Adam(0.01f)).Fit(Given.Numbers(), Options);
        var next = resumed.CreateTrainer(new Adam(0.01f));
        next.Resume(new MemoryStream(file));
        Assert.Equal(4, next.Fit(Given.Numbers(), Options).Epochs.Count);
        Assert.Equal(Given.Parameters(whole), Given.Parameters(resumed));
    }

    [Fact]
    public void The_checkpoint_is_written_first()
    {
        using var folder = new Folder();
        var options = Options with { Checkpoint = new CheckpointOptions(folder["run.checkpoint"]) { EveryEpochs = 100 } };
        _ = Assert.Throws<CallbackException>(() => new Mixed(1).CreateTrainer(new Adam(0.01f)).Fit(Given.Numbers(), options with
        {
            Callbacks = [new Recorder { Does = static (call, _) =>
            ThrowAt(call == "batch 3.2 end") }]
        }));
        var (whole, resumed) = (new Mixed(1), new Mixed(1));
        _ = whole.CreateTrainer(new Adam(0.01f)).Fit(Given.Numbers(), Options);
        _ = resumed.ResumeTrainer(new Adam(0.01f), folder["run.checkpoint"]).Fit(Given.Numbers(), options);
        Assert.Equal(Given.Parameters(whole), Given.Parameters(resumed));
    }

    [Fact]
    public void An_error_at_the_end_of_the_run_comes_after_the_others_were_told()
    {
        var (network, expected, last) = (new Mixed(1), new Mixed(1), new Recorder());
        var exception = Assert.Throws<CallbackException>(() => network.CreateTrainer(new Adam(0.01f)).Fit(
            Given.Numbers(), Options with { Callbacks = [new Recorder { Does = static (call, _) => ThrowAt(call == "run end") }, last] }));
        _ = expected.CreateTrainer(new Adam(0.01f)).Fit(Given.Numbers(), Options);
        Assert.StartsWith("The callback Recorder failed at the end of the run: my mistake.", exception.Message, StringComparison.Ordinal);
        Assert.Equal((4, StopCause.AllEpochs), (exception.History.Epochs.Count, exception.History.StoppedBecause.Cause));
        Assert.Equal("run end", last.Calls[^1]);
        Assert.Equal(Given.Parameters(expected), Given.Parameters(network));
    }

    [Fact]
    public void Callbacks_that_have_not_begun_are_not_told_the_end()
    {
        var (first, last) = (new Recorder(), new Recorder());
        _ = Assert.Throws<CallbackException>(() => new Mixed(1).CreateTrainer(new Adam(0.01f)).Fit(
            Given.Numbers(), Options with { Callbacks = [first, new Recorder { Does = static (call, _) => ThrowAt(call == "run begin") }, last] }));
        Assert.Equal(["run begin", "run end"], first.Calls);
        Assert.Empty(last.Calls);
    }

    /// <summary>The averaged parameters of the evaluation are not left behind.</summary>
    [Fact]
    public void An_average_is_taken_out_of_the_network_again()
    {
        var (network, expected) = (new Mixed(1), new Mixed(1));
        _ = Assert.Throws<CallbackException>(() => network.CreateTrainer(new Adam(0.01f)).Fit(
            Given.Numbers(), Options with { Callbacks = [new ExponentialMovingAverage(0.9), new Recorder { Does = static (call, _) => ThrowAt(call == "epoch 2 end") }] }));
        _ = expected.CreateTrainer(new Adam(0.01f)).Fit(Given.Numbers(), Options with { Epochs = 2 });
        Assert.Equal(Given.Parameters(expected), Given.Parameters(network));
    }

    [Fact]
    public void A_callback_may_name_itself()
    {
        var exception = Assert.Throws<CallbackException>(() => new Line(1).CreateTrainer(new Sgd(0.1f)).Fit(Given.Line(), new FitOptions { Callbacks = [new Named()] }));
        Assert.Equal("the sensor", exception.Callback);
    }

    private static void ThrowAt(bool isTime)
    {
        if (isTime)
            throw new InvalidOperationException("my mistake");
    }

    private static void StopAt(bool isTime, FitContext context)
    {
        if (isTime)
            context.Stop("no step");
    }

    private sealed class Named : ICallback
    {
        public string Name => "the sensor";

        public void OnBatchEnd(FitContext context) => throw new TimeoutException();
    }
}
