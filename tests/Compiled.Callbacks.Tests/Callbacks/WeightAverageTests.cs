namespace Compiled.Callbacks.Tests;

public sealed class WeightAverageTests
{
    private static readonly FitOptions Options = new() { Epochs = 5, BatchSize = 8, Validation = Given.Numbers(seed: 5) };

    /// <summary>The same as the average that a user keeps by hand, bit for bit.</summary>
    [Fact]
    public void An_exponential_average_is_that_of_PolyakAverage()
    {
        var (network, source) = (new Mixed(1), new Mixed(1));
        var history = network.CreateTrainer(new Adam(0.01f)).Fit(Given.Numbers(), Options with { Callbacks = [new ExponentialMovingAverage(0.9)] });

        PolyakAverage<Mixed>? average = null;
        source.CreateTrainer(new Adam(0.01f)).Fit(Given.Numbers(), Options with
        {
            Callbacks = [new Recorder
            {
                Does = (call, _) =>
                {
                    if (!call.StartsWith("batch", StringComparison.Ordinal) || !call.EndsWith("end", StringComparison.Ordinal))
                        return;
                    if (average is null)
                        average = new PolyakAverage<Mixed>(source.Clone(), (float)(1 - 0.9));
                    else
                        average.Update(source);
                },
            }],
        });
        Assert.Equal(Given.Parameters(average!.Target), Given.Parameters(network));
        Assert.NotEqual(Given.Parameters(source), Given.Parameters(network));
        Assert.True(history.HasAveragedParameters);
        Assert.EndsWith("; averaged parameters", history.ToString(), StringComparison.Ordinal);
    }

