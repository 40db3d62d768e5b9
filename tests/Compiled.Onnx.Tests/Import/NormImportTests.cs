using static Compiled.Tests.Import.Importing;

namespace Compiled.Tests.Import;

/// <summary>Norms with and without factors, in models and in the networks that they are loaded into, and where they are refused.</summary>
public sealed class NormImportTests
{
    private static byte[] Between(long opset, Func<ModelBuilder, string, string> norm)
    {
        var model = new ModelBuilder(opset);
        return model.Bytes(model.Dense(norm(model, model.Dense("x", 5, 7)), 7, 3));
    }

    private static string Layer(ModelBuilder model, string rows, string factors) => model.Node("LayerNormalization", [rows, factors]);

    private static string Rms(ModelBuilder model, string rows, string factors) => model.Node("RMSNormalization", [rows, factors], ("epsilon", 1e-3f));

    /// <summary>Factors that cancel: what is left is 1, and a network without any has it.</summary>
    private static string Doubled(ModelBuilder model, string rows) => model.Node("Mul", [model.Node("Mul", [rows, model.Scalar(2)]), model.Scalar(0.5f)]);

    private static string[] Problems<T>(byte[] model)
        where T : class, INetwork<T> => [.. Assert.Throws<ModelFileException>(() => OnnxModel.Load<T>(new MemoryStream(model))).Problems];

    [Fact]
    public void The_operator_is_a_RmsNorm()
    {
        IsRead(Between(23, static (model, rows) => model.Node("RMSNormalization", [rows, model.Drawn(7)], ("epsilon", 1e-3f))), "[Dense(7), RmsNorm(Epsilon = 0.001)]\n[Dense(3)]");
        IsRead(
            Between(23, static (model, rows) => model.Node("RMSNormalization", [rows, model.Floats([7], 1, 1, 1, 1, 1, 1, 1)], ("axis", 1L), ("epsilon", 1e-3f))),
            "[Dense(7), RmsNorm(Epsilon = 0.001, Affine = false)]\n[Dense(3)]");
        IsRefused(Between(23, static (model, rows) => model.Node("RMSNormalization", [rows, model.Drawn(7)], ("axis", 0L))), "(RMSNormalization)", "axis 0");
    }

    [Fact]
    public void A_norm_with_factors_is_not_loaded_into_one_without()
    {
        Assert.Equal(
            ["Block 1 (RmsNorm) has no factors, but node 'the RMSNormalization' (RMSNormalization) has: declare it with Affine = true."],
            Problems<PlainRmsNormNet>(Between(23, static (model, rows) => Rms(model, rows, model.Drawn(7)))));
        Assert.Equal(
            ["Block 1 (LayerNorm) has no factors and summands, but node 'the LayerNormalization' (LayerNormalization) has them: declare it with Affine = true."],
            Problems<PlainLayerNormNet>(Between(17, static (model, rows) => Layer(model, rows, model.Drawn(7)))));
        Assert.Equal(
            ["BatchNorm0 (BatchNorm) has no factors and summands, but node 'the BatchNormalization' (BatchNormalization) has: declare it with Affine = true."],
            Problems<UnscaledBatchNormNet>(Between(15, static (model, rows) => model.Node("BatchNormalization", [rows, model.Drawn(7), model.Drawn(7), model.Drawn(7), model.Positive(7)]))));
    }

    [Fact]
    public void A_norm_without_factors_is_loaded_into_either()
    {
        byte[][] rms =
        [
            Between(23, static (model, rows) => Rms(model, rows, model.Floats([1], 1))),
            Between(23, static (model, rows) => Doubled(model, Rms(model, rows, model.Floats([1], 1)))),
        ];
        byte[][] layer =
        [
            Between(17, static (model, rows) => Layer(model, rows, model.Floats([1], 1))),
            Between(17, static (model, rows) => Doubled(model, Layer(model, rows, model.Floats([1], 1)))),
        ];
        foreach (var model in rms)
        {
            _ = IsLoaded<PlainRmsNormNet>(model);
            var factors = IsLoaded<FactorRmsNormNet>(model).RmsNorm0.Weights;
            Assert.All(Enumerable.Range(0, 7), place => Assert.Equal(1, factors[place]));
        }

        foreach (var model in layer)
        {
            _ = IsLoaded<PlainLayerNormNet>(model);
            var factors = IsLoaded<FactorLayerNormNet>(model).LayerNorm0.Weights;
            Assert.All(Enumerable.Range(0, 7), place => Assert.Equal(1, factors[place]));
        }
    }

