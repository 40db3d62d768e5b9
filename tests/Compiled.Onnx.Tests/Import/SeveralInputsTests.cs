using static Compiled.Tests.Import.Importing;

namespace Compiled.Tests.Import;

/// <summary>Several inputs that a model concatenates are one row.</summary>
public class SeveralInputsTests
{
    private static ModelBuilder Two()
    {
        var model = new ModelBuilder(13, 3);
        model.Input("goal", [2]);
        return model;
    }

    private static OnnxNetwork Compare(ModelBuilder model, string output, string blocks, params (string Name, int[] Shape)[] order)
    {
        var bytes = model.Bytes(output, 2);
        var network = Read(bytes);
        Assert.Equal(order.Select(static part => part.Name), network.InputNames);
        Assert.Equal(string.Join(", ", network.InputNames), network.InputName);
        Assert.Equal(blocks, network.Topology.Declaration[(network.Topology.Declaration.IndexOf('\n', StringComparison.Ordinal) + 1)..]);
        var row = Judge.Inputs(network.Topology.InputSize).AsSpan(0, network.Topology.InputSize).ToArray();
        var place = 0;
        var parts = order.Select(part =>
        {
            var width = part.Shape.Aggregate(1, static (a, b) => a * b);
            place += width;
            return (part.Name, row[(place - width)..place], (int[])[1, .. part.Shape]);
        }).ToArray();
        AssertClose(Judge.Run(bytes, output, parts), Interpreter.Predict(network, row));
        return network;
    }

    [Fact]
    public void Their_order_is_that_of_the_model()
    {
        var model = Two();
        var rows = model.Node("Concat", ["goal", "x"], ("axis", 1L));
        Compare(model, model.Dense(model.Node("Relu", [model.Dense(rows, 5, 4)]), 4, 2), "[Dense(4), Relu]\n[Dense(2)]", ("goal", [2]), ("x", [3]));
    }

    [Fact]
    public void Each_may_be_flattened_and_scaled_before()
    {
        var model = Two();
        model.Input("grid", [2, 2]);
        var scaled = model.Node("Div", [model.Node("Sub", ["x", model.Drawn(3)]), model.Positive(3)]);
        var rows = model.Node("Concat", [scaled, model.Node("Flatten", ["grid"], ("axis", 1L)), "goal"], ("axis", -1L));
        Compare(model, model.Dense(rows, 9, 2), "[Standardize]\n[Dense(2)]", ("x", [3]), ("grid", [2, 2]), ("goal", [2]));
    }

    /// <summary>As observations of several kinds are normalised, each by its own figures.</summary>
    [Fact]
    public void All_may_be_clipped_alike_before()
    {
        var model = Two();
        string Normal(string rows, int width) =>
            model.Node("Clip", [model.Node("Div", [model.Node("Sub", [rows, model.Drawn(width)]), model.Positive(width)]), model.Scalar(-0.5f), model.Scalar(0.5f)]);
        var rows = model.Node("Concat", [Normal("x", 3), Normal("goal", 2)], ("axis", 1L));
        var network = Compare(model, model.Dense(rows, 5, 2), "[Standardize]\n[HardTanh(min: -0.5, max: 0.5)]\n[Dense(2)]", ("x", [3]), ("goal", [2]));
        Assert.Empty(network.Notes);
    }

    [Fact]
    public void One_may_be_clipped_and_another_not()
    {
        var model = Two();
        var clipped = model.Node("Mul", [model.Node("Clip", [model.Node("Div", ["x", model.Scalar(2)]), model.Scalar(-0.25f), model.Scalar(1)]), model.Scalar(3)]);
        var rows = model.Node("Concat", [clipped, "goal"], ("axis", 1L));
        var network = Compare(model, model.Dense(rows, 5, 2), "[Standardize]\n[HardTanh(min: -1, max: 1)]\n[Dense(2)]", ("x", [3]), ("goal", [2]));
        Assert.Contains("but not 'goal'", Assert.Single(network.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void An_actor_and_a_critic_may_each_join_them()
    {
        var model = Two();
        var actor = model.Dense(model.Node("Concat", ["x", "goal"], ("axis", 1L)), 5, 2);
        var critic = model.Dense(model.Node("Concat", ["x", "goal"], ("axis", 1L)), 5, 1);
        model.Output(actor, global::Onnx.TensorProto.Types.DataType.Float, 2).Output(critic, global::Onnx.TensorProto.Types.DataType.Float, 1);
        var network = Read(model.Bytes(""));
        Assert.Equal(["x", "goal"], network.InputNames);
        Assert.Equal([2, 1], network.Topology.Heads.Select(static head => head.Size));
    }

    [Fact]
    public void What_is_not_simply_concatenated_is_refused_with_the_way_out()
    {
        var model = Two();
        var encoded = model.Node("Concat", [model.Node("Relu", [model.Dense("x", 3, 4)]), "goal"], ("axis", 1L));
        var bytes = model.Bytes(model.Dense(encoded, 6, 2));
        IsRefused(bytes, "the inputs 'x', 'goal'", "does not simply concatenate", "OnnxReadOptions.Inputs");
        Assert.Equal(6, Read(bytes, new OnnxReadOptions { Inputs = [encoded] }).Topology.InputSize);
    }
}
