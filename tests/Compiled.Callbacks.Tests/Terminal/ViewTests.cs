using Spectre.Console;
using Spectre.Console.Rendering;

namespace Compiled.Callbacks.Tests;

/// <summary>What is drawn of a state, at every width.</summary>
public sealed class ViewTests
{
    public static TheoryData<int> Widths => [20, 30, 40, 60, 80, 100, 140, 200];

    [Theory]
    [MemberData(nameof(Widths))]
    public void No_line_is_wider_than_the_terminal(int width)
    {
        foreach (var isUnicode in (bool[])[true, false])
            foreach (var epochs in (int[])[0, 1, 40])
                foreach (var hasValidation in (bool[])[true, false])
                {
                    var figures = Figures(epochs, hasValidation);
                    foreach (var view in (IRenderable[])[CompactView.Of(figures, width, isUnicode), DashboardView.Of(figures, width, 24, isUnicode)])
                    {
                        var lines = Lines(view, width);
                        Assert.All(lines, line => Assert.True(line.Length < width, $"{line.Length} columns of {width}: {line}"));
                        Assert.True(lines.Count <= 23, string.Join('\n', lines));
                        if (!isUnicode)
                            Assert.All(lines, static line => Assert.True(System.Text.Ascii.IsValid(line), line));
                    }
                }
    }

    [Fact]
    public void The_compact_view_has_the_bar_the_figures_and_the_curve()
    {
        var lines = Lines(CompactView.Of(Figures(30, hasValidation: true), 80, isUnicode: true), 80);
        Assert.Equal(3, lines.Count);
        Assert.Equal("━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━  30% 7.0 s left", lines[0]);
        Assert.Equal("epoch 30 of 100: loss 0.0333, validation loss 0.0433, accuracy 0.9700", lines[1]);
        Assert.StartsWith("validation loss █", lines[2], StringComparison.Ordinal);
        Assert.EndsWith("▁", lines[2], StringComparison.Ordinal);
        Assert.Equal("30/100 loss 0.033 val 0.043", Lines(CompactView.Of(Figures(30, hasValidation: true), 30, isUnicode: true), 30)[1]);
    }