    [Theory]
    [InlineData("BatchNormalization", 3)]
    [InlineData("LayerNormalization", 12)]
    [InlineData("RMSNormalization", 12)]
    [InlineData("PRelu", 12)]
    [InlineData("Softmax", 0)]
    public void Rows_that_are_not_flat_are_refused(string operation, int width)
    {
        var model = new ModelBuilder(23, 3, 12);
        string[] others = operation switch
        {
            "Softmax" => [],
            "BatchNormalization" => [model.Drawn(width), model.Drawn(width), model.Drawn(width), model.Positive(width)],
            _ => [model.Drawn(width)],
        };
        IsRefused(model.Bytes(model.Node(operation, ["x", .. others])), $"({operation})", "works on rows of [3, 12]");
    }

    [Fact]
    public void A_BatchNorm_that_trains_or_has_no_epsilon_is_refused()
    {
        IsRefused(Batch(("training_mode", 1L)), "(BatchNormalization)", "is in training mode: export the model in inference mode");
        IsRefused(Batch(("epsilon", float.NaN)), "(BatchNormalization)", "has the epsilon NaN, but it must be finite");
        IsRefused(Batch(("epsilon", float.PositiveInfinity)), "(BatchNormalization)", "but it must be finite");

        static byte[] Batch((string, object) attribute) => Between(
            15, (model, rows) => model.Node("BatchNormalization", [rows, model.Positive(7), model.Drawn(7), model.Drawn(7), model.Positive(7)], attribute));
    }

    [Fact]
    public void Targets_that_are_turned_round_are_not_scaled_back()
    {
        var model = new ModelBuilder(13, 6);
        var rows = model.Dense(model.Node("Tanh", [model.Dense("x", 6, 9)]), 9, 2);
        var bytes = model.Bytes(model.Node("Add", [model.Node("Mul", [rows, model.Floats([2], 2, -1)]), model.Floats([2], 1, 1)]));
        var message = Assert.Throws<ModelFileException>(() => OnnxModel.Load<UnturnedNet>(new MemoryStream(bytes))).Message;
        Assert.Contains("scales the outputs by factors that are not all positive, which StandardizeTargets does not support", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_Gelu_of_an_unknown_formula_is_refused() =>
        IsRefused(Between(20, static (model, rows) => model.Node("Gelu", [rows], ("approximate", "erf"))), "(Gelu)", "has approximate = 'erf': only none and tanh are supported");

    [Fact]
    public void One_slope_of_one_output_is_shared()
    {
        var model = new ModelBuilder();
        IsRead(model.Bytes(model.Node("PRelu", [model.Dense("x", 5, 1), model.Drawn(1)])), "[Dense(1), PRelu(init: 0.25)]");
    }
}

[Network(inputs: 5), Dense(7), RmsNorm(Epsilon = 1e-3, Affine = false), Dense(3)]
public sealed partial class PlainRmsNormNet;

[Network(inputs: 5), Dense(7), RmsNorm(Epsilon = 1e-3), Dense(3)]
public sealed partial class FactorRmsNormNet;

[Network(inputs: 5), Dense(7), LayerNorm(Affine = false), Dense(3)]
public sealed partial class PlainLayerNormNet;

[Network(inputs: 5), Dense(7), LayerNorm, Dense(3)]
public sealed partial class FactorLayerNormNet;

[Network(inputs: 6), Dense(9), Tanh, Dense(2), StandardizeTargets, MeanSquaredError]
public sealed partial class UnturnedNet;

[Network(inputs: 5), Dense(7), BatchNorm(Affine = false), Dense(3)]
public sealed partial class UnscaledBatchNormNet;
