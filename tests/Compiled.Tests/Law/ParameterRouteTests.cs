using Compiled.Tests.Networks;
using Compiled.Tests.Networks.Declared;

namespace Compiled.Tests.Law;

/// <summary>Law 10: a parameter written by any route is seen by the next Predict and the next Step.</summary>
public sealed class ParameterRouteTests
{
    private const int Rows = 9;

    private static readonly float[] Inputs = new TestData(1).Uniforms(Rows * 3);
    private static readonly float[] Targets = new TestData(2).Uniforms(Rows * 2);

    [Fact]
    public void Through_the_view_of_the_first_blocks_weights() => Check((network, _) => network.Dense0.Weights[4, 2] += 0.75f);

    [Fact]
    public void Through_the_view_of_the_last_blocks_weights() => Check((network, _) => network.Dense1.Weights[1, 3] = -2);

    [Fact]
    public void Through_the_view_of_the_first_blocks_biases() => Check((network, _) => network.Dense0.Biases[4] = 1.25f);

    [Fact]
    public void Through_the_view_of_the_last_blocks_biases() => Check((network, _) => network.Dense1.Biases[0] -= 3);

    [Fact]
    public void Through_CopyParametersFrom() =>
        Check((network, _) => network.CopyParametersFrom(new TestData(7).Uniforms(Peer352TanhMeanSquaredError.ParameterCount)));

    [Fact]
    public void Through_a_second_trainer() =>
        Check((network, _) => network.CreateTrainer(new Sgd(learningRate: 2)).Step(Inputs, Targets));

    [Fact]
    public void Through_a_second_trainer_that_steps_from_a_gradient() =>
        Check((network, _) => network.CreateTrainer(new Sgd(learningRate: 2)).StepFromGradient(Inputs, Targets));

    [Fact]
    public void Through_the_trainer_itself() => Check((_, trainer) => trainer.Step(Inputs, Targets));

    [Fact]
    public void Two_trainers_in_turn_are_one_trainer_when_the_rule_remembers_nothing()
    {
        var (alone, shared) = (new Peer352TanhMeanSquaredError(3), new Peer352TanhMeanSquaredError(3));
        var one = alone.CreateTrainer(new Sgd(learningRate: 0.3f));
        var first = shared.CreateTrainer(new Sgd(learningRate: 0.3f));
        var second = shared.CreateTrainer(new Sgd(learningRate: 0.3f));
        for (var step = 0; step < 6; step++)
        {
            one.Step(Inputs, Targets);
            (step % 2 == 0 ? first : second).Step(Inputs, Targets);
        }

        Bits.Equal(Parameters(alone), Parameters(shared), "parameters");
    }

    [Fact]
    public void A_views_every_element_is_the_canonical_vectors()
    {
        var network = new Peer352TanhMeanSquaredError(5);
        var canonical = Parameters(network);
        var position = 0;
        for (var output = 0; output < 5; output++)
            for (var input = 0; input < 3; input++)
                Assert.Equal(canonical[position++], network.Dense0.Weights[output, input]);
        for (var output = 0; output < 5; output++)
            Assert.Equal(canonical[position++], network.Dense0.Biases[output]);
        for (var output = 0; output < 2; output++)
            for (var input = 0; input < 5; input++)
                Assert.Equal(canonical[position++], network.Dense1.Weights[output, input]);
        for (var output = 0; output < 2; output++)
            Assert.Equal(canonical[position++], network.Dense1.Biases[output]);
        Assert.Equal(Peer352TanhMeanSquaredError.ParameterCount, position);
    }

    [Fact]
    public void The_gradients_views_are_the_gradients_canonical_vector()
    {
        var trainer = new Peer352TanhMeanSquaredError(5).CreateTrainer(new Sgd(learningRate: 0.1f), Keep.Gradients);
        trainer.Step(Inputs, Targets);
        var canonical = new float[Peer352TanhMeanSquaredError.ParameterCount];
        trainer.CopyGradientsTo(canonical);
        Assert.Equal(canonical[4 * 3 + 2], trainer.Gradients.Dense0.Weights[4, 2]);
        Assert.Equal(canonical[15 + 3], trainer.Gradients.Dense0.Biases[3]);
        Assert.Equal(canonical[20 + 1 * 5 + 4], trainer.Gradients.Dense1.Weights[1, 4]);
        Assert.Equal(canonical[30 + 1], trainer.Gradients.Dense1.Biases[1]);
    }

    [Theory]
    [InlineData(5, 0)]
    [InlineData(-1, 0)]
    [InlineData(0, 3)]
    [InlineData(0, -1)]
    public void A_view_refuses_an_index_outside_its_shape(int output, int input)
    {
        var network = new Peer352TanhMeanSquaredError(5);
        var before = Parameters(network);
        Assert.ThrowsAny<ArgumentException>(() => network.Dense0.Weights[output, input] = 1);
        Assert.ThrowsAny<ArgumentException>(() => network.Dense0.Weights[output, input]);
        Bits.Equal(before, Parameters(network), "parameters");
    }

    [Fact]
    public void A_view_of_biases_refuses_an_index_outside_its_length()
    {
        var network = new Peer352TanhMeanSquaredError(5);
        Assert.ThrowsAny<ArgumentException>(() => network.Dense0.Biases[5] = 1);
        Assert.ThrowsAny<ArgumentException>(() => network.Dense0.Biases[-1] = 1);
    }

    /// <summary>
    /// After the write, the network must predict and step exactly like a fresh one that was given the same parameters. It has predicted and
    /// stepped before, so that every derived copy (transposed weights, say) exists and could be stale.
    /// </summary>
    private static void Check(Action<Peer352TanhMeanSquaredError, Trainer> write)
    {
        var network = new Peer352TanhMeanSquaredError(3);
        var trainer = network.CreateTrainer(new Sgd(learningRate: 0.5f));
        Predict(network);
        trainer.Step(Inputs, Targets);
        trainer.Step(Inputs, Targets);
        var before = Parameters(network);

        write(network, trainer);

        Assert.NotEqual(before, Parameters(network));
        var fresh = new Peer352TanhMeanSquaredError(99);
        fresh.CopyParametersFrom(Parameters(network));
        Bits.Equal(Predict(fresh), Predict(network), "predictions");
        var freshTrainer = fresh.CreateTrainer(new Sgd(learningRate: 0.5f));
        Assert.Equal(freshTrainer.MeanLoss(Inputs, Targets), trainer.MeanLoss(Inputs, Targets));
        Assert.Equal(freshTrainer.Step(Inputs, Targets), trainer.Step(Inputs, Targets));
        Bits.Equal(Parameters(fresh), Parameters(network), "parameters after the next step");
        Bits.Equal(Predict(fresh), Predict(network), "predictions after the next step");
    }

    private static float[] Parameters(Peer352TanhMeanSquaredError network)
    {
        var parameters = new float[Peer352TanhMeanSquaredError.ParameterCount];
        network.CopyParametersTo(parameters);
        return parameters;
    }

    private static float[] Predict(Peer352TanhMeanSquaredError network)
    {
        var outputs = new float[Rows * 2];
        network.PredictBatch(Inputs, outputs);
        return outputs;
    }
}
