using System.Globalization;
using Compiled.Dynamic;
using Compiled.Tool.Tests.Harness;
using Compiled.Tool.Training;

namespace Compiled.Tool.Tests.Commands;

/// <summary>compiled predict.</summary>
public sealed class PredictTests
{
    private const string Rows = "a,b\n1,2\n-1,0.5\n0,0\n";

    [Theory]
    [InlineData(".safetensors")]
    [InlineData(".weights")]
    [InlineData(".onnx")]
    [InlineData(".npz")]
    public void Classifiers_give_the_class_and_every_probability(string extension)
    {
        using var folder = new TemporaryFolder();
        const string topology = "[Network(inputs: 2)] [Dense(3), Softmax]";
        var network = Models.Create(topology, "SomeNet", "x", "y, z", "w");
        var path = Models.Save(network, folder["net" + extension]);
        string[] options = extension == ".npz" ? ["--topology", topology] : [];
        var lines = ToolRun.Done(["predict", path, folder.Write("rows.csv", Rows), .. options]).Split('\n');
        Assert.Equal(extension == ".npz" ? "prediction,probability_0,probability_1,probability_2" : "prediction,probability_x,\"probability_y, z\",probability_w", lines[0]);
        Assert.Equal(5, lines.Length);

        var scores = new float[3];
        network.Predict([1, 2], scores);
        var label = network.Classify([1, 2]);
        var name = extension == ".npz" ? label.ToString(CultureInfo.InvariantCulture) : new[] { "x", "\"y, z\"", "w" }[label];
        Assert.Equal($"{name},{string.Join(',', scores.Select(static score => score.ToString("R", CultureInfo.InvariantCulture)))}", lines[1]);
    }

    [Fact]
    public void Logarithms_of_probabilities_are_shown_as_probabilities()
    {
        using var folder = new TemporaryFolder();
        var path = Models.Save(Models.Create("[Network(inputs: 2)] [Dense(2), LogSoftmax]"), folder["net.safetensors"]);
        foreach (var line in ToolRun.Done("predict", path, folder.Write("rows.csv", Rows)).Split('\n')[1..4])
            Assert.Equal(1, line.Split(',')[1..].Sum(static cell => double.Parse(cell, CultureInfo.InvariantCulture)), 1e-6);
    }

    [Fact]
    public void Other_networks_give_their_outputs_and_heads_name_theirs()
    {
        using var folder = new TemporaryFolder();
        var rows = folder.Write("rows.csv", Rows);
        var one = Models.Save(Models.Create("[Network(inputs: 2)] [Dense(1)]"), folder["one.safetensors"]);
        Assert.StartsWith("prediction\n", ToolRun.Done("predict", one, rows), StringComparison.Ordinal);
        var two = Models.Save(Models.Create("[Network(inputs: 2)] [Dense(2)]"), folder["two.safetensors"]);
        Assert.StartsWith("y0,y1\n", ToolRun.Done("predict", two, rows), StringComparison.Ordinal);
        var heads = Models.Save(Models.Create("[Network(inputs: 2)] [Dense(3), Relu] [Head(\"Kind\")] [Dense(2), Softmax] [CrossEntropy] [Head(\"Amount\")] [Dense(1)] [MeanSquaredError]"), folder["heads.safetensors"]);
        Assert.StartsWith("Kind_0,Kind_1,Amount\n", ToolRun.Done("predict", heads, rows), StringComparison.Ordinal);
    }

