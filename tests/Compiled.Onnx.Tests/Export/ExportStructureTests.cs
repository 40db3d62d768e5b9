using System.Text.Json;
using Compiled.Tests.Portable;
using Onnx;

namespace Compiled.Tests.Export;

/// <summary>What a model looks like to who opens it.</summary>
public class ExportStructureTests
{
    private static string[] Nodes(ModelProto model) => [.. model.Graph.Node.Select(static node => $"{node.Output[0]} = {node.OpType}({string.Join(", ", node.Input)})")];

    private static string Shape(ValueInfoProto value) =>
        $"{value.Name} [{string.Join(", ", value.Type.TensorType.Shape.Dim.Select(static size => size.HasDimParam ? size.DimParam : $"{size.DimValue}"))}]";

    private static string? Metadata(ModelProto model, string key) => model.MetadataProps.SingleOrDefault(entry => entry.Key == key)?.Value;

    [Fact]
    public void A_chain_reads_as_its_blocks()
    {
        var model = ExportedModel.Read(new ClassicNet());
        Assert.Equal(["dense0 = Gemm(input, 0.weight, 0.bias)", "relu0 = Relu(dense0)", "dense1 = Gemm(relu0, 2.weight, 2.bias)", "output = Softmax(dense1)"], Nodes(model));
        Assert.Equal(["dense0", "relu0", "dense1", "softmax0"], model.Graph.Node.Select(static node => node.Name));
        Assert.Equal(["input [batch, 4]", "output [batch, 3]"], model.Graph.Input.Concat(model.Graph.Output).Select(Shape));
        Assert.Equal("ClassicNet", model.Graph.Name);
    }

    [Fact]
    public void Heads_are_outputs_of_their_own_beside_the_whole_row()
    {
        var model = ExportedModel.Read(new HeadsNet());
        Assert.Equal(["output [batch, 5]", "Policy [batch, 4]", "Value [batch, 1]"], model.Graph.Output.Select(Shape));
        Assert.Equal(
            [
                "dense0 = Gemm(input, 0.weight, 0.bias)", "relu0 = Relu(dense0)", "dense1 = Gemm(relu0, 2.weight, 2.bias)", "Policy = Softmax(dense1)",
                "dense2 = Gemm(relu0, 4.weight, 4.bias)", "tanh0 = Tanh(dense2)", "Value = Gemm(tanh0, 6.weight, 6.bias)", "output = Concat(Policy, Value)",
            ],
            Nodes(model));
    }

    [Fact]
    public void Residuals_are_sums_and_nest() => Assert.Equal(
        ["residual0 = Add(gelu0, tanh0)", "residual1 = Add(relu0, dense3)"],
        Nodes(ExportedModel.Read(new ResidualNet())).Where(static node => node.StartsWith("residual", StringComparison.Ordinal)));

    [Fact]
    public void Dropout_and_noise_leave_nothing_behind() => Assert.Equal(
        ["Gemm", "Relu", "Gemm", "Tanh", "Gemm"], ExportedModel.Read(new NoisyNet()).Graph.Node.Select(static node => node.OpType));

    [Fact]
    public void The_last_block_may_be_one_that_leaves_nothing() =>
        Assert.Equal("output = Gemm(sigmoid0, 4.weight, 4.bias)", Nodes(ExportedModel.Read(new NamedNet()))[^1]);

    [Theory]
    [MemberData(nameof(ExportPredictionTests.Names), MemberType = typeof(ExportPredictionTests))]
    public void The_operator_set_is_the_lowest_that_the_blocks_need(string name) => PortableNetworks.Visit(name, new Lowest());

    [Theory]
    [InlineData(13, 7)]
    [InlineData(14, 7)]
    [InlineData(15, 8)]
    [InlineData(16, 8)]
    [InlineData(17, 8)]
    [InlineData(18, 8)]
    public void A_chosen_operator_set_comes_with_the_version_of_its_time(int opset, int version)
    {
        var model = ExportedModel.Read(new EverythingNet(), new OnnxExportOptions { Opset = opset });
        Assert.Equal((opset, version), ((int)model.OpsetImport.Single().Version, (int)model.IrVersion));
        Assert.Equal(opset >= 17, model.Graph.Node.Any(static node => node.OpType == "LayerNormalization"));
    }

    [Theory]
    [MemberData(nameof(ExportPredictionTests.Names), MemberType = typeof(ExportPredictionTests))]
    public void Weights_have_the_names_of_files_and_the_networks_bits(string name) => PortableNetworks.Visit(name, new SameBits());

    [Fact]
    public void Dense_blocks_keep_their_names_and_have_no_biases_but_their_own() => Assert.Equal(
        ["wide = Gemm(input, 0.weight, 0.bias)", "narrow = Gemm(tanh0, 2.weight)", "output = Gemm(sigmoid0, 4.weight, 4.bias)"],
        Nodes(ExportedModel.Read(new NamedNet())).Where(static node => node.Contains("Gemm", StringComparison.Ordinal)));

