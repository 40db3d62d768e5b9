using System.Text.Json;
using Compiled.Tool.Tests.Harness;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Compiled.Tool.Tests.Commands;

/// <summary>compiled import: the written files are compiled, and judged by ONNX Runtime.</summary>
public sealed class ImportTests
{
    [Theory]
    [InlineData("torch_relu_64_32_10", "DigitNet", null)]
    [InlineData("torch_tanh_dropout_8_16_16_2", "Net", "MeanSquaredError")]
    [InlineData("torch_nobias_sigmoid_4_3_2", "PlainNet", "Huber(1.5)")]
    [InlineData("sklearn_style_4_10_3", "FlowerNet", "CrossEntropy")]
    [Trait("Speed", "slow")]
    public void What_is_written_compiles_and_predicts_as_ONNX_Runtime_does(string model, string className, string? loss)
    {
        using var folder = new TemporaryFolder();
        string[] options = loss is null ? [] : ["--loss", loss];
        var output = ToolRun.Done(["import", Files.Onnx(model + ".onnx"), "--class", className, "--namespace", "Shop.Models", "--output", folder["new"], .. options]);
        Assert.Contains($"wrote {Path.Combine(folder["new"], className + ".cs")}\nwrote {Path.Combine(folder["new"], className + ".weights")}\n", output, StringComparison.Ordinal);

        using var vectors = JsonDocument.Parse(File.ReadAllText(Files.Onnx(model + ".json")));
        var inputs = vectors.RootElement.GetProperty("inputs").EnumerateArray().Select(static row => row.EnumerateArray().Select(static value => value.GetSingle()).ToArray()).ToArray();
        var expected = RuntimeOutputs(Files.Onnx(model + ".onnx"), inputs);
        var (actual, members) = Consumer.Run(folder["new"], className, $"Shop.Models.{className}", [.. inputs.SelectMany(static row => row)]);
        Assert.Equal(expected.Length, actual.Length);
        for (var index = 0; index < actual.Length; index++)
            Assert.Equal(expected[index], actual[index], 1e-5f);
        Assert.Empty(members);
    }

    [Fact]
    public void The_class_reads_as_a_person_would_write_it_with_an_enum_for_the_labels()
    {
        using var folder = new TemporaryFolder();
        var network = Models.Create("[Network(inputs: 4)] [Dense(10), Relu] [Dense(3), Softmax]", "Old", "setosa", "Iris-versicolor", "3");
        Models.Save(network, folder["old.onnx"]);
        ToolRun.Done("import", folder["old.onnx"], "--class", "FlowerNet", "--output", folder.Root, "--loss", "CrossEntropy");
        Assert.Equal(
            """
            using System.Runtime.Serialization;
            using Compiled;

            /// <summary>Imported from old.onnx.</summary>
            [Network(inputs: 4)]
            [Dense(10), Relu]
            [Dense(3), Softmax]
            [CrossEntropy]
            [Classes<FlowerNetClass>]
            [Weights("FlowerNet.weights")]
            public sealed partial class FlowerNet;

            /// <summary>The classes, in the order of the outputs.</summary>
            public enum FlowerNetClass
            {
                setosa,
                [EnumMember(Value = "Iris-versicolor")]
                IrisVersicolor,
                [EnumMember(Value = "3")]
                Class3,
            }

            """.ReplaceLineEndings("\n"), File.ReadAllText(folder["FlowerNet.cs"]));
        Assert.StartsWith("compiled-weights 1\nnetwork: FlowerNet\n", File.ReadAllText(folder["FlowerNet.weights"]), StringComparison.Ordinal);

        float[] inputs = [1, 2, 3, 4];
        var expected = new float[3];
        network.Predict(inputs, expected);
        var (outputs, members) = Consumer.Run(folder.Root, "FlowerNet", "FlowerNet", inputs);
        Assert.Equal(expected, outputs);
        Assert.Equal(["setosa", "IrisVersicolor", "Class3"], members);
    }

    [Fact]
    public void A_model_that_the_tool_exported_comes_back()
    {
        using var folder = new TemporaryFolder();
        var network = Models.Create(Models.Everything);
        Models.Save(network, folder["a.onnx"]);
        ToolRun.Done("import", folder["a.onnx"], "--class", "BackNet", "--output", folder.Root);
        var back = Models.Load(folder["BackNet.weights"]);
        Assert.Equal(Models.Outputs(network), Models.Outputs(back));
        // With its losses and its dropout, which the nodes do not show.
        Assert.Equal(network.Topology.Declaration, back.Topology.Declaration);

        Models.Save(Models.Create(Models.Classic), folder["b.onnx"]);
        Assert.Contains("trained with CrossEntropy", ToolRun.Wrong("import", folder["b.onnx"], "--class", "Net", "--loss", "Hinge", "--output", folder.Root), StringComparison.Ordinal);
    }

    [Fact]
    public void What_stands_in_the_way_is_named_and_nothing_is_written()
    {
        using var folder = new TemporaryFolder();
        var model = Files.Onnx("sklearn_style_4_10_3.onnx");
        folder.Write("FlowerNet.weights", "old");
        Assert.Contains("--force", ToolRun.Failed("import", model, "--class", "FlowerNet", "--output", folder.Root), StringComparison.Ordinal);
        Assert.Equal("old", File.ReadAllText(folder["FlowerNet.weights"]));
        Assert.False(File.Exists(folder["FlowerNet.cs"]));
        ToolRun.Done("import", model, "--class", "FlowerNet", "--output", folder.Root, "--force");
        Assert.NotEqual("old", File.ReadAllText(folder["FlowerNet.weights"]));

        Assert.Contains("--class is 'My Net'", ToolRun.Wrong("import", model, "--class", "My Net"), StringComparison.Ordinal);
        Assert.Contains("--loss is 'Relu'", ToolRun.Wrong("import", model, "--class", "Net", "--loss", "Relu"), StringComparison.Ordinal);
        Assert.Contains("Huber", ToolRun.Failed("import", model, "--class", "Net", "--output", folder["x"], "--loss", "Huber(x)"), StringComparison.Ordinal);
        Assert.Contains("not an .onnx file", ToolRun.Wrong("import", folder["a.npz"], "--class", "Net"), StringComparison.Ordinal);
        Assert.Contains("does not exist", ToolRun.Failed("import", folder["a.onnx"], "--class", "Net"), StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["x"]));
    }

    private static float[] RuntimeOutputs(string path, float[][] inputs)
    {
        using var session = new InferenceSession(path);
        var tensor = new DenseTensor<float>(inputs.SelectMany(static row => row).ToArray(), new[] { inputs.Length, inputs[0].Length });
        using var results = session.Run([NamedOnnxValue.CreateFromTensor(session.InputMetadata.Keys.Single(), tensor)]);
        // Classifiers give labels first and probabilities last.
        return results[^1].Value switch
        {
            Tensor<float> values => [.. values],
            IEnumerable<DisposableNamedOnnxValue> maps => [.. maps.SelectMany(static map => map.AsDictionary<long, float>().OrderBy(static pair => pair.Key).Select(static pair => pair.Value))],
            var other => throw new InvalidOperationException($"The model gives a {other.GetType()}."),
        };
    }
}
