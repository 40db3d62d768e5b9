using global::Onnx;
using DataType = global::Onnx.TensorProto.Types.DataType;
using static Compiled.Tests.Import.Importing;

namespace Compiled.Tests.Import;

/// <summary>What keeps a model from being a network, each with the sentence that says so.</summary>
public class ObstacleTests
{
    private static byte[] Of(Func<ModelBuilder, string, string> rows, long opset = 13, int width = 12, params int[] shape)
    {
        var model = new ModelBuilder(opset, shape.Length == 0 ? [12] : shape);
        return model.Bytes(model.Dense(rows(model, "x"), width, 2), 2);
    }

    private static byte[] OfOneRow(Func<ModelBuilder, string, string> rows)
    {
        var model = new ModelBuilder(13, 12);
        model.Graph.Input[0].Type.TensorType.Shape.Dim[0] = new() { DimValue = 1 };
        return model.Bytes(model.Node("MatMul", [rows(model, "x"), model.Drawn(12, 2)]), 2);
    }

    private static string Computed(ModelBuilder model) => model.Node("Shape", ["x"], ("start", 0L));

    [Fact]
    public void Axes_are_taken_away_where_they_are_of_size_one()
    {
        foreach (var axes in (long[][])[[1], [5], [-7], [0], [0, 1]])
            IsRefused(Of((m, x) => m.Node("Squeeze", [x, m.Integers(axes)])), "'the Squeeze'", "squeezes axes of rows of [12]: only axes of size 1 after the rows");
        IsRefused(Of(static (m, x) => m.Node("Squeeze", [x, Computed(m)]), 15), "'the Squeeze'", "squeezes axes that are computed or not given: make them constant.");
        IsRefused(Of(static (m, x) => m.Node("Squeeze", [x])), "'the Squeeze'", "squeezes axes that are computed or not given");
        IsRefused(Of(static (m, x) => m.Node("Squeeze", [x]), 12), "'the Squeeze'", "squeezes axes that are computed or not given");
        Assert.Equal(12, Read(OfOneRow(static (m, x) => m.Node("Squeeze", [x]))).Topology.InputSize);
        Assert.Equal(12, Read(OfOneRow(static (m, x) => m.Node("Squeeze", [x, m.Integers(0)]))).Topology.InputSize);
    }

    [Fact]
    public void Axes_are_added_where_there_is_room()
    {
        foreach (var axes in (long[][])[[0, 0], [3], [-4]])
            IsRefused(Of((m, x) => m.Node("Unsqueeze", [x, m.Integers(axes)])), "'the Unsqueeze'", $"adds the axes [{string.Join(", ", axes)}] to rows of [12], which has no such positions.");
        IsRefused(Of(static (m, x) => m.Node("Unsqueeze", [x, m.Integers(0, 1, 2, 3, 4, 5, 6)])), "'the Unsqueeze'", "gives rows more than 8 axes.");
        foreach (var axes in (long[][])[[], [0, 1, 2, 3, 4, 5, 6, 7, 8]])
            IsRefused(Of((m, x) => m.Node("Unsqueeze", [x, m.Integers(axes)])), "'the Unsqueeze'", "adds axes that are computed, or too many: only constant axes are supported.");
        IsRefused(Of(static (m, x) => m.Node("Unsqueeze", [x, Computed(m)]), 15), "'the Unsqueeze'", "adds axes that are computed, or too many");
    }

    [Fact]
    public void Rows_are_not_repeated()
    {
        IsRefused(Of(static (m, x) => m.Node("Expand", [x, Computed(m)]), 15), "'the Expand'", "expands to a computed shape: only constant shapes that do not repeat rows are supported.");
        IsRefused(Of(static (m, x) => m.Node("Expand", [x, m.Integers([1, 1, 1, 1, 1, 1, 1, 1, 12])])), "'the Expand'", "expands to a computed shape");
        IsRefused(Of(static (m, x) => m.Node("Expand", [x, m.Integers(5, 12)])), "'the Expand'", "expands rows of [12] to [5, 12]: only shapes that repeat nothing are supported.");
        IsRefused(Of(static (m, x) => m.Node("Expand", [x, m.Integers(3, 1, 12)])), "'the Expand'", "expands rows of [12] to [3, 1, 12]");
        IsRead(Of(static (m, x) => m.Node("Expand", [x, m.Integers(1, 12)])), "[Dense(2)]");
        IsRead(Of(static (m, x) => m.Node("Expand", [x, m.Node("Shape", [x])])), "[Dense(2)]");
        IsRefused(Of(static (m, x) => m.Node("Gather", [x, Scalar(m, 0)], ("axis", 0L))), "'the Gather'", "selects one of the rows, which is supported only in a model for one row.");
    }

