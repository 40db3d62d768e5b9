using static Compiled.Tests.Import.Importing;

namespace Compiled.Tests.Import;

public class DenseImportTests
{
    [Theory]
    [InlineData(0, 1f, 1f)]
    [InlineData(1, 1f, 1f)]
    [InlineData(1, 0.5f, 1f)]
    [InlineData(0, 1f, -2f)]
    [InlineData(1, -1.5f, 0f)]
    public void Gemm_is_dense_whatever_its_transB_alpha_and_beta(long transB, float alpha, float beta)
    {
        var model = new ModelBuilder();
        var weights = transB == 1 ? model.Drawn(3, 5) : model.Drawn(5, 3);
        var output = model.Node("Gemm", ["x", weights, model.Drawn(3)], ("transB", transB), ("alpha", alpha), ("beta", beta));
        IsRead(model.Bytes(output), "[Dense(3)]");
    }

    [Theory]
    [InlineData(new[] { 3 })]
    [InlineData(new[] { 1, 3 })]
    [InlineData(new[] { 1 })]
    [InlineData(new int[0])]
    public void Biases_may_have_any_shape_that_is_the_same_for_each_row(int[] shape)
    {
        var model = new ModelBuilder();
        IsRead(model.Bytes(model.Node("Gemm", ["x", model.Drawn(5, 3), model.Drawn(shape)])), "[Dense(3)]");
    }

