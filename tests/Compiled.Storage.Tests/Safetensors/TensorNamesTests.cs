using System.Buffers.Binary;
using System.Text;

namespace Compiled.Tests.Safetensor;

/// <summary>2-3-2, as nn.Sequential(Linear, ReLU, Linear) would be.</summary>
[Network(inputs: 2)]
[Dense(3), Relu]
[Dense(2)]
public sealed partial class SmallNet;

/// <summary>Two blocks of the same shape.</summary>
[Network(inputs: 2)]
[Dense(4), Tanh]
[Dense(4), Tanh]
[Dense(4), Tanh]
[Dense(1)]
public sealed partial class SquareNet;

/// <summary>A norm behind each dense block, and dropout, which PyTorch counts.</summary>
[Network(inputs: 2)]
[Dense(4), BatchNorm, Relu, Dropout(0.1)]
[Dense(4), BatchNorm, Relu, Dropout(0.1)]
[Dense(1)]
public sealed partial class NormedNet;

/// <summary>Two heads that are alike.</summary>
[Network(inputs: 2)]
[Dense(4), Relu]
[Head("Mean"), Dense(3), MeanSquaredError]
[Head("Spread"), Dense(3), MeanSquaredError]
public sealed partial class TwinNet;

/// <summary>Names of state_dicts that are not those of an nn.Sequential.</summary>
public sealed class TensorNamesTests
{
    [Theory]
    [InlineData("module.0", "module.2")]
    [InlineData("0._orig_mod", "2._orig_mod")]
    [InlineData("_orig_mod.0", "_orig_mod.2")]
    [InlineData("module._orig_mod.net.0", "module._orig_mod.net.2")]
    [InlineData("linear_relu_stack.0", "linear_relu_stack.2")]
    [InlineData("model.layers.0", "model.layers.1")]
    [InlineData("1", "3")]
    [InlineData("0", "3")]
    [InlineData("9", "10")]
    [InlineData("fc1", "fc2")]
    [InlineData("fc9", "fc10")]
    [InlineData("model.fc1", "model.fc2")]
    [InlineData("fc1", "out")]
    [InlineData("input_layer", "hidden")]
    [InlineData("encoder.layer_1.linear", "encoder.layer_2.linear")]
    [InlineData("blocks.0.a", "blocks.1.b")]
    public void Prefixes_and_names_of_layers_are_found(string first, string second)
    {
        foreach (var isSorted in new[] { true, false })
        {
            var file = File(isSorted, (first + ".weight", [3, 2], 10), (first + ".bias", [3], 20), (second + ".weight", [2, 3], 30), (second + ".bias", [2], 40));
            var network = SmallNet.Read(file);
            Assert.Equal([10, 11, 12, 13, 14, 15, 20, 21, 22, 30, 31, 32, 33, 34, 35, 40, 41], Parameters(network));
        }
    }

    [Fact]
    public void A_single_layer_has_names_without_a_module()
    {
        var network = OneNet.Read(File(true, ("weight", [1, 2], 1), ("bias", [1], 5)));
        Assert.Equal([1, 2, 5], Parameters(network));
        Assert.Equal([1, 2, 5], Parameters(OneNet.Read(File(true, ("model.linear.weight", [1, 2], 1), ("model.linear.bias", [1], 5)))));
    }

    [Theory]
    [InlineData("fc1", "fc2", "fc3", "fc4")]
    [InlineData("layers.0", "layers.2", "layers.10", "out")]
    [InlineData("net.8", "net.9", "net.10", "net.11")]
    public void Numbers_tell_layers_of_one_shape_apart(string first, string second, string third, string last)
    {
        var network = SquareNet.Read(Square(first, second, third, last));
        Assert.Equal(100, network.Dense0.Weights[0, 0]);
        Assert.Equal(200, network.Dense1.Weights[0, 0]);
        Assert.Equal(300, network.Dense2.Weights[0, 0]);
        Assert.Equal(400, network.Dense3.Weights[0, 0]);
    }

    [Theory]
    [InlineData("first", "second", "third", "last", "'second' and 'third' both fit block 2 (Dense1) and block 4 (Dense2)")]
    [InlineData("fc1", "a", "fc2", "out", "'a' and 'fc2' both fit block 2 (Dense1) and block 4 (Dense2)")]
    public void Layers_of_one_shape_without_numbers_are_no_guess(string first, string second, string third, string last, string expected)
    {
        var exception = SafetensorsFile.Rejects<SquareNet>(Square(first, second, third, last), expected, "LoadOptions.Names", $"{second}=2");
        Assert.Single(exception.Problems);
    }

