using System.Text;
using Compiled.Tool.Terminal;
using Compiled.Tool.Tests.Harness;
using Spectre.Console;

namespace Compiled.Tool.Tests;

/// <summary>Names, labels and paths of files are shown and not obeyed.</summary>
public sealed class PrintableTests
{
    /// <summary>A colour, a title of the window, a bell, a carriage return, a C1 control, a turned text.</summary>
    private const string Hostile = "\u001b[31mred\u001b]0;x\u0007\r\u009b5m\u202Etxt";
    private const string Shown = @"\u001b[31mred\u001b]0;x\u0007\u000d\u009b5m\u202etxt";

    [Fact]
    public void Texts_keep_their_lines_and_lose_their_controls()
    {
        Assert.Equal(Shown + "\nå日🍎", Printable.Lines(Hostile + "\r\nå日🍎"));
        Assert.Equal(@"a\u000ab\u0009c\u2028", Printable.OneLine("a\nb\tc\u2028"));
    }

    /// <summary>The first and the last of each range that turns a text, and their neighbours, which do not.</summary>
    [Theory]
    [InlineData('\u001f', true)]
    [InlineData(' ', false)]
    [InlineData('\u007f', true)]
    [InlineData('\u00a0', false)]
    [InlineData('\u061b', false)]
    [InlineData('\u061c', true)]
    [InlineData('\u200d', false)]
    [InlineData('\u200e', true)]
    [InlineData('\u200f', true)]
    [InlineData('\u2010', false)]
    [InlineData('\u2027', false)]
    [InlineData('\u2028', true)]
    [InlineData('\u2029', true)]
    [InlineData('\u202a', true)]
    [InlineData('\u202e', true)]
    [InlineData('\u202f', false)]
    [InlineData('\u2065', false)]
    [InlineData('\u2066', true)]
    [InlineData('\u2069', true)]
    [InlineData('\u206a', false)]
    public void What_turns_or_breaks_a_line_is_escaped_and_nothing_else(char character, bool isEscaped) =>
        Assert.Equal(isEscaped ? $"a\\u{(int)character:x4}" : $"a{character}", Printable.OneLine($"a{character}"));

    [Fact]
    public void Nothing_is_written_as_nothing()
    {
        using var output = new StringWriter();
        using var writer = new PrintableWriter(output);
        writer.Write((string?)null);
        writer.WriteLine();
        Assert.Equal("\n", output.ToString());
        Assert.Equal(output.Encoding, writer.Encoding);
    }

    [Fact]
    public void Many_columns_are_cut_to_a_screen()
    {
        using var folder = new TemporaryFolder();
        var names = Enumerable.Range(0, 33).Select(static column => $"c{column}").ToList();
        var rows = string.Concat(Enumerable.Range(0, 8).Select(row => string.Join(',', names.Select(_ => $"{row}")) + $",{row % 2}a\n"));
        var data = folder.Write("wide.csv", string.Join(',', names) + ",kind\n" + rows);
        var table = Table.FromCsv(data, new CsvOptions());
        var lines = EncoderLines.Of(TableEncoder.Fit(table, ["kind"], new TableEncoderOptions())).Split('\n');
        Assert.Equal((32, "33 columns become 33 inputs:", "  and 3 further columns"), (lines.Length, lines[0], lines[^1]));
    }

    [Fact]
    public void Nobody_is_asked_who_cannot_answer()
    {
        using var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        Assert.Null(new Screen(output, output).Ask("Folder:"));
        Assert.Null(new Screen(output, output, console).Ask("Folder:"));
        Assert.Null(new Screen(output, output, console) { Input = new StringReader("a"), MayAsk = static () => false }.Ask("Folder:"));
        Assert.Empty(output.ToString());
        var screen = new Screen(output, output, console) { Input = new StringReader(" a \n") };
        Assert.Equal("a", screen.Ask("Folder:"));
        Assert.Null(screen.Ask("Folder:"));
        Assert.Equal("Folder: Folder: ", output.ToString());
    }