    /// <summary>PyTorch's AveragedModel over a linear layer that follows the same steps: Fixtures/averages.py.</summary>
    [Theory]
    [InlineData("ema")]
    [InlineData("swa")]
    public void Averages_agree_with_PyTorch(string kind)
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Fixtures", "averages.txt")).Select(static line => line.Split(' ')).ToDictionary(static parts => parts[0],
            static parts => parts[1..].Select(float.Parse).ToArray());
        var network = new Line(0);
        network.CopyParametersFrom(lines["start"]);
        network.CreateTrainer(new Sgd(0.1f)).Fit(
            Dataset.FromMemory(lines["inputs"], lines["targets"], 2, 1),
            new FitOptions { Epochs = 6, BatchSize = 2, Shuffle = false, Callbacks = [kind == "ema" ? new ExponentialMovingAverage(0.75) : new StochasticWeightAveraging(0.5)] });
        Assert.All(lines[kind].Zip(Given.Parameters(network)), static pair => Assert.Equal(pair.First, pair.Second, 2e-6));
    }

    [Fact]
    public void Stochastic_averaging_is_the_mean_of_the_last_epochs()
    {
        var (network, source) = (new Mixed(1), new Mixed(1));
        var sum = new double[Mixed.ParameterCount];
        _ = network.CreateTrainer(new Adam(0.01f)).Fit(Given.Numbers(), Options with { Callbacks = [new StochasticWeightAveraging(0.4)] });
        _ = source.CreateTrainer(new Adam(0.01f)).Fit(Given.Numbers(), Options with
        {
            Callbacks = [new Recorder
            {
                Does = (call, _) =>
                {
                    if (call is "epoch 3 end" or "epoch 4 end" or "epoch 5 end")
                        foreach (var (index, value) in Given.Parameters(source).Index())
                            sum[index] += value / 3.0;
                },
            }],
        });
        Assert.All(sum.Zip(Given.Parameters(network)), static pair => Assert.Equal(pair.First, pair.Second, 1e-6));
    }

    [Fact]
    public void The_averaged_network_is_what_is_evaluated_and_saved_and_steps_go_on_from_its_own_parameters()
    {
        using var folder = new Folder();
        var (network, plain) = (new Mixed(1), new Mixed(1));
        var trainer = network.CreateTrainer(new Adam(0.01f));
        var history = trainer.Fit(Given.Numbers(), Options with { Callbacks = [new ExponentialMovingAverage(0.9), new ModelCheckpoint(folder["net.safetensors"])] });
        var alone = plain.CreateTrainer(new Adam(0.01f)).Fit(Given.Numbers(), Options);
        // The losses of the steps are those of a run without an average, and the validation's are not.
        Assert.Equal(alone.Epochs.Select(static epoch => epoch.Loss), history.Epochs.Select(static epoch => epoch.Loss));
        Assert.NotEqual(alone.Epochs[^1].ValidationLoss, history.Epochs[^1].ValidationLoss);
        Assert.Equal(history.Epochs[^1].ValidationLoss!.Value, trainer.MeanLoss(Options.Validation!.Inputs, Options.Validation.Targets), 1e-9);
        Assert.Equal(Given.Parameters(network), Given.Parameters(Mixed.Load(folder["net.safetensors"])));
    }

    [Fact]
    public void Early_stopping_brings_back_the_best_average()
    {
        var (network, best) = (new Mixed(1), Array.Empty<float>());
        var trainer = network.CreateTrainer(new Adam(0.3f));
        var history = trainer.Fit(Given.Numbers(), Options with
        {
            Epochs = 60,
            EarlyStopping = new EarlyStopping(4),
            Callbacks = [new ExponentialMovingAverage(0.5), new Recorder { Does = (call, context) => best = call.StartsWith("epoch", StringComparison.Ordinal) && call.EndsWith("end",
                StringComparison.Ordinal) && context.FinishedEpochs.MinBy(static epoch => epoch.ValidationLoss) == context.LastEpoch ? Given.Parameters(network) : best }],
        });
        Assert.True(history is { StoppedEarly: true, RestoredBest: true, HasAveragedParameters: true });
        Assert.Equal(best, Given.Parameters(network));
        Assert.Equal(history.Best!.ValidationLoss!.Value, trainer.MeanLoss(Options.Validation!.Inputs, Options.Validation.Targets), 1e-9);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_resumed_run_ends_with_the_same_average(bool isStochastic)
    {
        using var folder = new Folder();
        WeightAverage Average() => isStochastic ? new StochasticWeightAveraging(0.2) : new ExponentialMovingAverage(0.9);
        var whole = new Mixed(1);
        var expected = whole.CreateTrainer(new Adam(0.01f)).Fit(Given.Numbers(), Options with { Callbacks = [Average()] });
        foreach (var steps in (int[])[1, 5, 8, 15, 16])
        {
            var saved = Options with { Checkpoint = new CheckpointOptions(folder["run.checkpoint"]) };
            _ = new Mixed(1).CreateTrainer(new Adam(0.01f)).Fit(Given.Numbers(), saved with { Callbacks = [Average(), new StopWhen(context => context.Steps == steps) { EveryStep = true }] });
            var resumed = new Mixed(3);
            var history = resumed.ResumeTrainer(new Adam(0.01f), folder["run.checkpoint"]).Fit(Given.Numbers(), saved with { Callbacks = [Average()] });
            Assert.Equal(Given.Parameters(whole), Given.Parameters(resumed));
            Assert.Equal(expected.Epochs.Select(static epoch => epoch.ValidationLoss), history.Epochs.Select(static epoch => epoch.ValidationLoss));
        }
    }

    [Fact]
    public void A_run_resumed_with_another_average_is_told_so()
    {
        using var folder = new Folder();
        var options = Options with { Checkpoint = new CheckpointOptions(folder["run.checkpoint"]) };
        _ = new Mixed(1).CreateTrainer(new Adam(0.01f)).Fit(Given.Numbers(), options with { Callbacks = [new ExponentialMovingAverage(0.9)] });
        string Message(params ICallback[] callbacks) => Assert.Throws<ArgumentException>(
            () => new Mixed(1).ResumeTrainer(new Adam(0.01f), folder["run.checkpoint"]).Fit(Given.Numbers(), options with { Callbacks = callbacks })).Message;
        Assert.Contains("The average of the parameters in FitOptions.Callbacks is none here and ExponentialMovingAverage, Decay = 0.9 in the checkpoint.", Message(), StringComparison.Ordinal);
        Assert.Contains("is StochasticWeightAveraging, Start = 0.8 here", Message(new StochasticWeightAveraging()), StringComparison.Ordinal);
    }

    /// <summary>Cut at every length, and with a bit of every byte flipped: told, and nothing is changed.</summary>
    [Fact]
    public void A_damaged_checkpoint_with_an_average_is_noticed()
    {
        using var folder = new Folder();
        _ = new Small(1).CreateTrainer(new Sgd(0.1f)).Fit(
            Given.Classes(), new FitOptions { Epochs = 1, Callbacks = [new ExponentialMovingAverage(0.9)], Checkpoint = new CheckpointOptions(folder["run.checkpoint"]) });
        var file = File.ReadAllBytes(folder["run.checkpoint"]);
        Assert.Equal(2, file[8]);
        var trainer = new Small(1).CreateTrainer(new Sgd(0.1f));
        trainer.Resume(new MemoryStream(file));
        var before = Given.State(trainer);
        for (var length = 0; length < file.Length; length++)
            Assert.Throws<ModelFileException>(() => trainer.Resume(new MemoryStream(file[..length])));
        for (var place = 0; place < file.Length; place++)
        {
            var damaged = file.ToArray();
            damaged[place] ^= (byte)(1 << place % 8);
            Assert.Throws<ModelFileException>(() => trainer.Resume(new MemoryStream(damaged)));
        }

        Assert.Equal(before, Given.State(trainer));
    }

    [Fact]
    public void Divergence_takes_the_average_back_too()
    {
        var network = new Line(1);
        var history = network.CreateTrainer(new Sgd(60f)).Fit(Given.Line(), new FitOptions { Epochs = 50, BatchSize = 4, Callbacks = [new TerminateOnNaN(), new ExponentialMovingAverage(0.5)] });
        Assert.Equal("TerminateOnNaN", history.StoppedBecause.Callback);
        Assert.All(Given.Parameters(network), static value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void Wrong_use_is_told()
    {
        Assert.Contains("Decay is 1, but must be from 0 to below 1", Assert.Throws<ArgumentOutOfRangeException>(static () => new ExponentialMovingAverage(1)).Message, StringComparison.Ordinal);
        Assert.Contains("Start is -0.1, but must be", Assert.Throws<ArgumentOutOfRangeException>(static () => new StochasticWeightAveraging(-0.1)).Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "FitOptions.Callbacks has ExponentialMovingAverage and StochasticWeightAveraging, but a network can have only one average",
            Assert.Throws<ArgumentException>(() => new Mixed(1).CreateTrainer(new Adam()).Fit(Given.Numbers(), Options with
            {
                Callbacks = [new ExponentialMovingAverage(),
                new StochasticWeightAveraging()]
            })).Message, StringComparison.Ordinal);
        var exception = Assert.Throws<CallbackException>(() => new Mixed(1).CreateTrainer(new Adam()).Fit(
            Given.Numbers(), Options with { Callbacks = [new ExponentialMovingAverage(), new Recorder { Does = static (call, context) => Save(call == "epoch 1 end", context) }] }));
        Assert.Contains("averaged parameters while OnEpochEnd is called", exception.Message, StringComparison.Ordinal);
    }

    private static void Save(bool isTime, FitContext context)
    {
        if (isTime)
            context.Trainer.SaveCheckpoint(Stream.Null);
    }
}