    [Fact]
    public void What_the_user_says_decides()
    {
        var file = Square("first", "a", "b", "last");
        foreach (var names in new Dictionary<string, string>[] { new() { ["a"] = "4", ["b"] = "2" }, new() { ["a"] = "Dense2" }, new() { ["a.weight"] = "4.weight", ["a.bias"] = "dense2.bias" } })
        {
            var network = SquareNet.Read(file, new LoadOptions { Names = names });
            Assert.Equal(300, network.Dense1.Weights[0, 0]);
            Assert.Equal(200, network.Dense2.Weights[0, 0]);
        }

        // Numbers are names too: what is said stands above them.
        var turned = SquareNet.Read(Square("fc1", "fc2", "fc3", "fc4"), new LoadOptions { Names = new Dictionary<string, string> { ["fc1"] = "0", ["fc2"] = "4", ["fc3"] = "2", ["fc4"] = "6" } });
        Assert.Equal(300, turned.Dense1.Weights[0, 0]);
        Assert.Equal(100, SquareNet.Read(Square("m.x.first", "m.x.a", "m.x.b", "m.x.last"),
            new LoadOptions { Names = new Dictionary<string, string> { ["a"] = "2", ["m.x.b"] = "4" } }).Dense0.Weights[0, 0]);
    }

    [Fact]
    public void A_part_of_the_name_can_be_dropped()
    {
        var file = File(true, ("actor.0.weight", [3, 2], 10), ("actor.0.bias", [3], 20), ("tail.2.weight", [2, 3], 30), ("tail.2.bias", [2], 40));
        Assert.Equal(30, SmallNet.Read(file, new LoadOptions { Names = new Dictionary<string, string> { ["actor"] = "", ["tail"] = "" } }).Dense1.Weights[0, 0]);
    }

