using global::Onnx;
using DataType = global::Onnx.TensorProto.Types.DataType;
using static Compiled.Tests.Import.Importing;

namespace Compiled.Tests.Import;

/// <summary>Weights, biases and shapes that a file computes from constants: the same numbers as ONNX Runtime's, or a refusal that names the node.</summary>
public class FoldingTests
{
    /// <summary>x · weights, 5 to 3.</summary>
    private static byte[] Weights(Func<ModelBuilder, string> weights, long opset = 13)
    {
        var model = new ModelBuilder(opset);
        return model.Bytes(model.Node("MatMul", ["x", weights(model)]), 3);
    }

    /// <summary>x · W + bias, 5 to 3.</summary>
    private static byte[] Bias(Func<ModelBuilder, string> bias, long opset = 13)
    {
        var model = new ModelBuilder(opset);
        return model.Bytes(model.Node("Add", [model.Node("MatMul", ["x", model.Drawn(5, 3)]), bias(model)]), 3);
    }

    /// <summary>Rows of [3, 4] in the shape [-1, 12].</summary>
    private static byte[] Shape(Func<ModelBuilder, string> shape, long opset = 13)
    {
        var model = new ModelBuilder(opset, 3, 4);
        return model.Bytes(model.Dense(model.Node("Reshape", ["x", shape(model)]), 12, 2), 2);
    }

    private static string Whole(ModelBuilder model, long[] dims, params long[] values)
    {
        var tensor = new TensorProto { DataType = (int)DataType.Int64 };
        tensor.Dims.AddRange(dims);
        tensor.Int64Data.AddRange(values);
        return model.Tensor(tensor);
    }

    private static void AreWeights(Func<ModelBuilder, string> weights, long opset = 13) => IsRead(Weights(weights, opset), "[Dense(3, Bias = false)]");

    /// <summary>What is not computed stays, and is refused as what it would have to be.</summary>
    private static void IsNoBias(string operation, Func<ModelBuilder, string> bias) => IsRefused(Bias(bias), $"({operation}) is not supported. The supported operators are Gemm");

    private static void IsNoWeights(Func<ModelBuilder, string> weights) => IsRefused(Weights(weights), "(MatMul) multiplies two computed matrices", "only constant weights on the right");

    private static void IsNoShape(Func<ModelBuilder, string> shape, long opset = 13) => IsRefused(Shape(shape, opset), "(Reshape) reshapes to a computed shape", "such as [-1, 64]");

    private static void IsBias(Func<ModelBuilder, string> bias, long opset = 13) => IsRead(Bias(bias, opset), "[Dense(3)]");

    private static void IsShape(Func<ModelBuilder, string> shape, long opset = 13) => IsRead(Shape(shape, opset), "[Dense(2)]");

    [Fact]
    public void A_constant_is_any_of_its_attributes()
    {
        IsBias(static model => model.Node("Constant", [], ("value_float", 0.5f)));
        IsBias(static model => model.Node("Constant", [], ("value_floats", (float[])[1, -2, 3])));
        IsShape(static model => model.Node("Constant", [], ("value_ints", (long[])[-1, 12])));
        var model = new ModelBuilder().WithLearningDomain();
        var scores = model.Node("Softmax", [model.Dense("x", 5, 2)]);
        var label = model.Node("ai.onnx.ml::ArrayFeatureExtractor", [model.Node("Constant", [], ("value_strings", (string[])["no", "yes"])), model.Node("ArgMax", [scores], ("axis", 1L))]);
        Assert.Equal(["no", "yes"], Read(model.Output(label, DataType.String).Output(scores, DataType.Float, 2).Bytes("")).Topology.Classes);
        IsRefused(Bias(static model => model.Node("Constant", [], ("value_string", "text"))), "Node 'the Add' (Add)", "contains strings where floats are expected");
        IsRefused(Bias(static model => model.Node("Constant", [])), "Node 'the Constant' (Constant)", "has no supported value: only a tensor, floats, integers or strings are supported.");
    }

