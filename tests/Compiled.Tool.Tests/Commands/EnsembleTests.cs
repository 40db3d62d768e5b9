using System.Text.Json;
using Compiled.Tool.Tests.Harness;

namespace Compiled.Tool.Tests.Commands;

/// <summary>compiled train --ensemble, and what the other commands do with such files.</summary>
public sealed class EnsembleTests
{
    private static readonly string[] Members = ["SpeciesNet.cs", "SpeciesNet.ensemble", "SpeciesNet.metrics.json"];

    [Fact]
    public void Members_have_their_own_seeds_and_validation_rows_and_answer_by_their_mean()
    {
        using var folder = new TemporaryFolder();
        var page = folder["report.html"];
        var output = ToolRun.Done("train", Files.Iris, "--target", "species", "--ensemble", "3", "--epochs", "12", "--report", page, "--output", folder["a"]);
        Assert.Contains("rows: 96 for training, 24 for validation in each member, 30 for the test\n", output, StringComparison.Ordinal);
        Assert.Matches("\nmember 1 of 3: epoch [0-9]+ of 12 is the best, validation loss [0-9.]+\nmember 2 of 3: .*\nmember 3 of 3: .*\n3 members of 3, each with", output);
        Assert.Equal(Members, Directory.GetFiles(folder["a"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("[Weights", File.ReadAllText(Path.Combine(folder["a"], "SpeciesNet.cs")), StringComparison.Ordinal);
        Assert.Contains("Ensemble&lt;SpeciesNet&gt;.Load(&quot;SpeciesNet.ensemble&quot;)", File.ReadAllText(Path.Combine(folder["a"], "SpeciesNet.cs")), StringComparison.Ordinal);
        Assert.Contains("An ensemble: 3 such networks answer together.", File.ReadAllText(page), StringComparison.Ordinal);
        using (var metrics = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder["a"], "SpeciesNet.metrics.json"))))
        {
            var members = metrics.RootElement.GetProperty("training").GetProperty("members");
            Assert.Equal([0, 1_000_003, 2_000_006], members.EnumerateArray().Select(static member => member.GetProperty("seed").GetInt64()));
            Assert.True(members.EnumerateArray().Select(static member => member.GetProperty("validationLoss").GetDouble()).Distinct().Count() == 3);
        }

        // The mean of what the members say, each taken out of the file.
        var ensemble = Path.Combine(folder["a"], "SpeciesNet.ensemble");
        var rows = new float[] { 5.1f, 3.5f, 1.4f, 0.2f, 6.3f, 3.3f, 6, 2.5f };
        var sum = new double[6];
        for (var member = 0; member < 3; member++)
        {
            var path = folder[$"member{member}.weights"];
            ToolRun.Done("convert", ensemble, path, "--member", $"{member}");
            var outputs = new float[6];
            Models.Load(path).PredictBatch(rows, outputs);
            for (var index = 0; index < 6; index++)
                sum[index] += outputs[index];
        }

        var header = "sepal_length,sepal_width,petal_length,petal_width\n";
        var predicted = ToolRun.Done("predict", ensemble, folder.Write("two.csv", header + "5.1,3.5,1.4,0.2\n6.3,3.3,6,2.5\n")).Split('\n');
        for (var row = 0; row < 2; row++)
        {
            var expected = Enumerable.Range(3 * row, 3).Select(index => ((float)(sum[index] / 3)).ToString("R", System.Globalization.CultureInfo.InvariantCulture));
            Assert.Equal($"{(row == 0 ? "setosa" : "virginica")},{string.Join(',', expected)}", predicted[row + 1]);
        }

        Assert.Contains("accuracy 0.9", ToolRun.Of("predict", ensemble, Files.Iris, "--target", "species", "--output", folder["answers.csv"]).Output, StringComparison.Ordinal);

        // Another number of threads gives the same file, another seed another one.
        ToolRun.Done("train", Files.Iris, "--target", "species", "--ensemble", "3", "--epochs", "12", "--threads", "1", "--output", folder["b"]);
        ToolRun.Done("train", Files.Iris, "--target", "species", "--ensemble", "3", "--epochs", "12", "--seed", "1", "--output", folder["c"]);
        Assert.All(Members, file => Assert.Equal(File.ReadAllBytes(Path.Combine(folder["a"], file)), File.ReadAllBytes(Path.Combine(folder["b"], file))));
        Assert.NotEqual(File.ReadAllBytes(ensemble), File.ReadAllBytes(Path.Combine(folder["c"], "SpeciesNet.ensemble")));

        var shown = ToolRun.Done("inspect", ensemble);
        Assert.StartsWith($"SpeciesNet.ensemble: ensemble, {new FileInfo(ensemble).Length:N0} bytes\nmembers: 3, which answer together by their mean\n\nSpeciesNet\n", shown, StringComparison.Ordinal);
        Assert.Matches(@"\nmember +tensors +values +bytes +min +max +not finite\n-+\n +0 +7 +4,679 .* 0\n +1 .* 0\n +2 .* 0\n21 tensors, 14,037 values, ", shown);
        Assert.EndsWith("\nAll values are finite.\n", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void It_works_with_raw_columns_and_repeated_splits()
    {
        using var folder = new TemporaryFolder();
        var data = folder.Write("clients.csv", Clients.Csv());
        var output = ToolRun.Done("train", data, "--target", "stays", "--encode", "--categorical", "zip", "--ensemble", "2", "--repeats", "2", "--epochs", "20", "--output", folder.Root);
        Assert.Contains("4 columns become ", output, StringComparison.Ordinal);
        Assert.Contains("\n2 random splits: accuracy ", output, StringComparison.Ordinal);
        var run = ToolRun.Of("predict", folder["StaysNet.ensemble"], folder.Write("new.csv", "income,zip,city,age\n70,01,Rome,30\n,02,Paris,40\n"));
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("note: 1 row has a category", run.Error, StringComparison.Ordinal);
        Assert.Contains("\n4 columns become ", ToolRun.Done("inspect", folder["StaysNet.ensemble"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("10000")]
    [InlineData("many")]
    public void A_number_of_members_that_cannot_be_is_a_wrong_command_line(string count) => Assert.Contains(
        $"--ensemble is '{count}', but must be a whole number from 1 to 1024.", ToolRun.Wrong("train", Files.Iris, "--target", "species", "--ensemble", count), StringComparison.Ordinal);

    [Fact]
    public void One_member_is_a_network()
    {
        using var folder = new TemporaryFolder();
        ToolRun.Done("train", Files.Iris, "--target", "species", "--ensemble", "1", "--epochs", "2", "--output", folder["a"]);
        ToolRun.Done("train", Files.Iris, "--target", "species", "--epochs", "2", "--output", folder["b"]);
        Assert.Equal(File.ReadAllText(Path.Combine(folder["b"], "SpeciesNet.weights")), File.ReadAllText(Path.Combine(folder["a"], "SpeciesNet.weights")));
    }

    [Fact]
    public void Commands_that_take_one_network_say_how_to_choose_it()
    {
        using var folder = new TemporaryFolder();
        ToolRun.Done("train", Files.Iris, "--target", "species", "--ensemble", "2", "--epochs", "1", "--output", folder.Root);
        var ensemble = folder["SpeciesNet.ensemble"];
        Assert.Contains("contains an ensemble of 2 networks, but this command takes one: choose it with --member, from 0 to 1.", ToolRun.Failed("convert", ensemble, folder["x.onnx"]), StringComparison.Ordinal);
        Assert.Contains("--member is 2, but", ToolRun.Failed("bench", ensemble, "--member", "2"), StringComparison.Ordinal);
        ToolRun.Done("convert", ensemble, folder["x.onnx"], "--member", "1");
        Assert.Contains("cannot be written from one network", ToolRun.Failed("convert", folder["x.onnx"], folder["y.ensemble"]), StringComparison.Ordinal);

        // Damage is named, and so is another file of that name.
        var bytes = File.ReadAllBytes(ensemble);
        File.WriteAllBytes(folder["cut.ensemble"], bytes[..^9]);
        bytes[^20] ^= 1;
        File.WriteAllBytes(folder["flipped.ensemble"], bytes);
        foreach (var command in new[] { "inspect", "predict" })
        {
            string[] rest = command == "predict" ? [Files.Iris, "--ignore", "species"] : [];
            Assert.Contains("cut.ensemble", ToolRun.Failed([command, folder["cut.ensemble"], .. rest]), StringComparison.Ordinal);
            Assert.Contains("checksum", ToolRun.Failed([command, folder["flipped.ensemble"], .. rest]), StringComparison.Ordinal);
            Assert.Contains("not an ensemble", ToolRun.Failed([command, folder.Write("text.ensemble", "a,b\n1,2\n"), .. rest]), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_cancelled_run_keeps_the_members_that_are_done()
    {
        using var folder = new TemporaryFolder();
        using var cancellation = new CancellationTokenSource();
        using var error = new StringWriter();
        using var output = new CancellingWriter(cancellation, "member 2 of 40");
        var exitCode = Cli.Run(["train", Files.Iris, "--target", "species", "--ensemble", "40", "--threads", "1", "--epochs", "5", "--output", folder.Root], output, error, cancellation.Token);
        Assert.Equal(ExitCodes.Cancelled, exitCode);
        Assert.Equal("compiled: cancelled after 2 of 40 members; the files contain these.\n", error.ToString());
        Assert.Equal([.. Members.Select(static file => file + ".interrupted")], Directory.GetFiles(folder.Root).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Contains("members: 2, ", ToolRun.Done("inspect", folder["SpeciesNet.ensemble.interrupted"]), StringComparison.Ordinal);
        Assert.StartsWith("prediction,", ToolRun.Of("predict", folder["SpeciesNet.ensemble.interrupted"], Files.Iris, "--target", "species").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_diverges_in_every_member_writes_nothing()
    {
        using var folder = new TemporaryFolder();
        var run = ToolRun.Of("train", Files.Iris, "--target", "species", "--optimizer", "sgd", "--rate", "1e30", "--ensemble", "2", "--output", folder["out"]);
        Assert.Equal(ExitCodes.Failed, run.ExitCode);
        Assert.Contains("compiled: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("note: member 1 of 2 is left out: ", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["out"]));
    }

    /// <summary>Presses Ctrl-C with the line that begins so.</summary>
    private sealed class CancellingWriter(CancellationTokenSource cancellation, string line) : StringWriter
    {
        public override void Write(string? value)
        {
            base.Write(value);
            if (value?.StartsWith(line, StringComparison.Ordinal) == true)
                cancellation.Cancel();
        }
    }
}
