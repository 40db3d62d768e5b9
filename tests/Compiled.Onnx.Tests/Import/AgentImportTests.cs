using DataType = global::Onnx.TensorProto.Types.DataType;
using static Compiled.Tests.Import.Importing;

namespace Compiled.Tests.Import;

/// <summary>What exporters of agents and of control networks write around a network.</summary>
public class AgentImportTests
{
    [Fact]
    public void Means_of_an_image_s_shape_are_scaling_of_flat_rows()
    {
        var model = new ModelBuilder(8, 1, 1, 5);
        var rows = model.Node("Flatten", [model.Node("Sub", ["x", model.Floats([1, 1, 1, 5], model.Draw(5))])], ("axis", 1L));
        IsRead(model.Bytes(model.Dense(rows, 5, 3), 3), "[Standardize]\n[Dense(3)]");
    }

    [Fact]
    public void Actions_that_are_clipped_and_divided_are_clipped_to_less()
    {
        var model = new ModelBuilder();
        var rows = model.Dense(model.Node("Tanh", [model.Dense("x", 5, 4)]), 4, 2);
        var actions = model.Node("Div", [model.Node("Clip", [model.Node("Mul", [rows, model.Scalar(5)]), model.Scalar(-3), model.Scalar(3)]), model.Scalar(3)]);
        IsRead(model.Bytes(actions, 2), "[Dense(4), Tanh]\n[Dense(2), HardTanh(min: -1, max: 1)]");
    }

    [Theory]
    [InlineData(-2f, 0.5f, "[Dense(2), HardTanh(min: -1.5, max: 10.5)]", 6f, -5f)]
    [InlineData(2f, 0f, "[Dense(2), HardTanh(min: 0, max: 12)]", 6f, 0f)]
    public void A_factor_that_turns_them_round_turns_the_bounds_round(float factor, float summand, string blocks, float most, float least)
    {
        var model = new ModelBuilder();
        var clipped = model.Node("Clip", [model.Dense("x", 5, 2), model.Scalar(factor < 0 ? least : 0), model.Scalar(factor < 0 ? 1 : most)]);
        var scaled = model.Node("Mul", [clipped, model.Scalar(factor)]);
        IsRead(model.Bytes(summand == 0 ? scaled : model.Node("Add", [scaled, model.Scalar(summand)]), 2), blocks);
    }

    [Fact]
    public void Actions_that_are_scaled_after_a_tanh_get_a_block_for_it()
    {
        var model = new ModelBuilder();
        IsRead(model.Bytes(model.Node("Mul", [model.Node("Tanh", [model.Dense("x", 5, 2)]), model.Floats([2], 2, 0.5f)]), 2), "[Dense(2), Tanh, Scale]");
        model = new ModelBuilder();
        IsRead(model.Bytes(model.Node("Add", [model.Node("Tanh", [model.Dense("x", 5, 2)]), model.Floats([2], 2, 0.5f)]), 2), "[Dense(2), Tanh]\n[Dense(2)]");
        model = new ModelBuilder();
        IsRead(model.Bytes(model.Node("Mul", [model.Node("LeakyRelu", [model.Dense("x", 5, 2)]), model.Scalar(3)]), 2), "[Dense(2), LeakyRelu(slope: 0.01)]");
    }

    [Fact]
    public void Observations_that_are_normalised_and_clipped_are_scaled_inputs_between_bounds()
    {
        var model = new ModelBuilder();
        var scaled = model.Node("Div", [model.Node("Sub", ["x", model.Drawn(5)]), model.Positive(5)]);
        var clipped = model.Node("Clip", [scaled, model.Scalar(-1.5f), model.Scalar(1.5f)]);
        IsRead(model.Bytes(model.Dense(model.Node("Tanh", [model.Dense(clipped, 5, 4)]), 4, 2), 2), "[Standardize]\n[HardTanh(min: -1.5, max: 1.5)]\n[Dense(4), Tanh]\n[Dense(2)]");
        // Turned round, which Standardize is not.
        model = new ModelBuilder();
        clipped = model.Node("Clip", [model.Node("Neg", ["x"]), model.Scalar(-1.5f), model.Scalar(1.5f)]);
        IsRead(model.Bytes(model.Dense(clipped, 5, 2), 2), "[Dense(5), HardTanh(min: -1.5, max: 1.5)]\n[Dense(2)]");
    }

