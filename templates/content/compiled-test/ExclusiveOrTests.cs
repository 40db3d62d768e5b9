using Compiled;

namespace CompiledTests;

public sealed class ExclusiveOrTests
{
    private static readonly float[] Inputs = [0, 0, 0, 1, 1, 0, 1, 1];
    private static readonly float[] Targets = [0, 1, 1, 0];

    [Fact]
    public void Its_size_is_what_was_meant() => Assert.Equal(2 * 8 + 8 + 8 * 1 + 1, ExclusiveOr.ParameterCount);

    [Fact]
    public void The_same_seed_gives_the_same_network_bit_for_bit()
    {
        Assert.Equal(Parameters(Trained(seed: 1)), Parameters(Trained(seed: 1)));
        Assert.NotEqual(Parameters(Trained(seed: 1)), Parameters(Trained(seed: 2)));
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0, 1, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(1, 1, 0)]
    public void It_learns_exclusive_or(float first, float second, int expected) => Assert.Equal(expected, Trained(seed: 1).Classify([first, second]));

    [Fact]
    public void A_batch_gives_what_single_predictions_give_bit_for_bit()
    {
        var network = Trained(seed: 1);
        var outputs = new float[Targets.Length];
        network.PredictBatch(Inputs, outputs);
        for (var row = 0; row < outputs.Length; row++)
            Assert.Equal(network.Predict(Inputs.AsSpan(2 * row, 2)), outputs[row]);
    }

    private static ExclusiveOr Trained(long seed)
    {
        var network = new ExclusiveOr(seed);
        var trainer = network.CreateTrainer(new Adam(learningRate: 0.05f));
        for (var step = 0; step < 500; step++)
            trainer.Step(Inputs, Targets);
        return network;
    }

    private static float[] Parameters(ExclusiveOr network)
    {
        var parameters = new float[ExclusiveOr.ParameterCount];
        network.CopyParametersTo(parameters);
        return parameters;
    }
}
