using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using global::Onnx;
using static Compiled.Tests.Import.Importing;

namespace Compiled.Tests.Import;

/// <summary>Models for one row: without an axis of rows, or with one of size 1, and axes that come and go around the row.</summary>
public class SingleRowImportTests
{
    private const int Width = 5;

    public static TheoryData<string> Batchless => [.. BatchlessModels.Keys];

    public static TheoryData<string> Rows => [.. RowModels.Keys];

    /// <summary>From x of [5].</summary>
    private static readonly Dictionary<string, (Func<ModelBuilder, string, string> Build, string Blocks)> BatchlessModels = new()
    {
        ["softmax over axis 0"] = (static (m, x) => m.Node("Softmax", [Layer(m, x, Width, 3)], ("axis", 0L)), "[Dense(3), Softmax]"),
        ["softmax over axis -1"] = (static (m, x) => m.Node("Softmax", [Layer(m, x, Width, 3)], ("axis", -1L)), "[Dense(3), Softmax]"),
        ["log softmax over axis 0"] = (static (m, x) => m.Node("LogSoftmax", [Layer(m, x, Width, 3)], ("axis", 0L)), "[Dense(3), LogSoftmax]"),
        ["two layers"] = (static (m, x) => Layer(m, m.Node("Relu", [Layer(m, x, Width, 4)]), 4, 3), "[Dense(4), Relu]\n[Dense(3)]"),
        ["unsqueezed for a Gemm"] = (static (m, x) => m.Node("Squeeze", [m.Dense(m.Node("Unsqueeze", [x, m.Integers(0)]), Width, 3), m.Integers(0)]), "[Dense(3)]"),
        ["unsqueezed, and the first row taken"] = (static (m, x) => m.Node("Gather", [m.Dense(m.Node("Unsqueeze", [x, m.Integers(0)]), Width, 3), Index(m, 0)], ("axis", 0L)), "[Dense(3)]"),
        ["reshaped for a Gemm"] = (static (m, x) => m.Node("Reshape", [m.Dense(m.Node("Reshape", [x, m.Integers(1, -1)]), Width, 3), m.Integers(-1)]), "[Dense(3)]"),
        ["reshaped to its size"] = (static (m, x) => m.Node("Reshape", [m.Dense(m.Node("Reshape", [x, m.Integers(1, Width)]), Width, 3), m.Integers(3)]), "[Dense(3)]"),
        ["expanded"] = (static (m, x) => m.Dense(m.Node("Expand", [x, m.Integers(1, Width)]), Width, 3), "[Dense(3)]"),
        ["flattened from axis 0"] = (static (m, x) => m.Dense(m.Node("Flatten", [x], ("axis", 0L)), Width, 3), "[Dense(3)]"),
        ["W x"] = (static (m, x) => m.Node("Tanh", [m.Node("Add", [m.Node("MatMul", [m.Drawn(3, Width), x]), m.Drawn(3)])]), "[Dense(3), Tanh]"),
        ["biases of [1, n]"] = (static (m, x) => m.Node("Softmax", [m.Node("Add", [m.Node("MatMul", [x, m.Drawn(Width, 3)]), m.Drawn(1, 3)])], ("axis", 1L)), "[Dense(3), Softmax]"),
        ["one output squeezed"] = (static (m, x) => m.Node("Squeeze", [Layer(m, x, Width, 1), m.Integers(0)]), "[Dense(1)]"),
        ["layer norm"] = (static (m, x) => m.Node("LayerNormalization", [Layer(m, x, Width, 4), m.Drawn(4), m.Drawn(4)], ("axis", 0L)), "[Dense(4), LayerNorm(Epsilon = 1E-05)]"),
        ["residual"] = (static (m, x) => m.Node("Add", [x, Layer(m, x, Width, Width)]), "[BeginResidual]\n[Dense(5)]\n[EndResidual]"),
        ["joined"] = (static (m, x) => m.Node("Concat", [Layer(m, x, Width, 2), Layer(m, x, Width, 1)], ("axis", 0L)), ""),
    };

