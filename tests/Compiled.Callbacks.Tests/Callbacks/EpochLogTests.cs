using System.Globalization;
using System.Text.Json;

namespace Compiled.Callbacks.Tests;

public sealed class EpochLogTests
{
    private static readonly FitOptions Options = new() { Epochs = 6, BatchSize = 10, Validation = Given.Classes(seed: 5) };

    [Fact]
    public void A_CSV_file_has_the_history()
    {
        using var folder = new Folder();
        var history = Fit(Options with { Callbacks = [new CsvLogger(folder["run.csv"])] });
        var lines = File.ReadAllLines(folder["run.csv"]);
        Assert.Equal("epoch,loss,accuracy,val_loss,val_accuracy,learning_rate,seconds", lines[0]);
        Assert.Equal(7, lines.Length);
        foreach (var (epoch, line) in history.Epochs.Zip(lines.Skip(1)))
        {
            var cells = line.Split(',').Select(static cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray();
            Assert.Equal([epoch.Epoch, epoch.Loss, epoch.Metric!.Value, epoch.ValidationLoss!.Value, epoch.ValidationMetric!.Value], cells[..5]);
            Assert.Equal((epoch.LearningRate, epoch.Seconds), ((float)cells[5], cells[6]));
        }

        _ = Fit(new FitOptions { Epochs = 1, TrainingMetrics = false, Callbacks = [new CsvLogger(folder["run.csv"])] });
        Assert.Equal("epoch,loss,learning_rate,seconds", File.ReadAllLines(folder["run.csv"])[0]);
    }

    [Fact]
    public void Numbers_are_the_same_in_every_culture()
    {
        using var folder = new Folder();
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("sv-SE");
            _ = Fit(Options with { Callbacks = [new CsvLogger(folder["run.csv"]), new JsonLinesLogger(folder["run.jsonl"])] });
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }

        Assert.All(File.ReadAllLines(folder["run.csv"]), static line => Assert.Equal(7, line.Split(',').Length));
        Assert.All(File.ReadAllLines(folder["run.jsonl"]), static line => JsonDocument.Parse(line).Dispose());
    }

    [Fact]
    public void Each_line_of_JSON_is_an_epoch()
    {
        using var folder = new Folder();
        var history = Fit(Options with { Callbacks = [new JsonLinesLogger(folder["run.jsonl"])] });
        var text = File.ReadAllText(folder["run.jsonl"]);
        Assert.StartsWith("{\"epoch\":1,\"loss\":", text, StringComparison.Ordinal);
        foreach (var (epoch, line) in history.Epochs.Zip(text.Split('\n')))
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            Assert.Equal(
                (epoch.Epoch, epoch.Loss, epoch.Metric, epoch.ValidationLoss, epoch.ValidationMetric, epoch.LearningRate, epoch.Seconds),
                (root.GetProperty("epoch").GetInt32(), root.GetProperty("loss").GetDouble(), root.GetProperty("accuracy").GetDouble(), root.GetProperty("val_loss").GetDouble(),
                    root.GetProperty("val_accuracy").GetDouble(), root.GetProperty("learning_rate").GetSingle(), root.GetProperty("seconds").GetDouble()));
        }

