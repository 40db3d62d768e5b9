using Compiled.Tests.Portable;

namespace Compiled.Tests.Weights;

/// <summary>Weights of another network: refused with every difference, and taken where only training differs.</summary>
public class OtherNetworkTests
{
    [Fact]
    public void Every_difference_is_listed_in_one_exception()
    {
        var exception = WeightsText.MustFail<ScaledNet>(WeightsText.OfDrawn<ClassicNet>());
        Assert.Equal(
            [
                "The file's network has Network(inputs: 4) where this one has Network(inputs: 6).",
                "standardize.means [6] is missing in the file.",
                "standardize.factors [6] is missing in the file.",
                "standardize.fitted [1] is missing in the file.",
                "0.weight [9, 6] is 0.weight [8, 4] in the file.",
                "0.bias [9] is 0.bias [8] in the file.",
                "2.weight [3, 9] is 2.weight [3, 8] in the file.",
            ],
            exception.Problems);
        Assert.StartsWith("The weights of ClassicNet do not fit ScaledNet:\n- ", exception.Message);
    }

    [Fact]
    public void The_same_tensors_under_another_activation_are_another_network() => Assert.Equal(
        ["The file's network has Sigmoid where this one has Tanh."], WeightsText.MustFail<TanhNet>(WeightsText.OfDrawn<SigmoidNet>()).Problems);

    [Fact]
    public void A_tensor_too_many_is_named() => Assert.Contains(
        "4.bias [2] is in the file, but the network has no such tensor.", WeightsText.MustFail<ClassicNet>(WeightsText.OfDrawn<SlopesNet>()).Problems);

    [Fact]
    public void Tensors_in_another_order_are_refused()
    {
        var text = WeightsText.OfDrawn<TanhNet>().Replace("tensor: 0.bias [7]\n", "").Replace("tensor: 2.bias [3]\n", "tensor: 2.bias [3]\ntensor: 0.bias [7]\n");
        Assert.Equal(["The tensors are in another order in the file."], WeightsText.MustFail<TanhNet>(text).Problems);
    }

    [Fact]
    public void The_same_classes_in_another_order_are_refused()
    {
        var text = WeightsText.OfDrawn<ScaledNet>().Replace("Apple, Pear, Plum", "Pear, Apple, Plum");
        Assert.Equal(["The classes are Pear, Apple, Plum in the file and Apple, Pear, Plum in the network."], WeightsText.MustFail<ScaledNet>(text).Problems);
        Assert.NotNull(WeightsText.Read<ScaledNet>(text.Replace("classes: Pear, Apple, Plum\n", "")));
    }

    [Fact]
    public void What_decides_training_alone_may_differ()
    {
        Takes<ClassicNet>("[CrossEntropy]", "[MeanSquaredError]");
        Takes<ScaledNet>("CrossEntropy(LabelSmoothing = 0.1f)", "KullbackLeibler");
        Takes<NoisyNet>("rate: 0.25", "rate: 0.5");
        Takes<NoisyNet>("topology: [GaussianNoise(", "topology: [GaussianNoise(1");
        Takes<BatchNormNet>("Momentum = 0.2", "Momentum = 0.3");
        Takes<NamedNet>("Name = \"Wide\"", "Name = \"Broad\"");
        Takes<NamedNet>("network: NamedNet", "network: Renamed");
        Takes<HeadsNet>("Weight = 0.5", "Weight = 0.25");
    }

    [Fact]
    public void What_decides_predictions_may_not()
    {
        Refuses<BatchNormNet>("Epsilon = 0.0001", "Epsilon = 0.001");
        Refuses<LeakyReluNet>("slope: 0.2", "slope: 0.3");
        Refuses<HeadsNet>("Head(\"Policy\")", "Head(\"Politics\")");
        Refuses<OwnActivationNet>("Bent", "Straight");
        Refuses<NoisyNet>(", Dropout(rate: 0.25)", "");
    }

    private static void Takes<T>(string part, string other)
        where T : class, INetwork<T>
    {
        var text = WeightsText.OfDrawn<T>();
        Assert.Contains(part, text);
        Assert.Equal(WeightsText.Bits(WeightsText.Read<T>(text)), WeightsText.Bits(WeightsText.Read<T>(text.Replace(part, other))));
    }

    private static void Refuses<T>(string part, string other)
        where T : class, INetwork<T>
    {
        var text = WeightsText.OfDrawn<T>();
        Assert.Contains(part, text);
        Assert.NotEmpty(WeightsText.MustFail<T>(text.Replace(part, other)).Problems);
    }
}
