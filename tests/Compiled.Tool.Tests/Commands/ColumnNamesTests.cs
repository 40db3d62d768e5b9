using Compiled.Tool.Tests.Harness;

namespace Compiled.Tool.Tests.Commands;

/// <summary>Columns are found by their names, whatever file the network travelled in.</summary>
public sealed class ColumnNamesTests
{
    private const string Rows = "width,height\n8.0,2.0\n2.0,8.0\n7.5,3.0\n1.0,4.0\n";
    private const string Turned = "height,id,width\n2.0,a,8.0\n8.0,b,2.0\n3.0,c,7.5\n4.0,d,1.0\n";

    [Fact]
    public void What_train_writes_finds_its_columns_in_every_format()
    {
        using var folder = new TemporaryFolder();
        var (weights, rows, turned) = (Train(folder), folder.Write("rows.csv", Rows), folder.Write("turned.csv", Turned));
        Assert.Contains("[Features(\"width\", \"height\")]\n", File.ReadAllText(folder["KindNet.cs"]));
        var expected = ToolRun.Done("predict", weights, rows);
        Assert.StartsWith("prediction,probability_tall,probability_wide\nwide,", expected, StringComparison.Ordinal);
        foreach (var (name, topology) in new[] { ("net.safetensors", ""), ("net.onnx", ""), ("net.weights", ""), ("net.npz", folder["KindNet.cs"]) })
        {
            var model = folder[name];
            _ = ToolRun.Of("convert", weights, model);
            string[] declared = topology.Length > 0 ? ["--topology", topology] : [];
            var run = ToolRun.Of(["predict", model, turned, .. declared]);
            Assert.Equal(0, run.ExitCode);
            Assert.Equal(expected, run.Output);
            Assert.Equal("note: KindNet does not use the column 'id'.\n", run.Error);
            if (topology.Length == 0)
                Assert.Contains("features: width, height\n", ToolRun.Done("inspect", model));
        }

        // Weights of this kind say the names themselves, whatever declares the blocks.
        var unnamed = ToolRun.Of("predict", folder["net.safetensors"], turned, "--topology", "[Network(inputs: 2)] [Standardize, SmoothClip, Scale] [Dense(64), Silu] [Dense(64), Silu] [Dense(2), Softmax]");
        Assert.Equal("note: DynamicNet does not use the column 'id'.\n", unnamed.Error);
        Assert.Equal(expected, unnamed.Output);
    }

    [Fact]
    public void Importing_keeps_the_names()
    {
        using var folder = new TemporaryFolder();
        var model = folder["net.onnx"];
        _ = ToolRun.Of("convert", Train(folder), model);
        Assert.Contains("features: width, height", ToolRun.Done("import", model, "--class", "Imported", "--output", folder.Root));
        Assert.Contains("[Features(\"width\", \"height\")]", File.ReadAllText(folder["Imported.cs"]));
        Assert.Contains("features: width, height", File.ReadAllText(folder["Imported.weights"]));
    }

    [Fact]
    public void A_label_column_is_compared_or_left_out()
    {
        using var folder = new TemporaryFolder();
        var weights = Train(folder);
        var labelled = folder.Write("labelled.csv", "kind,height,width\nwide,2.0,8.0\ntall,8.0,2.0\n");
        var compared = ToolRun.Of("predict", weights, labelled, "--target", "kind");
        Assert.Contains("accuracy 1", compared.Error);
        Assert.DoesNotContain("note:", compared.Error);
        var left = ToolRun.Of("predict", weights, labelled);
        Assert.Equal("note: KindNet does not use the column 'kind'.\n", left.Error);
        Assert.Empty(ToolRun.Of("predict", weights, labelled, "--ignore", "kind").Error);
    }

    [Fact]
    public void What_is_missing_is_listed_with_the_nearest_column()
    {
        using var folder = new TemporaryFolder();
        var weights = Train(folder);
        var message = ToolRun.Failed("predict", weights, folder.Write("other.csv", "Width,depth\n1,2\n"));
        Assert.Contains("other.csv lacks the features 'width' (nearest: 'Width'), 'height', which KindNet needs; its columns are 'Width', 'depth'.", message);
        Assert.Contains("--ignore contains 'height', which is an input", ToolRun.Failed("predict", weights, folder.Write("rows.csv", Rows), "--ignore", "height"));
        Assert.Contains("no column 'hight' (nearest: 'height')", ToolRun.Failed("predict", weights, folder["rows.csv"], "--ignore", "hight"));
        Assert.Contains("--target is 'height', but that is an input", ToolRun.Failed("predict", weights, folder["rows.csv"], "--target", "height"));
    }

    [Fact]
    public void The_command_line_overrides_the_names()
    {
        using var folder = new TemporaryFolder();
        var (weights, rows) = (Train(folder), folder.Write("rows.csv", Rows));
        var expected = ToolRun.Done("predict", weights, rows);
        // The order that is given is the order that is taken, the network's own names included.
        var turned = ToolRun.Of("predict", weights, rows, "--features", "height,width");
        Assert.NotEqual(expected, turned.Output);
        Assert.Equal("note: the columns of --features are taken by position; KindNet calls its inputs 'width', 'height'.\n", turned.Error);
        Assert.Contains("'width' twice", ToolRun.Failed("predict", weights, rows, "--features", "width,width"));
        var other = ToolRun.Of("predict", weights, folder.Write("other.csv", "h,w\n2.0,8.0\n8.0,2.0\n3.0,7.5\n4.0,1.0\n"), "--features", "w,h");
        Assert.Equal(expected, other.Output);
        Assert.Equal("note: the columns of --features are taken by position; KindNet calls its inputs 'width', 'height'.\n", other.Error);
    }

    [Fact]
    public void A_network_without_names_takes_columns_by_place_and_says_so()
    {
        using var folder = new TemporaryFolder();
        var path = Models.Save(Models.Create("[Network(inputs: 2)] [Dense(1)]"), folder["net.safetensors"]);
        Assert.Equal("note: SomeNet has no names for its inputs, so the columns are taken by position: 'height', 'width'.\n", ToolRun.Of("predict", path, folder.Write("rows.csv", "height,width\n1,2\n")).Error);
    }

    [Fact]
    public void Two_classes_of_one_sigmoid_keep_their_labels()
    {
        using var folder = new TemporaryFolder();
        var model = Files.Numpy("binary.onnx");
        var rows = folder.Write("rows.csv", "a,b\n1.5,2.0\n-1.0,0.25\n");
        var header = ToolRun.Done("predict", model, rows).Split('\n')[0];
        Assert.StartsWith("prediction,probability_", header, StringComparison.Ordinal);
        _ = ToolRun.Done("import", model, "--class", "Imported", "--output", folder.Root);
        Assert.Contains("[Classes<ImportedClass>]", File.ReadAllText(folder["Imported.cs"]));
        foreach (var name in (string[])["Imported.weights", "net.safetensors", "net.onnx"])
        {
            if (name != "Imported.weights")
                _ = ToolRun.Done("convert", folder["Imported.weights"], folder[name]);
            Assert.Equal(header, ToolRun.Done("predict", folder[name], rows).Split('\n')[0]);
        }
    }

    private static string Train(TemporaryFolder folder)
    {
        _ = ToolRun.Done("train", Files.Numpy("columns.csv"), "--target", "kind", "--output", folder.Root, "--epochs", "60");
        return folder["KindNet.weights"];
    }
}
