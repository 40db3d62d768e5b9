using System.Globalization;
using System.Text;
using System.Text.Json;
using Compiled.Tool.Tests.Harness;

namespace Compiled.Tool.Tests.Commands;

/// <summary>compiled train.</summary>
public sealed class TrainTests
{
    [Fact]
    public void The_defaults_learn_iris()
    {
        using var folder = new TemporaryFolder();
        var output = ToolRun.Done("train", Files.Iris, "--target", "species", "--output", folder.Root);
        Assert.InRange(Accuracy(folder["SpeciesNet.metrics.json"]), 0.93, 1);
        Assert.StartsWith("iris.csv: 4 features, 3 classes; rows: 96 for training, 24 for validation, 30 for the test\n", output, StringComparison.Ordinal);
        Assert.Contains("[Network(inputs: 4)]\n[Standardize]\n[SmoothClip(limit: 3)]\n[Scale(Name = \"FeatureWeights\")]\n[Dense(64), Silu]\n[Dense(64), Silu]\n[Dense(3), Softmax]\n[CrossEntropy(LabelSmoothing = 0.1f)]\n", output, StringComparison.Ordinal);
        Assert.Contains("\nepoch 1 of 100: loss ", output, StringComparison.Ordinal);
        Assert.Contains("confusion matrix", output, StringComparison.Ordinal);

        // The class, with the names of its inputs and the labels as an enum; compiled, it answers as the tool's own prediction.
        var source = File.ReadAllText(folder["SpeciesNet.cs"]);
        Assert.Contains("/// <summary>Predicts species from 4 inputs: sepal_length, sepal_width, petal_length, petal_width.</summary>", source, StringComparison.Ordinal);
        float[] rows = [5.1f, 3.5f, 1.4f, 0.2f, 6.3f, 3.3f, 6, 2.5f];
        var (outputs, members) = Consumer.Run(folder.Root, "SpeciesNet", "SpeciesNet", rows);
        Assert.Equal(["setosa", "versicolor", "virginica"], members);
        Assert.Equal(0, outputs.AsSpan(0, 3).IndexOf(outputs[..3].Max()));
        Assert.Equal(2, outputs.AsSpan(3, 3).IndexOf(outputs[3..].Max()));
        var predicted = new float[6];
        Models.Load(folder["SpeciesNet.weights"]).PredictBatch(rows, predicted);
        Assert.Equal(predicted, outputs);

        var report = ToolRun.Of("predict", folder["SpeciesNet.weights"], Files.Iris, "--target", "species", "--output", folder["answers.csv"]);
        Assert.Contains("accuracy 0.9", report.Output, StringComparison.Ordinal);
        Assert.StartsWith("note: the network was trained on ", report.Error, StringComparison.Ordinal);
        Assert.Equal(151, File.ReadAllLines(folder["answers.csv"]).Length);
    }

    [Fact]
    public void A_report_is_one_page_with_the_command_that_gives_it_again()
    {
        using var folder = new TemporaryFolder();
        var page = folder["a report.html"];
        string[] arguments = ["train", Files.Iris, "--target", "species", "--epochs", "20", "--output", folder.Root, "--report", page];
        Assert.Contains($"wrote {page}\n", ToolRun.Done(arguments), StringComparison.Ordinal);
        var html = File.ReadAllText(page);
        foreach (var text in new[] { "<h1>species of iris.csv</h1>", "petal_length", "versicolor", "Confusion matrix", "Permutation importance", "96", $"compiled train {Files.Iris} --target species --epochs 20 --output {folder.Root} --report &#39;{page}&#39;" })
            Assert.Contains(text, html, StringComparison.Ordinal);

        Assert.Contains("already exists", ToolRun.Failed(arguments), StringComparison.Ordinal);
        ToolRun.Done([.. arguments, "--force"]);
        Assert.Equal(html, File.ReadAllText(page).Replace(" --force", ""));
        Assert.Contains("--report is 'report.txt', but a report is an HTML file", ToolRun.Wrong("train", Files.Iris, "--target", "species", "--report", "report.txt"), StringComparison.Ordinal);
    }

