using static Compiled.Tests.Import.Importing;

namespace Compiled.Tests.Import;

/// <summary>clip(α x + β, 0, 1) as PyTorch, Keras 2 and Keras 3 have it, with its operator and without.</summary>
public class HardSigmoidImportTests
{
    private const string Torch = "[Dense(4), HardSigmoid]\n[Dense(3)]";
    private const string Keras = "[Dense(4), HardTanh(min: 0, max: 1)]\n[Dense(3)]";

    private static readonly Dictionary<string, (Func<ModelBuilder, string, string> Build, string Blocks)> Models = new()
    {
        ["PyTorch's operator"] = (static (m, x) => m.Node("HardSigmoid", [x], ("alpha", 1f / 6), ("beta", 0.5f)), Torch),
        ["ONNX's defaults"] = (static (m, x) => m.Node("HardSigmoid", [x]), Keras),
        ["Keras 2's"] = (static (m, x) => m.Node("HardSigmoid", [x], ("alpha", 0.2f), ("beta", 0.5f)), Keras),
        ["any other"] = (static (m, x) => m.Node("HardSigmoid", [x], ("alpha", -0.4f), ("beta", 0.25f)), Keras),
        ["Keras 2's, Mul, Add, Clip"] = (static (m, x) => Clip(m, m.Node("Add", [m.Node("Mul", [x, m.Scalar(0.2f)]), m.Scalar(0.5f)]), 0, 1), Keras),
        ["Keras 2's, Min of Max"] = (static (m, x) => m.Node("Min", [m.Node("Max", [m.Node("Add", [m.Node("Mul", [x, m.Scalar(0.2f)]), m.Scalar(0.5f)]), m.Scalar(0)]), m.Scalar(1)]), Keras),
        ["Keras 2's, Max of Min"] = (static (m, x) => m.Node("Max", [m.Scalar(0), m.Node("Min", [m.Scalar(1), m.Node("Add", [m.Scalar(0.5f), m.Node("Mul", [x, m.Scalar(0.2f)])])])]), Keras),
        ["Keras 3's, Mul, Add, Clip"] = (static (m, x) => Clip(m, m.Node("Add", [m.Node("Mul", [x, m.Scalar(1f / 6)]), m.Scalar(0.5f)]), 0, 1), Torch),
        ["Keras 3's, Div, Add, Clip"] = (static (m, x) => Clip(m, m.Node("Add", [m.Node("Div", [x, m.Scalar(6)]), m.Scalar(0.5f)]), 0, 1), Torch),
        ["relu6(x + 3) / 6"] = (static (m, x) => m.Node("Div", [m.Node("Min", [m.Node("Relu", [m.Node("Add", [x, m.Scalar(3)])]), m.Scalar(6)]), m.Scalar(6)]), Torch),
        ["clip(x + 3, 0, 6) / 6"] = (static (m, x) => m.Node("Mul", [Clip(m, m.Node("Add", [x, m.Scalar(3)]), 0, 6), m.Scalar(1f / 6)]), Torch),
    };

    public static TheoryData<string> Names => [.. Models.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_read_as_what_it_computes(string name)
    {
        var (build, blocks) = Models[name];
        var model = new ModelBuilder();
        // Steep enough to reach both bounds.
        var steep = model.Node("Gemm", ["x", model.Drawn(4, 5), model.Drawn(4)], ("transB", 1L), ("alpha", 4f));
        IsRead(model.Bytes(model.Dense(build(model, steep), 4, 3), 3), blocks);
    }

    [Fact]
    public void A_declared_network_takes_either()
    {
        var model = new ModelBuilder();
        var hidden = model.Node("HardSigmoid", [model.Dense("x", 5, 4)]);
        IsLoaded<KerasHardNet>(model.Bytes(model.Dense(hidden, 4, 3), 3));

        model = new ModelBuilder();
        hidden = Clip(model, model.Node("Add", [model.Node("Mul", [model.Dense("x", 5, 4), model.Scalar(1f / 6)]), model.Scalar(0.5f)]), 0, 1);
        IsLoaded<TorchHardNet>(model.Bytes(model.Dense(hidden, 4, 3), 3));
    }

    [Fact]
    public void One_is_not_the_other()
    {
        var model = new ModelBuilder();
        var bytes = model.Bytes(model.Dense(model.Node("HardSigmoid", [model.Dense("x", 5, 4)]), 4, 3), 3);
        Assert.Contains("HardTanh", Assert.Throws<ModelFileException>(() => OnnxModel.Load<TorchHardNet>(new MemoryStream(bytes))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_dense_block_to_take_the_scale_it_gets_one()
    {
        var model = new ModelBuilder();
        var hidden = model.Node("HardSigmoid", [model.Node("Tanh", [model.Dense("x", 5, 4)])]);
        IsRead(model.Bytes(model.Dense(hidden, 4, 3), 3), "[Dense(4), Tanh]\n[Dense(4), HardTanh(min: 0, max: 1)]\n[Dense(3)]");
    }

    private static string Clip(ModelBuilder model, string x, float min, float max) => model.Node("Clip", [x, model.Scalar(min), model.Scalar(max)]);
}

/// <summary>Keras 2's HardSigmoid, scaled.</summary>
[Network(inputs: 5)]
[Dense(4), HardTanh(0, 1)]
[Dense(3)]
public sealed partial class KerasHardNet;

/// <summary>PyTorch's.</summary>
[Network(inputs: 5)]
[Dense(4), HardSigmoid]
[Dense(3)]
public sealed partial class TorchHardNet;
