using global::Onnx;
using DataType = global::Onnx.TensorProto.Types.DataType;
using static Compiled.Tests.Import.Importing;

namespace Compiled.Tests.Import;

/// <summary>Forms that exporters write, each as a small model: it loads and agrees with ONNX Runtime, or is refused with the obstacle and a way out for somebody who has only the file.</summary>
public class ExporterFormTests
{
    private static readonly Dictionary<string, (Func<ModelBuilder, string> Write, string Blocks)> Read = new(StringComparer.Ordinal)
    {
        ["a sigmoid written out, 1 / (1 + exp(-x))"] = (
            static m => Dense(m, m.Node("Div", [m.Scalar(1), m.Node("Add", [m.Scalar(1), m.Node("Exp", [m.Node("Neg", [Hidden(m)])])])])),
            "[Dense(4), Sigmoid]\n[Dense(2)]"),
        ["the same as a reciprocal"] = (
            static m => Dense(m, m.Node("Reciprocal", [m.Node("Add", [m.Node("Exp", [m.Node("Mul", [Hidden(m), m.Scalar(-1)])]), m.Scalar(1)])])),
            "[Dense(4), Sigmoid]\n[Dense(2)]"),
        ["exp(x) / (1 + exp(x))"] = (
            static m => With(m, Hidden(m),
                static (m, h) => m.Node("Exp", [h]),
                static (m, e) => Dense(m, m.Node("Div", [e, m.Node("Add", [e, m.Scalar(1)])]))),
            "[Dense(4), Sigmoid]\n[Dense(2)]"),
        ["SiLU as x / (1 + exp(-x))"] = (
            static m => With(m, Hidden(m),
                static (m, h) => h,
                static (m, h) => Dense(m, m.Node("Div", [h, m.Node("Add", [m.Scalar(1), m.Node("Exp", [m.Node("Neg", [h])])])]))),
            "[Dense(4), Silu]\n[Dense(2)]"),
        ["SiLU as x times a sigmoid written out"] = (
            static m => With(m, Hidden(m),
                static (m, h) => h,
                static (m, h) => Dense(m, m.Node("Mul", [h, m.Node("Reciprocal", [m.Node("Add", [m.Scalar(1), m.Node("Exp", [m.Node("Neg", [h])])])])]))),
            "[Dense(4), Silu]\n[Dense(2)]"),
        ["a softplus written out"] = (
            static m => Dense(m, m.Node("Log", [m.Node("Add", [m.Node("Exp", [Hidden(m)]), m.Scalar(1)])])),
            "[Dense(4), Softplus(beta: 1, threshold: 20)]\n[Dense(2)]"),
        ["Mish with its softplus written out"] = (
            static m => With(m, Hidden(m),
                static (m, h) => h,
                static (m, h) => Dense(m, m.Node("Mul", [h, m.Node("Tanh", [m.Node("Log", [m.Node("Add", [m.Scalar(1), m.Node("Exp", [h])])])])]))),
            "[Dense(4), Mish]\n[Dense(2)]"),
        ["LeakyReLU as a maximum"] = (
            static m => With(m, Hidden(m),
                static (m, h) => h,
                static (m, h) => Dense(m, m.Node("Max", [m.Node("Mul", [h, m.Scalar(0.125f)]), h]))),
            "[Dense(4), LeakyRelu(slope: 0.125)]\n[Dense(2)]"),
        ["LeakyReLU as a choice"] = (
            static m => With(m, Hidden(m),
                static (m, h) => h,
                static (m, h) => Dense(m, m.Node("Where", [m.Node("GreaterOrEqual", [h, m.Scalar(0)]), h, m.Node("Mul", [m.Scalar(0.25f), h])]))),
            "[Dense(4), LeakyRelu(slope: 0.25)]\n[Dense(2)]"),
        ["ELU as a choice"] = (
            static m => With(m, Hidden(m),
                static (m, h) => h,
                static (m, h) => Dense(m, m.Node("Where", [m.Node("Greater", [h, m.Scalar(0)]), h, m.Node("Mul", [m.Scalar(1.5f), m.Node("Sub", [m.Node("Exp", [h]), m.Scalar(1)])])]))),
            "[Dense(4), Elu(alpha: 1.5)]\n[Dense(2)]"),
        ["PReLU of Keras, relu(x) - a relu(-x)"] = (
            static m => With(m, Hidden(m),
                static (m, h) => h,
                static (m, h) => Dense(m, m.Node("Add", [m.Node("Relu", [h]), m.Node("Mul", [m.Floats([4], -0.5f, -0.25f, 0, 0.125f), m.Node("Relu", [m.Node("Neg", [h])])])]))),
            "[Dense(4), PRelu(init: 0.25, Shared = false)]\n[Dense(2)]"),
        ["a ReLU that is scaled at the end"] = (static m => m.Node("Mul", [m.Node("Relu", [Hidden(m)]), m.Scalar(3)]), "[Dense(4), Relu]"),
        ["a LeakyReLU that is scaled at the end"] = (static m => m.Node("Div", [m.Node("LeakyRelu", [Hidden(m)]), m.Scalar(4)]), "[Dense(4), LeakyRelu(slope: 0.01)]"),
        ["a softmax written out, as JAX writes it"] = (
            static m => With(m, Hidden(m),
                static (m, h) => m.Node("Exp", [m.Node("Sub", [h, m.Node("ReduceMax", [h], ("axes", new[] { 1L }), ("keepdims", 1L))])]),
                static (m, e) => m.Node("Div", [e, m.Node("ReduceSum", [e, m.Integers(-1)])])),
            "[Dense(4), Softmax]"),
        ["a softmax written out without its maximum"] = (
            static m => With(m, Hidden(m),
                static (m, h) => m.Node("Exp", [h]),
                static (m, e) => m.Node("Div", [e, m.Node("ReduceSum", [e, m.Integers(1)], ("keepdims", 1L))])),
            "[Dense(4), Softmax]"),
        ["the logarithm of a softmax"] = (static m => m.Node("Log", [m.Node("Softmax", [Hidden(m)], ("axis", -1L))]), "[Dense(4), LogSoftmax]"),
        ["a dense block as an Einsum"] = (
            static m => m.Node("Add", [
                m.Node("Einsum", [m.Node("Relu", [m.Node("Einsum", ["x", m.Drawn(5, 4)], ("equation", "bi,io->bo"))]), m.Drawn(2, 4)], ("equation", "...i, oi -> ...o")), m.Drawn(2)]),
            "[Dense(4, Bias = false), Relu]\n[Dense(2)]"),
        ["biases of zeros as ConstantOfShape"] = (
            static m => m.Node("Add", [m.Node("MatMul", ["x", m.Drawn(5, 2)]), m.Node("ConstantOfShape", [m.Integers(2)])]),
            "[Dense(2)]"),
        ["the Normalization of Keras, whose deviation has a lower bound"] = (
            static m => Dense(m, m.Node("Relu", [m.Dense(m.Node("Div", [m.Node("Sub", ["x", m.Drawn(1, 5)]), m.Node("Max", [m.Node("Sqrt", [m.Positive(1, 5)]), m.Scalar(1e-7f)])]), 5, 4)])),
            "[Standardize]\n[Dense(4), Relu]\n[Dense(2)]"),
        ["the running means of rl_games"] = (
            static m => Dense(m, m.Node("Elu", [m.Dense(m.Node("Clip", [
                m.Node("Div", [m.Node("Sub", ["x", m.Drawn(5)]), m.Node("Sqrt", [m.Node("Add", [m.Positive(5), m.Scalar(1e-5f)])])]), m.Scalar(-5), m.Scalar(5)]), 5, 4)])),
            "[Standardize]\n[HardTanh(min: -5, max: 5)]\n[Dense(4), Elu(alpha: 1)]\n[Dense(2)]"),
        ["tf2onnx: a Cast, a Reshape and biases of [1, n]"] = (
            static m => m.Node("Identity", [m.Node("Add", [
                m.Node("MatMul", [m.Node("Relu", [m.Node("Add", [m.Node("MatMul", [
                    m.Node("Reshape", [m.Node("Cast", ["x"], ("to", 1L)), m.Integers(-1, 5)]), m.Drawn(5, 4)]), m.Drawn(1, 4)])]), m.Drawn(4, 2)]), m.Drawn(2)])]),
            "[Dense(4), Relu]\n[Dense(2)]"),
        ["a batch norm that is folded into a factor and a summand"] = (
            static m => Dense(m, m.Node("Relu", [m.Node("Add", [m.Node("Mul", [Hidden(m), m.Drawn(4)]), m.Drawn(4)])])),
            "[Dense(4), Relu]\n[Dense(2)]"),
        ["a mean squared regressor of scikit-learn, squeezed to a list"] = (
            static m => m.Node("Reshape", [m.Dense(m.Node("Relu", [Hidden(m)]), 4, 1), m.Integers(-1)]),
            "[Dense(4), Relu]\n[Dense(1)]"),
        ["a layer norm with its inverse deviation"] = (
            static m => With(m, Hidden(m),
                static (m, h) => m.Node("Sub", [h, m.Node("ReduceMean", [h], ("axes", new[] { -1L }))]),
                static (m, c) => Dense(m, m.Node("Mul", [
                    c, m.Node("Reciprocal", [m.Node("Sqrt", [m.Node("Add", [m.Node("ReduceMean", [m.Node("Mul", [c, c])], ("axes", new[] { -1L })), m.Scalar(1e-5f)])])])]))),
            "[Dense(4), LayerNorm(Epsilon = 1E-05, Affine = false)]\n[Dense(2)]"),
        ["a dropout whose mask is an output as well"] = (
            static m => { var rows = m.Node("Dropout", [m.Node("Relu", [Hidden(m)])]); m.Graph.Node[^1].Output.Add("mask"); return Dense(m, rows); },
            "[Dense(4), Relu]\n[Dense(2)]"),
        ["two towers with a sum, as wide-and-deep models are"] = (
            static m => m.Node("Sigmoid", [m.Node("Add", [m.Dense(m.Node("Relu", [Hidden(m)]), 4, 1), m.Dense(m.Node("Relu", [m.Dense("x", 5, 3)]), 3, 1)])]),
            "[Dense(7), Relu]\n[Dense(1), Sigmoid]"),
        ["a swish of Keras as a Mul with Sigmoid in the other order"] = (
            static m => With(m, Hidden(m),
                static (m, h) => h,
                static (m, h) => Dense(m, m.Node("Mul", [m.Node("Sigmoid", [h]), h]))),
            "[Dense(4), Silu]\n[Dense(2)]"),
        ["the sampled action of an agent is its mean, clipped and scaled back"] = (
            static m => m.Node("Add", [m.Node("Mul", [m.Node("Clip", [m.Dense(m.Node("Tanh", [Hidden(m)]), 4, 2), m.Scalar(-1), m.Scalar(1)]), m.Scalar(2)]), m.Scalar(0.5f)]),
            "[Dense(4), Tanh]\n[Dense(2), HardTanh(min: -1.5, max: 2.5)]"),
        ["observations of a dictionary that are sliced and joined in another order"] = (
            static m => Dense(m, m.Node("Tanh", [m.Dense(m.Node("Concat", [
                m.Node("Slice", ["x", m.Integers(3), m.Integers(5), m.Integers(1)]), m.Node("Slice", ["x", m.Integers(0), m.Integers(3), m.Integers(1)])], ("axis", 1L)), 5, 4)])),
            "[Dense(4), Tanh]\n[Dense(2)]"),
    };