    [Fact]
    public void Intervals_and_other_splits_are_reported_on_request()
    {
        using var folder = new TemporaryFolder();
        var output = ToolRun.Done("train", Files.Iris, "--target", "species", "--epochs", "20", "--bootstrap", "200", "--repeats", "3", "--output", folder.Root);
        Assert.Matches("\naccuracy 0\\.[0-9]{4} \\([0-9]+ of 30\\); baseline 0\\.3333, always '", output);
        Assert.Matches("\nmetric +value +95% from +to\naccuracy +0", output);
        Assert.Matches("\nsplit 1 of 3: accuracy 0\\.[0-9]{4}\nsplit 2 of 3: accuracy [01]\\.[0-9]{4}\nsplit 3 of 3: accuracy [01]\\.[0-9]{4}\n3 random splits: accuracy ", output);
        using var metrics = JsonDocument.Parse(File.ReadAllText(folder["SpeciesNet.metrics.json"]));
        var test = metrics.RootElement.GetProperty("test");
        Assert.Equal(1 / 3.0, test.GetProperty("baseline").GetProperty("accuracy").GetDouble(), 1e-12);
        Assert.InRange(test.GetProperty("rocAuc").GetDouble(), 0.8, 1);
        var interval = test.GetProperty("intervals")[0];
        Assert.Equal(test.GetProperty("accuracy").GetDouble(), interval.GetProperty("value").GetDouble());
        Assert.InRange(interval.GetProperty("lower").GetDouble(), 0, interval.GetProperty("value").GetDouble());
        var splits = metrics.RootElement.GetProperty("repeatedSplits");
        Assert.Equal(3, splits.GetProperty("scores").GetArrayLength());
        Assert.Equal(test.GetProperty("accuracy").GetDouble(), splits.GetProperty("scores")[0].GetDouble());

        // Without them there is neither.
        var plain = ToolRun.Done("train", Files.Iris, "--target", "species", "--epochs", "2", "--force", "--output", folder.Root);
        Assert.DoesNotContain("95%", plain, StringComparison.Ordinal);
        Assert.DoesNotContain("split 1", plain, StringComparison.Ordinal);
    }

