using Compiled.Tests.Networks;

namespace Compiled.Tests.Training;

/// <summary>Targets that a loss is not defined for are refused before the first step.</summary>
public sealed class TargetChecksTests
{
    private const float Nan = float.NaN;

    [Theory]
    [InlineData(-0.25f, "-0.25")]
    [InlineData(1.5f, "1.5")]
    [InlineData(2f, "2")]
    [InlineData(Nan, "NaN")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    public void Binary_targets_are_probabilities(float wrong, string named)
    {
        var message = Refused("Sigmoid", 2, [0, 1, 0.5f, 1, 0, wrong], "data");
        Assert.StartsWith($"The training data has {named} in target 'y1' of row 2, but BinaryCrossEntropy takes probabilities from 0 to 1: use 0 for the negative and 1 for the positive class", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-0.25f, 1.25f, "has -0.25 in target 'y0' of row 1, but CrossEntropy takes probabilities")]
    [InlineData(0.5f, Nan, "has NaN in target 'y1' of row 1, but CrossEntropy takes probabilities")]
    [InlineData(0f, 0f, "has targets that sum to 0 in row 1, columns 'y0' to 'y1', but CrossEntropy takes class probabilities, which sum to 1")]
    [InlineData(1f, 1f, "has targets that sum to 2 in row 1")]
    [InlineData(0.5f, 0.502f, "has targets that sum to 1.002 in row 1")]
    [InlineData(0.5f, 0.498f, "has targets that sum to 0.998 in row 1")]
    [InlineData(float.PositiveInfinity, 0f, "has targets that sum to Infinity in row 1")]
    public void Class_targets_are_probabilities_that_sum_to_one(float first, float second, string expected)
    {
        var message = Refused("Softmax", 2, [0, 1, first, second, 1, 0], "data");
        Assert.StartsWith("The training data " + expected, message, StringComparison.Ordinal);
        Assert.Contains("set the row's class to 1 and the others to 0", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Sigmoid", new[] { 0f, 1, 0.25f, 1, 1, 0 })]
    [InlineData("Softmax", new[] { 0f, 1, 0.25f, 0.75f, 0.4995f, 0.4996f })]
    [InlineData("Softmax", new[] { 1f, 0, 0.5f, 0.5005f, -0f, 1 })]
    [InlineData("Tanh", new[] { -3f, 7, 0, 0, 2, 2 })]
    public void Targets_that_the_loss_takes_are_trained_on(string activation, float[] targets)
    {
        var trainer = Linear.Trainer(new Adam(), activation: activation);
        var data = Data(2, targets);
        trainer.Fit(data, new FitOptions { Epochs = 1, Validation = data });
        Assert.Equal(1, trainer.StepCount);
    }

    [Theory]
    [InlineData("HingeMargin463", 0f, "has 0 in target 'y0' of row 1, but Hinge takes the targets 1 and -1: use -1 for the negative and 1 for the positive class")]
    [InlineData("Counts463", -1f, "has -1 in target 'y0' of row 1, but Poisson takes counts: use numbers of at least 0")]
    [InlineData("Counts463", Nan, "has NaN in target 'y0' of row 1, but Poisson takes counts")]
    [InlineData("Divergence465", -0.5f, "has -0.5 in target 'y0' of row 1, but KullbackLeibler takes probabilities from 0 to 1: give each row a distribution")]
    [InlineData("Divergence465", 3f, "has targets that sum to ")]
    public void Targets_suit_the_loss(string name, float wrong, string expected)
    {
        var of = DenseNetworks.Get(name);
        var network = of.CreateRandom(1);
        var (inputs, targets) = (new TestData(1).Inputs(of, 3), new TestData(1).Targets(of, 3));
        targets[of.OutputSize] = wrong;
        var before = network.GetParameters(of);
        var exception = Assert.Throws<ArgumentException>(
            "data", () => network.CreateTrainer(new Adam()).Fit(Dataset.FromMemory(inputs, targets, of.InputSize, of.OutputSize)));
        Assert.StartsWith("The training data " + expected, exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, network.GetParameters(of));
    }

    [Fact]
    public void The_validation_data_is_looked_at_before_the_first_step_too()
    {
        var trainer = Linear.Trainer(new Adam(), outputs: 1, activation: "Sigmoid");
        var options = new FitOptions { Validation = Data(1, [0, 3]) };
        var exception = Assert.Throws<ArgumentException>("Validation", () => trainer.Fit(Data(1, [0, 1]), options));
        Assert.StartsWith("The validation data has 3 in target 'y0' of row 1", exception.Message, StringComparison.Ordinal);
        Assert.Equal(0, trainer.StepCount);
    }

    [Fact]
    public void A_step_takes_its_targets_as_they_are()
    {
        var trainer = Linear.Trainer(new Sgd(0.1f), outputs: 1, activation: "Sigmoid");
        trainer.Step(new float[3], [3f]);
        Assert.Equal(1, trainer.StepCount);
    }

    private static string Refused(string activation, int outputs, float[] targets, string argument)
    {
        var trainer = Linear.Trainer(new Adam(), outputs: outputs, activation: activation);
        var before = trainer.ReadParameters();
        var exception = Assert.Throws<ArgumentException>(argument, () => trainer.Fit(Data(outputs, targets)));
        Assert.Equal(before, trainer.ReadParameters());
        Assert.Equal(0, trainer.StepCount);
        return exception.Message;
    }

    private static Dataset Data(int outputs, float[] targets) =>
        Dataset.FromMemory(new float[targets.Length / outputs * 3], targets, 3, outputs);
}
