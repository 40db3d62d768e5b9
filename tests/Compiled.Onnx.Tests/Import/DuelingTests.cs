using static Compiled.Tests.Import.Importing;

namespace Compiled.Tests.Import;

/// <summary>Branches that come from one row and become one again.</summary>
public class DuelingTests
{
    private static (ModelBuilder Model, string Value, string Advantages) Streams(long opset = 13, string activation = "Relu")
    {
        var model = new ModelBuilder(opset);
        var trunk = model.Node("Relu", [model.Dense("x", 5, 8)]);
        var value = model.Dense(model.Node(activation, [model.Dense(trunk, 8, 6)]), 6, 1);
        return (model, value, model.Dense(model.Node(activation, [model.Dense(trunk, 8, 7)]), 7, 3));
    }

    /// <summary>The mean over the actions, whose axes are an input since opset 18.</summary>
    private static string Mean(ModelBuilder model, string rows, long axis = 1, long keep = 1) => model.Model.OpsetImport[0].Version >= 18
        ? model.Node("ReduceMean", [rows, model.Integers(axis)], ("keepdims", keep)) : model.Node("ReduceMean", [rows], ("axes", new[] { axis }), ("keepdims", keep));

    private const string Joined = "[Dense(8), Relu]\n[Dense(13), Relu]\n[Dense(3)]";

    [Theory]
    [InlineData(13)]
    [InlineData(18)]
    public void V_plus_A_minus_the_mean_of_A(long opset)
    {
        var (model, value, advantages) = Streams(opset);
        IsRead(model.Bytes(model.Node("Add", [value, model.Node("Sub", [advantages, Mean(model, advantages)])]), 3), Joined);
    }

    [Fact]
    public void The_same_in_the_other_order_and_with_another_activation()
    {
        var (model, value, advantages) = Streams(13, "Tanh");
        IsRead(model.Bytes(model.Node("Sub", [model.Node("Add", [value, advantages]), Mean(model, advantages, -1)]), 3), Joined.Replace("(13), Relu", "(13), Tanh", StringComparison.Ordinal));
    }

    [Fact]
    public void A_mean_without_its_axis_gets_it_back()
    {
        foreach (var reshaped in new[] { false, true })
        {
            var (model, value, advantages) = Streams();
            var mean = Mean(model, advantages, 1, 0);
            var column = reshaped ? model.Node("Reshape", [mean, model.Integers(-1, 1)]) : model.Node("Unsqueeze", [mean, model.Integers(1)]);
            IsRead(model.Bytes(model.Node("Add", [value, model.Node("Sub", [advantages, column])]), 3), Joined);
        }
    }

    [Fact]
    public void V_may_be_spread_over_the_actions_before()
    {
        var (model, value, advantages) = Streams();
        var spread = model.Node("Expand", [value, model.Node("Shape", [advantages])]);
        IsRead(model.Bytes(model.Node("Add", [spread, model.Node("Sub", [advantages, Mean(model, advantages)])]), 3), Joined);
    }

    [Fact]
    public void A_mean_over_all_rows_is_refused()
    {
        var (model, value, advantages) = Streams();
        var mean = model.Node("ReduceMean", [advantages], ("keepdims", 0L));
        IsRefused(model.Bytes(model.Node("Add", [value, model.Node("Sub", [advantages, mean])]), 3), "'the ReduceMean' (ReduceMean)", "of all rows", "would depend on the other rows");
    }

    [Fact]
    public void Streams_that_share_all_but_their_last_blocks()
    {
        var model = new ModelBuilder();
        var trunk = model.Node("Relu", [model.Dense("x", 5, 8)]);
        var advantages = model.Dense(trunk, 8, 3);
        IsRead(model.Bytes(model.Node("Add", [model.Dense(trunk, 8, 1), model.Node("Sub", [advantages, Mean(model, advantages)])]), 3), "[Dense(8), Relu]\n[Dense(3)]");
    }

