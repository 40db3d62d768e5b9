using System.Text.Json;
using Compiled.Tool.Tests.Harness;

namespace Compiled.Tool.Tests.Commands;

/// <summary>compiled search, on tiny networks of one or two topologies.</summary>
public sealed class SearchTests
{
    private static readonly string[] Written = ["SpeciesNet.cs", "SpeciesNet.metrics.json", "SpeciesNet.trials.csv", "SpeciesNet.trials.jsonl", "SpeciesNet.weights"];

    private static string[] Iris(string folder, params string[] more) => Iris(8, folder, more);

    private static string[] Iris(int trials, string folder, params string[] more) =>
        ["search", Files.Iris, "--target", "species", "--searcher", "random", "--units", "6", "--depth", "1", "--epochs", "8", "--trials", $"{trials}", "--output", folder, .. more];

    [Fact]
    public void The_best_network_is_written_with_all_trials()
    {
        using var folder = new TemporaryFolder();
        var page = folder["report.html"];
        var output = ToolRun.Done(Iris(folder.Root, "--report", page, "--finalists", "2"));
        Assert.StartsWith("iris.csv: 4 features, 3 classes; rows: 120 for the search (hold-out 0.2), 30 for the test\n8 trials, random: rate 0.0003..0.03, batch 16|32|64|128, weightDecay 1E-06..0.1\n", output, StringComparison.Ordinal);
        Assert.Contains("\ntrial 0: validation loss ", output, StringComparison.Ordinal);
        Assert.Contains("confusion matrix", output, StringComparison.Ordinal);
        Assert.Matches("trial +validation loss +rate +batch +weightDecay +epoch +parameters +ns\n", output);
        Assert.Equal([.. Written, "report.html"], Directory.GetFileSystemEntries(folder.Root).Select(Path.GetFileName).Order(StringComparer.Ordinal));

        // The table has every trial, and its best is the one whose network was written.
        var lines = File.ReadAllLines(folder["SpeciesNet.trials.csv"]);
        Assert.Equal(9, lines.Length);
        Assert.StartsWith("trial,rate,units,depth,activation,dropout,optimizer,batch,weightDecay,", lines[0], StringComparison.Ordinal);
        using var metrics = JsonDocument.Parse(File.ReadAllText(folder["SpeciesNet.metrics.json"]));
        var trials = File.ReadAllLines(folder["SpeciesNet.trials.jsonl"]).Select(static line => JsonDocument.Parse(line).RootElement).ToList();
        var best = trials.MinBy(static trial => trial.GetProperty("objective").GetDouble());
        var training = metrics.RootElement.GetProperty("training");
        Assert.Equal(best.GetProperty("trial").GetInt32(), training.GetProperty("trial").GetInt32());
        Assert.Equal(best.GetProperty("settings").GetProperty("rate").GetDouble(), training.GetProperty("rate").GetDouble());
        Assert.Equal("random", metrics.RootElement.GetProperty("search").GetProperty("searcher").GetString());
        Assert.Equal(8, metrics.RootElement.GetProperty("search").GetProperty("trials").GetInt32());

        Assert.Contains("[Dense(6), Silu]", File.ReadAllText(folder["SpeciesNet.cs"]), StringComparison.Ordinal);
        Assert.Contains("[Weights(\"SpeciesNet.weights\")]", File.ReadAllText(folder["SpeciesNet.cs"]), StringComparison.Ordinal);
        Assert.Contains("compiled search ", File.ReadAllText(page), StringComparison.Ordinal);
        var report = ToolRun.Of("predict", folder["SpeciesNet.weights"], Files.Iris, "--target", "species", "--output", folder["answers.csv"]);
        Assert.StartsWith("note: the network was trained on ", report.Error, StringComparison.Ordinal);
        Assert.Equal(151, File.ReadAllLines(folder["answers.csv"]).Length);
    }

    [Fact]
    public void The_files_and_the_lines_are_the_same_on_any_number_of_threads()
    {
        using var one = new TemporaryFolder();
        using var three = new TemporaryFolder();
        var lines = ToolRun.Done(Iris(one.Root, "--threads", "1"));
        Assert.Equal(lines.Replace(one.Root, three.Root), ToolRun.Done(Iris(three.Root, "--threads", "3")));
        AssertSame(one, three);
    }