    [Fact]
    public void A_norm_without_parameters_has_factors_of_1_where_the_operator_must_have_them()
    {
        var model = ExportedModel.Read(new LayerNormNet());
        Assert.Equal(["layerNorm0 = LayerNormalization(dense1, layerNorm0.ones)"], Nodes(model).Where(static node => node.StartsWith("layerNorm0", StringComparison.Ordinal)));
        Assert.All(
            Enumerable.Range(0, 7), index => Assert.Equal(1f, BitConverter.ToSingle(model.Graph.Initializer.Single(static tensor => tensor.Name == "layerNorm0.ones").RawData.Span[(4 * index)..])));
        Assert.EndsWith("layerNorm0 = Div(layerNorm0.centred, layerNorm0.deviation)", Nodes(ExportedModel.Read(new LayerNormNet(), new OnnxExportOptions { Opset = 13 })).Single(static node => node.StartsWith("layerNorm0 = ", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_metadata_say_what_the_network_is()
    {
        var model = ExportedModel.Read(new ScaledNet());
        Assert.Equal(ScaledNet.Topology.Declaration, Metadata(model, "compiled.topology"));
        Assert.Equal(["Apple", "Pear", "Plum"], JsonSerializer.Deserialize<string[]>(Metadata(model, "compiled.classes")!)!);
        Assert.Equal(("Compiled", ScaledNet.Topology.ToString()), (model.ProducerName, model.DocString));
        Assert.Matches(@"^\d+\.\d+\.\d+$", model.ProducerVersion);
    }

    [Fact]
    public void Without_classes_there_is_no_word_of_them() => Assert.Null(Metadata(ExportedModel.Read(new ClassicNet()), "compiled.classes"));

    [Fact]
    public void Names_are_chosen_in_the_options()
    {
        var network = PortableNetworks.Drawn<ClassicNet>(1);
        var options = new OnnxExportOptions { InputName = "pixels", OutputName = "scores", BatchName = "N" };
        Assert.Equal(["pixels [N, 4]", "scores [N, 3]"], ExportedModel.Read(network, options).Graph.Input.Concat(ExportedModel.Read(network, options).Graph.Output).Select(Shape));
        using var session = ExportedModel.Open(ExportedModel.Bytes(network, options));
        Assert.Equal(3, ExportedModel.Run(session, new float[4], 1, "scores", "pixels").Length);
    }

    [Fact]
    public void A_block_called_as_the_input_makes_way_for_it() => Assert.Equal(
        "dense0_2 = Gemm(dense0, 0.weight, 0.bias)", Nodes(ExportedModel.Read(new ClassicNet(), new OnnxExportOptions { InputName = "dense0" }))[0]);

    [Theory]
    [MemberData(nameof(ExportPredictionTests.Names), MemberType = typeof(ExportPredictionTests))]
    public void The_same_network_gives_the_same_bytes_on_any_number_of_threads(string name) => PortableNetworks.Visit(name, new SameBytes());

    private sealed class Lowest : INetworkVisitor
    {
        public void Visit<T>()
            where T : class, INetwork<T>
        {
            var model = ExportedModel.Read(T.Create(1));
            var hasLayerNorm = T.Topology.Blocks.Any(static block => block.Kind == "LayerNorm");
            Assert.Equal(hasLayerNorm ? (17, 8) : (13, 7), ((int)model.OpsetImport.Single().Version, (int)model.IrVersion));
            Assert.All(model.Graph.Node, static node => Assert.Equal("", node.Domain));
            var names = model.Graph.Node.SelectMany(static node => node.Output).Concat(model.Graph.Initializer.Select(static tensor => tensor.Name))
                .Concat(model.Graph.Input.Select(static value => value.Name));
            Assert.Distinct(names);
        }
    }

    private sealed class SameBits : INetworkVisitor
    {
        public void Visit<T>()
            where T : class, INetwork<T>
        {
            var network = PortableNetworks.Drawn<T>(1);
            var held = ExportedModel.Read(network).Graph.Initializer.ToDictionary(static tensor => tensor.Name);
            foreach (var tensor in NetworkTensor.Of(network))
            {
                var values = new float[tensor.Length];
                tensor.CopyTo(values);
                Assert.Equal(tensor.Shape.Select(static size => (long)size), held[tensor.Name].Dims);
                Assert.Equal(System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan()).ToArray(), held[tensor.Name].RawData.ToByteArray());
            }
        }
    }

    private sealed class SameBytes : INetworkVisitor
    {
        public void Visit<T>()
            where T : class, INetwork<T>
        {
            var network = PortableNetworks.Drawn<T>(1);
            var expected = ExportedModel.Bytes(network);
            var copies = new byte[8][];
            Parallel.For(0, copies.Length, index => copies[index] = ExportedModel.Bytes(network));
            Assert.All(copies, copy => Assert.Equal(expected, copy));
            Assert.Equal(expected, ExportedModel.Bytes(network.Clone()));
        }
    }
}