    [Fact]
    public void The_shape_of_a_constant_is_known()
    {
        AreWeights(static model => model.Drawn(5, 3) is var weights ? model.Node("Reshape", [weights, model.Node("Shape", [weights])]) : "");
        IsNoShape(static model => model.Node("Shape", ["x"], ("start", 1L)), 15);
        IsNoShape(static model => model.Node("Shape", ["x"], ("end", 2L)), 15);
    }

    [Fact]
    public void Casts_are_carried_out()
    {
        AreWeights(static model => model.Node("Cast", [Whole(model, [5, 3], 1, 2, 3, 4, 5, 6, 7, 8, 9, -1, -2, -3, 0, 1, 2)], ("to", 1L)));
        AreWeights(static model => model.Node("Cast", [model.Node("Cast", [model.Drawn(5, 3)], ("to", 11L))], ("to", 1L)));
        IsShape(static model => model.Node("Cast", [model.Floats([2], -1, 12.75f)], ("to", 7L)));
        IsShape(static model => model.Node("Cast", [model.Node("Cast", [model.Integers(-1, 12)], ("to", 6L))], ("to", 7L)));
        IsNoShape(static model => model.Node("Cast", [model.Floats([2], -1, 1e30f)], ("to", 7L)));
        IsNoBias("Cast", static model => model.Node("Cast", [model.Node("Cast", [model.Drawn(3)], ("to", 9L))], ("to", 1L)));
        IsNoBias("Cast", static model => model.Node("Cast", [model.Texts("1", "2", "3")], ("to", 1L)));
        IsNoBias("Cast", static model => model.Node("Cast", [model.Texts("1", "2", "3")], ("to", 7L)));
        IsNoBias("Cast", static model => model.Node("Cast", [model.Node("Shape", ["x"])], ("to", 1L)));
    }

    [Fact]
    public void Matrices_are_transposed()
    {
        AreWeights(static model => model.Node("Transpose", [model.Drawn(3, 5)]));
        AreWeights(static model => model.Node("Transpose", [model.Drawn(5, 3)], ("perm", (long[])[0, 1])));
        IsBias(static model => model.Node("Transpose", [model.Drawn(3)]));
        IsRefused(Weights(static model => model.Node("Transpose", [model.Drawn(3, 5)], ("perm", (long[])[1, 1]))), "'the Transpose'", "permutes the axes [1, 1] of a tensor with 2: each must appear exactly once.");
        IsRefused(Weights(static model => model.Node("Transpose", [model.Drawn(3, 5)], ("perm", (long[])[1]))), "'the Transpose'", "permutes the axes [1] of a tensor with 2");
        IsNoWeights(static model => model.Node("Transpose", [model.Drawn(3, 5, 1)]));
    }

    [Theory]
    [InlineData(5, 3)]
    [InlineData(5, -1)]
    [InlineData(-1, 3)]
    public void Weights_may_be_reshaped(long first, long second) => AreWeights(model => model.Node("Reshape", [model.Drawn(15), model.Integers(first, second)]));

    [Fact]
    public void Weights_keep_their_number_of_elements()
    {
        AreWeights(static model => model.Node("Reshape", [model.Drawn(5, 3, 1), model.Integers(0, 0)]));
        IsRefused(Weights(static model => model.Node("Reshape", [model.Drawn(15), model.Integers(7, -1)])), "reshapes tensor 'c0' with 15 elements to [7, 2]");
        IsRefused(Weights(static model => model.Node("Reshape", [model.Drawn(15), model.Integers(5, 4)])), "reshapes tensor 'c0' with 15 elements to [5, 4]");
        IsRefused(Weights(static model => model.Node("Reshape", [model.Drawn(15), model.Integers(5, 0)])), "reshapes tensor 'c0' with 15 elements to [5, 0]");
        foreach (var shape in (long[][])[[-1, -1], [-2, 3], [1L << 40, 3], [1L << 30, 1L << 30], [1, 1, 1, 1, 1, 1, 1, 5, 3]])
            IsNoWeights(model => model.Node("Reshape", [model.Drawn(15), model.Integers(shape)]));
        IsNoWeights(static model => model.Node("Reshape", [model.Drawn(15), model.Drawn(2)]));
    }