    [Fact]
    public void Rows_are_not_merged()
    {
        IsRefused(Of(static (m, x) => m.Node("Flatten", [x], ("axis", 0L)), 13, 12, 3, 4), "'the Flatten'", "flattens from axis 0 on, which merges rows: only axis 1 is supported.");
        IsRefused(Of(static (m, x) => m.Node("Flatten", [x], ("axis", 2L)), 13, 12, 3, 4), "'the Flatten'", "flattens from axis 2 on, which merges rows");
        IsRefused(Of(static (m, x) => m.Node("Reshape", [x, Matrix(m, -1, 12)])), "'the Reshape'", "reshapes to a computed shape");
        foreach (var shape in (long[][])[[-1, -1], [-1, 13], [-2, 12], [0], [0, 1L << 40]])
            IsRefused(Of((m, x) => m.Node("Reshape", [x, m.Integers(shape)])), "'the Reshape'", "only shapes that keep each row, such as [-1, 12], are supported.");
    }

    [Fact]
    public void Rows_stay_floats_and_whole()
    {
        var model = new ModelBuilder();
        IsRefused(model.Bytes(model.Node("Cast", [model.Dense("x", 5, 2)], ("to", 7L)), 2), "'the Cast'", "turns the rows into something other than floats, which no block can do.");
        IsRefused(Of(static (m, x) => m.Node("Dropout", [x, m.Scalar(0.5f), Computed(m)]), 15), "'the Dropout'", "drops values in predictions (training_mode is not false)");
    }

    [Fact]
    public void What_opset_six_broadcasts_otherwise_is_refused()
    {
        foreach (var operation in (string[])["Add", "Sub", "Mul", "Div"])
        {
            IsRefused(Of((m, x) => m.Node(operation, [x, m.Positive(12)], ("broadcast", 1L), ("axis", 0L)), 6), $"'the {operation}'", "broadcasts a constant along axis 0, as only opsets before 7 can");
            Assert.Equal(12, Read(Of((m, x) => m.Node(operation, [x, m.Positive(12)], ("broadcast", 1L), ("axis", -1L)), 6)).Topology.InputSize);
            Assert.Equal(12, Read(Of((m, x) => m.Node(operation, [x, m.Scalar(2)], ("broadcast", 1L), ("axis", 0L)), 6)).Topology.InputSize);
        }

        IsRefused(Of(static (m, x) => m.Node("Dropout", [x], ("ratio", 0.5f)), 6), "'the Dropout'", "is in training mode (is_test is not 1)");
        Assert.Equal(12, Read(Of(static (m, x) => m.Node("Dropout", [x], ("ratio", 0.5f), ("is_test", 1L)), 6)).Topology.InputSize);
    }

    private static byte[] Scaled(params (string, object)[] attributes)
    {
        var model = new ModelBuilder(13, 3).WithLearningDomain();
        return model.Bytes(model.Dense(model.Node("ai.onnx.ml::Scaler", ["x"], attributes), 3, 2), 2);
    }

    [Fact]
    public void A_scaler_has_finite_figures_for_each_value()
    {
        IsRefused(Scaled(("offset", (float[])[1, 2]), ("scale", (float[])[1, 2, 3])), "(ai.onnx.ml.Scaler) has 2 offsets and 3 scales: there must be one, or one for each value of a row.");
        IsRefused(Scaled(("offset", (float[])[]), ("scale", (float[])[1])), "has 0 offsets and 1 scales");
        IsRefused(Scaled(("offset", (float[])[1, 2, float.NaN]), ("scale", (float[])[1])), "has an offset or a scale that is not finite.");
        IsRefused(Scaled(("offset", (float[])[0]), ("scale", (float[])[1, float.PositiveInfinity, 3])), "has an offset or a scale that is not finite.");
        Assert.Contains("[Standardize]\n[Dense(2)]", Read(Scaled(("offset", (float[])[1, 2, 3]))).Topology.Declaration, StringComparison.Ordinal);
        Assert.Contains("[Standardize]\n[Dense(2)]", Read(Scaled(("scale", (float[])[2]))).Topology.Declaration, StringComparison.Ordinal);
        var model = new ModelBuilder(13, 3, 4).WithLearningDomain();
        IsRefused(
            model.Bytes(model.Dense(model.Node("Flatten", [model.Node("ai.onnx.ml::Scaler", ["x"], ("scale", (float[])[2]))]), 12, 2), 2), "works on rows of [3, 4]: only scalers of flat rows are supported.");
    }

    [Fact]
    public void What_the_generator_would_refuse_is_refused_by_its_node()
    {
        var wide = new ModelBuilder(13, 1);
        IsRefused(wide.Bytes(wide.Dense("x", 1, 8_193), 8_193), "'the Gemm'", "has 8,193 outputs, but a dense block has at most 8,192.");
        IsRefused(Of(static (m, x) => m.Node("LayerNormalization", [x, m.Positive(12), m.Drawn(12)], ("axis", -1L)), 17), "'the LayerNormalization'", "is a norm before the first dense block, which a network cannot have");
        var single = new ModelBuilder(13, 3);
        IsRefused(single.Bytes(single.Node("Softmax", [single.Dense("x", 3, 1)], ("axis", 1L)), 1), "'the Softmax'", "is a softmax over a single output, which is always 1.");
        var open = new ModelBuilder(13, 0);
        IsRefused(open.Bytes(open.Node("MatMul", ["x", open.Floats([65_537, 1], new float[65_537])]), 1), "The model has 65,537 inputs, but a network has at most 65,536.");
    }