        Assert.EndsWith("}\n", text, StringComparison.Ordinal);
    }

    /// <summary>Killed at any step, with lines of epochs that the checkpoint knows nothing of, or without any file: the end is the same.</summary>
    [Theory]
    [InlineData(1, "")]
    [InlineData(4, "")]
    [InlineData(9, "")]
    [InlineData(9, "cut")]
    [InlineData(9, "gone")]
    [InlineData(16, "longer")]
    public void A_resumed_run_appends_rightly(int steps, string file)
    {
        foreach (var append in (bool[])[false, true])
        {
            using var folder = new Folder();
            ICallback[] Logs() => [new CsvLogger(folder["run.csv"]) { Append = append }, new JsonLinesLogger(folder["run.jsonl"]) { Append = append }];
            var saved = Options with { Checkpoint = new CheckpointOptions(folder["run.checkpoint"]) };
            if (append)
                _ = Fit(Options with { Epochs = 2, Callbacks = Logs() });
            _ = Fit(saved with { Callbacks = [.. Logs(), new StopWhen(context => context.Steps == steps) { EveryStep = true }] });
            foreach (var path in (string[])[folder["run.csv"], folder["run.jsonl"]])
            {
                if (file == "cut")
                    File.WriteAllText(path, File.ReadAllText(path)[..^9]);
                if (file == "longer")
                    File.AppendAllText(path, path.EndsWith("csv", StringComparison.Ordinal) ? "5,0,0,0,0,0,0\n6,0," : "{\"epoch\":5}\n{\"ep");
                if (file == "gone" && !append)
                    File.Delete(path);
            }

            var trainer = new Small(1).ResumeTrainer(new Adam(0.01f), folder["run.checkpoint"]);
            var history = trainer.Fit(Given.Classes(), saved with { Callbacks = Logs() });
            var losses = history.Epochs.Select(static epoch => epoch.Loss).ToList();
            var csv = File.ReadAllLines(folder["run.csv"]);
            Assert.Equal(append ? 9 : 7, csv.Length);
            Assert.Equal(losses, csv.Skip(append ? 3 : 1).Select(static line => double.Parse(line.Split(',')[1], CultureInfo.InvariantCulture)));
            var json = File.ReadAllLines(folder["run.jsonl"]);
            Assert.Equal(append ? 8 : 6, json.Length);
            Assert.Equal(losses, json.Skip(append ? 2 : 0).Select(static line => JsonDocument.Parse(line).RootElement.GetProperty("loss").GetDouble()));
        }
    }

    [Fact]
    public void A_new_run_replaces_the_file_or_appends_to_it()
    {
        using var folder = new Folder();
        for (var run = 1; run <= 3; run++)
        {
            _ = Fit(Options with { Callbacks = [new CsvLogger(folder["one.csv"]), new CsvLogger(folder["all.csv"]) { Append = true }] });
            Assert.Equal((7, 1 + 6 * run), (File.ReadAllLines(folder["one.csv"]).Length, File.ReadAllLines(folder["all.csv"]).Length));
        }
    }

    [Fact]
    public void Other_columns_in_the_file_are_an_error_before_the_first_step()
    {
        using var folder = new Folder();
        _ = Fit(Options with { Callbacks = [new CsvLogger(folder["run.csv"])] });
        var before = File.ReadAllText(folder["run.csv"]);
        var exception = Assert.Throws<CallbackException>(() => Fit(Options with { Validation = null, Callbacks = [new CsvLogger(folder["run.csv"]) { Append = true }] }));
        Assert.Contains("begins with other columns than those of this run, epoch,loss,accuracy,learning_rate,seconds: choose another file", exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(folder["run.csv"]));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_an_error_before_the_first_step()
    {
        using var folder = new Folder();
        foreach (var callback in (ICallback[])[new CsvLogger(folder["missing/run.csv"]), new JsonLinesLogger(folder["missing/run.jsonl"]), new ModelCheckpoint(folder["missing/net.safetensors"])])
        {
            var network = new Small(1);
            var exception = Assert.Throws<CallbackException>(() => network.CreateTrainer(new Adam()).Fit(Given.Classes(), Options with { Callbacks = [callback] }));
            Assert.Contains("missing", exception.Message, StringComparison.Ordinal);
            Assert.StartsWith($"The callback {callback.Name} failed at the beginning of the run: ", exception.Message, StringComparison.Ordinal);
            Assert.EndsWith("No step was taken.", exception.Message, StringComparison.Ordinal);
            Assert.IsAssignableFrom<IOException>(exception.InnerException);
            Assert.Equal(Given.Parameters(new Small(1)), Given.Parameters(network));
        }
    }

    /// <summary>Linux has a device that is always full.</summary>
    [Fact]
    public void A_disk_that_fills_while_the_run_goes_on_loses_no_training()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no /dev/full.");
        var (network, expected) = (new Small(1), new Small(1));
        var trainer = network.CreateTrainer(new Adam(0.01f));
        var exception = Assert.Throws<CallbackException>(() => trainer.Fit(Given.Classes(), Options with { Callbacks = [new JsonLinesLogger("/dev/full")] }));
        Assert.Contains("'/dev/full' could not be written: No space left on device", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Free up disk space, or choose a file in a writable folder. No training is lost: the network is in the state after step 4,", exception.Message, StringComparison.Ordinal);
        Assert.Single(exception.History.Epochs);
        _ = expected.CreateTrainer(new Adam(0.01f)).Fit(Given.Classes(), Options with { Epochs = 1 });
        Assert.Equal(Given.Parameters(expected), Given.Parameters(network));
        // The trainer goes on as if nothing had happened.
        _ = trainer.Fit(Given.Classes(), Options with { Epochs = 2 });
        _ = expected.CreateTrainer(new Adam(0.01f));
        Assert.Equal(12, trainer.StepCount);
    }

    private static History Fit(FitOptions options) => new Small(1).CreateTrainer(new Adam(0.01f)).Fit(Given.Classes(), options);
}