    [Fact]
    public void Axes_of_constants_come_and_go()
    {
        AreWeights(static model => model.Node("Flatten", [model.Drawn(5, 3, 1)]));
        AreWeights(static model => model.Node("Flatten", [model.Drawn(5, 3)], ("axis", -1L)));
        IsNoWeights(static model => model.Node("Flatten", [model.Drawn(5, 3)], ("axis", 3L)));
        IsNoWeights(static model => model.Node("Flatten", [model.Drawn(5, 3)], ("axis", -3L)));
        IsNoWeights(static model => model.Node("Flatten", [model.Floats([0, 3])]));
        AreWeights(static model => model.Node("Squeeze", [model.Drawn(1, 5, 1, 3)]));
        AreWeights(static model => model.Node("Squeeze", [model.Drawn(1, 5, 3), model.Integers(-3)]));
        AreWeights(static model => model.Node("Squeeze", [model.Drawn(5, 1, 3)], ("axes", (long[])[1])), 12);
        IsRefused(Weights(static model => model.Node("Squeeze", [model.Drawn(5, 3), model.Integers(0)])), "reshapes tensor 'c0' with 15 elements to [3]");
        IsBias(static model => model.Node("Unsqueeze", [model.Drawn(3), model.Integers(0)]));
        IsBias(static model => model.Node("Unsqueeze", [model.Drawn(3), model.Integers(-2)]));
        IsBias(static model => model.Node("Unsqueeze", [model.Drawn(3)], ("axes", (long[])[0])), 12);
        foreach (var axes in (long[][])[[0, 0], [2], [-3], [0, 1, 2, 3, 4, 5, 6, 7], [0, 1, 2, 3, 4, 5, 6, 7, 8]])
            IsNoBias("Unsqueeze", model => model.Node("Unsqueeze", [model.Drawn(3), model.Integers(axes)]));
        IsNoBias("Unsqueeze", static model => model.Node("Unsqueeze", [model.Drawn(3)]));
    }

    [Fact]
    public void Vectors_are_joined_and_taken_apart()
    {
        IsBias(static model => model.Node("Concat", [model.Drawn(1), model.Drawn(2)], ("axis", 0L)));
        IsNoBias("Concat", static model => model.Node("Concat", [model.Drawn(1, 1), model.Drawn(1, 2)], ("axis", 1L)));
        IsNoBias("Concat", static model => model.Node("Concat", [model.Texts("a"), model.Texts("b", "c")], ("axis", 0L)));
        IsBias(static model => model.Node("Gather", [model.Drawn(5), model.Integers(0, -1, 2)]));
        IsRefused(Bias(static model => model.Node("Gather", [model.Drawn(5), model.Integers(0, 1, 5)])), "takes element 5 of 5.");
        IsRefused(Bias(static model => model.Node("Gather", [model.Drawn(5), model.Integers(0, 1, -6)])), "takes element -6 of 5.");
        IsNoBias("Gather", static model => model.Node("Gather", [model.Drawn(5, 3), model.Integers(0)]));
        IsNoBias("Gather", static model => model.Node("Gather", [model.Drawn(5), Whole(model, [1, 3], 0, 1, 2)]));
        IsNoBias("Gather", static model => model.Node("Gather", [model.Drawn(5), model.Integers([.. Enumerable.Repeat(0L, 65)])]));
        IsNoBias("Gather", static model => model.Node("Gather", [model.Drawn(5), model.Drawn(3)]));
    }

    [Theory]
    [InlineData(1, 4)]
    [InlineData(-4, -1)]
    [InlineData(2, 99)]
    [InlineData(-99, 3)]
    public void A_piece_of_a_vector_is_a_constant(long start, long end)
    {
        IsBias(model => model.Node("Slice", [model.Drawn(5), model.Integers(start), model.Integers(end)]));
        IsBias(model => model.Node("Slice", [model.Drawn(5), model.Integers(start), model.Integers(end), model.Integers(0), model.Integers(1)]));
        IsBias(model => model.Node("Slice", [model.Drawn(5)], ("starts", (long[])[start]), ("ends", (long[])[end])), 9);
    }