    [Fact]
    public void Right_answers_are_compared()
    {
        using var folder = new TemporaryFolder();
        var path = Models.Save(Models.Create("[Network(inputs: 2)] [Dense(2), Softmax]", "SomeNet", "no", "yes"), folder["net.safetensors"]);
        var rows = folder.Write("rows.csv", "id,a,kind,b\n7,1,no,2\n8,-1,yes,0.5\n");
        var output = ToolRun.Done("predict", path, rows, "--target", "kind", "--ignore", "id", "--output", folder["answers.csv"]);
        Assert.StartsWith($"wrote 2 rows to {folder["answers.csv"]}\naccuracy ", output, StringComparison.Ordinal);
        Assert.StartsWith("prediction,probability_no,probability_yes,actual_kind\n", File.ReadAllText(folder["answers.csv"]), StringComparison.Ordinal);
        Assert.Contains("--force", ToolRun.Failed("predict", path, rows, "--target", "kind", "--ignore", "id", "--output", folder["answers.csv"]), StringComparison.Ordinal);

        // Without a file the rows alone are the output.
        var run = ToolRun.Of("predict", path, rows, "--target", "kind", "--features", "a,b");
        Assert.Equal(File.ReadAllText(folder["answers.csv"]), run.Output);
        Assert.Contains("\naccuracy ", run.Error, StringComparison.Ordinal);
    }

    /// <summary>An evaluation of rows that were learned says little.</summary>
    [Fact]
    public void Rows_that_the_network_was_trained_on_are_noticed()
    {
        using var folder = new TemporaryFolder();
        ToolRun.Done("train", Files.Iris, "--target", "species", "--epochs", "3", "--output", folder.Root);
        var run = ToolRun.Of("predict", folder["SpeciesNet.weights"], Files.Iris, "--target", "species");
        Assert.Contains("note: the network was trained on ", run.Error, StringComparison.Ordinal);
        Assert.Contains(" of these 150 rows", run.Error, StringComparison.Ordinal);

        var others = folder.Write("others.csv", "sepal_length,sepal_width,petal_length,petal_width,species\n5.15,3.5,1.4,0.2,setosa\n6.05,2.2,4,1,versicolor\n");
        Assert.DoesNotContain("trained on", ToolRun.Of("predict", folder["SpeciesNet.weights"], others, "--target", "species").Error, StringComparison.Ordinal);

        // Metrics of something else, or damaged ones, are no reason to fail.
        foreach (var text in new[] { "", "[1]", "{\"trainedRows\":3}", "{\"trainedRows\":\"?\"}" })
        {
            folder.Write("SpeciesNet.metrics.json", text);
            Assert.Equal(0, ToolRun.Of("predict", folder["SpeciesNet.weights"], Files.Iris, "--target", "species").ExitCode);
        }
    }

