using Compiled.Tests.Networks.Declared;

namespace Compiled.Tests.Networks;

/// <summary>What a softmax's network offers, its logarithm's offers too.</summary>
public sealed class LogarithmTests
{
    [Fact]
    public void The_class_is_that_of_the_largest_logarithm()
    {
        var of = BlockNetworks.Get(nameof(LogarithmsOfClasses));
        var network = new LogarithmsOfClasses(seed: 3);
        for (var row = 0; row < 20; row++)
        {
            var input = new TestData(row).Inputs(of, 1);
            var outputs = new float[of.OutputSize];
            network.Predict(input, outputs);
            Assert.Equal(Array.IndexOf(outputs, outputs.Max()), network.Classify(input));
            Assert.Equal(1, outputs.Sum(value => Math.Exp(value)), 1e-5);
        }

        Assert.True(LogarithmsOfClasses.Topology.IsClassifier);
    }

    [Fact]
    public void Integer_labels_train_it()
    {
        var of = BlockNetworks.Get(nameof(LogarithmsOfClasses));
        var (byRows, byLabels) = (new LogarithmsOfClasses(seed: 3), new LogarithmsOfClasses(seed: 3));
        var data = new TestData(5);
        var (inputs, targets) = (data.Inputs(of, 9), data.Targets(of, 9));
        var labels = TestData.Rows(targets, of.OutputSize).Select(row => Array.IndexOf(row, 1.0)).ToArray();
        var expected = byRows.CreateTrainer(new Sgd(learningRate: 0.1f)).Step(inputs, targets);
        Assert.Equal(expected, byLabels.CreateTrainer(new Sgd(learningRate: 0.1f)).Step(inputs, labels));
        var (first, second) = (new float[of.ParameterCount], new float[of.ParameterCount]);
        byRows.CopyParametersTo(first);
        byLabels.CopyParametersTo(second);
        Assert.Equal(first, second);
    }
}
