using Compiled.Tests.Portable;
using static Compiled.Tests.Import.Importing;

namespace Compiled.Tests.Import;

public class BranchImportTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_sum_with_what_it_is_computed_from_is_a_residual(bool skippedFirst)
    {
        var model = new ModelBuilder();
        var inner = model.Dense(model.Node("Relu", [model.Dense("x", 5, 8)]), 8, 5);
        var sum = model.Node("Add", skippedFirst ? ["x", inner] : [inner, "x"]);
        IsRead(model.Bytes(model.Dense(sum, 5, 2)), "[BeginResidual]\n[Dense(8), Relu]\n[Dense(5)]\n[EndResidual]\n[Dense(2)]");
    }

    [Fact]
    public void Residuals_stand_within_and_behind_residuals()
    {
        var model = new ModelBuilder();
        var x = model.Dense("x", 5, 4);
        var y = model.Node("Add", [x, model.Dense(x, 4, 4)]);
        var inner = model.Node("Add", [model.Dense(y, 4, 4), y]);
        var z = model.Node("Add", [model.Node("Tanh", [model.Dense(inner, 4, 4)]), y]);
        IsRead(
            model.Bytes(model.Dense(z, 4, 2)),
            "[Dense(4)]\n[BeginResidual]\n[Dense(4)]\n[EndResidual]\n[BeginResidual]\n[BeginResidual]\n[Dense(4)]\n[EndResidual]\n[Dense(4), Tanh]\n[EndResidual]\n[Dense(2)]");
    }

    [Fact]
    public void A_sum_of_two_ways_that_do_not_fit_together_is_refused()
    {
        var model = new ModelBuilder();
        var sum = model.Node("Add", [model.Node("Tanh", [model.Dense("x", 5, 4)]), model.Node("Relu", [model.Dense("x", 5, 4)])]);
        IsRefused(model.Bytes(model.Dense(sum, 4, 2)), "'the Add' (Add)", "x + F(x)");
    }

    [Fact]
    public void A_residual_around_nothing_that_learns_is_refused()
    {
        var model = new ModelBuilder();
        var x = model.Dense("x", 5, 4);
        IsRefused(model.Bytes(model.Dense(model.Node("Add", [x, model.Node("Tanh", [x])]), 4, 2)), "without a block that learns");
    }

    [Fact]
    public void A_declared_network_with_residuals_is_filled()
    {
        var model = new ModelBuilder(13, 6);
        var x = model.Node("Relu", [model.Dense("x", 6, 8)]);
        var a = model.Dense(x, 8, 12);
        var y = model.Node("Mul", [model.Node("Mul", [a, model.Node("Add", [model.Node("Erf", [model.Node("Div", [a, model.Scalar(1.41421356f)])]), model.Scalar(1)])]), model.Scalar(0.5f)]);
        var b = model.Node("Add", [model.Node("Tanh", [model.Dense(y, 12, 12)]), y]);
        var z = model.Node("Relu", [model.Node("Add", [x, model.Dense(b, 12, 8)])]);
        IsLoaded<ResidualNet>(model.Bytes(model.Node("Sigmoid", [model.Dense(z, 8, 1)])));
    }

    private static (ModelBuilder Model, string Policy, string Value) Heads()
    {
        var model = new ModelBuilder(13, 7);
        var trunk = model.Node("Relu", [model.Dense("x", 7, 10)]);
        var policy = model.Node("Softmax", [model.Dense(trunk, 10, 4)]);
        return (model, policy, model.Dense(model.Node("Tanh", [model.Dense(trunk, 10, 5)]), 5, 1));
    }

    private const string HeadsDeclared = "[Dense(10), Relu]\n[Head(\"V7\")]\n[Dense(4), Softmax]\n[CrossEntropy]\n[Head(\"V14\")]\n[Dense(5), Tanh]\n[Dense(1)]\n[MeanSquaredError]";

    [Fact]
    public void Joined_outputs_are_heads()
    {
        var (model, policy, value) = Heads();
        var network = IsRead(model.Bytes(model.Node("Concat", [policy, value], ("axis", -1L))), HeadsDeclared);
        Assert.Equal([("V7", 0, 4), ("V14", 4, 1)], network.Topology.Heads.Select(static head => (head.Name, head.Offset, head.Size)));
    }

    [Fact]
    public void Several_outputs_are_heads_of_their_names()
    {
        var (model, policy, value) = Heads();
        model.Output(value, default, 1).Output(policy, default, 4);
        model.Graph.Output[0].Type.TensorType.ElemType = model.Graph.Output[1].Type.TensorType.ElemType = 1;
        var network = Read(model.Bytes(""));
        Assert.Equal([("V14", 0, 1), ("V7", 1, 4)], network.Topology.Heads.Select(static head => (head.Name, head.Offset, head.Size)));
    }

    [Fact]
    public void A_declared_network_with_heads_finds_them_by_their_names()
    {
        var (model, policy, value) = Heads();
        var names = new Dictionary<string, string>(StringComparer.Ordinal) { [policy] = "policy", [value] = "value" };
        foreach (var node in model.Graph.Node.Where(node => names.ContainsKey(node.Output[0])))
            node.Output[0] = names[node.Output[0]];
        // In the other order.
        var joined = model.Node("Concat", ["value", "policy"], ("axis", 1L));
        var bytes = model.Bytes(joined);
        var network = OnnxModel.Load<HeadsNet>(new MemoryStream(bytes));
        var inputs = Judge.Inputs(7);
        var (expected, actual) = (Judge.Run(bytes, inputs), Predict(network, inputs));
        AssertClose([.. expected.Chunk(5).SelectMany(static row => row[1..].Append(row[0]))], actual);
    }

    [Fact]
    public void An_output_that_is_a_step_of_another_is_refused()
    {
        var model = new ModelBuilder();
        var hidden = model.Dense("x", 5, 3);
        model.Output(hidden, global::Onnx.TensorProto.Types.DataType.Float, 3);
        var activated = model.Node("Tanh", [hidden]);
        model.Output(activated, global::Onnx.TensorProto.Types.DataType.Float, 3);
        IsRefused(model.Bytes(""), "'v2'", "shares all its dense blocks", "OnnxReadOptions.Outputs");
    }

    [Fact]
    public void A_sum_of_rows_of_other_dimensions_is_no_residual()
    {
        var model = new ModelBuilder();
        var sum = model.Node("Add", ["x", model.Node("Unsqueeze", [model.Dense("x", 5, 5), model.Integers(1)])]);
        // [batch, batch, 5].
        Assert.Equal(Judge.Rows * Judge.Rows * 5, Judge.Run(model.Bytes(sum, 0, 5), Judge.Inputs(5)).Length);
        IsRefused(model.Bytes(sum), "'the Add' (Add)", "rows of [5] and of [1, 5]");
    }

    [Fact]
    public void Heads_of_which_only_some_have_the_names_of_the_model_s_are_differences()
    {
        var (model, policy, value) = Heads();
        foreach (var node in model.Graph.Node.Where(node => node.Output[0] == value))
            node.Output[0] = "value";
        var bytes = model.Bytes(model.Node("Concat", [policy, "value"], ("axis", 1L)));
        var exception = Assert.Throws<ModelFileException>(() => OnnxModel.Load<HeadsNet>(new MemoryStream(bytes)));
        Assert.Equal(["HeadsNet has the head Policy, but the model has V7, Value: use the same names for all of them, or for none."], exception.Problems);
    }

    [Fact]
    public void Heads_with_no_name_in_common_are_paired_in_order()
    {
        var (model, policy, value) = Heads();
        _ = IsLoaded<HeadsNet>(model.Bytes(model.Node("Concat", [policy, value], ("axis", 1L))));
    }
}