    [Fact]
    public void A_stream_of_more_blocks_than_the_other()
    {
        var model = new ModelBuilder();
        var trunk = model.Node("Relu", [model.Dense("x", 5, 8)]);
        var deep = model.Node("Relu", [model.Dense(model.Node("Relu", [model.Dense(trunk, 8, 4)]), 4, 6)]);
        IsRead(model.Bytes(model.Node("Add", [model.Dense(deep, 6, 1), model.Dense(trunk, 8, 3)]), 3), "[Dense(8), Relu]\n[Dense(12), Relu]\n[Dense(14), Relu]\n[Dense(3)]");
        // What is not its own result cannot wait for the other.
        model = new ModelBuilder();
        trunk = model.Node("Tanh", [model.Dense("x", 5, 8)]);
        IsRefused(model.Bytes(model.Node("Add", [model.Dense(model.Node("Tanh", [model.Dense(trunk, 8, 4)]), 4, 3), model.Dense(trunk, 8, 3)]), 3), "(Add)", "x + F(x)");
    }

    [Fact]
    public void Towers_that_are_joined_in_the_middle_with_norms_and_without_biases()
    {
        var model = new ModelBuilder();
        var first = model.Node("Tanh", [model.Node("MatMul", ["x", model.Drawn(5, 4)])]);
        var norm = model.Node("BatchNormalization", [model.Dense("x", 5, 3), model.Positive(3), model.Drawn(3), model.Drawn(3), model.Positive(3)]);
        var joined = model.Node("Concat", [model.Node("Tanh", [norm]), first], ("axis", 1L));
        IsRead(model.Bytes(model.Dense(joined, 7, 2), 2), "[Dense(7), Tanh]\n[Dense(2)]");
    }

    [Fact]
    public void Sum_and_Mean_of_several_and_a_factor()
    {
        var model = new ModelBuilder();
        var parts = Enumerable.Range(0, 3).Select(_ => model.Dense("x", 5, 4)).ToArray();
        IsRead(model.Bytes(model.Node("Mul", [model.Node("Sum", [.. parts, model.Drawn(4)]), model.Scalar(0.5f)]), 4), "[Dense(4)]");
        model = new ModelBuilder();
        parts = [.. Enumerable.Range(0, 3).Select(_ => model.Node("Sigmoid", [model.Dense("x", 5, 4)]))];
        IsRead(model.Bytes(model.Node("Mean", parts), 4), "[Dense(12), Sigmoid]\n[Dense(4, Bias = false)]");
        model = new ModelBuilder();
        IsRead(model.Bytes(model.Node("ReduceSum", [model.Node("Relu", [model.Dense("x", 5, 4)]), model.Integers(1)]), 1), "[Dense(4), Relu]\n[Dense(1, Bias = false)]");
    }

    [Fact]
    public void One_value_that_is_added_to_a_row()
    {
        var model = new ModelBuilder();
        IsRead(model.Bytes(model.Dense(model.Node("Add", ["x", model.Dense("x", 5, 1)]), 5, 2), 2), "[Dense(2)]");
    }

    [Fact]
    public void Weights_that_come_from_one_tensor_keep_their_bits()
    {
        var (model, value, advantages) = Streams();
        var network = Read(model.Bytes(model.Node("Add", [value, model.Node("Sub", [advantages, Mean(model, advantages)])]), 3));
        var hidden = network.Tensors.Single(static tensor => tensor.Name == "2.weight").Values.ToArray();
        var parts = model.Graph.Initializer.Where(static tensor => tensor.Dims is [6 or 7, 8]).Select(static tensor => tensor.FloatData.ToArray()).ToArray();
        Assert.Equal([.. parts[0], .. parts[1]], hidden);
    }