    private static readonly Dictionary<string, (Func<ModelBuilder, string> Write, string Obstacle)> Refused = new(StringComparer.Ordinal)
    {
        ["a norm of each row, as embeddings have it"] = (
            static m => With(m, Hidden(m),
                static (m, h) => h,
                static (m, h) => m.Node("Div", [h, m.Node("ReduceL2", [h], ("axes", new[] { 1L }))])),
            "(Div) divides by a computed value"),
        ["angles as sines"] = (static m => Dense(m, m.Dense(m.Node("Sin", ["x"]), 5, 4)), "'the Sin' (Sin) is not supported"),
        ["a gate between two branches"] = (
            static m => m.Node("Mul", [m.Node("Sigmoid", [Hidden(m)]), m.Dense("x", 5, 4)]),
            "multiplies two computed values"),
        ["the largest of two critics"] = (static m => m.Node("Min", [m.Dense("x", 5, 1), m.Dense("x", 5, 1)]), "'the Min' (Min)"),
        ["attention over the row"] = (
            static m => Dense(m, m.Node("MatMul", [m.Node("Unsqueeze", [Hidden(m), m.Integers(2)]), m.Node("Unsqueeze", [Hidden(m), m.Integers(1)])])),
            "computed matrices"),
        ["convolutions of a camera"] = (
            static m => Dense(m, m.Node("Flatten", [m.Node("Conv", [m.Node("Reshape", ["x", m.Integers(-1, 1, 5)]), m.Drawn(1, 1, 2)])])),
            "(Conv) works on images"),
        ["weights of 8 bits"] = (static m => m.Node("DynamicQuantizeLinear", ["x"]), "8 bits"),
        ["the best three classes"] = (static m => m.Node("TopK", [m.Node("Softmax", [Hidden(m)]), m.Integers(3)]), "'the TopK' (TopK)"),
        ["residuals that cross each other"] = (
            static m => With(m, m.Node("Tanh", [Hidden(m)]),
                static (m, h) => m.Node("Tanh", [m.Dense(h, 4, 4)]),
                static (m, g) => m.Node("Add", [m.Node("Concat", [g, g], ("axis", 1L)), m.Node("Tanh", [m.Dense("x", 5, 8)])])),
            "(Add)"),
    };

