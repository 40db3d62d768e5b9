using System.Globalization;
using System.Text.Json;
using Compiled.Runtime;
using Compiled.Tests.Networks;
using Compiled.Tests.Networks.Declared;
using Compiled.Tests.Peers;

namespace Compiled.Tests.Norms;

/// <summary>LayerNorm and PReLU against PyTorch: Fixtures/norms.json, which Fixtures/norms.py wrote.</summary>
public sealed class PyTorchNormTests
{
    /// <summary>PyTorch's own tolerances for float32, the relative one four times over: all of the rounding is ours.</summary>
    private const double Relative = 4 * 1.3e-6;

    private const double Absolute = 1e-5;

    private static readonly JsonElement Given = JsonDocument.Parse(
        File.ReadAllBytes(Path.Combine(Repository.Root, "tests/Compiled.Blocks.Tests/Fixtures/norms.json"))).RootElement;

    private static readonly NetworkCase Of = BlockNetworks.Get(nameof(NormsAndSlopes));

    [Fact]
    public void Outputs_are_PyTorchs() =>
        Close.Values(Doubles("outputs"), Create().PredictRows(Of, Floats("inputs")), Relative, Absolute, "outputs");

    [Fact]
    public void Gradients_are_PyTorchs_in_PyTorchs_order()
    {
        var trainer = Create().CreateTrainer(new Sgd(learningRate: 0.1f), Keep.Gradients);
        trainer.Step(Floats("inputs"), Floats("targets"));
        Close.Values(Doubles("gradients"), trainer.GetGradients(Of), Relative, Absolute, "gradients");
    }

    [Fact]
    public void Twenty_steps_end_where_PyTorchs_do()
    {
        var network = Create();
        var trainer = network.CreateTrainer(new Adam(learningRate: 0.01f));
        foreach (var loss in Doubles("losses"))
            Close.Values([loss], [trainer.Step(Floats("inputs"), Floats("targets"))], 1e-5, Absolute, "loss");
        Close.Values(Doubles("trained"), network.GetParameters(Of), 1e-4, 1e-4, "parameters");
    }

    [Fact]
    public void Parameters_begin_as_PyTorchs()
    {
        var network = new NormsAndSlopes(seed: 5);
        var initial = Given.GetProperty("initial");
        Assert.Equal(initial.GetProperty("layer_norm_weight").Deserialize<float[]>(), Enumerable.Range(0, 10).Select(i => network.LayerNorm0.Weights[i]));
        Assert.Equal(initial.GetProperty("layer_norm_bias").Deserialize<float[]>(), Enumerable.Range(0, 10).Select(i => network.LayerNorm0.Biases[i]));
        Assert.Equal(initial.GetProperty("prelu")[0].GetSingle(), network.PRelu1.Weights[0]);
    }

    [Fact]
    public void Rows_with_special_values_are_PyTorchs()
    {
        foreach (var one in Given.GetProperty("special").EnumerateArray())
        {
            float[] row = [.. Strings(one.GetProperty("row")), 0], normal = new float[4];
            LayerNormKernel.Forward(ref row[0], ref normal[0], 1e-5f, new(3, 4, 1));
            Assert.Equal(Strings(one.GetProperty("normal")), normal[..3]);
        }

        static float[] Strings(JsonElement list) =>
            [.. list.EnumerateArray().Select(value => value.GetString()! switch
            {
                "nan" => float.NaN,
                "inf" => float.PositiveInfinity,
                "-inf" => float.NegativeInfinity,
                var number => float.Parse(number, CultureInfo.InvariantCulture),
            })];
    }

    private static NetworkUnderTest Create()
    {
        var network = Of.Create(0);
        network.CopyParametersFrom(Floats("parameters"));
        return network;
    }

    private static double[] Doubles(string name) => Given.GetProperty(name).Deserialize<double[]>()!;

    private static float[] Floats(string name) => Close.Floats(Doubles(name));
}