    [Fact]
    public void Other_pieces_are_not_constants()
    {
        IsNoBias("Slice", static model => model.Node("Slice", [model.Drawn(6), model.Integers(0), model.Integers(6), model.Integers(0), model.Integers(2)]));
        IsNoBias("Slice", static model => model.Node("Slice", [model.Drawn(1, 6), model.Integers(0), model.Integers(1)]));
        IsNoBias("Slice", static model => model.Node("Slice", [model.Drawn(6), model.Integers(0, 1), model.Integers(1, 2)]));
        IsNoBias("Slice", static model => model.Node("Slice", [model.Drawn(6), model.Integers(3), model.Integers(5, 6)]));
        IsNoBias("Slice", static model => model.Node("Slice", [model.Drawn(6), model.Drawn(1), model.Integers(5)]));
    }

    [Fact]
    public void Products_of_matrices_are_one_matrix()
    {
        AreWeights(static model => model.Node("MatMul", [model.Drawn(5, 4), model.Drawn(4, 3)]));
        IsNoWeights(static model => model.Node("MatMul", [model.Drawn(5, 4), model.Drawn(5, 3)]));
        IsNoWeights(static model => model.Node("MatMul", [model.Drawn(1, 5, 4), model.Drawn(4, 3)]));
        IsNoWeights(static model => model.Node("MatMul", [model.Drawn(5, 4), model.Drawn(1, 4, 3)]));
        IsNoWeights(static model => model.Node("MatMul", [Whole(model, [1, 1], 1), Whole(model, [1, 1], 1)]));
        // 400 million multiplications.
        IsNoWeights(static model => model.Node("MatMul", [model.Floats([20_000, 1], new float[20_000]), model.Floats([1, 20_000], new float[20_000])]));
    }

    [Theory]
    [InlineData("Neg")]
    [InlineData("Sqrt")]
    [InlineData("Reciprocal")]
    public void Functions_of_constants_are_constants(string operation) => IsBias(model => model.Node(operation, [model.Positive(3)]));

    [Theory]
    [InlineData("Add")]
    [InlineData("Sub")]
    [InlineData("Mul")]
    [InlineData("Div")]
    public void Sums_and_products_of_constants_are_constants(string operation)
    {
        IsBias(model => model.Node(operation, [model.Drawn(3), model.Positive(3)]));
        IsBias(model => model.Node(operation, [model.Scalar(2), model.Positive(3)]));
        IsBias(model => model.Node(operation, [model.Drawn(3), model.Scalar(2)]));
        IsBias(model => model.Node(operation, [model.Drawn(3), model.Positive(1)]));
    }

    [Fact]
    public void Powers_of_constants_are_squares_and_roots()
    {
        IsBias(static model => model.Node("Pow", [model.Positive(3), model.Scalar(2)]));
        IsBias(static model => model.Node("Pow", [model.Positive(3), model.Scalar(0.5f)]));
        IsNoBias("Pow", static model => model.Node("Pow", [model.Positive(3), model.Scalar(3)]));
        IsNoBias("Add", static model => model.Node("Add", [model.Drawn(3), model.Drawn(1, 3)]));
        IsNoBias("Add", static model => model.Node("Add", [model.Drawn(1, 3), model.Drawn(3)]));
        IsNoBias("Add", static model => model.Node("Add", [model.Drawn(3), model.Drawn(1, 1)]));
        IsNoBias("Add", static model => model.Node("Add", [model.Drawn(1, 1), model.Drawn(3)]));
        foreach (var operation in (string[])["Add", "Neg"])
        {
            var numbers = Bias(model => model.Node("Cast", [model.Node(operation, operation == "Neg" ? [model.Integers(1, 2, 3)] : [model.Integers(1, 2, 3), model.Integers(1, 2, 3)])], ("to", 1L)));
            IsRefused(numbers, "is not supported. The supported operators are Gemm");
        }
    }
}