    [Fact]
    public void Attributes_are_not_those_of_functions_or_branches()
    {
        IsRefused(Changed(static node => node.Attribute[0].RefAttrName = "alpha"), "attribute 'transB' refers to a function's attribute, but functions are not supported.");
        IsRefused(Changed(static node => node.Attribute[0].Type = AttributeProto.Types.AttributeType.Graph), "has a subgraph ('transB'): conditions and loops are not supported.");
        IsRefused(Changed(static node => node.Attribute[0].Type = AttributeProto.Types.AttributeType.Graphs), "has a subgraph ('transB')");

        static byte[] Changed(Action<NodeProto> change)
        {
            var model = new ModelBuilder();
            _ = model.Bytes(model.Dense("x", 5, 2), 2);
            change(model.Graph.Node[0]);
            return model.Bytes("");
        }
    }

    [Fact]
    public void Rows_are_joined_once_and_with_rows()
    {
        var model = new ModelBuilder();
        var rows = model.Dense("x", 5, 2);
        IsRefused(model.Bytes(model.Node("Concat", [rows, rows], ("axis", 1L)), 4), "'the Concat'", "concatenates a value with itself, which no block can do.");
        model = new ModelBuilder();
        rows = model.Dense("x", 5, 2);
        IsRefused(model.Bytes(model.Node("Concat", [rows, model.Drawn(1, 2)], ("axis", 1L)), 4), "'the Concat'", "concatenates rows with 'c3', a constant, which no block can do.");
        model = new ModelBuilder();
        IsRefused(model.Bytes(model.Node("Concat", [model.Dense("x", 5, 2), model.Dense("x", 5, 2)], ("axis", 0L)), 2), "'the Concat'", "concatenates rows vertically: only axis 1, within each row, is supported.");
        model = new ModelBuilder();
        string[] parts = [.. Enumerable.Range(0, 129).Select(_ => model.Dense("x", 5, 1))];
        IsRefused(model.Bytes(model.Node("Concat", parts, ("axis", 1L)), 129), "'the Concat'", "concatenates 129 values, more than a network can have heads.");
        model = new ModelBuilder();
        rows = model.Dense("x", 5, 2);
        IsRefused(model.Bytes(model.Dense(model.Node("Add", [rows, rows]), 2, 2), 2), "'the Add'", "adds a value to itself: use a Mul by the constant 2.");
    }

    private static (ModelBuilder Model, string Place) Deciding()
    {
        var model = new ModelBuilder(13, 5).WithLearningDomain();
        return (model, model.Node("ArgMax", [model.Dense("x", 5, 2)], ("axis", 1L)));
    }

    [Fact]
    public void Labels_are_one_list()
    {
        var (model, place) = Deciding();
        model.Output(model.Node("ai.onnx.ml::ArrayFeatureExtractor", [model.Texts("a", "b"), place]), DataType.String)
            .Output(model.Node("ai.onnx.ml::ArrayFeatureExtractor", [model.Texts("c", "d"), place]), DataType.String);
        IsRefused(model.Bytes(""), "has the labels c, d, but other nodes have a, b.");
        (model, place) = Deciding();
        model.Output(model.Node("ai.onnx.ml::ArrayFeatureExtractor", [model.Texts(), place]), DataType.String);
        IsRefused(model.Bytes(""), "has labels of [0], but must have a list.");
        (model, place) = Deciding();
        model.Output(model.Node("ai.onnx.ml::ArrayFeatureExtractor", [model.Floats([1, 1, 2], 1, 2), place]), DataType.Float);
        IsRefused(model.Bytes(""), "has labels of [1, 1, 2], but must have a list.");
        (model, place) = Deciding();
        model.Output(model.Node("ai.onnx.ml::ArrayFeatureExtractor", [model.Floats([2], 1.5f, 2), place]), DataType.Float);
        Assert.Equal(["1.5", "2"], Read(model.Bytes("")).Topology.Classes);
        model = new ModelBuilder(13, 5).WithLearningDomain();
        var scores = model.Node("Softmax", [model.Dense("x", 5, 2)], ("axis", 1L));
        model.Output(model.Node("ai.onnx.ml::ZipMap", [scores]), DataType.Float);
        IsRefused(model.Bytes(""), "(ai.onnx.ml.ZipMap) has no labels.");
    }

    private static string Scalar(ModelBuilder model, long value)
    {
        var tensor = new TensorProto { DataType = (int)DataType.Int64 };
        tensor.Int64Data.Add(value);
        return model.Tensor(tensor);
    }

    private static string Matrix(ModelBuilder model, params long[] values)
    {
        var tensor = new TensorProto { DataType = (int)DataType.Int64 };
        tensor.Dims.AddRange([1, values.Length]);
        tensor.Int64Data.AddRange(values);
        return model.Tensor(tensor);
    }
}
