using static Compiled.Tests.Import.Importing;

namespace Compiled.Tests.Import;

/// <summary>Models that compute W · x of a column.</summary>
public class ColumnImportTests
{
    private const int Width = 5;

    private static readonly Dictionary<string, (Func<ModelBuilder, string, string> Build, string Blocks)> Models = new()
    {
        ["MatMul and Add"] = (static (m, x) => Layer(m, m.Node("Relu", [Layer(m, x, Width, 4)]), 4, 3), "[Dense(4), Relu]\n[Dense(3)]"),
        ["Gemm"] = (static (m, x) => m.Node("Gemm", [m.Drawn(3, Width), x, m.Drawn(3, 1)]), "[Dense(3)]"),
        ["Gemm, transposed"] = (static (m, x) => m.Node("Gemm", [m.Drawn(Width, 3), x, m.Drawn(3, 1)], ("transA", 1L), ("alpha", 0.5f)), "[Dense(3)]"),
        ["scaled before"] = (static (m, x) => Layer(m, m.Node("Div", [m.Node("Sub", [x, m.Drawn(Width, 1)]), m.Positive(Width, 1)]), Width, 3), "[Standardize]\n[Dense(3)]"),
        ["clipped and scaled"] = (static (m, x) => m.Node("Mul", [m.Node("Clip", [Layer(m, x, Width, 3), m.Scalar(-3), m.Scalar(3)]), m.Scalar(0.5f)]), "[Dense(3), HardTanh(min: -1.5, max: 1.5)]"),
        ["softmax over the column"] = (static (m, x) => m.Node("Softmax", [Layer(m, x, Width, 3)], ("axis", 0L)), "[Dense(3), Softmax]"),
        ["a residual"] = (static (m, x) => m.Node("Add", [x, Layer(m, x, Width, Width)]), "[BeginResidual]\n[Dense(5)]\n[EndResidual]"),
    };

    public static TheoryData<string> Names => [.. Models.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void They_are_read(string name)
    {
        var (build, blocks) = Models[name];
        var model = Column();
        var output = build(model, "x");
        model.Output(output, global::Onnx.TensorProto.Types.DataType.Float, 1);
        var bytes = model.Bytes("");
        var network = Read(bytes);
        Assert.Equal(blocks, network.Topology.Declaration[(network.Topology.Declaration.IndexOf('\n', StringComparison.Ordinal) + 1)..]);
        var inputs = Judge.Inputs(Width);
        var expected = inputs.Chunk(Width).SelectMany(row => Judge.Run(bytes, output, ("x", row, [Width, 1])));
        AssertClose([.. expected], Interpreter.Predict(network, inputs));
    }

    [Fact]
    public void Biases_that_would_spread_to_a_matrix_are_refused()
    {
        var model = Column();
        IsRefused(model.Bytes(model.Node("Add", [model.Node("MatMul", [model.Drawn(3, Width), "x"]), model.Drawn(3)])), "'the Add' (Add)", "works on a column of [3, 1]");
        model = Column();
        IsRefused(model.Bytes(model.Node("Softmax", [Layer(model, "x", Width, 3)], ("axis", 1L))), "along axis 1 of a column");
    }

    private static ModelBuilder Column()
    {
        var model = new ModelBuilder(13, 1);
        model.Graph.Input[0].Type.TensorType.Shape.Dim[0] = new global::Onnx.TensorShapeProto.Types.Dimension { DimValue = Width };
        return model;
    }

    private static string Layer(ModelBuilder model, string x, int inputs, int outputs) => model.Node("Add", [model.Node("MatMul", [model.Drawn(outputs, inputs), x]), model.Drawn(outputs, 1)]);
}
