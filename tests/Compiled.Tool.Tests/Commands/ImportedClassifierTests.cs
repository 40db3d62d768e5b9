using Compiled.Tool.Tests.Harness;

namespace Compiled.Tool.Tests.Commands;

/// <summary>Classifiers as scikit-learn's converter writes them: what predict shows and compares.</summary>
public sealed class ImportedClassifierTests
{
    [Theory]
    [InlineData("good", "bad", "")]
    [InlineData("1", "0", "note: the labels of 'label' are read as class numbers: 0 is bad, 1 is good\n")]
    [InlineData("1.0", "0.0", "note: the labels of 'label' are read as class numbers: 0 is bad, 1 is good\n")]
    public void Two_classes_are_shown_by_name_and_compared_with_labels_or_their_numbers(string yes, string no, string note)
    {
        using var folder = new TemporaryFolder();
        var rows = folder.Write("rows.csv", $"a,b,label\n1,2,{yes}\n-1,0.5,{no}\n0.25,-2,{no}\n3,1,{yes}\n");
        var run = ToolRun.Of("predict", Files.Onnx("sklearn_binary.onnx"), rows, "--target", "label");
        Assert.Equal(0, run.ExitCode);
        var lines = run.Output.Split('\n');
        Assert.Equal("prediction,probability_good,actual_label", lines[0]);
        Assert.Equal(["good", "bad", "bad", "good"], lines[1..5].Select(static line => line.Split(',')[2]));
        Assert.All(lines[1..5], static line => Assert.Equal(double.Parse(line.Split(',')[1], System.Globalization.CultureInfo.InvariantCulture) > 0.5 ? "good" : "bad", line.Split(',')[0]));
        Assert.StartsWith(note, run.Error, StringComparison.Ordinal);
        Assert.Contains("\naccuracy ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("R²", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_that_are_neither_names_nor_numbers_of_classes_are_an_error()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("column 'label': '1' is",
            ToolRun.Failed("predict", Files.Onnx("sklearn_binary.onnx"), folder.Write("rows.csv", "a,b,label\n1,2,1\n-1,0.5,2\n"), "--target", "label"), StringComparison.Ordinal);
    }

    [Fact]
    public void Several_labels_are_a_yes_or_no_and_a_probability_each()
    {
        using var folder = new TemporaryFolder();
        var lines = ToolRun.Done("predict", Files.Onnx("sklearn_multilabel.onnx"), folder.Write("rows.csv", "a,b\n1,2\n-1,0.5\n")).Split('\n');
        Assert.Equal("prediction_0,prediction_1,probability_0,probability_1", lines[0]);
        foreach (var line in lines[1..3])
        {
            var cells = line.Split(',').Select(static cell => double.Parse(cell, System.Globalization.CultureInfo.InvariantCulture)).ToList();
            Assert.Equal(cells[2] > 0.5 ? 1 : 0, cells[0]);
            Assert.Equal(cells[3] > 0.5 ? 1 : 0, cells[1]);
        }

        // With the names of the columns that they are compared with.
        var named = ToolRun.Of("predict", Files.Onnx("sklearn_multilabel.onnx"), folder.Write("named.csv", "a,b,red,round\n1,2,1,0\n-1,0.5,0,1\n"), "--target", "red,round");
        Assert.StartsWith("prediction_red,prediction_round,probability_red,probability_round,actual_red,actual_round\n", named.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Import_takes_the_loss_that_the_decisions_tell()
    {
        using var folder = new TemporaryFolder();
        _ = ToolRun.Done("import", Files.Onnx("sklearn_binary.onnx"), "--class", "Judge", "--output", folder.Root);
        Assert.Contains("[BinaryCrossEntropy]", File.ReadAllText(folder["Judge.cs"]), StringComparison.Ordinal);
        _ = ToolRun.Done("import", Files.Onnx("sklearn_binary.onnx"), "--class", "Judge", "--output", folder.Root, "--loss", "BinaryCrossEntropy", "--force");
    }

    [Fact]
    public void One_head_can_be_chosen()
    {
        using var folder = new TemporaryFolder();
        const string topology = "[Network(inputs: 2)] [Dense(3), Relu] [Head(\"Kind\")] [Dense(2), Softmax] [CrossEntropy] [Head(\"Amount\")] [Dense(1)] [MeanSquaredError]";
        var path = Models.Save(Models.Create(topology), folder["heads.onnx"]);
        var rows = folder.Write("rows.csv", "a,b\n1,2\n");
        var all = ToolRun.Done("predict", path, rows).Split('\n');
        Assert.Equal("Kind_0,Kind_1,Amount", all[0]);
        var one = ToolRun.Done("predict", path, rows, "--outputs", "Amount").Split('\n');
        Assert.Equal("prediction", one[0]);
        Assert.Equal(all[1].Split(',')[2], one[1]);
    }

    [Fact]
    public void Names_are_mapped()
    {
        using var folder = new TemporaryFolder();
        const string topology = "[Network(inputs: 2)] [Dense(2), Tanh] [Dense(2)]";
        var network = Models.Create(topology);
        var path = Models.Save(network, folder["net.npz"]);
        using (var archive = new System.IO.Compression.ZipArchive(File.Create(folder["named.npz"]), System.IO.Compression.ZipArchiveMode.Create))
        using (var source = System.IO.Compression.ZipFile.OpenRead(path))
        {
            foreach (var entry in source.Entries)
            {
                using var from = entry.Open();
                using var to = archive.CreateEntry(entry.Name.Replace("0.", "first.", StringComparison.Ordinal).Replace("2.", "last.", StringComparison.Ordinal)).Open();
                from.CopyTo(to);
            }
        }

        Assert.Contains("--map: first=0, last=2", ToolRun.Failed("convert", folder["named.npz"], folder["out.safetensors"], "--topology", topology), StringComparison.Ordinal);
        _ = ToolRun.Done("convert", folder["named.npz"], folder["out.safetensors"], "--topology", topology, "--map", "first=0,last=2");
        Assert.Equal(Models.Bits(network), Models.Bits(Models.Load(folder["out.safetensors"])));
        Assert.Contains("--map is 'first'", ToolRun.Wrong("convert", folder["named.npz"], folder["again.safetensors"], "--topology", topology, "--map", "first"), StringComparison.Ordinal);
    }
}
