using Compiled.Tests.Portable;

namespace Compiled.Tests.Export;

/// <summary>What cannot be exported, and what is said of it.</summary>
public class ExportErrorTests
{
    private static ArgumentException Refused<T>(T network, OnnxExportOptions options)
        where T : class, INetwork<T> => Assert.ThrowsAny<ArgumentException>(() => ExportedModel.Bytes(network, options));

    [Fact]
    public void An_activation_of_ones_own_is_named_with_what_is_supported()
    {
        var message = Assert.Throws<NotSupportedException>(() => ExportedModel.Bytes(new OwnActivationNet())).Message;
        Assert.StartsWith("[Activation(typeof(Compiled.Tests.Portable.Bent))], block 1 of OwnActivationNet, cannot be exported to ONNX: ", message);
        Assert.Contains("Gelu, HardSigmoid", message);
        Assert.EndsWith("Train and export a network with one of these instead.", message);
    }

    [Theory]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    public void A_parameter_that_is_not_finite_is_named(float value, string written)
    {
        var network = new ClassicNet();
        network.Dense1.Weights[2, 5] = value;
        Assert.StartsWith($"2.weight[2, 5] (Dense1) is {written}", Refused(network, new OnnxExportOptions()).Message);
        Assert.Contains("AllowNonFinite", Refused(network, new OnnxExportOptions()).Message);
    }

    [Fact]
    public void It_is_written_where_it_is_allowed()
    {
        var network = new ClassicNet();
        network.Dense1.Biases[1] = float.PositiveInfinity;
        var model = ExportedModel.Read(network, new OnnxExportOptions { AllowNonFinite = true });
        Assert.Equal(float.PositiveInfinity, BitConverter.ToSingle(model.Graph.Initializer.Single(static tensor => tensor.Name == "2.bias").RawData.Span[4..]));
    }

    [Theory]
    [InlineData(12)]
    [InlineData(19)]
    public void An_operator_set_out_of_range_is_refused(int opset) =>
        Assert.Contains("Opset must be 13 to 18", Refused(new ClassicNet(), new OnnxExportOptions { Opset = opset }).Message);

    [Theory]
    [InlineData("", "output", "batch", "InputName is empty")]
    [InlineData("input", "", "batch", "OutputName is empty")]
    [InlineData("input", "output", "", "BatchName is empty")]
    [InlineData("same", "same", "batch", "two values named 'same'")]
    [InlineData("0.weight", "output", "batch", "two values named '0.weight'")]
    [InlineData("input", "Value", "batch", "The output of the head Value has its name")]
    [InlineData("Policy", "output", "batch", "The output of the head Policy has its name")]
    public void Names_that_do_not_work_are_refused(string input, string output, string batch, string message) =>
        Assert.Contains(message, Refused(new HeadsNet(), new OnnxExportOptions { InputName = input, OutputName = output, BatchName = batch }).Message);

    [Fact]
    public void Steps_of_a_block_keep_their_names_too() =>
        Assert.Contains("two values named 'silu0.sigmoid'", Refused(new SiluNet(), new OnnxExportOptions { OutputName = "silu0.sigmoid" }).Message);

    [Fact]
    public void Tensors_of_another_network_are_refused()
    {
        using var stream = new MemoryStream();
        Assert.Contains(
            "'0.weight' has the shape [7, 5], but Dense0 of the topology needs [8, 4]",
            Assert.Throws<ArgumentException>(() => OnnxModel.Export(ClassicNet.Topology, NetworkTensor.Of(new TanhNet()), stream)).Message);
        Assert.Contains(
            "The tensors have no bias of Dense1",
            Assert.Throws<ArgumentException>(() => OnnxModel.Export(ClassicNet.Topology, [.. NetworkTensor.Of(new ClassicNet()).Take(3)], stream)).Message);
    }

    [Fact]
    public void Nothing_where_something_must_be_is_named()
    {
        using var stream = new MemoryStream();
        Assert.Equal("network", Assert.Throws<ArgumentNullException>(() => OnnxModel.Export<ClassicNet>(null!, stream)).ParamName);
        Assert.Equal("stream", Assert.Throws<ArgumentNullException>(() => OnnxModel.Export(new ClassicNet(), (Stream)null!)).ParamName);
        Assert.Equal("path", Assert.Throws<ArgumentNullException>(() => OnnxModel.Export(new ClassicNet(), (string)null!)).ParamName);
        Assert.Equal("topology", Assert.Throws<ArgumentNullException>(() => OnnxModel.Export(null!, [], stream)).ParamName);
        Assert.Equal("tensors", Assert.Throws<ArgumentNullException>(() => OnnxModel.Export(ClassicNet.Topology, null!, stream)).ParamName);
    }
}