    [Fact]
    public void Every_way_to_a_terminal_escapes()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var screen = new Screen(output, error);
        screen.Line(Hostile);
        screen.Heading(Hostile);
        var table = new TextTable("name");
        table.Add(Hostile);
        screen.Table(table);
        screen.Fail(Hostile);
        screen.Hint(Hostile);
        screen.Progress(dashboard: false).Report(new TrainingProgress
        {
            Epoch = 1,
            Epochs = 1,
            Batch = 1,
            Batches = 1,
            Loss = 1,
            MetricName = Hostile,
            ValidationMetric = 1,
            EpochFinished = true,
            SamplesPerSecond = 1,
            Elapsed = default,
            Remaining = default,
        });
        foreach (var writer in new[] { screen.Output, screen.Error })
        {
            writer.Write(Hostile[0]);
            writer.Write(Hostile.ToCharArray());
            writer.Write(Hostile.AsSpan());
            writer.WriteLine(Hostile);
            writer.Write("{0}", Hostile);
        }

        AssertPlain(output.ToString());
        AssertPlain(error.ToString());
        Assert.Contains(Shown, output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Data_stays_data_in_a_pipe_and_is_printable_on_a_terminal()
    {
        foreach (var isTerminal in new[] { false, true })
        {
            using var output = new StringWriter();
            new Screen(output, TextWriter.Null, null, isTerminal).Data(Hostile + "\n");
            Assert.Equal((isTerminal ? Shown : Hostile) + "\n", output.ToString());
        }
    }

    [Fact]
    public void Training_predicting_and_inspecting_show_labels_headers_and_paths_and_keep_them_in_files()
    {
        using var folder = new TemporaryFolder();
        var name = OperatingSystem.IsWindows() ? "data.csv" : "da\u001b[1mta.csv";
        var rows = string.Concat(Enumerable.Range(0, 40).Select(static row => FormattableString.Invariant($"{row % 2 + 0.01 * row},{row % 5},{(row % 2 == 0 ? "\u001b[31mred" : "plain")}\n")));
        var data = folder.Write(name, "a\u001b[7m,b\u0007,kind\n" + rows);
        string[] train = ["train", data, "--target", "kind", "--hidden", "4", "--epochs", "5", "--output", folder.Root];
        var report = ToolRun.Done(train);
        Assert.Contains(@"\u001b[31mred", report, StringComparison.Ordinal);
        AssertPlain(report);
        // The class is compiled as it is, with the labels in their own characters.
        var (_, members) = Consumer.Run(folder.Root, "KindNet", "KindNet", [1, 1]);
        Assert.Equal(["Class31mred", "plain"], members);

        var model = folder["KindNet.weights"];
        AssertPlain(ToolRun.Done("inspect", model));
        var predicted = ToolRun.Of("predict", model, data, "--target", "kind");
        Assert.Contains("\n\u001b[31mred,", predicted.Output, StringComparison.Ordinal);
        AssertPlain(predicted.Error);
        AssertPlain(ToolRun.Failed("train", data, "--target", "ki\u001b[5mnd"));
        AssertPlain(ToolRun.Failed("train", folder["no\u001b[5mne.csv"], "--target", "kind"));
        AssertPlain(ToolRun.Wrong("tr\u001b[5main"));

        // A person at a terminal sees no other code than those of the frames and the progress.
        using var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, Interactive = InteractionSupport.Yes, Out = new AnsiConsoleOutput(output) });
        Assert.Equal(0, Cli.Run([.. train, "--force"], new Screen(output, output, console), TestContext.Current.CancellationToken));
        Assert.Equal(0, Cli.Run(["predict", model, data, "--ignore", "kind"], new Screen(output, output, console), TestContext.Current.CancellationToken));
        Assert.DoesNotContain("\u001b[31mred", output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain('\u0007', output.ToString());
        Assert.Contains(@"\u001b[31mred", output.ToString(), StringComparison.Ordinal);
    }

    private static void AssertPlain(string text) => Assert.DoesNotContain(text, static character => char.IsControl(character) && character != '\n');
}