    [Fact]
    public void The_plain_recipe_is_the_textbooks_and_options_change_either()
    {
        using var folder = new TemporaryFolder();
        var plain = ToolRun.Done("train", Files.Iris, "--target", "species", "--recipe", "plain", "--output", folder["plain"]);
        Assert.Contains("[Network(inputs: 4)]\n[Standardize]\n[Dense(32), Relu]\n[Dense(16), Relu]\n[Dense(3), Softmax]\n[CrossEntropy]\n", plain, StringComparison.Ordinal);
        Assert.Contains("\nepoch 1 of 300: loss ", plain, StringComparison.Ordinal);
        var changed = ToolRun.Done(
            "train", Files.Iris, "--target", "species", "--scale", "none", "--hidden", "8", "--activation", "tanh", "--optimizer", "sgd", "--epochs", "7", "--output", folder["changed"]);
        Assert.Contains("[Network(inputs: 4)]\n[Dense(8), Tanh]\n[Dense(3), Softmax]\n", changed, StringComparison.Ordinal);
        Assert.Contains("finished after 7 epochs", changed, StringComparison.Ordinal);
        Assert.Contains("--recipe is 'tabel', but must be one of table, plain. Did you mean 'table'?", ToolRun.Wrong("train", Files.Iris, "--target", "species", "--recipe", "tabel"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none", 0, 1)]
    [InlineData("minmax", 4.3f, 1 / 3.6f)]
    [InlineData("robust", 5.8f, 1 / 1.3f)]
    [InlineData("standard", 5.84f, 1 / 0.825f)]
    public void Inputs_are_scaled_as_asked_within_the_network(string scale, float shift, float factor)
    {
        using var folder = new TemporaryFolder();
        ToolRun.Done("train", Files.Iris, "--target", "species", "--recipe", "plain", "--scale", scale, "--output", folder.Root);
        Assert.InRange(Accuracy(folder["SpeciesNet.metrics.json"]), 0.9, 1);
        Assert.Contains($"\"scale\": \"{scale}\"", File.ReadAllText(folder["SpeciesNet.metrics.json"]), StringComparison.Ordinal);
        Assert.Equal(scale != "none", File.ReadAllText(folder["SpeciesNet.cs"]).Contains("[Standardize]", StringComparison.Ordinal));
        var network = Models.Load(folder["SpeciesNet.weights"]);
        if (scale == "none")
            return;
        float[] Figures(string name)
        {
            var figures = new float[4];
            network.Tensors.Single(tensor => tensor.Name == name).CopyTo(figures);
            return figures;
        }

        Assert.Equal(shift, Figures("standardize.means")[0], 0.15f);
        Assert.Equal(factor, Figures("standardize.factors")[0], 0.15f * factor);
    }

    [Fact]
    public void An_unknown_scale_is_a_wrong_command_line() => Assert.Contains(
        "--scale is 'max', but must be one of none, minmax, standard, robust.", ToolRun.Wrong("train", Files.Iris, "--target", "species", "--scale", "max"), StringComparison.Ordinal);

    [Fact]
    public void The_defaults_learn_digits()
    {
        using var folder = new TemporaryFolder();
        ToolRun.Done("train", Files.Digits, "--target", "label", "--class", "DigitNet", "--namespace", "Shop", "--output", folder.Root);
        Assert.InRange(Accuracy(folder["DigitNet.metrics.json"]), 0.95, 1);
        // Labels that are no names become members that are.
        Assert.Contains("[EnumMember(Value = \"0\")]", File.ReadAllText(folder["DigitNet.cs"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_are_learned_in_their_own_unit()
    {
        using var folder = new TemporaryFolder();
        var rows = new StringBuilder("rooms,age,price,name\n");
        var random = new Random(4);
        for (var row = 0; row < 400; row++)
        {
            var (rooms, age) = (random.Next(1, 8), random.Next(0, 90));
            rows.Append(CultureInfo.InvariantCulture, $"{rooms},{age},{200000 + 45000 * rooms - 1200 * age},house {row}\n");
        }

        var output = ToolRun.Done("train", folder.Write("houses.csv", rows.ToString()), "--target", "price", "--ignore", "name", "--hidden", "16", "--output", folder.Root);
        Assert.Contains("loss MeanSquaredError", output, StringComparison.Ordinal);
        // The class that is trained on in a project standardises its targets too.
        Assert.Contains("[Dense(1), StandardizeTargets]", File.ReadAllText(folder["PriceNet.cs"]), StringComparison.Ordinal);
        Assert.DoesNotContain("accuracy", output, StringComparison.Ordinal);
        using var metrics = JsonDocument.Parse(File.ReadAllText(folder["PriceNet.metrics.json"]));
        Assert.InRange(metrics.RootElement.GetProperty("test").GetProperty("r2").GetDouble(), 0.98, 1);
        Assert.InRange(metrics.RootElement.GetProperty("test").GetProperty("mae").GetDouble(), 0, 15_000);

        // What is saved answers in the file's unit: 5 rooms, 10 years.
        var price = new float[1];
        Models.Load(folder["PriceNet.weights"]).Predict([5, 10], price);
        Assert.InRange(price[0], 380_000, 450_000);
    }

    [Fact]
    public void Several_targets_are_numbers()
    {
        using var folder = new TemporaryFolder();
        var rows = string.Concat(Enumerable.Range(0, 60).Select(static row => string.Create(CultureInfo.InvariantCulture, $"{row % 7},{row % 5},{row % 7 * 100},{row % 5 * 0.001}\n")));
        ToolRun.Done("train", folder.Write("x.csv", "a,b,big,small\n" + rows), "--target", "big,small", "--hidden", "none", "--epochs", "200", "--rate", "0.05", "--output", folder.Root);
        var outputs = new float[2];
        Models.Load(folder["BigNet.weights"]).Predict([3, 4], outputs);
        Assert.InRange(outputs[0], 290, 310);
        Assert.InRange(outputs[1], 0.0038, 0.0042);
    }

    [Fact]
    public void The_same_seed_gives_the_same_files_whatever_the_threads_and_another_seed_others()
    {
        using var folder = new TemporaryFolder();
        foreach (var (name, seed, threads) in new[] { ("a", "3", "1"), ("b", "3", "2"), ("c", "4", "1") })
        {
            var output = ToolRun.Done(
                "train", Files.Iris, "--target", "species", "--hidden", "8", "--activation", "tanh", "--dropout", "0.1", "--epochs", "20", "--optimizer", "rmsprop", "--rate", "0.005",
                "--batch", "16", "--seed", seed, "--threads", threads, "--output", folder[name]);
            File.WriteAllText(Path.Combine(folder[name], "output.txt"), output.Replace(folder[name], "", StringComparison.Ordinal));
        }

        foreach (var file in new[] { "SpeciesNet.cs", "SpeciesNet.weights", "SpeciesNet.metrics.json", "output.txt" })
        {
            Assert.Equal(File.ReadAllBytes(Path.Combine(folder["a"], file)), File.ReadAllBytes(Path.Combine(folder["b"], file)));
            if (file != "SpeciesNet.cs")
                Assert.NotEqual(File.ReadAllBytes(Path.Combine(folder["a"], file)), File.ReadAllBytes(Path.Combine(folder["c"], file)));
        }

        Assert.Contains("[Dense(8), Tanh, Dropout(", File.ReadAllText(Path.Combine(folder["a"], "SpeciesNet.cs")), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_activation_and_every_optimizer_trains()
    {
        using var folder = new TemporaryFolder();
        foreach (var (activation, optimizer) in new[] { ("prelu", "adamw"), ("gelu", "sgd"), ("leakyrelu", "momentum"), ("HardSwish", "nadam") })
            ToolRun.Done("train", Files.Iris, "--target", "species", "--hidden", "4", "--activation", activation, "--optimizer", optimizer, "--epochs", "1", "--output", folder.Root, "--force");
        Assert.All(Training.Optimizers.Names, name => Assert.NotNull(Training.Optimizers.CreateTrainer(Models.Create(Models.Classic), name, 0.25f, new TrainerOptions())));
        Assert.All(Training.Optimizers.Names, name => Assert.Equal(0.25f, Training.Optimizers.CreateTrainer(Models.Create(Models.Classic), name, 0.25f, new TrainerOptions()).LearningRate));
    }

    [Fact]
    public void Wrong_data_are_errors_with_line_column_and_remedy()
    {
        using var folder = new TemporaryFolder();
        var rows = string.Concat(Enumerable.Range(0, 12).Select(static row => $"{row},name{row},{(row % 2 == 0 ? "no" : "yes")}\n"));
        var data = folder.Write("data.csv", "a,name,kind\n" + rows);
        Assert.Contains("no column 'species'; the columns are", ToolRun.Failed("train", data, "--target", "species"), StringComparison.Ordinal);
        Assert.Contains("line 2, column 'name': 'name0' is not a number: correct it, or exclude the column with --ignore name, or encode texts and missing values with --encode.", ToolRun.Failed("train", data, "--target", "kind"), StringComparison.Ordinal);
        Assert.Contains("no column 'c'", ToolRun.Failed("train", data, "--target", "kind", "--ignore", "c"), StringComparison.Ordinal);
        Assert.Contains("line 3, column 'a'", ToolRun.Failed("train", folder.Write("bad.csv", "a,kind\n1,no\n,yes\n"), "--target", "kind"), StringComparison.Ordinal);
        Assert.Contains("at least 10", ToolRun.Failed("train", folder.Write("few.csv", "a,kind\n1,no\n2,yes\n"), "--target", "kind"), StringComparison.Ordinal);
        Assert.Contains("Should it be --separator ';'?", ToolRun.Failed("train", folder.Write("semi.csv", "a;kind\n1;no\n"), "--target", "kind", "--separator", ","), StringComparison.Ordinal);
        Assert.Contains("--as classes", ToolRun.Failed("train", folder.Write("mixed.csv", "a,kind\n1,no\n2,3\n"), "--target", "kind"), StringComparison.Ordinal);
        Assert.Contains("does not exist", ToolRun.Failed("train", folder["none.csv"], "--target", "kind"), StringComparison.Ordinal);
        ToolRun.Done("train", folder.Write("tabs.csv", File.ReadAllText(data).Replace(',', '\t')), "--target", "kind", "--ignore", "name",
            "--separator", "tab", "--epochs", "1", "--output", folder["out"]);
    }

    [Fact]
    public void A_run_that_diverges_says_where_and_writes_nothing()
    {
        using var folder = new TemporaryFolder();
        var message = ToolRun.Failed("train", Files.Iris, "--target", "species", "--optimizer", "sgd", "--rate", "1e30", "--output", folder["out"]);
        Assert.Contains("epoch 1", message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["out"]));
    }

    [Fact]
    public void Files_that_are_there_stop_the_run_before_it_trains()
    {
        using var folder = new TemporaryFolder();
        folder.Write("SpeciesNet.metrics.json", "old");
        var run = ToolRun.Of("train", Files.Iris, "--target", "species", "--output", folder.Root);
        Assert.Equal(ExitCodes.Failed, run.ExitCode);
        Assert.Contains("--force", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("epoch", run.Output, StringComparison.Ordinal);
        Assert.Equal("old", File.ReadAllText(folder["SpeciesNet.metrics.json"]));
        Assert.False(File.Exists(folder["SpeciesNet.cs"]));
    }

    /// <summary>Ctrl-C in the eighth line, epoch 210.</summary>
    [Fact]
    public void A_run_that_is_cancelled_keeps_its_best_epoch_in_files_that_say_what_they_are()
    {
        using var folder = new TemporaryFolder();
        string[] arguments = ["train", Files.Iris, "--target", "species", "--recipe", "plain", "--patience", "300", "--output", folder["out"]];
        var (exitCode, output, error) = Cancel(arguments, "epoch 210 ");
        Assert.Equal(ExitCodes.Cancelled, exitCode);
        var best = int.Parse(System.Text.RegularExpressions.Regex.Match(output, @"cancelled after 210 epochs; parameters of epoch (\d+), the best").Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal($"compiled: cancelled after 210 epochs; the files contain the parameters of epoch {best}, the best so far.\n", error);
        Assert.Equal(
            ["SpeciesNet.cs.interrupted", "SpeciesNet.metrics.json.interrupted", "SpeciesNet.weights.interrupted"],
            Directory.GetFiles(folder["out"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));

        // The parameters are those of a run that ends with that epoch.
        ToolRun.Done("train", Files.Iris, "--target", "species", "--recipe", "plain", "--patience", "300", "--epochs", $"{best}", "--output", folder["shorter"]);
        Assert.Equal(File.ReadAllText(Path.Combine(folder["shorter"], "SpeciesNet.weights")), File.ReadAllText(Path.Combine(folder["out"], "SpeciesNet.weights.interrupted")));
        Assert.StartsWith("prediction,", ToolRun.Of("predict", Path.Combine(folder["out"], "SpeciesNet.weights.interrupted"), Files.Iris, "--target", "species").Output, StringComparison.Ordinal);

        // A second interruption keeps the first one's files.
        Assert.Equal(ExitCodes.Cancelled, Cancel(arguments, "epoch 30 ").ExitCode);
        Assert.Equal(6, Directory.GetFiles(folder["out"]).Length);
        Assert.True(File.Exists(Path.Combine(folder["out"], "SpeciesNet.weights.interrupted.2")));
    }

    [Fact]
    public void A_run_that_is_cancelled_before_its_first_epoch_leaves_no_file()
    {
        using var folder = new TemporaryFolder();
        var (exitCode, _, error) = Cancel(["train", Files.Iris, "--target", "species", "--output", folder["out"]], "[Network");
        Assert.Equal((ExitCodes.Cancelled, "compiled: cancelled; nothing was written.\n"), (exitCode, error));
        Assert.False(Directory.Exists(folder["out"]));
    }

    [Theory]
    [InlineData("/proc/nowhere")]
    [InlineData("{folder}/file.txt/inside")]
    public void An_output_that_cannot_be_written_is_found_before_training(string output)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "/proc is Linux's.");
        using var folder = new TemporaryFolder();
        folder.Write("file.txt", "");
        var run = ToolRun.Of("train", Files.Iris, "--target", "species", "--output", output.Replace("{folder}", folder.Root, StringComparison.Ordinal));
        Assert.Equal(ExitCodes.Failed, run.ExitCode);
        Assert.Contains("SpeciesNet.cs' cannot be written", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("epoch", run.Output, StringComparison.Ordinal);
        Assert.Equal(["file.txt"], Directory.GetFileSystemEntries(folder.Root).Select(Path.GetFileName));
    }

    [Fact]
    public void The_last_epoch_being_the_best_is_worth_a_word()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("The last epoch was still the best", ToolRun.Done("train", Files.Iris, "--target", "species", "--epochs", "5", "--output", folder["a"]), StringComparison.Ordinal);
        Assert.DoesNotContain("still the best", ToolRun.Done("train", Files.Iris, "--target", "species", "--output", folder["b"]), StringComparison.Ordinal);
    }

    private static (int ExitCode, string Output, string Error) Cancel(string[] arguments, string atLine)
    {
        using var cancellation = new CancellationTokenSource();
        using var error = new StringWriter();
        using var output = new CancellingWriter(cancellation, atLine);
        var exitCode = Cli.Run(arguments, output, error, cancellation.Token);
        return (exitCode, output.ToString(), error.ToString());
    }

    [Fact]
    public void A_file_that_cannot_be_written_takes_those_before_it_along()
    {
        using var folder = new TemporaryFolder();
        var files = new OutputFiles(replaces: false);
        files.AddText(folder["a.txt"], static () => "a");
        files.Add(folder["b.txt"], static _ => throw new IOException("the disk is full"));
        Assert.Throws<IOException>(() => files.Write(TestContext.Current.CancellationToken));
        Assert.Empty(Directory.GetFiles(folder.Root));
    }

    private static double Accuracy(string path)
    {
        using var metrics = JsonDocument.Parse(File.ReadAllText(path));
        return metrics.RootElement.GetProperty("test").GetProperty("accuracy").GetDouble();
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