    [Fact]
    public void Gemm_without_biases_is_dense_without_them()
    {
        var model = new ModelBuilder();
        IsRead(model.Bytes(model.Node("Gemm", ["x", model.Drawn(5, 3)])), "[Dense(3, Bias = false)]");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void MatMul_and_Add_are_dense_either_way_round(bool biasFirst)
    {
        var model = new ModelBuilder();
        var (product, bias) = (model.Node("MatMul", ["x", model.Drawn(5, 3)]), model.Drawn(1, 3));
        IsRead(model.Bytes(model.Node("Add", biasFirst ? [bias, product] : [product, bias])), "[Dense(3)]");
    }

    [Fact]
    public void MatMul_alone_has_no_biases()
    {
        var model = new ModelBuilder();
        IsRead(model.Bytes(model.Node("MatMul", ["x", model.Drawn(5, 3)])), "[Dense(3, Bias = false)]");
    }

    [Fact]
    public void Weights_may_be_transposed_reshaped_and_copied_constants()
    {
        var model = new ModelBuilder();
        var weights = model.Node("Transpose", [model.Node("Reshape", [model.Node("Identity", [model.Drawn(15)]), model.Integers(3, -1)])], ("perm", (long[])[1, 0]));
        var bias = model.Node("Squeeze", [model.Node("Unsqueeze", [model.Drawn(3), model.Integers(0)]), model.Integers(0)]);
        IsRead(model.Bytes(model.Node("Add", [model.Node("MatMul", ["x", weights]), bias])), "[Dense(3)]");
    }

    [Fact]
    public void Weights_may_be_computed_from_constants()
    {
        var model = new ModelBuilder();
        var weights = model.Node("Div", [model.Node("Mul", [model.Drawn(5, 3), model.Positive(5, 3)]), model.Node("Sqrt", [model.Scalar(2)])]);
        IsRead(model.Bytes(model.Node("MatMul", ["x", weights])), "[Dense(3, Bias = false)]");
    }

    [Fact]
    public void Weights_may_be_nodes()
    {
        var model = new ModelBuilder();
        var tensor = new global::Onnx.TensorProto { DataType = 1 };
        tensor.Dims.AddRange([5, 2]);
        tensor.FloatData.AddRange(model.Draw(5, 2));
        var weights = model.Node("Constant", [], ("value", tensor));
        IsRead(model.Bytes(model.Node("Add", [model.Node("MatMul", ["x", weights]), model.Node("Constant", [], ("value_floats", (float[])[1, 2]))])), "[Dense(2)]");
    }

    [Fact]
    public void Initialisers_may_be_inputs_too()
    {
        var model = new ModelBuilder();
        var weights = model.Drawn(5, 3);
        model.Graph.Input.Add(new global::Onnx.ValueInfoProto
        {
            Name = weights,
            Type = new global::Onnx.TypeProto { TensorType = new global::Onnx.TypeProto.Types.Tensor { ElemType = 1, Shape = new global::Onnx.TensorShapeProto() } },
        });
        foreach (var size in new[] { 5, 3 })
            model.Graph.Input[1].Type.TensorType.Shape.Dim.Add(new global::Onnx.TensorShapeProto.Types.Dimension { DimValue = size });
        IsRead(model.Bytes(model.Node("MatMul", ["x", weights])), "[Dense(3, Bias = false)]");
    }

    [Fact]
    public void Weights_come_bit_for_bit_with_the_names_of_a_declared_network()
    {
        var model = new ModelBuilder();
        var hidden = model.Node("Relu", [model.Dense("x", 5, 4)]);
        var network = Read(model.Bytes(model.Dense(hidden, 4, 2)));
        Assert.Equal(["0.weight", "0.bias", "2.weight", "2.bias"], network.Tensors.Select(static tensor => tensor.Name));
        Assert.Equal(["Dense0", "Dense0", "Dense1", "Dense1"], network.Tensors.Select(static tensor => tensor.Block));
        Assert.Equal([4, 5], network.Tensors[0].Shape);
        Assert.Equal(model.Graph.Initializer[0].FloatData.ToArray(), network.Tensors[0].Values.ToArray());
        Assert.Equal(("x", 5, 2, 34, null), (network.InputName, network.Topology.InputSize, network.Topology.OutputSize, network.Topology.ParameterCount, network.Topology.Loss));
    }

    [Fact]
    public void A_model_that_does_not_say_how_wide_its_rows_are_says_it_by_its_weights()
    {
        var model = new ModelBuilder();
        model.Graph.Input[0].Type.TensorType.Shape = null;
        Assert.Equal(5, Read(model.Bytes(model.Node("Relu", [model.Dense(model.Node("Sub", ["x", model.Scalar(1)]), 5, 2)]))).Topology.InputSize);
    }

    [Fact]
    public void Weights_on_the_left_are_refused_with_the_remedy()
    {
        var model = new ModelBuilder();
        IsRefused(model.Bytes(model.Node("MatMul", [model.Drawn(3, 5), "x"])), "'the MatMul' (MatMul)", "W · x", "only x · W");
    }

    [Fact]
    public void A_transposed_input_is_refused()
    {
        var model = new ModelBuilder();
        IsRefused(model.Bytes(model.Node("Gemm", ["x", model.Drawn(5, 3)], ("transA", 1L))), "'the Gemm' (Gemm)", "transA");
    }

    [Fact]
    public void Weights_that_do_not_fit_the_rows_are_refused()
    {
        var model = new ModelBuilder();
        IsRefused(model.Bytes(model.Dense("x", 6, 3)), "for rows of 6 floats", "but its input rows have 5");
    }

    [Fact]
    public void Rows_that_are_transposed_twice_are_rows()
    {
        var model = new ModelBuilder();
        var turned = model.Node("Transpose", ["x"], ("perm", (long[])[1, 0]));
        IsRead(model.Bytes(model.Node("Gemm", [turned, model.Drawn(5, 3), model.Drawn(3)], ("transA", 1L)), 3), "[Dense(3)]");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Weights_on_the_left_may_be_transposed_back(long transA)
    {
        var model = new ModelBuilder();
        var weights = transA == 1 ? model.Drawn(5, 3) : model.Drawn(3, 5);
        var columns = model.Node("Gemm", [weights, "x", model.Drawn(3, 1)], ("transA", transA), ("transB", 1L), ("alpha", 0.5f), ("beta", 2f));
        IsRead(model.Bytes(model.Dense(model.Node("Relu", [model.Node("Transpose", [columns])]), 3, 2), 2), "[Dense(3), Relu]\n[Dense(2)]");
    }

    [Fact]
    public void A_product_of_columns_may_be_transposed_back()
    {
        var model = new ModelBuilder();
        IsRead(model.Bytes(model.Node("Transpose", [model.Node("MatMul", [model.Drawn(3, 5), model.Node("Transpose", ["x"])])]), 3), "[Dense(3, Bias = false)]");
    }

    [Fact]
    public void Biases_of_columns_that_are_rows_are_refused()
    {
        var model = new ModelBuilder();
        IsRefused(model.Bytes(model.Node("Transpose", [model.Node("Gemm", [model.Drawn(3, 5), "x", model.Drawn(1, 7)], ("transB", 1L))])), "'the Gemm' (Gemm)", "they must be [3, 1]");
    }

    [Fact]
    public void Rows_that_stay_columns_are_refused()
    {
        var model = new ModelBuilder();
        IsRefused(model.Bytes(model.Node("Gemm", [model.Node("Transpose", ["x"]), model.Drawn(5, 3)])), "'the Transpose' (Transpose)", "transposes rows into columns");
    }

    [Fact]
    public void Weights_may_be_products_of_constants()
    {
        var model = new ModelBuilder();
        IsRead(model.Bytes(model.Node("MatMul", ["x", model.Node("MatMul", [model.Drawn(5, 4), model.Drawn(4, 3)])]), 3), "[Dense(3, Bias = false)]");
    }

    [Fact]
    public void Products_of_constants_that_are_not_computed_are_called_that()
    {
        var model = new ModelBuilder();
        IsRefused(model.Bytes(model.Node("Gemm", [model.Drawn(5, 4), model.Drawn(4, 3)])), "'the Gemm' (Gemm)", "multiplies two constants");
        // 160 kB that would become 1.6 GB.
        var huge = new ModelBuilder();
        var column = huge.Floats([20_000, 1], new float[20_000]);
        IsRefused(huge.Bytes(huge.Node("MatMul", [column, huge.Node("Transpose", [column])])), "'the MatMul' (MatMul)", "multiplies two constants");
    }

    [Fact]
    [Trait("Speed", "slow")]
    public void Chains_of_products_of_constants_are_not_computed_without_end()
    {
        var model = new ModelBuilder();
        var square = model.Floats([400, 400], new float[160_000]);
        var product = square;
        // 64 million multiplications each.
        for (var step = 0; step < 6; step++)
            product = model.Node("MatMul", [product, square]);
        IsRefused(model.Bytes(product), "multiplies two constants");
    }
}