    [Theory]
    [InlineData("missing", "0", "maps 'missing', but no tensor of the file has that name")]
    [InlineData("first", "7", "maps 'first.bias' to '7.bias', but the network has no such tensor; its blocks with weights are 0 (Dense0), 2 (Dense1), 4 (Dense2), 6 (Dense3)")]
    public void What_the_user_says_must_fit(string from, string to, string expected)
    {
        var names = new Dictionary<string, string> { [from] = to };
        var exception = Assert.Throws<ModelFileException>(() => SquareNet.Read(Square("first", "a", "b", "last"), new LoadOptions { Names = names }));
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_names_for_one_block_are_an_error()
    {
        var names = new Dictionary<string, string> { ["a"] = "2", ["b"] = "2" };
        Assert.Contains("map only one of them", Assert.Throws<ModelFileException>(() =>
            SquareNet.Read(Square("first", "a", "b", "last"), new LoadOptions { Names = names })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Norms_with_their_statistics_are_found_and_counters_are_ignored()
    {
        List<(string, long[], float)> tensors = [];
        foreach (var (layer, inputs, value) in new[] { ("1", 2, 10f), ("2", 4, 20f) })
        {
            tensors.AddRange([($"fc{layer}.weight", [4, inputs], value), ($"fc{layer}.bias", [4], value + 1)]);
            tensors.AddRange([($"bn{layer}.weight", [4], value + 2), ($"bn{layer}.bias", [4], value + 3), ($"bn{layer}.running_mean", [4], value + 4), ($"bn{layer}.running_var", [4], value + 5)]);
            tensors.Add(($"bn{layer}.num_batches_tracked", [], 0));
        }

        var network = NormedNet.Read(File(true, [.. tensors, ("head.weight", [1, 4], 30), ("head.bias", [1], 31)]));
        Assert.Equal([10, 20, 30], [network.Dense0.Weights[0, 0], network.Dense1.Weights[0, 0], network.Dense2.Weights[0, 0]]);
        Assert.Equal([12, 22], [network.BatchNorm0.Weights[0], network.BatchNorm1.Weights[0]]);
        Assert.Equal([14, 25], [network.BatchNorm0.RunningMeans[0], network.BatchNorm1.RunningVariances[0]]);
    }

    [Fact]
    public void Heads_are_side_by_side_so_that_numbers_do_not_tell_them_apart()
    {
        var file = File(true, ("fc1.weight", [4, 2], 1), ("fc1.bias", [4], 2), ("fc21.weight", [3, 4], 3), ("fc21.bias", [3], 4), ("fc22.weight", [3, 4], 5), ("fc22.bias", [3], 6));
        _ = SafetensorsFile.Rejects<TwinNet>(file, "'fc21' and 'fc22' both fit", "LoadOptions.Names");
        var names = new Dictionary<string, string> { ["fc21"] = "Dense2", ["fc22"] = "Dense1" };
        Assert.Equal(5, TwinNet.Read(file, new LoadOptions { Names = names }).Dense1.Weights[0, 0]);
    }

    [Fact]
    public void Another_shape_behind_a_prefix_is_said_with_both_names()
    {
        var file = File(true, ("module.0.weight", [3, 2], 1), ("module.0.bias", [3], 1), ("module.2.weight", [3, 3], 1), ("module.2.bias", [3], 1));
        var exception = SafetensorsFile.Rejects<SmallNet>(file, "'module.2.weight' is of [3, 3] in the file, but '2.weight' is of [2, 3] in the network");
        Assert.Equal(2, exception.Problems.Count);
    }

    [Fact]
    public void Numbers_against_the_shapes_are_another_network()
    {
        var file = File(true, ("2.weight", [3, 2], 1), ("2.bias", [3], 1), ("1.weight", [2, 3], 1), ("1.bias", [2], 1));
        _ = SafetensorsFile.Rejects<SmallNet>(file, "does not fit SmallNet", "mapped with LoadOptions.Names");
    }

    [Fact]
    public void Names_of_this_library_are_exact()
    {
        var file = new SmallNet(seed: 1).ToBytes();
        _ = SafetensorsFile.Rejects<SmallNet>(SafetensorsFile.Edited(SafetensorsFile.Edited(file, "\"2.weight\"", "\"3.weight\""), "\"2.bias\"",
            "\"3.bias\""), "'2.weight' of [2, 3] is missing", "'3.weight'");
    }

    [Fact]
    [Trait("Speed", "slow")]
    public void Hundreds_of_layers_of_one_shape_are_found_at_once()
    {
        var modules = Enumerable.Range(0, 400).Select(static index => new Compiled.Storage.NamedShape($"l{index}.weight", [4])).Reverse().ToList();
        var blocks = Enumerable.Range(0, 400).Select(static index => new TopologyBlock("LayerNorm", $"LayerNorm{index}", 4, 4, 4, false)).ToList();
        var names = Compiled.Storage.TensorNames.Resolve(modules, Compiled.Storage.TensorTable.Of(new Topology("Deep", 4, blocks)), null, false, null);
        Assert.All(modules, module => Assert.Equal(module.Name[1..], names[module.Name]));
    }

    private static byte[] Square(string first, string second, string third, string last) => File(
        true, (first + ".weight", [4, 2], 100), (first + ".bias", [4], 1), (second + ".weight", [4, 4], 200), (second + ".bias", [4], 2), (third + ".weight", [4, 4], 300), (third + ".bias", [4], 3),
        (last + ".weight", [1, 4], 400), (last + ".bias", [1], 4));

    /// <summary>A file whose tensors count up from a value each; sorted by their names, as Python writes them, or as they are given.</summary>
    private static byte[] File(bool isSorted, params (string Name, long[] Shape, float First)[] tensors)
    {
        using var data = new MemoryStream();
        List<string> header = [];
        foreach (var (name, shape, first) in isSorted ? tensors.OrderBy(static tensor => tensor.Name, StringComparer.Ordinal) : tensors.AsEnumerable())
        {
            var begin = data.Length;
            var isCounter = name.EndsWith("num_batches_tracked", StringComparison.Ordinal);
            for (var index = 0; index < shape.Aggregate(1L, static (product, size) => product * size); index++)
            {
                var value = new byte[isCounter ? 8 : 4];
                if (!isCounter)
                    BinaryPrimitives.WriteSingleLittleEndian(value, first + index);
                data.Write(value);
            }

            header.Add($$"""
                "{{name}}":{"dtype":"{{(isCounter ? "I64" : "F32")}}","shape":[{{string.Join(',', shape)}}],"data_offsets":[{{begin}},{{data.Length}}]}
                """);
        }

        return SafetensorsFile.Of(Encoding.UTF8.GetBytes($"{{{string.Join(',', header)}}}"), data.ToArray());
    }

    private static float[] Parameters<TNetwork>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork>
    {
        var parameters = new float[TNetwork.Topology.ParameterCount];
        network.CopyParametersTo(parameters);
        return parameters;
    }
}

/// <summary>A single layer.</summary>
[Network(inputs: 2)]
[Dense(1)]
public sealed partial class OneNet;
