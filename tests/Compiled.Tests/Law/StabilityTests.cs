using Compiled.Oracle;
using Compiled.Tests.Networks;
using Compiled.Tests.Networks.Declared;
using Compiled.Tests.Peers;

namespace Compiled.Tests.Law;

/// <summary>Cross-entropies on logits of ±10⁴, where a naive exponential is infinite and a naive logarithm is of zero.</summary>
public sealed class StabilityTests
{
    private const float Large = 1e4f;

    public static TheoryData<float, float> SoftmaxLogits => new()
    {
        { Large, -Large }, { -Large, Large }, { Large, Large }, { -Large, -Large }, { Large, 0 }, { 0, -Large },
    };

    [Theory]
    [MemberData(nameof(SoftmaxLogits))]
    public void Cross_entropy_and_its_gradient_stay_finite(float first, float second)
    {
        var of = DenseNetworks.Get(nameof(SoftmaxRegression));
        var network = of.Create(0);
        Compare(of, network, [first, second], [1, 0]);
        Compare(of, network, [first, second], [0, 1]);
        Compare(of, network, [first, second], [0.25f, 0.75f]);
        Assert.All(network.PredictRow(of, [1, 0, 0, 0, 0, 0]), value => Assert.InRange(value, 0, 1));
    }

    [Theory]
    [InlineData(Large)]
    [InlineData(-Large)]
    [InlineData(100)]
    [InlineData(-100)]
    public void Binary_cross_entropy_and_its_gradient_stay_finite(float logit)
    {
        var of = DenseNetworks.Get(nameof(OneToOneSigmoid));
        var network = of.Create(0);
        Compare(of, network, [logit], [0]);
        Compare(of, network, [logit], [1]);
        Compare(of, network, [logit], [0.5f]);
        Assert.InRange(network.PredictRow(of, [1])[0], 0, 1);
    }

    /// <summary>The logits are the biases; the first input adds nothing but a gradient.</summary>
    private static void Compare(NetworkCase of, NetworkUnderTest network, float[] logits, float[] target)
    {
        var parameters = new float[of.ParameterCount];
        logits.CopyTo(parameters, of.Groups[^1].Offset);
        network.CopyParametersFrom(parameters);
        var input = new float[of.InputSize];
        input[0] = 1;
        var oracle = of.ToOracle(network).Gradients([Close.Doubles(input)], [Close.Doubles(target)]);
        Assert.True(double.IsFinite(oracle.Loss));

        var trainer = network.CreateTrainer(new Sgd(learningRate: 0), Keep.Gradients);
        Close.Values([oracle.Loss], [trainer.Step(input, target)], 1e-6, 1e-30, "loss");
        Close.Values(oracle.Parameters, trainer.GetGradients(of), 1e-6, 1e-30, "gradients");
    }
}
