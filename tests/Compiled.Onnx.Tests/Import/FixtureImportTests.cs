using System.Text.Json;
using Compiled.Tests.Portable;
using static Compiled.Tests.Import.Importing;

namespace Compiled.Tests.Import;

/// <summary>Files as PyTorch's exporter and scikit-learn's converter wrote them, with what those predict.</summary>
public class FixtureImportTests
{
    private static string PathOf(string name) => Path.Combine(Repository.Root, "tests", "Compiled.Onnx.Tests", "Fixtures", name + ".onnx");

    public static TheoryData<string, string> Files => new()
    {
        { "torch_relu_64_32_10", "[Dense(32), Relu]\n[Dense(10), Softmax]" },
        { "torch_tanh_dropout_8_16_16_2", "[Dense(16), Tanh]\n[Dense(16), Tanh]\n[Dense(2)]" },
        { "torch_nobias_sigmoid_4_3_2", "[Dense(3, Bias = false), Sigmoid]\n[Dense(2, Bias = false), Sigmoid]" },
        { "sklearn_style_4_10_3", "[Dense(10), Relu]\n[Dense(3), Softmax]" },
        { "torch_gelu_exported", "[Dense(7), Gelu]\n[Dense(3)]" },
        { "torch_gelu_tanh_exported", "[Dense(7), Gelu(Approximation = GeluApproximation.Tanh)]\n[Dense(3)]" },
        { "torch_silu_exported", "[Dense(7), Silu]\n[Dense(3)]" },
        { "torch_mish_exported", "[Dense(7), Mish]\n[Dense(3)]" },
        { "torch_hardswish_exported", "[Dense(7), HardSwish]\n[Dense(3)]" },
        { "torch_hardsigmoid_exported", "[Dense(7), HardSigmoid]\n[Dense(3)]" },
        { "torch_softsign_exported", "[Dense(7), Softsign]\n[Dense(3)]" },
        { "torch_softplus_exported", "[Dense(7), Softplus(beta: 2, threshold: 20)]\n[Dense(3)]" },
        { "torch_prelu_exported", "[Dense(7), PRelu(init: 0.25, Shared = false)]\n[Dense(3)]" },
        { "torch_elu_exported", "[Dense(7), Elu(alpha: 0.7)]\n[Dense(3)]" },
        { "torch_selu_exported", "[Dense(7), Selu]\n[Dense(3)]" },
        { "torch_relu6_exported", "[Dense(7), Relu6]\n[Dense(3)]" },
        { "torch_celu_exported", "[Dense(7), Celu(alpha: 0.7)]\n[Dense(3)]" },
        { "torch_tanhshrink_exported", "[Dense(7), Tanhshrink]\n[Dense(3)]" },
        { "torch_logsigmoid_exported", "[Dense(7), LogSigmoid]\n[Dense(3)]" },
        { "torch_hardshrink_exported", "[Dense(7), Hardshrink(lambda: 0.25)]\n[Dense(3)]" },
        { "torch_softshrink_exported", "[Dense(7), Softshrink(lambda: 0.25)]\n[Dense(3)]" },
        { "torch_rmsnorm_exported", "[Dense(7), RmsNorm(Epsilon = 1E-05), Tanh]\n[Dense(3)]" },
        { "torch_batchnorm_plain_exported", "[Dense(12), Tanh, BatchNorm(Momentum = 0.1, Epsilon = 1E-05, Affine = false), Tanh]\n[Dense(2)]" },
        { "torch_leaky_exported", "[Dense(7), LeakyRelu(slope: 0.2)]\n[Dense(3)]" },
        { "torch_layernorm_13_exported", "[Dense(7), LayerNorm(Epsilon = 1E-05), Tanh]\n[Dense(3)]" },
        { "torch_layernorm_17_exported", "[Dense(7), LayerNorm(Epsilon = 1E-05), Tanh]\n[Dense(3)]" },
        { "torch_batchnorm_exported", "[Dense(12), BatchNorm(Momentum = 0.2, Epsilon = 0.0001), Relu]\n[Dense(7), BatchNorm(Momentum = 0.1, Epsilon = 1E-05)]\n[Dense(2)]" },
        { "torch_residual_exported", "[Dense(8), Relu]\n[BeginResidual]\n[Dense(12), Gelu]\n[BeginResidual]\n[Dense(12), Tanh]\n[EndResidual]\n[Dense(8)]\n[EndResidual]\n[Dense(2), LogSoftmax]" },
        { "torch_view_exported", "[Dense(4), Softmax]" },
        { "torch_flatten_exported", "[Dense(4), Sigmoid]" },
        { "torch_dueling_exported", "[Dense(8), Relu]\n[Dense(12), Relu]\n[Dense(3)]" },
        { "torch_dueling_spread_exported", "[Dense(8), Tanh]\n[Dense(12), Relu]\n[Dense(3)]" },
        { "torch_towers_exported", "[Dense(9), Tanh]\n[Dense(2)]" },
    };

