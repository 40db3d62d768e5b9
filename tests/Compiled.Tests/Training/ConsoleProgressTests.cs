using System.Globalization;

namespace Compiled.Tests.Training;

public sealed class ConsoleProgressTests
{
    [Fact]
    public void A_terminal_sees_one_line_rewritten_ten_times_a_second()
    {
        var writer = new StringWriter();
        var progress = new ConsoleProgress(writer, interactive: true, width: 120);
        for (var i = 0; i < 100; i++)
            progress.Report(At(epoch: i + 1, epochs: 200, milliseconds: i * 10));
        var text = writer.ToString();
        Assert.DoesNotContain('\n', text);
        Assert.Equal(10, text.Count(static letter => letter == '\r'));
        Assert.StartsWith("\repoch 1/200  loss 0.2500  val. accuracy 0.9375  12,345 samples/s  9.5 s left", text);
    }

    [Fact]
    public void The_last_report_is_always_shown_and_ends_the_line()
    {
        var writer = new StringWriter { NewLine = "\n" };
        var progress = new ConsoleProgress(writer, interactive: true, width: 120);
        progress.Report(At(1, 2, 0));
        progress.Report(At(2, 2, 1) with { Finished = true });
        Assert.Contains("\repoch 2/2  loss 0.2500  val. accuracy 0.9375  12,345 samples/s  done in 0.0 s", writer.ToString());
        Assert.EndsWith("\n", writer.ToString());

        // The next run begins with a line of its own, at once.
        progress.Report(At(1, 2, 0));
        Assert.Equal(3, writer.ToString().Count(static letter => letter == '\r'));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(50)]
    public void The_live_line_never_reaches_the_windows_last_column(int width)
    {
        var writer = new StringWriter();
        var progress = new ConsoleProgress(writer, interactive: true, width);
        progress.Report(At(1, 10_000, 0));
        progress.Report(At(2, 10_000, 200) with { ValidationMetric = null });
        foreach (var line in writer.ToString().Split('\r')[1..])
            Assert.Equal(width - 1, line.Length);
    }

    [Fact]
    public void A_shorter_line_wipes_out_what_a_longer_one_left()
    {
        var writer = new StringWriter();
        var progress = new ConsoleProgress(writer, interactive: true, width: 200);
        progress.Report(At(1, 2, 0));
        progress.Report(At(1, 2, 200) with { ValidationMetric = null, ValidationLoss = null, Metric = null });
        var lines = writer.ToString().Split('\r')[1..];
        Assert.Equal(lines[0].Length, lines[1].Length);
        Assert.EndsWith("   ", lines[1]);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 7)]
    [InlineData(10, 10)]
    [InlineData(50, 11)]
    [InlineData(1003, 11)]
    public void Redirected_output_gets_about_ten_lines_with_the_first_and_the_last(int epochs, int lines)
    {
        var writer = new StringWriter { NewLine = "\n" };
        var progress = new ConsoleProgress(writer, interactive: false);
        for (var epoch = 1; epoch <= epochs; epoch++)
        {
            progress.Report(At(epoch, epochs, epoch) with { EpochFinished = false, Batch = 1 });
            progress.Report(At(epoch, epochs, epoch) with { Finished = epoch == epochs });
        }

        var written = writer.ToString().TrimEnd('\n').Split('\n');
        Assert.Equal(lines, written.Length);
        Assert.StartsWith($"epoch 1/{epochs}  loss", written[0]);
        Assert.StartsWith($"epoch {epochs}/{epochs}  loss", written[^1]);
        Assert.DoesNotContain('\r', writer.ToString());
    }

    [Fact]
    public void A_stopped_run_says_so()
    {
        var writer = new StringWriter();
        new ConsoleProgress(writer, interactive: false).Report(At(3, 9, 100) with { EpochFinished = false, Batch = 2, Finished = true });
        Assert.StartsWith("epoch 3/9, batch 2/4  loss 0.2500", writer.ToString());
        Assert.Contains("stopped after 0.1 s", writer.ToString());
    }

    [Theory]
    [InlineData(9.94, "9.9 s left")]
    [InlineData(45, "45 s left")]
    [InlineData(125, "2:05 min left")]
    [InlineData(100_000, "27:46 h left")]
    public void Durations_are_readable_at_every_scale(double seconds, string expected)
    {
        var writer = new StringWriter();
        new ConsoleProgress(writer, interactive: true, width: 200).Report(At(1, 2, 0) with { Remaining = TimeSpan.FromSeconds(seconds) });
        Assert.Contains(expected, writer.ToString());
    }

    [Fact]
    public void The_line_is_the_same_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            var writer = new StringWriter();
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            new ConsoleProgress(writer, interactive: true, width: 200).Report(At(1, 2, 0));
            Assert.Contains("loss 0.2500  val. accuracy 0.9375  12,345 samples/s", writer.ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_width_below_one_is_rejected() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConsoleProgress(new StringWriter(), interactive: true, width: 0));

    private static TrainingProgress At(int epoch, int epochs, double milliseconds) => new()
    {
        Epoch = epoch,
        Epochs = epochs,
        Batch = 4,
        Batches = 4,
        Loss = 0.25,
        MetricName = "accuracy",
        Metric = 0.96875,
        ValidationLoss = 0.3125,
        ValidationMetric = 0.9375,
        SamplesPerSecond = 12_345,
        Elapsed = TimeSpan.FromMilliseconds(milliseconds),
        Remaining = TimeSpan.FromSeconds(9.5),
        EpochFinished = true,
    };
}
