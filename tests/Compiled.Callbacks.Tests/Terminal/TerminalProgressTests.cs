using System.Globalization;
using System.Text.RegularExpressions;
using Spectre.Console;

namespace Compiled.Callbacks.Tests;

public sealed partial class TerminalProgressTests
{
    private static readonly FitOptions Options = new() { Epochs = 20, BatchSize = 10, Validation = Given.Classes(seed: 5) };

    [Fact]
    public void Plain_lines_are_the_same_in_every_run_and_culture()
    {
        string Run()
        {
            using var writer = new StringWriter();
            var progress = new TerminalProgress(writer);
            _ = Fit(Options with { Progress = progress });
            _ = Fit(Options with { Epochs = 1, Progress = progress });
            return writer.ToString();
        }

        var first = Run();
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("sv-SE");
            Assert.Equal(first, Run());
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }

        var lines = first.TrimEnd('\n').Split('\n');
        Assert.Equal(12, lines.Length);
        Assert.Matches("^epoch 1 of 20: loss 0[.][0-9]{4}, validation loss 0[.][0-9]{4}, accuracy [01][.][0-9]{4}$", lines[0]);
        Assert.StartsWith("epoch 20 of 20: ", lines[10], StringComparison.Ordinal);
        Assert.StartsWith("epoch 1 of 1: ", lines[11], StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', first);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_live_display_ends_with_the_last_state(bool dashboard)
    {
        using var writer = new StringWriter();
        var progress = new TerminalProgress(Live(writer)) { Dashboard = dashboard };
        foreach (var run in (int[])[1, 2])
        {
            _ = Fit(Options with { Progress = progress });
            var text = Codes().Replace(writer.ToString(), "");
            Assert.EndsWith(dashboard ? "╯" : "▁", text.TrimEnd(), StringComparison.Ordinal);
            Assert.Equal(run, text.Split(dashboard ? "training: done" : "epoch 20 of 20").Length - 1 >= run ? run : 0);
        }

        // Drawn in place, and the cursor is there again.
        Assert.Contains('\u001b', writer.ToString());
        Assert.EndsWith("\u001b[?25h", writer.ToString().TrimEnd(), StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b[2J", writer.ToString(), StringComparison.Ordinal);
    }

    /// <summary>Such as one whose output goes into a file.</summary>
    [Fact]
    public void A_console_that_cannot_move_its_cursor_gets_the_plain_lines()
    {
        using var writer = new StringWriter();
        var console = Live(writer);
        console.Profile.Capabilities.Ansi = false;
        _ = Fit(Options with { Progress = new TerminalProgress(console) });
        using var plain = new StringWriter();
        _ = Fit(Options with { Progress = new TerminalProgress(plain) });
        Assert.Equal(plain.ToString(), writer.ToString());
    }

    [Fact]
    public void A_console_and_a_writer_are_needed()
    {
        Assert.Equal("console", Assert.Throws<ArgumentNullException>(() => new TerminalProgress((IAnsiConsole)null!)).ParamName);
        Assert.Equal("writer", Assert.Throws<ArgumentNullException>(() => new TerminalProgress((TextWriter)null!)).ParamName);
    }

    [Theory]
    [InlineData(false, "xterm", true)]
    [InlineData(false, null, true)]
    [InlineData(false, "dumb", false)]
    [InlineData(true, "xterm", false)]
    public void A_terminal_is_live_unless_it_is_dumb_or_a_file(bool isRedirected, string? terminal, bool isLive) => Assert.Equal(isLive, TerminalProgress.IsLive(isRedirected, terminal));

    [Fact]
    public void The_display_is_removed_if_it_is_to_be()
    {
        using var writer = new StringWriter();
        _ = Fit(Options with { Progress = new TerminalProgress(Live(writer)) { ClearsAtEnd = true } });
        // Erases the lines that it has drawn.
        Assert.Contains("\u001b[2K", writer.ToString()[^40..], StringComparison.Ordinal);
    }

    /// <summary>Drawing is bounded by the clock, not by the number of reports.</summary>
    [Fact]
    public void Frames_are_at_most_ten_a_second()
    {
        using var writer = new StringWriter();
        var progress = new TerminalProgress(Live(writer));
        var history = Fit(Options with { Epochs = 2000, Progress = progress });
        Assert.InRange(progress.Drawn.Frames, 1, 3 + (int)(history.Seconds * 10));
    }

    /// <summary>The figure of docs/terminal.md. A busy machine says nothing about it, so it is asked for by name.</summary>
    [Theory(Explicit = true)]
    [InlineData(false)]
    [InlineData(true)]
    public void Drawing_takes_less_than_a_hundredth_of_the_time(bool dashboard)
    {
        using var writer = new StringWriter();
        var progress = new TerminalProgress(Live(writer)) { Dashboard = dashboard };
        var history = Fit(Options with { Epochs = int.MaxValue, Progress = progress, Callbacks = [new TimeLimit(TimeSpan.FromSeconds(20))] });
        Assert.InRange(progress.Drawn.Time.TotalSeconds / history.Seconds, 0, 0.01);
        TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant($"{progress.Drawn.Frames} frames in {progress.Drawn.Time.TotalMilliseconds:0.0} ms of {history.Seconds:0.00} s"));
    }

    [Fact]
    public void A_run_that_ends_by_an_exception_ends_its_display_too()
    {
        using var writer = new StringWriter();
        var progress = new TerminalProgress(Live(writer));
        Assert.Throws<CallbackException>(() => Fit(Options with { Progress = progress, Callbacks = [new Recorder { Does = static (call, _) => Throw(call == "epoch 3 end") }] }));
        Assert.Contains("\u001b[?25h", writer.ToString(), StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => Fit(Options with { Progress = progress, Augment = static (_, _, _, _) => Throw(true) }));
        Assert.EndsWith("\u001b[?25h", writer.ToString().TrimEnd(), StringComparison.Ordinal);
    }

    /// <summary>A terminal that is closed meanwhile.</summary>
    [Fact]
    public void A_display_that_cannot_be_drawn_loses_no_training()
    {
        using var writer = new BrokenWriter();
        Assert.Equal(20, Fit(Options with { Progress = new TerminalProgress(Live(writer)) }).Epochs.Count);
        Assert.True(writer.IsAsked);
    }

    private static void Throw(bool isTime)
    {
        if (isTime)
            throw new InvalidOperationException("mine");
    }

    private static IAnsiConsole Live(TextWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, Interactive = InteractionSupport.Yes, Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = 80;
        console.Profile.Height = 24;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }

    private static History Fit(FitOptions options) => new Small(1).CreateTrainer(new Adam(0.01f)).Fit(Given.Classes(), options);

    [GeneratedRegex(@"\u001b\[[0-9;?]*[A-Za-z]")]
    private static partial Regex Codes();

    private sealed class BrokenWriter : StringWriter
    {
        public bool IsAsked { get; private set; }

        public override void Write(string? value) => Break();

        public override void Write(char[] buffer, int index, int count) => Break();

        public override void Write(ReadOnlySpan<char> buffer) => Break();

        private void Break()
        {
            IsAsked = true;
            throw new IOException("gone");
        }
    }
}
