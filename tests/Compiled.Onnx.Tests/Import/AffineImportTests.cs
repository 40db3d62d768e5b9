using Compiled.Tests.Portable;
using static Compiled.Tests.Import.Importing;

namespace Compiled.Tests.Import;

public class AffineImportTests
{
    private const string Scaled = "[Standardize]\n[Dense(4), Relu]\n[Dense(2)]";

    private static string Behind(ModelBuilder model, string rows) => model.Dense(model.Node("Relu", [model.Dense(rows, 5, 4)]), 4, 2);

    [Fact]
    public void Scaled_inputs_are_Standardize_bit_for_bit()
    {
        var model = new ModelBuilder();
        var (means, factors) = (model.Draw(5), new[] { 1f, 2, 0.3f, 0.1f, 3 });
        var rows = model.Node("Mul", [model.Node("Sub", ["x", model.Floats([1, 5], means)]), model.Floats([5], factors)]);
        var network = IsRead(model.Bytes(Behind(model, rows)), Scaled);
        Assert.Equal(("standardize.means", "standardize.factors", "Standardize0"), (network.Tensors[0].Name, network.Tensors[1].Name, network.Tensors[1].Block));
        Assert.Equal([.. means, .. factors], [.. network.Tensors[0].Values.ToArray(), .. network.Tensors[1].Values.ToArray()]);
    }

    [Fact]
    public void A_division_by_deviations_and_what_else_scales_inputs_is_one_Standardize()
    {
        var model = new ModelBuilder();
        var rows = model.Node("Div", [model.Node("Sub", ["x", model.Drawn(5)]), model.Positive(5)]);
        rows = model.Node("Add", [model.Scalar(0.5f), model.Node("Mul", [rows, model.Scalar(2)])]);
        IsRead(model.Bytes(Behind(model, rows)), Scaled);
    }

    [Fact]
    public void The_Scaler_of_scikit_learn_is_Standardize()
    {
        var model = new ModelBuilder().WithLearningDomain();
        var rows = model.Node("ai.onnx.ml::Scaler", ["x"], ("offset", model.Draw(5)), ("scale", (float[])[1, 2, 0.5f, 1, 3]));
        IsRead(model.Bytes(Behind(model, rows)), Scaled);
    }

    [Fact]
    public void Factors_that_are_not_positive_become_part_of_the_first_dense_block()
    {
        var model = new ModelBuilder();
        var rows = model.Node("Mul", [model.Node("Sub", ["x", model.Drawn(5)]), model.Floats([5], 1, -2, 0, 1, 1)]);
        IsRead(model.Bytes(Behind(model, rows)), "[Dense(4), Relu]\n[Dense(2)]");
    }

    [Fact]
    public void A_norm_on_the_inputs_is_scaling()
    {
        var model = new ModelBuilder();
        var rows = model.Node("BatchNormalization", ["x", model.Positive(5), model.Drawn(5), model.Drawn(5), model.Positive(5)], ("epsilon", 0.01f));
        IsRead(model.Bytes(Behind(model, rows)), Scaled);
    }

    [Fact]
    public void Constants_beside_dense_blocks_become_part_of_them()
    {
        var model = new ModelBuilder();
        // Behind the first, and before the second.
        var hidden = model.Node("Mul", [model.Floats([4], 2, -1, 0.5f, 3), model.Node("Add", [model.Dense("x", 5, 4), model.Drawn(4)])]);
        var activated = model.Node("Sub", [model.Scalar(1), model.Node("Neg", [model.Node("Div", [model.Node("Tanh", [hidden]), model.Floats([4], 2, 4, -1, 1)])])]);
        IsRead(model.Bytes(model.Dense(activated, 4, 2)), "[Dense(4), Tanh]\n[Dense(2)]");
    }

    [Fact]
    public void Factors_with_no_block_beside_them_are_a_block_of_their_own()
    {
        var model = new ModelBuilder();
        var activated = model.Node("Tanh", [model.Node("Mul", [model.Node("Relu", [model.Dense("x", 5, 4)]), model.Drawn(4)])]);
        IsRead(model.Bytes(model.Dense(activated, 4, 2), 2), "[Dense(4), Relu, Scale, Tanh]\n[Dense(2)]");
    }

    [Fact]
    public void Summands_with_no_block_beside_them_are_a_dense_block_with_a_diagonal()
    {
        var model = new ModelBuilder();
        var activated = model.Node("Tanh", [model.Node("Add", [model.Node("Sigmoid", [model.Dense("x", 5, 4)]), model.Drawn(4)])]);
        IsRead(model.Bytes(model.Dense(activated, 4, 2), 2), "[Dense(4), Sigmoid]\n[Dense(4), Tanh]\n[Dense(2)]");
    }

