using Compiled.Tool.Terminal;
using Compiled.Tool.Tests.Harness;
using Spectre.Console;

namespace Compiled.Tool.Tests;

/// <summary>What a person at a terminal sees: the same figures, in frames and with progress.</summary>
public sealed partial class InteractiveTests
{
    [Fact]
    public void Tables_have_frames_and_texts_of_files_are_no_markup()
    {
        using var folder = new TemporaryFolder();
        var header = "{\"[red]name[/]\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}"u8;
        File.WriteAllBytes(folder["x.safetensors"], [.. BitConverter.GetBytes((long)header.Length), .. header, 0, 0, 0x80, 0x3F]);
        var (exitCode, output) = Run("inspect", folder["x.safetensors"]);
        Assert.Equal(0, exitCode);
        Assert.Contains("╭", output, StringComparison.Ordinal);
        Assert.Contains("[red]name[/]", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Training_shows_its_progress_and_the_evaluation()
    {
        using var folder = new TemporaryFolder();
        var (exitCode, output) = Run("train", Files.Iris, "--target", "species", "--epochs", "2", "--hidden", "4", "--output", folder.Root);
        Assert.Equal(0, exitCode);
        Assert.Contains("confusion matrix", output, StringComparison.Ordinal);
        Assert.Contains('\u001b', output);
        Assert.True(File.Exists(folder["SpeciesNet.weights"]));
    }

    /// <summary>A report that is longer than its line would be drawn again below itself.</summary>
    [Theory]
    [InlineData(40)]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(140)]
    public void Progress_keeps_to_one_line_whatever_the_width(int width)
    {
        using var folder = new TemporaryFolder();
        var (_, output) = RunWide(width, "train", Files.Iris, "--target", "species", "--epochs", "100", "--hidden", "4", "--output", folder.Root);
        var reports = AnsiCodes().Replace(output, "").Split('\n', '\r').Select(static line => line.TrimEnd(' ')).Where(static line => line.Contains('━', StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(reports);
        Assert.All(reports, report =>
        {
            Assert.True(report.Length <= width, $"{report.Length} characters in {width} columns: {report}");
            Assert.Contains("%", report, StringComparison.Ordinal);
        });
        Assert.Contains(reports, static report => report.Contains("100", StringComparison.Ordinal));
    }

    [Fact]
    public void A_dashboard_stays_on_the_screen()
    {
        using var folder = new TemporaryFolder();
        var (exitCode, output) = RunWide(80, "train", Files.Iris, "--target", "species", "--epochs", "30", "--hidden", "4", "--dashboard", "--output", folder.Root);
        Assert.Equal(0, exitCode);
        Assert.Contains("training: done", output, StringComparison.Ordinal);
        Assert.Contains("val. accuracy", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_search_shows_the_best_trials_in_place()
    {
        using var folder = new TemporaryFolder();
        var (exitCode, output) = Run("search", Files.Iris, "--target", "species", "--searcher", "random", "--units", "4", "--depth", "1", "--epochs", "3", "--trials", "6", "--output", folder.Root);
        Assert.Equal(0, exitCode);
        // In the display that was drawn in place, and in the table that stays.
        Assert.Contains("━━ 6 of 6 trials", output, StringComparison.Ordinal);
        Assert.Contains("Ctrl-C stops, and --resume goes on", output, StringComparison.Ordinal);
        Assert.Contains("validation loss", output, StringComparison.Ordinal);
        Assert.Contains("% waiting for results that decisions need", output, StringComparison.Ordinal);
        Assert.DoesNotContain("trial 0: ", AnsiCodes().Replace(output, ""), StringComparison.Ordinal);
    }

    /// <summary>Ctrl-C at a terminal: a person may say where the best epoch goes, and a mistyped folder loses nothing.</summary>
    [Fact]
    public void An_interrupted_training_asks_where_the_best_epoch_goes()
    {
        using var folder = new TemporaryFolder();
        folder.Write("file", "");
        using var cancellation = new CancellationTokenSource();
        using var output = new CancellingWriter(cancellation);
        using var error = new StringWriter();
        using var input = new StringReader($"{folder["file"]}/x\n{folder["kept"]}\n");
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, Interactive = InteractionSupport.Yes, Out = new AnsiConsoleOutput(output) });
        var screen = new Screen(output, error, console) { Input = input };
        console.Profile.Width = 140;
        var exitCode = Cli.Run(["train", Files.Digits, "--target", "label", "--epochs", "1000000", "--patience", "1000000", "--output", folder["out"]], screen, cancellation.Token);
        Assert.Equal(ExitCodes.Cancelled, exitCode);
        Assert.Contains("is a file, not a folder", error.ToString(), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder["kept"], "LabelNet.weights")));
        Assert.False(Directory.Exists(folder["out"]));
    }

    private static (int ExitCode, string Output) Run(params string[] arguments) => RunWide(140, arguments);

    private static (int ExitCode, string Output) RunWide(int width, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, Interactive = InteractionSupport.Yes, Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = width;
        var exitCode = Cli.Run(arguments, new Screen(output, error, console), TestContext.Current.CancellationToken);
        Assert.Equal("", error.ToString());
        return (exitCode, output.ToString());
    }

    [System.Text.RegularExpressions.GeneratedRegex(@"\u001b\[[0-9;?]*[A-Za-z]")]
    private static partial System.Text.RegularExpressions.Regex AnsiCodes();

    /// <summary>Presses Ctrl-C once an epoch is done.</summary>
    private sealed partial class CancellingWriter(CancellationTokenSource cancellation) : StringWriter
    {
        public override void Write(string? value)
        {
            base.Write(value);
            if (value is not null && SecondEpoch().IsMatch(value))
                cancellation.Cancel();
        }

        [System.Text.RegularExpressions.GeneratedRegex(@"epoch (\d\d+|[2-9]) of")]
        private static partial System.Text.RegularExpressions.Regex SecondEpoch();
    }
}