    [Fact]
    public void The_dashboard_has_everything()
    {
        var text = string.Join('\n', Lines(DashboardView.Of(Figures(30, hasValidation: true), 80, 24, isUnicode: true), 80));
        foreach (var part in (string[])["╭─training─", "30/100", "10/10", "3.0 s elapsed, 7.0 s left, 1,000 rows/s", "validation loss", "best 0.0433 in 30", "epoch", "val. accuracy", "0.9700"])
            Assert.Contains(part, text, StringComparison.Ordinal);
        Assert.Contains(" 30 ", text, StringComparison.Ordinal);
        Assert.DoesNotContain(" 10  ", text, StringComparison.Ordinal);
        var narrow = string.Join('\n', Lines(DashboardView.Of(Figures(30, hasValidation: true), 40, 24, isUnicode: true), 40));
        Assert.Contains("val. loss", narrow, StringComparison.Ordinal);
        Assert.DoesNotContain("val. accuracy", narrow, StringComparison.Ordinal);
        Assert.Contains("─training: done─", string.Join('\n', Lines(DashboardView.Of(Figures(100, hasValidation: false), 80, 24, isUnicode: true), 80)), StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_become_shorter_where_there_is_less_room()
    {
        var report = new TrainingProgress
        {
            Epoch = 103,
            Epochs = 300,
            Batch = 12,
            Batches = 12,
            Loss = 0.08231,
            MetricName = "accuracy",
            ValidationLoss = 0.10174,
            ValidationMetric = 0.95833,
            EpochFinished = true,
            SamplesPerSecond = 1,
            Elapsed = TimeSpan.Zero,
            Remaining = TimeSpan.Zero,
        };
        Assert.Equal("epoch 103 of 300: loss 0.0823, validation loss 0.1017, accuracy 0.9583", ProgressLine.Of(report, 80));
        Assert.Equal("epoch 103/300 loss 0.0823 val 0.1017 acc 0.958", ProgressLine.Of(report, 50));
        Assert.Equal("103/300 loss 0.082 val 0.102", ProgressLine.Of(report, 30));
        Assert.Equal("103/300 0.102", ProgressLine.Of(report, 15));
        Assert.Equal("103/300", ProgressLine.Of(report, 3));
    }

    [Fact]
    public void A_sparkline_goes_from_the_lowest_to_the_highest_value()
    {
        Assert.Equal("▁▂▃▄▅▆▇█", Sparkline.Of([0, 1, 2, 3, 4, 5, 6, 7], 8, isUnicode: true));
        Assert.Equal("_.-=+*#%", Sparkline.Of([0, 1, 2, 3, 4, 5, 6, 7], 20, isUnicode: false));
        Assert.Equal("▁█", Sparkline.Of([0, 0, 0, 1, 1, 1], 2, isUnicode: true));
        Assert.Equal("▁▁▁", Sparkline.Of([5, 5, 5], 10, isUnicode: true));
        Assert.Equal("▁ █", Sparkline.Of([1, double.NaN, 2], 10, isUnicode: true));
        Assert.Equal("", Sparkline.Of([], 10, isUnicode: true));
        Assert.Equal("", Sparkline.Of([1, 2], 0, isUnicode: true));
        Assert.Equal("  ", Sparkline.Of([double.NaN, double.PositiveInfinity], 5, isUnicode: true));
    }

    [Fact]
    public void A_long_run_takes_bounded_memory()
    {
        var figures = new RunFigures();
        for (var epoch = 1; epoch <= 100_000; epoch++)
            figures.Add(Progress(epoch, 100_000, hasValidation: true));
        Assert.InRange(figures.Losses.Count, 500, 1024);
        Assert.Equal(figures.Losses.Count, figures.ValidationLosses.Count);
        Assert.Equal(32, figures.Epochs.Count);
        Assert.Equal(figures.Losses.OrderDescending(), figures.Losses);
        Assert.Equal(100_000, figures.Best!.Value.Epoch);
    }

    [Theory]
    [InlineData(4.24, "4.2 s")]
    [InlineData(38.2, "38 s")]
    [InlineData(187, "3:07")]
    [InlineData(8100, "2:15 h")]
    [InlineData(1e9, "> 100 d")]
    public void Durations_are_short(double seconds, string text) => Assert.Equal(text, Sparkline.Duration(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(null, "")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    [InlineData(0.0, "0.0000")]
    [InlineData(0.00005, "5.00E-5")]
    [InlineData(-0.25, "-0.2500")]
    [InlineData(100.0, "100.0")]
    [InlineData(-99_999.0, "-99999.0")]
    [InlineData(123_456.0, "1.23E+5")]
    public void Figures_have_about_four_digits(double? figure, string text) => Assert.Equal(text, Sparkline.Figure(figure));

    /// <summary>The first epoch, every tenth part of the run, and the last one, which may come early.</summary>
    [Theory]
    [InlineData(1, 100, true, false, true)]
    [InlineData(7, 100, true, false, false)]
    [InlineData(7, 100, true, true, true)]
    [InlineData(20, 100, true, false, true)]
    [InlineData(20, 100, false, true, false)]
    [InlineData(3, 5, true, false, true)]
    public void Milestones_are_written_as_lines(int epoch, int epochs, bool isDone, bool isLast, bool isMilestone) =>
        Assert.Equal(isMilestone, ProgressLine.IsMilestone(Progress(epoch, epochs, hasValidation: true) with { EpochFinished = isDone, Finished = isLast }));

    /// <summary>Its unit decides how many decimals suit it.</summary>
    [Fact]
    public void A_metric_other_than_the_accuracy_is_not_in_the_line() =>
        Assert.Equal("epoch 4 of 8: loss 0.2500, validation loss 0.2600", ProgressLine.Of(Progress(4, 8, hasValidation: true) with { MetricName = "mae" }, 80));

    [Fact]
    public void The_best_epoch_is_one_whose_loss_is_finite()
    {
        var figures = new RunFigures();
        figures.Add(Progress(1, 9, hasValidation: true) with { ValidationLoss = double.NaN });
        Assert.Null(figures.Best);
        Assert.DoesNotContain("best", string.Join('\n', Lines(DashboardView.Of(figures, 80, 24, isUnicode: true), 80)), StringComparison.Ordinal);
        figures.Add(Progress(2, 9, hasValidation: true) with { ValidationLoss = 3 });
        figures.Add(Progress(3, 9, hasValidation: true) with { ValidationLoss = double.PositiveInfinity });
        figures.Add(Progress(4, 9, hasValidation: true) with { ValidationLoss = 3 });
        Assert.Equal((2, 3), figures.Best);
    }

    [Fact]
    public void Without_validation_the_table_has_the_metric_of_the_training()
    {
        var figures = new RunFigures();
        for (var epoch = 1; epoch <= 3; epoch++)
            figures.Add(Progress(epoch, 9, hasValidation: false) with { Metric = 0.875 });
        var lines = Lines(DashboardView.Of(figures, 80, 24, isUnicode: true), 80);
        Assert.Contains(lines, static line => line.Contains("epoch", StringComparison.Ordinal) && line.Contains("accuracy", StringComparison.Ordinal));
        Assert.Equal(3, lines.Count(static line => line.Contains("0.8750", StringComparison.Ordinal)));
    }

    /// <summary>A small terminal still shows bars and curves, a stopped run says so, and the remaining time is omitted when it does not fit.</summary>
    [Fact]
    public void What_has_no_room_is_left_out()
    {
        var low = string.Join('\n', Lines(DashboardView.Of(Figures(30, hasValidation: true), 80, 11, isUnicode: true), 80));
        Assert.Contains("batch", low, StringComparison.Ordinal);
        Assert.DoesNotContain("val. accuracy", low, StringComparison.Ordinal);
        var stopped = new RunFigures();
        stopped.Add(Progress(3, 9, hasValidation: false) with { EpochFinished = false, Finished = true });
        Assert.Contains("training: stopped", string.Join('\n', Lines(DashboardView.Of(stopped, 80, 24, isUnicode: true), 80)), StringComparison.Ordinal);
        Assert.Equal("━━━━━━━  30%", Lines(CompactView.Bar(Progress(30, 100, hasValidation: true) with { Remaining = TimeSpan.FromDays(365) }, 12, isUnicode: true), 13)[0]);
    }

    internal static TrainingProgress Progress(int epoch, int epochs, bool hasValidation) => new()
    {
        Epoch = epoch,
        Epochs = epochs,
        Batch = 10,
        Batches = 10,
        Loss = 1.0 / epoch,
        MetricName = "accuracy",
        Metric = hasValidation ? 0.98 : null,
        ValidationLoss = hasValidation
            ? 1.0 / epoch + 0.01 : null,
        ValidationMetric = hasValidation ? 0.97 : null,
        EpochFinished = true,
        Finished = epoch == epochs,
        SamplesPerSecond = 1000,
        Elapsed = TimeSpan.FromSeconds(epoch / 10.0),
        Remaining = TimeSpan.FromSeconds((epochs - epoch) / 10.0),
    };

    private static RunFigures Figures(int epochs, bool hasValidation)
    {
        var figures = new RunFigures();
        if (epochs == 0)
            figures.Add(Progress(1, 100, hasValidation) with { EpochFinished = false, Batch = 3, Metric = null, ValidationLoss = null, ValidationMetric = null });
        for (var epoch = 1; epoch <= epochs; epoch++)
            figures.Add(Progress(epoch, 100, hasValidation));
        return figures;
    }

    private static List<string> Lines(IRenderable view, int width)
    {
        using var writer = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = width;
        console.Profile.Capabilities.Unicode = true;
        console.Write(view);
        return [.. writer.ToString().TrimEnd('\n').Split('\n').Select(static line => line.TrimEnd())];
    }
}
