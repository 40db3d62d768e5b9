namespace Compiled.Callbacks.Tests;

public sealed class ModelCheckpointTests
{
    private static readonly FitOptions Options = new() { Epochs = 7, BatchSize = 10, Validation = Given.Classes(seed: 5) };

    [Fact]
    public void Every_k_epochs_are_saved_under_their_number()
    {
        using var folder = new Folder();
        var network = new Small(1);
        var saved = new Dictionary<int, float[]>();
        var checkpoint = new ModelCheckpoint(folder["net-{epoch:000}-{val_loss:F3}.safetensors"]) { EveryEpochs = 3 };
        var history = network.CreateTrainer(new Adam(0.01f)).Fit(Given.Classes(), Options with
        {
            Callbacks = [checkpoint, new Recorder { Does = (call, context) => saved[context.Epoch] = Given.Parameters(network) }],
        });
        string Name(int epoch) => FormattableString.Invariant($"net-{epoch:000}-{history.Epochs[epoch - 1].ValidationLoss:F3}.safetensors");
        Assert.Equal([Name(3), Name(6)], Directory.GetFiles(folder.Root).Select(Path.GetFileName).Order());
        Assert.Equal(saved[3], Given.Parameters(Small.Load(folder[Name(3)])));
        Assert.Equal(saved[6], Given.Parameters(Small.Load(folder[Name(6)])));
        Assert.Equal((folder[Name(6)], 6), (checkpoint.LastPath, checkpoint.LastEpoch));
    }

    [Theory]
    [InlineData("best.safetensors")]
    [InlineData("best.weights")]
    public void The_best_is_kept(string name)
    {
        using var folder = new Folder();
        var checkpoint = new ModelCheckpoint(folder[name]) { BestOnly = true };
        var network = new Small(1);
        // A rate that is too high: the validation loss rises at the end.
        var trainer = network.CreateTrainer(new Adam(0.5f));
        var history = trainer.Fit(Given.Classes(), Options with { Epochs = 25, EarlyStopping = new EarlyStopping(100), Callbacks = [checkpoint] });
        Assert.NotEqual(25, history.BestEpoch);
        Assert.Equal(history.BestEpoch, checkpoint.LastEpoch);
        var best = name.EndsWith("weights", StringComparison.Ordinal) ? WeightsFile.Load<Small>(folder[name]) : Small.Load(folder[name]);
        Assert.Equal(Given.Parameters(network), Given.Parameters(best));
    }

    /// <summary>What was not measured, or is none, is "nan".</summary>
    [Theory]
    [InlineData("net-{epoch:000}.weights", "net-007.weights")]
    [InlineData("{loss}-{loss:F2}", "0.333333-0.33")]
    [InlineData("{metric:F1}-{val_loss:F3}-{val_metric}", "0.8-nan-nan")]
    [InlineData("{}-{unclosed", "")]
    [InlineData("{accuracy}", "")]
    [InlineData("{loss:Q}", "")]
    public void A_name_is_filled_in_with_figures(string pattern, string name)
    {
        var record = new EpochRecord { Epoch = 7, Loss = 1 / 3.0, Metric = 0.75, ValidationMetric = double.NaN, LearningRate = 0.1f, Seconds = 1 };
        if (name.Length > 0)
            Assert.Equal(name, Compiled.Storage.FilePattern.Expand(pattern, record));
        else
            Assert.StartsWith($"'{pattern}' contains ", Assert.Throws<ArgumentException>(() => Compiled.Storage.FilePattern.Expand(pattern, record)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_resumed_run_knows_its_best()
    {
        using var folder = new Folder();
        var options = Options with { Checkpoint = new CheckpointOptions(folder["run.checkpoint"]) };
        ModelCheckpoint Best() => new(folder["best.safetensors"]) { BestOnly = true };
        _ = new Small(1).CreateTrainer(new Adam(0.01f)).Fit(Given.Classes(), options with { Callbacks = [Best()] });
        File.Delete(folder["best.safetensors"]);
        // Steps as long as these make it worse.
        var trainer = new Small(1).ResumeTrainer(new Adam(0.01f), folder["run.checkpoint"]);
        trainer.LearningRate = 50;
        var checkpoint = Best();
        var history = trainer.Fit(Given.Classes(), options with { Epochs = 9, Callbacks = [checkpoint] });
        Assert.True(history.BestEpoch <= 7);
        Assert.Null(checkpoint.LastPath);
        Assert.False(File.Exists(folder["best.safetensors"]));
    }

    [Fact]
    public void Wrong_names_are_told_at_once()
    {
        Assert.Contains("'net.bin' does not end in .safetensors or .weights", Message("net.bin"), StringComparison.Ordinal);
        Assert.Contains("contains {step}, but only {epoch}, {loss}, {metric}, {val_loss} and {val_metric} can be filled in", Message("net-{step}.safetensors"), StringComparison.Ordinal);
        Assert.Contains("'Q' is not a format of numbers", Message("net-{epoch:Q}.safetensors"), StringComparison.Ordinal);
        Assert.Contains("EveryEpochs is 0, but must be at least 1", Assert.Throws<ArgumentOutOfRangeException>(static () => new ModelCheckpoint("a.weights") { EveryEpochs = 0 }).Message,
            StringComparison.Ordinal);

        static string Message(string path) => Assert.Throws<ArgumentException>(() => new ModelCheckpoint(path)).Message;
    }

    [Fact]
    public void A_file_that_cannot_be_replaced_ends_the_run_and_loses_no_training()
    {
        using var folder = new Folder();
        Directory.CreateDirectory(folder["net-2.safetensors"]);
        var network = new Small(1);
        var exception = Assert.Throws<CallbackException>(() => network.CreateTrainer(new Adam(0.01f)).Fit(Given.Classes(),
            Options with { Callbacks = [new ModelCheckpoint(folder["net-{epoch}.safetensors"])] }));
        Assert.Contains("net-2.safetensors' could not be written", exception.Message, StringComparison.Ordinal);
        Assert.Equal(2, exception.History.Epochs.Count);
        Assert.True(File.Exists(folder["net-1.safetensors"]));
    }
}