    [Fact]
    public void An_interrupted_search_goes_on_and_ends_as_one_that_was_not()
    {
        using var whole = new TemporaryFolder();
        using var folder = new TemporaryFolder();
        ToolRun.Done(Iris(24, whole.Root));

        using var cancellation = new CancellationTokenSource();
        using var output = new CancellingWriter(cancellation);
        using var error = new StringWriter();
        string[] arguments = Iris(24, folder.Root, "--threads", "1");
        Assert.Equal(ExitCodes.Cancelled, Cli.Run(arguments, output, error, cancellation.Token));
        var journal = folder["SpeciesNet.search"];
        Assert.Matches("^compiled: cancelled after [0-9]+ of 24 trials, which are in ", error.ToString());
        Assert.EndsWith($"Go on with: compiled {string.Join(' ', arguments)} --resume\n", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(["SpeciesNet.search"], Directory.GetFileSystemEntries(folder.Root).Select(Path.GetFileName));

        // Neither begun again nor gone on with by accident.
        var began = File.ReadAllBytes(journal);
        Assert.Contains("has an interrupted search of", ToolRun.Failed(arguments), StringComparison.Ordinal);
        Assert.Contains("is of another search", ToolRun.Failed([.. arguments, "--seed", "5", "--resume"]), StringComparison.Ordinal);
        Assert.Equal(began, File.ReadAllBytes(journal));
        ToolRun.Done([.. arguments, "--resume"]);
        AssertSame(whole, folder);
        Assert.False(File.Exists(journal));
    }

    [Fact]
    public void A_journal_is_asked_for_replaced_or_left_alone()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("so there is no search to go on with", ToolRun.Failed(Iris(folder.Root, "--resume")), StringComparison.Ordinal);
        Assert.Contains($"'{folder.Root}' is a folder: give the path of a file with --journal.", ToolRun.Failed(Iris(folder.Root, "--journal", folder.Root)), StringComparison.Ordinal);
        var text = folder.Write("notes.txt", "mine");
        Assert.Contains("is not the journal of a search", ToolRun.Failed(Iris(folder.Root, "--journal", text, "--force")), StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(text));

        // One that the command line names is kept, and a search that is over costs nothing to repeat.
        var journal = folder["kept.search"];
        ToolRun.Done(Iris(folder.Root, "--journal", journal));
        Assert.Equal(9, File.ReadAllLines(journal).Length);
        var table = File.ReadAllText(folder["SpeciesNet.trials.csv"]);
        ToolRun.Done(Iris(folder.Root, "--journal", journal, "--resume", "--force"));
        Assert.Equal(table, File.ReadAllText(folder["SpeciesNet.trials.csv"]));
        ToolRun.Done(Iris(2, folder.Root, "--journal", journal, "--force"));
        Assert.Equal(3, File.ReadAllLines(journal).Length);
    }

    [Fact]
    public void A_file_that_has_changed_is_refused()
    {
        using var folder = new TemporaryFolder();
        var (data, journal) = (folder.Write("iris.csv", File.ReadAllText(Files.Iris)), folder["kept.search"]);
        string[] arguments = ["search", data, .. Iris(2, folder.Root, "--journal", journal)[2..]];
        ToolRun.Done(arguments);
        var began = File.ReadAllBytes(journal);
        File.WriteAllText(data, File.ReadAllText(data).Replace("5.1", "5.2", StringComparison.Ordinal));
        Assert.Contains("is of other data", ToolRun.Failed([.. arguments, "--resume", "--force"]), StringComparison.Ordinal);
        Assert.Equal(began, File.ReadAllBytes(journal));
    }

