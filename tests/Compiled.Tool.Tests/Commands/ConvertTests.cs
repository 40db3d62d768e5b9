using Compiled.Tool.Tests.Harness;

namespace Compiled.Tool.Tests.Commands;

/// <summary>compiled convert: every pair of formats and back.</summary>
public sealed class ConvertTests
{
    private static readonly string[] Extensions = [".safetensors", ".onnx", ".weights", ".npz"];

    public static TheoryData<string, string> Pairs =>
        [.. from first in Extensions from second in Extensions select (first, second)];

    [Theory]
    [MemberData(nameof(Pairs))]
    [Trait("Speed", "slow")]
    public void Every_pair_of_formats_keeps_the_bits_there_and_back(string first, string second)
    {
        using var folder = new TemporaryFolder();
        var network = Models.Create(Models.Everything);
        var start = Models.Save(network, folder["start" + first]);
        Convert(start, folder["middle" + second]);
        Convert(folder["middle" + second], folder["end" + first]);

        var end = Models.Load(folder["end" + first], first == ".npz" ? Models.Everything : null);
        Assert.Equal(Models.Bits(network), Models.Bits(end));
        Assert.Equal(Models.Outputs(network), Models.Outputs(end));

        // The topology travels, losses and dropout too, where the format says it.
        if (first != ".npz" && second != ".npz")
            Assert.Equal(network.Topology, end.Topology);

        void Convert(string from, string to)
        {
            string[] topology = from.EndsWith(".npz", StringComparison.Ordinal) ? ["--topology", Models.Everything] : [];
            var output = ToolRun.Done(["convert", from, to, .. topology]);
            Assert.Contains("parameters", output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Names_of_classes_travel_through_every_format_that_has_them()
    {
        using var folder = new TemporaryFolder();
        var network = Models.Create(Models.Classic, "FlowerNet", "Iris-setosa, wild", "a \"quoted\" \\n one\n", "3");
        var path = Models.Save(network, folder["a.safetensors"]);
        foreach (var next in new[] { "b.onnx", "c.weights", "d.safetensors" })
        {
            ToolRun.Done("convert", path, folder[next]);
            path = folder[next];
            var read = Models.Load(path);
            Assert.Equal(network.Topology, read.Topology);
            Assert.Equal(network.Classes, read.Classes);
        }
    }

    [Fact]
    public void Scaling_that_was_never_fitted_stays_so()
    {
        using var folder = new TemporaryFolder();
        const string topology = "[Network(inputs: 3)] [Standardize] [Dense(2), StandardizeTargets] [MeanSquaredError]";
        var network = Dynamic.NetworkCompiler.Compile(Dynamic.NetworkDeclaration.Parse(topology), TestContext.Current.CancellationToken).Create(1);
        Models.Save(network, folder["a.npz"]);
        Assert.DoesNotContain("standardize", ToolRun.Done("inspect", folder["a.npz"]), StringComparison.Ordinal);
        ToolRun.Done("convert", folder["a.npz"], folder["b.safetensors"], "--topology", topology);
        Assert.Equal(Models.Bits(network), Models.Bits(Models.Load(folder["b.safetensors"])));
    }

    [Fact]
    public void Foreign_files_take_the_topology_from_the_class_that_declares_it()
    {
        using var folder = new TemporaryFolder();
        var source = folder.Write("Nets.cs",
            """
            using System.Runtime.Serialization;
            namespace Shop;

            [Compiled.Network(inputs: 4)]
            [Dense(3), Softmax]
            [CrossEntropy, Classes<Kind>, Weights("x.weights")]
            public sealed partial class ShopNet;

            public enum Kind { Small, [EnumMember(Value = "very large")] Large, Odd }

            [Network(inputs: 2), Dense(1)]
            public sealed partial class OtherNet;
            """);
        Assert.Contains("--topology", ToolRun.Failed("convert", Files.Numpy("packed.npz"), folder["x.weights"]), StringComparison.Ordinal);
        Assert.Contains("ShopNet, OtherNet", ToolRun.Wrong("convert", Files.Numpy("packed.npz"), folder["x.weights"], "--topology", source), StringComparison.Ordinal);
        ToolRun.Done("convert", Files.Numpy("packed.npz"), folder["x.weights"], "--topology", source, "--class", "ShopNet");
        var network = Models.Load(folder["x.weights"]);
        Assert.Equal("ShopNet", network.Topology.Name);
        Assert.Equal(["Small", "very large", "Odd"], network.Classes);
        Assert.Equal("CrossEntropy", network.Topology.Loss);

        Assert.Contains("does not declare a network NoNet",
            ToolRun.Wrong("convert", Files.Numpy("packed.npz"), folder["y.weights"], "--topology", source, "--class", "NoNet"), StringComparison.Ordinal);
        Assert.Contains("neither attributes", ToolRun.Wrong("convert", Files.Numpy("packed.npz"), folder["y.weights"], "--topology", "nowhere.cs"), StringComparison.Ordinal);
        Assert.Contains("--class", ToolRun.Wrong("convert", Files.Numpy("packed.npz"), folder["y.weights"], "--class", "ShopNet"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_another_network_lists_every_difference()
    {
        using var folder = new TemporaryFolder();
        var message = ToolRun.Failed("convert", Files.Numpy("packed.npz"), folder["x.weights"], "--topology", "[Network(inputs: 4)] [Dense(5), Relu] [Dense(2)]");
        Assert.Contains("'0.weight' is of [3, 4] in the file, but of [5, 4] in the network", message, StringComparison.Ordinal);
        Assert.Contains("'2.bias' of [2] is missing", message, StringComparison.Ordinal);
        Assert.Contains("'bad' is in the file but not in the network",
            ToolRun.Failed("convert", Files.Numpy("arrays.npz"), folder["x.weights"], "--topology", "[Network(inputs: 4)] [Dense(2)]"), StringComparison.Ordinal);
        Assert.Contains("Dense", ToolRun.Failed("convert", Files.Numpy("packed.npz"), folder["x.weights"], "--topology", "[Network(inputs: 4)] [Dense(-5)]"), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Root));
    }

    [Fact]
    public void A_value_that_is_not_finite_is_named_and_nothing_is_written()
    {
        using var folder = new TemporaryFolder();
        var network = Models.Create("[Network(inputs: 2)] [Dense(2)]");
        network.Tensors[0].CopyFrom([1, 2, float.NaN, 4]);
        Models.Save(network, folder["a.npz"]);
        Assert.Contains("'0.weight' has NaN at index 2", ToolRun.Failed("convert", folder["a.npz"], folder["b.onnx"], "--topology", "[Network(inputs: 2)] [Dense(2)]"), StringComparison.Ordinal);
        Models.Save(network, folder["a.safetensors"]);
        Assert.Contains("0.weight", ToolRun.Failed("convert", folder["a.safetensors"], folder["b.onnx"]), StringComparison.Ordinal);
        Assert.Equal(2, Directory.GetFiles(folder.Root).Length);
    }

    [Fact]
    public void A_file_that_is_there_is_replaced_with_force_alone()
    {
        using var folder = new TemporaryFolder();
        Models.Save(Models.Create(Models.Classic), folder["a.safetensors"]);
        folder.Write("b.npz", "old");
        Assert.Contains("--force", ToolRun.Failed("convert", folder["a.safetensors"], folder["b.npz"]), StringComparison.Ordinal);
        Assert.Equal("old", File.ReadAllText(folder["b.npz"]));
        ToolRun.Done("convert", folder["a.safetensors"], folder["b.npz"], "--force");
        Assert.NotEqual("old", File.ReadAllText(folder["b.npz"]));
    }

    [Fact]
    public void NumPy_s_own_names_and_types_are_enough()
    {
        using var folder = new TemporaryFolder();
        ToolRun.Done("convert", Files.Numpy("packed.npz"), folder["x.safetensors"], "--topology", "[Network(inputs: 4)] [Dense(3)]");
        var values = new float[3];
        Models.Load(folder["x.safetensors"]).Tensors[1].CopyTo(values);
        Assert.Equal([0.5f, -0.25f, 8], values);
    }
}