    /// <summary>The outputs keep the order of the training, in whatever order the right answers are named.</summary>
    [Fact]
    public void Several_targets_are_found_by_their_names()
    {
        using var folder = new TemporaryFolder();
        var data = folder.Write("data.csv", "a,b,sum,diff\n" + string.Concat(Enumerable.Range(0, 200).Select(static row => (A: row % 17 / 4f, B: row % 23 / 5f)).Select(static row =>
            string.Create(CultureInfo.InvariantCulture, $"{row.A},{row.B},{row.A + row.B},{row.A - row.B}\n"))));
        _ = ToolRun.Done("train", data, "--target", "sum,diff", "--hidden", "none", "--epochs", "20", "--class", "BothNet", "--output", folder.Root);
        var straight = ToolRun.Of("predict", folder["BothNet.weights"], data, "--target", "sum,diff");
        var turned = ToolRun.Of("predict", folder["BothNet.weights"], data, "--target", "diff,sum");
        Assert.StartsWith("sum,diff,actual_sum,actual_diff\n", straight.Output, StringComparison.Ordinal);
        Assert.Equal(straight, turned);
        Assert.StartsWith("sum,diff\n", ToolRun.Of("predict", folder["BothNet.weights"], data, "--ignore", "sum,diff").Output, StringComparison.Ordinal);
        Assert.Contains("the outputs of the network are 'sum', 'diff'", ToolRun.Wrong("predict", folder["BothNet.weights"], data, "--target", "sum,a"), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_many_rows_a_sample_is_kept_that_tells_the_share()
    {
        var trained = Rows(0, 100_000);
        var text = TrainedRows.Text(trained);
        Assert.True(text.Length < 90_000);
        var rows = TrainedRows.Read(text)!;
        Assert.False(rows.IsComplete);
        Assert.Equal(1, rows.Share(trained));
        Assert.Equal(0, rows.Share(Rows(100_000, 50_000)));
        Assert.InRange(rows.Share(Rows(50_000, 100_000)), 0.47, 0.53);
        Assert.True(TrainedRows.Read(TrainedRows.Text(Rows(0, 10), Rows(10, 10)))!.IsComplete);

        static Dataset Rows(int first, int count) =>
            Dataset.FromMemory([.. Enumerable.Range(first, count).Select(static row => row + 0.5f)], new float[count], inputSize: 1, targetSize: 1);
    }

    [Fact]
    public void A_binary_classifier_says_no_or_yes()
    {
        using var folder = new TemporaryFolder();
        var network = Models.Create("[Network(inputs: 1)] [Dense(1), Sigmoid] [BinaryCrossEntropy]");
        network.Tensors[0].CopyFrom([4]);
        network.Tensors[1].CopyFrom([0]);
        var path = Models.Save(network, folder["net.safetensors"]);
        var lines = ToolRun.Done("predict", path, folder.Write("rows.csv", "a\n1\n-1\n")).Split('\n');
        Assert.Equal("prediction,probability_yes", lines[0]);
        Assert.StartsWith("yes,0.98", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("no,0.01", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Files_that_do_not_fit_are_errors_with_line_and_column()
    {
        using var folder = new TemporaryFolder();
        var path = Models.Save(Models.Create("[Network(inputs: 2)] [Dense(2), Softmax]", "SomeNet", "no", "yes"), folder["net.safetensors"]);
        Contains("3 input columns ('a', 'b', 'c'), but SomeNet takes 2 inputs: exclude columns with --ignore", "a,b,c\n1,2,3\n");
        Contains("1 input column ('a'), but SomeNet takes 2 inputs", "a\n1\n");
        Contains("line 3, column 'b': 'x' is not a number: correct it, or exclude the column with --ignore b.", "a,b\n1,2\n3,x\n");
        Contains("no column 'kind'", Rows, "--target", "kind");
        Contains("no column 'c'", Rows, "--ignore", "c");
        // Every row gets a prediction, also where an answer is next to it.
        Contains("line 3: the row is empty, but other rows follow: fill it in or remove it.", "a,b\n1,2\n\n3,4\n");
        Contains("line 3: the row is empty, but other rows follow: fill it in or remove it.", "a,b,kind\n1,2,no\n,,\n3,4,yes\n", "--target", "kind");
        Contains("'maybe' is not one of the 2 known classes", "a,b,kind\n1,2,maybe\n", "--target", "kind");
        Assert.Contains("does not exist", ToolRun.Failed("predict", path, folder["none.csv"]), StringComparison.Ordinal);
        Assert.Contains("cannot be combined", ToolRun.Wrong("predict", path, folder["rows.csv"], "--features", "a", "--ignore", "b"), StringComparison.Ordinal);

        void Contains(string message, string text, params string[] options) =>
            Assert.Contains(message, ToolRun.Failed(["predict", path, folder.Write("rows.csv", text), .. options]), StringComparison.Ordinal);
    }

    [Fact]
    public void Rates_are_written_and_judged_as_rates()
    {
        using var folder = new TemporaryFolder();
        var network = NetworkCompiler.Compile(NetworkDeclaration.Parse("[Network(inputs: 1)] [Dense(1)] [Poisson]").WithName("CountNet"), TestContext.Current.CancellationToken).Create(1);
        network.CopyParametersFrom([1, 0]);
        var model = Models.Save(network, folder["CountNet.weights"]);
        var data = folder.Write("counts.csv", "x,count\n0,1\n1.6094379,5\n4.6051702,100\n");
        var report = ToolRun.Done("predict", model, data, "--target", "count", "--output", folder["answers.csv"]);
        Assert.Contains("R2 1.0000 over 3 rows", report, StringComparison.Ordinal);
        var rates = File.ReadAllLines(folder["answers.csv"])[1..].Select(static line => float.Parse(line.Split(',')[0], CultureInfo.InvariantCulture)).ToArray();
        Assert.Equal(100, rates[2], 0.001f);
    }
}