    [Fact]
    public void Deviations_are_predicted_as_their_logarithms()
    {
        var model = new ModelBuilder();
        var trunk = model.Node("Tanh", [model.Dense("x", 5, 4)]);
        var logarithms = model.Node("Clip", [model.Dense(trunk, 4, 2), model.Scalar(-2), model.Scalar(1)]);
        model.Graph.Node.Add(new global::Onnx.NodeProto { OpType = "Exp", Input = { logarithms }, Output = { "std" } });
        model.Output(model.Dense(trunk, 4, 2), DataType.Float, 2).Output("std", DataType.Float, 2);
        var bytes = model.Bytes("");
        var network = Read(bytes);
        Assert.Equal("LogStd", network.Topology.Heads[1].Name);
        Assert.Equal("The output 'std' is predicted as its logarithm, 'LogStd': take the exponential of it, since no block does.", Assert.Single(network.Notes));
        var inputs = Judge.Inputs(5);
        AssertClose(Judge.Run(bytes, inputs, "std"), [.. Interpreter.Predict(network, inputs).Chunk(4).SelectMany(static row => row[2..]).Select(static value => (float)Math.Exp(value))]);
        // Alone it would be another function than the one that was asked for.
        Assert.Contains("computes an exponential", Assert.Throws<ModelFileException>(() => Read(bytes, new OnnxReadOptions { Outputs = ["std"] })).Message, StringComparison.Ordinal);
        // Next to its logarithm it says nothing new.
        model.Output(logarithms, DataType.Float, 2);
        Assert.Contains("'std' is ignored: it is the exponential of", Assert.Single(Read(model.Bytes("")).Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_deviation_that_is_repeated_for_each_row_is_a_constant()
    {
        var model = new ModelBuilder();
        var means = model.Dense("x", 5, 2);
        var deviations = model.Node("Expand", [model.Node("Exp", [model.Drawn(2)]), model.Node("Shape", [means])]);
        model.Output(means, DataType.Float, 2).Output(deviations, DataType.Float, 2);
        Assert.Contains($"'{deviations}' is ignored: it is a constant", Assert.Single(IsRead(model.Bytes(""), "[Dense(2)]", output: means).Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Selu_with_other_constants_is_an_Elu_with_a_factor()
    {
        var model = new ModelBuilder();
        var hidden = model.Node("Selu", [model.Dense("x", 5, 4)], ("alpha", 1.5f), ("gamma", 2f));
        IsRead(model.Bytes(model.Dense(hidden, 4, 2), 2), "[Dense(4), Elu(alpha: 1.5)]\n[Dense(2)]");
        model = new ModelBuilder();
        IsRead(model.Bytes(model.Node("Selu", [model.Dense("x", 5, 4)], ("gamma", 2f)), 4), "[Dense(4), Elu(alpha: 1.6732632), Scale]");
        model = new ModelBuilder();
        IsRefused(model.Bytes(model.Node("Selu", [model.Dense("x", 5, 4)], ("alpha", -1f))), "'the Selu' (Selu)", "alpha = -1");
    }

    [Fact]
    public void Types_that_disagree_are_refused_as_runtimes_refuse_them()
    {
        var model = new ModelBuilder();
        var weights = new global::Onnx.TensorProto { DataType = (int)DataType.Double };
        weights.Dims.AddRange([5, 3]);
        weights.DoubleData.AddRange(new double[15]);
        var rows = model.Node("MatMul", ["x", model.Tensor(weights)]);
        var bytes = model.Bytes(rows, 3);
        Assert.ThrowsAny<Exception>(() => Judge.Run(bytes, Judge.Inputs(5)));
        IsRefused(bytes, "'the MatMul' (MatMul)", "'x' of type Float", "'c0' of type Double", "Insert a Cast");
        // With the Cast both read it.
        model.Graph.Node.Insert(0, ModelBuilder.NodeProto("Cast", ["x"], ("to", 11L)));
        model.Graph.Node[0].Output.Add("wide");
        model.Graph.Node[1].Input[0] = "wide";
        model.Graph.Output[0].Type.TensorType.ElemType = (int)DataType.Double;
        IsRead(model.Bytes(""), "[Dense(3, Bias = false)]");
    }

    [Fact]
    public void Operators_of_opset_6_that_mean_the_same_are_read()
    {
        foreach (var opset in (long[])[6, 9])
        {
            var model = new ModelBuilder(opset);
            (string, object)[] old = opset < 7 ? [("broadcast", 1L), ("axis", 1L)] : [];
            var hidden = model.Node("Relu", [model.Node("Add", [model.Node("MatMul", ["x", model.Drawn(5, 4)]), model.Drawn(4)], old)]);
            var norm = model.Node("BatchNormalization", [hidden, model.Positive(4), model.Drawn(4), model.Drawn(4), model.Positive(4)], opset < 7 ? [("is_test", 1L)] : []);
            var dropped = model.Node("Dropout", [norm], opset < 7 ? [("is_test", 1L)] : []);
            model.Output(model.Node("Sub", [model.Dense(dropped, 4, 2), model.Scalar(1)], opset < 7 ? [("broadcast", 1L)] : []), DataType.Float, 2);
            Assert.Equal("[Dense(4), Relu, BatchNorm(Momentum = 0.1, Epsilon = 1E-05)]\n[Dense(2)]", Read(model.Bytes("")).Topology.Declaration.Split('\n', 2)[1]);
            model.Model.OpsetImport[0].Version = 9;
            foreach (var node in model.Graph.Node)
                foreach (var gone in node.Attribute.Where(static attribute => attribute.Name is "broadcast" or "axis" or "is_test").ToList())
                    node.Attribute.Remove(gone);
            var inputs = Judge.Inputs(5);
            AssertClose(Judge.Run(model.Bytes(""), inputs), Interpreter.Predict(Read(model.Bytes("")), inputs));
        }
    }

    [Fact]
    public void Operators_of_opset_6_that_mean_something_else_are_refused()
    {
        var model = new ModelBuilder(6);
        IsRefused(model.Bytes(model.Node("Dropout", [model.Dense("x", 5, 4)])), "'the Dropout' (Dropout)", "is_test is not 1");
        model = new ModelBuilder(6);
        IsRefused(
            model.Bytes(model.Node("BatchNormalization", [model.Dense("x", 5, 4), model.Positive(4), model.Drawn(4), model.Drawn(4), model.Positive(4)])), "is_test is not 1");
        model = new ModelBuilder(6);
        IsRefused(model.Bytes(model.Node("Add", [model.Dense("x", 5, 4), model.Drawn(7)], ("broadcast", 1L), ("axis", 0L))), "'the Add' (Add)", "along axis 0", "opset 7 or later");
    }

    [Fact]
    public void Observations_of_one_part_are_joined_to_themselves()
    {
        var model = new ModelBuilder();
        IsRead(model.Bytes(model.Dense(model.Node("Concat", ["x"], ("axis", 1L)), 5, 3), 3), "[Dense(3)]");
    }

    [Fact]
    public void An_output_that_draws_numbers_is_left_out()
    {
        var model = new ModelBuilder();
        var means = model.Dense("x", 5, 2);
        var drawn = model.Node("Add", [means, model.Node("RandomNormalLike", [means])]);
        var clipped = model.Node("Clip", [means, model.Scalar(-3), model.Scalar(3)]);
        model.Output(drawn, DataType.Float, 2).Output(clipped, DataType.Float, 2);
        var network = Read(model.Bytes(""));
        Assert.Equal($"The output '{drawn}' is ignored: it is computed from random numbers, as a policy does that explores.", Assert.Single(network.Notes));
        Assert.Equal("HardTanh", network.Topology.Blocks[^1].Kind);
        Assert.Contains("draws random numbers", Assert.Throws<ModelFileException>(() => Read(model.Bytes(""), new OnnxReadOptions { Outputs = [drawn] })).Message, StringComparison.Ordinal);
        Assert.Equal("HardTanh", Read(model.Bytes(""), new OnnxReadOptions { Outputs = [clipped] }).Topology.Blocks[^1].Kind);
    }
}
