namespace Compiled.Tests;

/// <summary>What goes wrong with a stream: before training, in the middle of it, and what is left then.</summary>
public sealed class StreamingErrorTests
{
    private static readonly CsvOptions Features = new() { Features = ["a", "b", "c"] };

    private static float[] Parameters(Kinds network)
    {
        var parameters = new float[Kinds.ParameterCount];
        network.CopyParametersTo(parameters);
        return parameters;
    }

    [Theory]
    [InlineData("7,x,1,1,1,1,low", "data.csv, line 902, column 'b': 'x' is not a number: correct it, or remove the column from CsvOptions.Features.")]
    [InlineData("7,1,1", "data.csv, line 902: the row has 3 cells, but the header has 7.")]
    public void A_wrong_row_is_found_when_the_file_is_opened(string wrong, string message)
    {
        using var file = new StreamingFile(1_000, row: row => row == 900 ? wrong : StreamingFile.Row(row));
        Assert.Equal(message, Assert.Throws<CsvException>(() => StreamingDataset.FromCsv(file.Path, "kind", Features)).Message);
    }

    [Theory]
    [InlineData("data.csv, line 1502, column 'b': 'x' is not a number: correct it, or remove the column from CsvOptions.Features.")]
    [InlineData("data.csv, line 1502, column 'kind': 'new' is not one of the 3 known classes: 'high', 'low', 'middle'.")]
    [InlineData("data.csv, line 1502: the file ends after 1500 rows, but had 2000 when it was opened: it must not change while it is used.")]
    [InlineData("data.csv, line 2002: the file has more than the 2000 rows that it had when it was opened: it must not change while it is used.")]
    public void A_file_that_changes_stops_the_run_with_the_parameters_of_the_last_step_and_the_run_can_go_on(string message)
    {
        using var file = new StreamingFile(2_000);
        var checkpoint = Path.Combine(file.Folder, "run.checkpoint");
        var data = StreamingDataset.FromCsv(file.Path, "kind", Features, new StreamingOptions { ShuffleBuffer = 10, Prefetch = 2 });
        var options = new FitOptions { Epochs = 2, BatchSize = 100, Checkpoint = new CheckpointOptions(checkpoint) };
        var whole = new Kinds(seed: 1);
        var uninterrupted = whole.CreateTrainer(new Adam(1e-2f));
        uninterrupted.Fit(data, options with { Epochs = 1, Checkpoint = null });
        uninterrupted.Fit(data, options with { Epochs = 1, Checkpoint = null });

        // The first epoch is whole; the second one meets the change.
        var network = new Kinds(seed: 1);
        var interrupted = network.CreateTrainer(new Adam(1e-2f));
        interrupted.Fit(data, options with { Epochs = 1, Checkpoint = null });
        var lines = File.ReadAllLines(file.Path);
        Change(file.Path, lines, message);
        Assert.Equal(message, Assert.Throws<CsvException>(() => interrupted.Fit(data, options with { Epochs = 1 })).Message);
        Assert.All(Parameters(network), static value => Assert.True(float.IsFinite(value)));
        Assert.InRange(interrupted.StepCount, 20 + 10, 20 + 20);

        File.WriteAllLines(file.Path, lines);
        var resumed = new Kinds(seed: 9);
        var trainer = resumed.CreateTrainer(new Adam(1e-2f));
        trainer.Resume(checkpoint);
        trainer.Fit(data, options with { Epochs = 1 });
        Assert.Equal(Parameters(whole), Parameters(resumed));
    }

    [Fact]
    public void A_stream_says_its_sizes_and_its_options_are_checked()
    {
        using var file = new StreamingFile(3);
        File.WriteAllText(file.Path, "x,y,z\n1,2.5,3\n");
        Assert.Equal("1 row of 2 features, 1 target, streamed", StreamingDataset.FromCsv(file.Path, "y").ToString());
        Assert.Equal("1 row of 1 feature, 2 targets, streamed", StreamingDataset.FromCsv(file.Path, ["y", "z"], streaming: new StreamingOptions { ShuffleBuffer = null }).ToString());
        Assert.StartsWith("'targets' is empty: name at least one target column.", Assert.Throws<ArgumentException>(() => StreamingDataset.FromCsv(file.Path, [])).Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "StreamingOptions.ShuffleBuffer is 0, but must be at least 1.",
            Assert.Throws<ArgumentOutOfRangeException>(static () => new StreamingOptions { ShuffleBuffer = 0 }).Message, StringComparison.Ordinal);
        Assert.StartsWith("StreamingOptions.Prefetch is 0, but", Assert.Throws<ArgumentOutOfRangeException>(static () => new StreamingOptions { Prefetch = 0 }).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Targets_that_the_loss_is_not_defined_for_are_named_before_anything_changes()
    {
        using var file = new StreamingFile(1_200, row: row => row == 1_100 ? "1,1,1,1,1,-2,low" : StreamingFile.Row(row));
        var network = new Counts(seed: 1);
        var data = StreamingDataset.FromCsv(file.Path, "n", Features with { Target = TargetKind.Numeric });
        Assert.StartsWith("The training data has -2 in target 'n' of row 1100, but Poisson takes counts", Assert.Throws<ArgumentException>(() => network.CreateTrainer(new Adam()).Fit(data)).Message);
        Assert.Empty(network.FeatureNames);
    }

    [Fact]
    public void Wrong_options_and_sizes_are_named()
    {
        using var file = new StreamingFile(100);
        Assert.Contains("StreamingOptions.ShuffleBuffer is 0", Assert.Throws<ArgumentOutOfRangeException>(() => new StreamingOptions { ShuffleBuffer = 0 }).Message);
        Assert.Contains("StreamingOptions.Prefetch is -1", Assert.Throws<ArgumentOutOfRangeException>(() => new StreamingOptions { Prefetch = -1 }).Message);
        Assert.Contains("name at least one target", Assert.Throws<ArgumentException>(() => StreamingDataset.FromCsv(file.Path, targets: [])).Message);
        Assert.Throws<FileNotFoundException>(() => StreamingDataset.FromCsv(file.Path + "x", "kind"));
        var two = StreamingDataset.FromCsv(file.Path, "kind", new CsvOptions { Features = ["a", "b"] });
        Assert.Contains("has 2 features per row, but network Kinds takes 3", Assert.Throws<ArgumentException>(() => new Kinds().CreateTrainer(new Adam()).Fit(two)).Message);
        Assert.Throws<ArgumentNullException>(() => new Kinds().CreateTrainer(new Adam()).Fit((StreamingDataset)null!));
    }

    private static void Change(string path, string[] lines, string message)
    {
        var changed = lines.ToList();
        if (message.Contains("'x'"))
            changed[1501] = "1500,x,1,1,1,1,low";
        else if (message.Contains("'new'"))
            changed[1501] = "1500,1,1,1,1,1,new";
        else if (message.Contains("ends after"))
            changed.RemoveRange(1501, 500);
        else
            changed.Add(lines[1]);
        File.WriteAllLines(path, changed);
    }
}