    public static TheoryData<string> ReadNames => [.. Read.Keys];

    public static TheoryData<string> RefusedNames => [.. Refused.Keys];

    /// <summary>Every form that is read, as a model.</summary>
    internal static IEnumerable<(string Name, byte[] Bytes)> Models => Read.Select(static form => (form.Key, Model(form.Value.Write)));

    [Theory]
    [MemberData(nameof(ReadNames))]
    public void It_loads_and_agrees(string form)
    {
        var (write, blocks) = Read[form];
        IsRead(Model(write), blocks, 5e-5f);
    }

    [Theory]
    [MemberData(nameof(RefusedNames))]
    public void It_is_refused_with_the_obstacle_and_a_way_out(string form)
    {
        var model = new ModelBuilder();
        var (write, obstacle) = Refused[form];
        model.Output(write(model), DataType.Float, 0);
        var message = IsRefused(model.Bytes(""), obstacle);
        Assert.Matches("OnnxReadOptions.(Inputs|Outputs)|only .* supported", message);
    }

    [Fact]
    public void They_are_more_than_thirty() => Assert.InRange(Read.Count + Refused.Count, 30, int.MaxValue);

    private static byte[] Model(Func<ModelBuilder, string> write)
    {
        var model = new ModelBuilder();
        model.Output(write(model), DataType.Float, 0);
        model.Graph.Output[0].Type.TensorType.Shape = null;
        return model.Bytes("");
    }

    private static string Hidden(ModelBuilder model) => model.Dense("x", 5, 4);

    private static string Dense(ModelBuilder model, string rows) => model.Dense(rows, 4, 2);

    private static string With(ModelBuilder model, string rows, Func<ModelBuilder, string, string> first, Func<ModelBuilder, string, string> then) => then(model, first(model, rows));
}
