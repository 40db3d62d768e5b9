using DataType = global::Onnx.TensorProto.Types.DataType;
using static Compiled.Tests.Import.Importing;

namespace Compiled.Tests.Import;

/// <summary>Some values of each row: into the dense block before or after them, or a block of their own.</summary>
public class SelectionImportTests
{
    private static string Slice(ModelBuilder model, string rows, long start, long end, long axis = 1, long step = 1) =>
        model.Node("Slice", [rows, model.Integers(start), model.Integers(end), model.Integers(axis), model.Integers(step)]);

    private static readonly Dictionary<string, (Func<ModelBuilder, string> Build, string Blocks)> Forms = new()
    {
        ["the first inputs"] = (static m => m.Dense(Slice(m, "x", 0, 3), 3, 2), "[Dense(2)]"),
        ["the last inputs, from the end"] = (static m => m.Dense(Slice(m, "x", -2, long.MaxValue, -1), 2, 2), "[Dense(2)]"),
        ["every second input, backwards"] = (static m => m.Dense(Slice(m, "x", -1, long.MinValue, 1, -2), 3, 2), "[Dense(2)]"),
        ["all inputs"] = (static m => m.Dense(Slice(m, "x", 0, 100), 5, 2), "[Dense(2)]"),
        ["gathered inputs, one twice"] = (static m => m.Dense(m.Node("Gather", ["x", m.Integers(4, -4, 4)], ("axis", 1L)), 3, 2), "[Dense(2)]"),
        ["chosen, then scaled and clipped"] = (
            static m => m.Dense(m.Node("Tanh", [m.Node("Div", [m.Node("Sub", [Slice(m, "x", 1, 4), m.Drawn(3)]), m.Positive(3)])]), 3, 2),
            "[Standardize]\n[Tanh]\n[Dense(2)]"),
        ["some outputs"] = (static m => Slice(m, m.Dense("x", 5, 4), 1, 3), "[Dense(2)]"),
        ["some outputs after a function"] = (static m => Slice(m, m.Node("Mul", [m.Node("Tanh", [m.Dense("x", 5, 4)]), m.Positive(4)]), 1, 3), "[Dense(2), Tanh, Scale]"),
        ["one output as a list"] = (static m => m.Node("Gather", [m.Dense(m.Node("Relu", [m.Dense("x", 5, 4)]), 4, 3), m.Tensor(Scalar(1))], ("axis", 1L)), "[Dense(4), Relu]\n[Dense(1)]"),
        ["hidden values"] = (static m => m.Dense(Slice(m, m.Node("Relu", [m.Dense("x", 5, 4)]), 0, 2), 2, 3), "[Dense(2), Relu]\n[Dense(3)]"),
        ["twice, around a function"] = (static m => Slice(m, m.Node("Tanh", [Slice(m, m.Dense("x", 5, 6), 1, 5)]), 1, 3), "[Dense(2), Tanh]"),
        ["after a norm"] = (
            static m => Slice(m, m.Node("LayerNormalization", [m.Dense("x", 5, 4), m.Drawn(4), m.Drawn(4)], ("axis", -1L)), 0, 2),
            "[Dense(4), LayerNorm(Epsilon = 1E-05)]\n[Dense(2, Bias = false)]"),
        ["nothing but a choice"] = (static m => m.Node("Gather", ["x", m.Integers(3, 0)], ("axis", -1L)), "[Dense(2, Bias = false)]"),
    };