    private static (float[] Inputs, float[] Outputs) Expected(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.ChangeExtension(PathOf(name), "json")));
        float[] Flat(string key) => [.. document.RootElement.GetProperty(key).EnumerateArray().SelectMany(static row => row.EnumerateArray()).Select(static value => value.GetSingle())];
        return (Flat("inputs"), Flat("outputs"));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void It_is_read_and_predicts_what_its_maker_predicts(string name, string blocks)
    {
        var network = OnnxModel.Read(PathOf(name));
        var (inputs, outputs) = Expected(name);
        AssertClose(outputs, Judge.Run(PathOf(name), inputs));
        AssertClose(outputs, Interpreter.Predict(network, inputs));
        Assert.Equal(blocks, network.Topology.Declaration[(network.Topology.Declaration.IndexOf('\n', StringComparison.Ordinal) + 1)..]);
    }

    [Fact]
    public void Declared_networks_predict_what_their_makers_predict()
    {
        Check<GeluNet>("torch_gelu_exported");
        Check<GeluTanhNet>("torch_gelu_tanh_exported");
        Check<SiluNet>("torch_silu_exported");
        Check<MishNet>("torch_mish_exported");
        Check<HardSwishNet>("torch_hardswish_exported");
        Check<HardSigmoidNet>("torch_hardsigmoid_exported");
        Check<SoftsignNet>("torch_softsign_exported");
        Check<SeluNet>("torch_selu_exported");
        Check<Relu6Net>("torch_relu6_exported");
        Check<TanhshrinkNet>("torch_tanhshrink_exported");
        Check<LogSigmoidNet>("torch_logsigmoid_exported");
        Check<RmsNormNet>("torch_rmsnorm_exported");
        Check<PlainBatchNormNet>("torch_batchnorm_plain_exported");
        Check<LeakyReluNet>("torch_leaky_exported");
        Check<BatchNormNet>("torch_batchnorm_exported");
    }

    [Fact]
    public void The_name_of_the_file_names_the_class()
    {
        Assert.Equal("TorchRelu_64_32_10".Replace("TorchRelu", "Torch_relu", StringComparison.Ordinal), OnnxModel.Read(PathOf("torch_relu_64_32_10")).Topology.Name);
        Assert.Equal("Digits", OnnxModel.Read(PathOf("torch_relu_64_32_10"), new OnnxReadOptions { Name = "Digits" }).Topology.Name);
    }

    private static void Check<T>(string name)
        where T : class, INetwork<T>
    {
        var (inputs, outputs) = Expected(name);
        AssertClose(outputs, Predict(OnnxModel.Load<T>(PathOf(name)), inputs));
        // The same by way of the network that was read.
        var network = T.Create(9);
        OnnxModel.Read(PathOf(name)).CopyTo(network);
        AssertClose(outputs, Predict(network, inputs));
    }
}