    [Fact]
    public void Where_all_trials_fail_the_table_says_why()
    {
        using var folder = new TemporaryFolder();
        var run = ToolRun.Of(Iris(3, folder.Root, "--max-bytes", "8"));
        Assert.Equal(ExitCodes.Failed, run.ExitCode);
        Assert.Contains("All 3 trials have failed", run.Error, StringComparison.Ordinal);
        Assert.Contains("more than the limit of 8", File.ReadAllText(folder["SpeciesNet.trials.csv"]), StringComparison.Ordinal);
        Assert.Equal(["SpeciesNet.trials.csv", "SpeciesNet.trials.jsonl"], Directory.GetFileSystemEntries(folder.Root).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Numbers_folds_metrics_and_other_settings_are_searched_too()
    {
        using var folder = new TemporaryFolder();
        var output = ToolRun.Done(
            "search", Files.Iris, "--target", "petal_width", "--ignore", "species", "--searcher", "random", "--units", "4", "--depth", "1", "--epochs", "4", "--trials", "4", "--folds", "2",
            "--metric", "mae", "--over", "l2=1e-6..1e-3", "--over", "schedule=Cosine", "--class", "Width", "--output", folder.Root);
        Assert.Contains("120 for the search (2 folds)", output, StringComparison.Ordinal);
        Assert.Contains("\ntrial 0: MAE ", output, StringComparison.Ordinal);
        using var metrics = JsonDocument.Parse(File.ReadAllText(folder["Width.metrics.json"]));
        Assert.Equal("MAE", metrics.RootElement.GetProperty("search").GetProperty("objective").GetString());
        Assert.Equal("cosine", metrics.RootElement.GetProperty("training").GetProperty("schedule").GetString());
        Assert.InRange(metrics.RootElement.GetProperty("training").GetProperty("l2").GetDouble(), 1e-6, 1e-3);
        Assert.Equal((120, 0, 30), (Rows("train"), Rows("validation"), Rows("test")));
        Assert.Contains("StandardizeTargets]", File.ReadAllText(folder["Width.cs"]), StringComparison.Ordinal);

        int Rows(string part) => metrics.RootElement.GetProperty("rows").GetProperty(part).GetInt32();
    }

    [Fact]
    public void Texts_are_encoded_on_request()
    {
        using var folder = new TemporaryFolder();
        var data = folder.Write("clients.csv", Clients.Csv());
        var output = ToolRun.Done(
            "search", data, "--target", "stays", "--encode", "--categorical", "zip", "--searcher", "random", "--units", "4", "--depth", "1", "--epochs", "3", "--trials", "2", "--output", folder.Root);
        Assert.Contains("4 columns become ", output, StringComparison.Ordinal);
        Assert.Equal(0, ToolRun.Of("predict", folder["StaysNet.weights"], data, "--target", "stays", "--output", folder["answers.csv"]).ExitCode);
    }

    [Theory]
    [InlineData("--rate", "1e-1..1e-4", "--rate is '1e-1..1e-4', which is empty: write the lower end first, 1e-4..1e-1.")]
    [InlineData("--rate", "0..0.1", "--rate is '0..0.1', but is searched by ratios")]
    [InlineData("--rate", "fast", "--rate is 'fast', but must be numbers: one, some with commas, or the lowest and the highest, such as 1e-4..1e-1.")]
    [InlineData("--rate", "-1", "but it must be above 0")]
    [InlineData("--units", "16,,32", "--units is '16,,32', but must be whole numbers")]
    [InlineData("--units", "0", "but it must be at least 1")]
    [InlineData("--units", "0..4", "--units is '0..4', but must begin at 1 or above, such as 1..64.")]
    [InlineData("--batch", "-5..-1", "--batch is '-5..-1', but must begin at 1 or above")]
    [InlineData("--units", "1e10", "--units is '1e10', but must be whole numbers")]
    [InlineData("--rate", "1e400", "--rate is '1e400', but must be numbers")]
    [InlineData("--activation", "relu,,silu", "--activation is 'relu,,silu', but must be names with commas, such as relu,silu.")]
    [InlineData("--dropout", "0.5..1.5", "but it must be at least 0 and below 1")]
    [InlineData("--units", "8.5", "--units is '8.5', but must be whole numbers")]
    [InlineData("--depth", "3..1", "write the lower end first, 1..3.")]
    [InlineData("--dropout", "0..2", "but it must be at least 0 and below 1")]
    [InlineData("--activation", "relu,sillu", "--activation has 'sillu', but must be some of ")]
    [InlineData("--activation", "sillu", "Did you mean 'silu'?")]
    [InlineData("--optimizer", "adm", "Did you mean 'adam'?")]
    [InlineData("--searcher", "randm", "Did you mean 'random'?")]
    [InlineData("--metric", "acuracy", "Did you mean 'accuracy'?")]
    [InlineData("--over", "l2", "--over is 'l2', but must be a setting, an equals sign and its range")]
    [InlineData("--over", "l3=1", "--over has 'l3', but must be one of l1, l2,")]
    [InlineData("--over", "rate=0.1", "which has an option of its own: use --rate 0.1.")]
    [InlineData("--over", "labelSmoothing=0,0.1", "validation losses cannot be compared")]
    [InlineData("--trials", "0", "--trials is '0', but must be a whole number from 1 to 10000000.")]
    [InlineData("--report", "report.txt", "but a report is an HTML file")]
    public void A_wrong_value_is_named_with_what_would_be_right(string option, string value, string message)
    {
        var error = ToolRun.Wrong("search", Files.Iris, "--target", "species", option, value);
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.DoesNotContain("SearchDefinition", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_that_exclude_each_other_are_named() =>
        Assert.Contains("--folds and --validation cannot be combined", ToolRun.Wrong("search", Files.Iris, "--target", "species", "--folds", "3", "--validation", "0.3"), StringComparison.Ordinal);

    private static void AssertSame(TemporaryFolder expected, TemporaryFolder actual)
    {
        foreach (var name in Written)
            Assert.Equal(File.ReadAllText(expected[name]), File.ReadAllText(actual[name]));
        Assert.Equal(Written, Directory.GetFileSystemEntries(actual.Root).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    /// <summary>Cancels when the first trial is told of.</summary>
    private sealed class CancellingWriter(CancellationTokenSource cancellation) : StringWriter
    {
        public override void Write(string? value)
        {
            base.Write(value);
            if (value?.StartsWith("trial 0: ", StringComparison.Ordinal) == true)
                cancellation.Cancel();
        }
    }
}