    public static TheoryData<string> Names => [.. Forms.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_choice_of_values_costs_no_block_next_to_a_dense_one(string form)
    {
        var model = new ModelBuilder(17);
        IsRead(model.Bytes(Forms[form].Build(model)), Forms[form].Blocks);
    }

    [Fact]
    public void Attributes_of_old_opsets_say_the_same()
    {
        var model = new ModelBuilder(9);
        IsRead(model.Bytes(model.Dense(model.Node("Slice", ["x"], ("starts", new[] { 1L }), ("ends", new[] { -1L }), ("axes", new[] { 1L })), 3, 2)), "[Dense(2)]");
        model = new ModelBuilder(11);
        var split = model.Node("Split", [model.Dense("x", 5, 4)], ("axis", 1L), ("split", new[] { 3L, 1L }));
        model.Graph.Node[^1].Output.Add("rest");
        IsRead(model.Bytes(split), "[Dense(3)]");
    }

    /// <summary>As the policy of soft actor-critic does: means and logarithms of deviations of one block.</summary>
    [Theory]
    [InlineData(13)]
    [InlineData(18)]
    public void Halves_of_one_block_are_heads(long opset)
    {
        var model = new ModelBuilder(opset);
        var (hidden, both) = (model.Node("Relu", [model.Dense("x", 5, 8)]), "");
        both = model.Dense(hidden, 8, 4);
        var mean = opset < 18 ? model.Node("Split", [both], ("axis", -1L)) : model.Node("Split", [both], ("axis", -1L), ("num_outputs", 2L));
        model.Graph.Node[^1].Output.Add("log_std");
        var action = model.Node("Tanh", [mean]);
        var clipped = model.Node("Clip", ["log_std", model.Scalar(-20), model.Scalar(2)]);
        model.Output(action, DataType.Float, 2).Output(clipped, DataType.Float, 2);
        var bytes = model.Bytes("");
        var network = Read(bytes);
        Assert.Equal([2, 2], network.Topology.Heads.Select(static head => head.Size));
        var inputs = Judge.Inputs(5);
        var predicted = Interpreter.Predict(network, inputs);
        AssertClose(Judge.Run(bytes, inputs, action), [.. predicted.Chunk(4).SelectMany(static row => row[..2])]);
        AssertClose(Judge.Run(bytes, inputs, clipped), [.. predicted.Chunk(4).SelectMany(static row => row[2..])]);
    }

    /// <summary>As scikit-learn's converter writes a ColumnTransformer, and a SelectKBest after it.</summary>
    [Fact]
    public void Columns_that_are_chosen_scaled_and_joined_again_are_one_scaling()
    {
        var model = new ModelBuilder().WithLearningDomain();
        var scaled = model.Node("ai.onnx.ml::Scaler", [model.Node("ai.onnx.ml::ArrayFeatureExtractor", ["x", model.Integers(3, 1)])], ("offset", new[] { 0.5f, -1 }), ("scale", new[] { 2f, 0.25f }));
        var passed = model.Node("ai.onnx.ml::ArrayFeatureExtractor", ["x", model.Integers(0, 2, 4)]);
        var joined = model.Node("Concat", [scaled, passed], ("axis", 1L));
        var best = model.Node("ai.onnx.ml::ArrayFeatureExtractor", [joined, model.Integers(0, 1, 4)]);
        IsRead(model.Bytes(model.Dense(best, 3, 2)), "[Standardize]\n[Dense(2)]");
    }

    [Fact]
    public void A_row_that_is_cut_and_joined_in_its_order_is_itself()
    {
        var model = new ModelBuilder();
        var joined = model.Node("Concat", [Slice(model, "x", 0, 2), Slice(model, "x", 2, 5)], ("axis", 1L));
        IsRead(model.Bytes(model.Dense(joined, 5, 2)), "[Dense(2)]");
    }

    [Fact]
    public void What_selects_rows_or_at_computed_places_is_refused()
    {
        var model = new ModelBuilder();
        IsRefused(model.Bytes(model.Dense(Slice(model, "x", 0, 2, axis: 0), 5, 2)), "'the Slice' (Slice)", "selects some of the rows", "only values within each row");
        model = new ModelBuilder();
        var places = model.Node("Cast", [model.Node("ArgMax", ["x"], ("axis", 1L))], ("to", 7L));
        IsRefused(model.Bytes(model.Dense(model.Node("Gather", ["x", places], ("axis", 1L)), 5, 2)), "'the Gather' (Gather)", "computed places");
        model = new ModelBuilder();
        IsRefused(model.Bytes(model.Dense(model.Node("Gather", ["x", model.Integers(5)], ("axis", 1L)), 1, 2)), "selects value 5 of rows of 5 floats");
        model = new ModelBuilder(13, 0);
        IsRefused(model.Bytes(model.Dense(Slice(model, "x", 0, 2), 2, 2)), "whose number the model does not define");
        model = new ModelBuilder(13, 2, 3);
        IsRefused(model.Bytes(model.Node("Flatten", [Slice(model, "x", 0, 1)])), "selects from rows of [2, 3]", "Flatten them before it");
        model = new ModelBuilder();
        _ = model.Node("Split", ["x", model.Integers(2, 2)], ("axis", 1L));
        model.Graph.Node[^1].Output.Add("rest");
        IsRefused(model.Bytes(model.Dense("rest", 2, 2)), "'the Split' (Split)", "add up to the width");
    }

    private static global::Onnx.TensorProto Scalar(long value)
    {
        var tensor = new global::Onnx.TensorProto { DataType = (int)DataType.Int64 };
        tensor.Int64Data.Add(value);
        return tensor;
    }
}