    /// <summary>From x of [batch, 5], any number of rows.</summary>
    private static readonly Dictionary<string, (Func<ModelBuilder, string, string> Build, string Blocks)> RowModels = new()
    {
        ["an axis before the rows"] = (static (m, x) => m.Node("Squeeze", [Layer(m, m.Node("Unsqueeze", [x, m.Integers(0)]), Width, 3), m.Integers(0)]), "[Dense(3)]"),
        ["an axis before the rows that stays"] = (static (m, x) => m.Node("Softmax", [Layer(m, m.Node("Unsqueeze", [x, m.Integers(0)]), Width, 3)], ("axis", 2L)), "[Dense(3), Softmax]"),
        ["an axis before the rows, reshaped away"] = (static (m, x) => m.Node("Reshape", [Layer(m, m.Node("Unsqueeze", [x, m.Integers(0)]), Width, 3), m.Integers(-1, 3)]), "[Dense(3)]"),
        ["an axis before the rows, by Reshape"] = (static (m, x) => m.Node("Squeeze", [Layer(m, m.Node("Reshape", [x, m.Integers(1, -1, Width)]), Width, 3), m.Integers(0)]), "[Dense(3)]"),
        ["an axis before the rows, the first taken"] = (static (m, x) => m.Node("Gather", [Layer(m, m.Node("Unsqueeze", [x, m.Integers(0)]), Width, 3), Index(m, 0)], ("axis", 0L)), "[Dense(3)]"),
        ["two axes before the rows"] = (static (m, x) => m.Node("Squeeze", [Layer(m, m.Node("Unsqueeze", [x, m.Integers(0, 1)]), Width, 3), m.Integers(0, 1)]), "[Dense(3)]"),
        ["an axis behind the rows and back"] = (static (m, x) => m.Node("Squeeze", [m.Node("Relu", [m.Node("Unsqueeze", [Layer(m, x, Width, 3), m.Integers(1)])]), m.Integers(1)]), "[Dense(3), Relu]"),
        ["expanded by an axis"] = (static (m, x) => Layer(m, m.Node("Expand", [x, m.Integers(1, 1, Width)]), Width, 3), "[Dense(3)]"),
    };

    [Theory]
    [MemberData(nameof(Batchless))]
    public void Models_without_rows_are_read(string name)
    {
        var (build, blocks) = BatchlessModels[name];
        var model = new ModelBuilder(17, Width);
        model.Graph.Input[0].Type.TensorType.Shape.Dim.RemoveAt(0);
        var output = build(model, "x");
        Compare(model, output, [Width], blocks);
    }

    [Theory]
    [MemberData(nameof(Batchless))]
    public void Models_of_one_row_are_read_after_it_is_squeezed(string name)
    {
        var (build, blocks) = BatchlessModels[name];
        var model = new ModelBuilder(17, Width);
        model.Graph.Input[0].Type.TensorType.Shape.Dim[0] = new TensorShapeProto.Types.Dimension { DimValue = 1 };
        var output = build(model, model.Node("Squeeze", ["x", model.Integers(0)]));
        Compare(model, output, [1, Width], blocks);
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Axes_around_the_rows_are_passed_through(string name)
    {
        var (build, blocks) = RowModels[name];
        var model = new ModelBuilder(17, Width);
        var output = build(model, "x");
        IsRead(model.Bytes(output, 0), blocks, output: output);
    }

    [Fact]
    public void What_mixes_rows_is_refused()
    {
        IsRefused(Model(static m => m.Node("Softmax", [m.Dense("x", Width, 3)], ("axis", 0L))), "mixes rows");
        IsRefused(Model(static m => m.Node("Softmax", [Layer(m, m.Node("Unsqueeze", ["x", m.Integers(0)]), Width, 3)], ("axis", 1L))), "mixes rows");
        IsRefused(Model(static m => m.Node("Squeeze", [m.Dense("x", Width, 3), m.Integers(0)])), "squeezes axes");
        IsRefused(Model(static m => m.Node("Gather", [m.Dense("x", Width, 3), Index(m, 0)], ("axis", 0L))), "selects one of the rows");
        IsRefused(Model(static m => m.Dense(m.Node("Expand", ["x", m.Integers(4, Width)]), Width, 3)), "repeat nothing");
        IsRefused(Model(static m => m.Dense(m.Node("Reshape", ["x", m.Integers(1, -1)]), Width, 3)), "reshapes rows");
    }

    private static byte[] Model(Func<ModelBuilder, string> build)
    {
        var model = new ModelBuilder(17, Width);
        return model.Bytes(build(model));
    }

    /// <summary>MatMul and Add, which take any number of axes.</summary>
    private static string Layer(ModelBuilder model, string rows, int inputs, int outputs) => model.Node("Add", [model.Node("MatMul", [rows, model.Drawn(inputs, outputs)]), model.Drawn(outputs)]);

    /// <summary>A constant without dimensions, which takes its axis away.</summary>
    private static string Index(ModelBuilder model, long index)
    {
        var tensor = new TensorProto { DataType = (int)TensorProto.Types.DataType.Int64 };
        tensor.Int64Data.Add(index);
        return model.Tensor(tensor);
    }

    /// <summary>Row by row.</summary>
    private static void Compare(ModelBuilder builder, string output, int[] shape, string blocks)
    {
        builder.Output(output);
        // The rank differs from model to model.
        builder.Graph.Output[0].Type.TensorType.Shape = null;
        var model = builder.Bytes(output);
        var network = Read(model);
        using var session = new InferenceSession(model);
        var inputs = Judge.Inputs(Width);
        List<float> expected = [];
        foreach (var row in inputs.Chunk(Width))
        {
            using var results = session.Run([NamedOnnxValue.CreateFromTensor("x", new DenseTensor<float>(row, shape))]);
            expected.AddRange(results[0].AsEnumerable<float>());
        }

        AssertClose([.. expected], Interpreter.Predict(network, inputs));
        if (blocks.Length > 0)
            Assert.Equal(blocks, network.Topology.Declaration[(network.Topology.Declaration.IndexOf('\n', StringComparison.Ordinal) + 1)..]);
    }
}