    [Fact]
    public void A_declared_network_without_a_block_for_constants_is_told_of_them()
    {
        var model = new ModelBuilder(13, 4);
        var hidden = model.Node("Mul", [model.Node("Relu", [model.Dense("x", 4, 8)]), model.Drawn(8)]);
        var bytes = model.Bytes(model.Node("Softmax", [model.Dense(model.Node("Tanh", [hidden]), 8, 3)], ("axis", -1L)));
        Assert.Contains("'the Mul' (Mul) multiplies or adds constants", Assert.Throws<ModelFileException>(() => OnnxModel.Load<ClassicNet>(new MemoryStream(bytes))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Diagonals_beyond_reason_are_refused()
    {
        var model = new ModelBuilder();
        var wide = model.Node("Add", [model.Node("Sigmoid", [model.Dense("x", 5, 513)]), model.Scalar(1)]);
        IsRefused(model.Bytes(wide), "'the Add' (Add)", "no dense block or norm directly before it");
    }

    [Fact]
    public void A_batch_norm_behind_a_dense_block_stays_a_block()
    {
        var model = new ModelBuilder();
        var normal = model.Node(
            "BatchNormalization", [model.Dense("x", 5, 4), model.Positive(4), model.Drawn(4), model.Drawn(4), model.Positive(4)], ("epsilon", 1e-3f), ("momentum", 0.8f));
        var network = IsRead(model.Bytes(model.Dense(model.Node("Relu", [normal]), 4, 2)), "[Dense(4), BatchNorm(Momentum = 0.2, Epsilon = 0.001), Relu]\n[Dense(2)]");
        Assert.Equal(["0.weight", "0.bias", "1.weight", "1.bias", "1.running_mean", "1.running_var", "3.weight", "3.bias"], network.Tensors.Select(static tensor => tensor.Name));
    }

    [Fact]
    public void Constants_behind_a_batch_norm_become_part_of_it()
    {
        var model = new ModelBuilder();
        var normal = model.Node("BatchNormalization", [model.Dense("x", 5, 4), model.Positive(4), model.Drawn(4), model.Drawn(4), model.Positive(4)]);
        IsRead(model.Bytes(model.Dense(model.Node("Mul", [normal, model.Drawn(4)]), 4, 2)), "[Dense(4), BatchNorm(Momentum = 0.1, Epsilon = 1E-05)]\n[Dense(2)]");
    }

    [Fact]
    public void A_declared_network_without_norms_takes_them_into_its_dense_blocks()
    {
        var model = new ModelBuilder(13, 4);
        var rows = model.Node("Mul", [model.Node("Sub", ["x", model.Drawn(4)]), model.Positive(4)]);
        var normal = model.Node("BatchNormalization", [model.Dense(rows, 4, 8), model.Positive(8), model.Drawn(8), model.Drawn(8), model.Positive(8)]);
        var hidden = model.Node("BatchNormalization", [model.Node("Relu", [normal]), model.Positive(8), model.Drawn(8), model.Drawn(8), model.Positive(8)]);
        IsLoaded<ClassicNet>(model.Bytes(model.Node("Softmax", [model.Dense(hidden, 8, 3)], ("axis", -1L))));
    }

    [Fact]
    public void A_declared_network_with_norms_keeps_them_with_their_statistics()
    {
        var model = new ModelBuilder();
        var first = model.Node("BatchNormalization", [model.Dense("x", 5, 12), model.Positive(12), model.Drawn(12), model.Drawn(12), model.Positive(12)], ("epsilon", 1e-4f));
        var second = model.Node("BatchNormalization", [model.Dense(model.Node("Relu", [first]), 12, 7), model.Positive(7), model.Drawn(7), model.Drawn(7), model.Positive(7)]);
        var network = IsLoaded<BatchNormNet>(model.Bytes(model.Dense(second, 7, 2)));
        Assert.Equal(model.Graph.Initializer[5].FloatData[3], network.BatchNorm0.RunningVariances[3]);
    }

    [Fact]
    public void A_network_declared_with_Standardize_gets_the_scaling()
    {
        var model = new ModelBuilder(13, 6);
        var rows = model.Node("Div", [model.Node("Sub", ["x", model.Drawn(6)]), model.Positive(6)]);
        var hidden = model.Dense(rows, 6, 9);
        var network = IsLoaded<ScaledNet>(model.Bytes(model.Node("LogSoftmax", [model.Dense(model.Node("Mul", [hidden, model.Node("Sigmoid", [hidden])]), 9, 3)])));
        Assert.True(network.Standardize0.IsFitted);
    }

    [Fact]
    public void A_negative_variance_is_refused_by_its_place()
    {
        var model = new ModelBuilder();
        var normal = model.Node("BatchNormalization", [model.Dense("x", 5, 2), model.Positive(2), model.Drawn(2), model.Drawn(2), model.Floats([2], 1, -1)]);
        IsRefused(model.Bytes(normal), "(BatchNormalization)", "variance -1 at index 1");
    }

    [Fact]
    public void A_batch_norm_of_an_old_opset_with_the_outputs_of_training_is_refused()
    {
        var model = new ModelBuilder(9);
        var normal = model.Node("BatchNormalization", [model.Dense("x", 5, 4), model.Positive(4), model.Drawn(4), model.Drawn(4), model.Positive(4)]);
        var bytes = model.Bytes(normal, 4);
        IsRead(bytes, "[Dense(4), BatchNorm(Momentum = 0.1, Epsilon = 1E-05)]");
        model.Graph.Node[1].Output.AddRange(["mean", "var", "saved_mean", "saved_var"]);
        IsRefused(model.Bytes(normal), "(BatchNormalization)", "5 outputs", "model.eval()");
    }

    [Fact]
    public void A_batch_norm_without_epsilon_becomes_part_of_the_dense_block()
    {
        var model = new ModelBuilder();
        var normal = model.Node("BatchNormalization", [model.Dense("x", 5, 4), model.Positive(4), model.Drawn(4), model.Drawn(4), model.Positive(4)], ("epsilon", 0f));
        IsRead(model.Bytes(normal, 4), "[Dense(4)]");
    }
}