    [Fact]
    public void Very_many_branches_are_refused()
    {
        var model = new ModelBuilder();
        var parts = Enumerable.Range(0, 65).Select(_ => model.Node("Tanh", [model.Dense("x", 5, 2)])).ToArray();
        IsRefused(model.Bytes(model.Node("Sum", parts)), "'the Sum' (Sum)");
        // Of one row without activations, any number is one block.
        model = new ModelBuilder();
        parts = [.. Enumerable.Range(0, 300).Select(_ => model.Dense("x", 5, 2))];
        IsRead(model.Bytes(model.Node("Sum", parts), 2), "[Dense(2)]", 2e-4f);
    }

    [Fact]
    public void Two_inputs_are_added()
    {
        foreach (var operation in new[] { "Add", "Sum", "Sub" })
        {
            var model = new ModelBuilder(13, 3).Input("goal", [3]);
            Compare(model, model.Dense(model.Node("Relu", [model.Dense(model.Node(operation, ["x", "goal"]), 3, 4)]), 4, 2), "[Dense(4), Relu]\n[Dense(2)]", ("x", 3), ("goal", 3));
        }
    }

    [Fact]
    public void Towers_of_two_inputs_meet()
    {
        var model = new ModelBuilder(13, 3).Input("goal", [2]);
        var (first, second) = (model.Node("Relu", [model.Dense("x", 3, 4)]), model.Node("Relu", [model.Dense("goal", 2, 5)]));
        Compare(model, model.Dense(model.Node("Concat", [first, second], ("axis", 1L)), 9, 2), "[Dense(9), Relu]\n[Dense(2)]", ("x", 3), ("goal", 2));
        model = new ModelBuilder(13, 3).Input("goal", [2]);
        Compare(model, model.Node("Tanh", [model.Node("Add", [model.Dense("x", 3, 4), model.Dense("goal", 2, 4)])]), "[Dense(4), Tanh]", ("x", 3), ("goal", 2));
        // Joined, and one of them used once more.
        model = new ModelBuilder(13, 3).Input("goal", [2]);
        var joined = model.Dense(model.Node("Concat", ["goal", "x"], ("axis", 1L)), 5, 2);
        Compare(model, model.Node("Add", [joined, model.Dense("goal", 2, 2)]), "[Dense(2)]", ("goal", 2), ("x", 3));
    }

    [Fact]
    public void Heads_may_be_of_an_input_each()
    {
        var model = new ModelBuilder(13, 3).Input("goal", [2]);
        model.Output(model.Dense("x", 3, 2), default, 2).Output(model.Dense("goal", 2, 1), default, 1);
        model.Graph.Output[0].Type.TensorType.ElemType = model.Graph.Output[1].Type.TensorType.ElemType = 1;
        var network = Read(model.Bytes(""));
        Assert.Equal(["x", "goal"], network.InputNames);
        var row = Judge.Inputs(5)[..5];
        var predicted = Interpreter.Predict(network, row);
        for (var head = 0; head < 2; head++)
            AssertClose(Judge.Run(model.Bytes(""), model.Graph.Output[head].Name, ("x", row[..3], [1, 3]), ("goal", row[3..], [1, 2])), head == 0 ? predicted[..2] : predicted[2..]);
    }

    private static void Compare(ModelBuilder model, string output, string blocks, params (string Name, int Width)[] order)
    {
        var bytes = model.Bytes(output, 2);
        model.Graph.Output[0].Type.TensorType.Shape = null;
        bytes = model.Bytes(output);
        var network = Read(bytes);
        Assert.Equal(order.Select(static part => part.Name), network.InputNames);
        Assert.Equal(blocks, network.Topology.Declaration.Split('\n', 2)[1]);
        var row = Judge.Inputs(network.Topology.InputSize)[..network.Topology.InputSize];
        var place = 0;
        var parts = order.Select(part => (part.Name, row[place..(place += part.Width)], (int[])[1, part.Width])).ToArray();
        AssertClose(Judge.Run(bytes, output, parts), Interpreter.Predict(network, row));
    }
}
