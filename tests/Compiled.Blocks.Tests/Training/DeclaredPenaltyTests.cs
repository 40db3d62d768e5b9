using Compiled.Tests.Networks;
using Compiled.Tests.Networks.Declared;

namespace Compiled.Tests.Training;

/// <summary>[L1], [L2] and those of a dense block: what they add to gradients, and to which.</summary>
public sealed class DeclaredPenaltyTests
{
    [Fact]
    public void Weights_get_the_networks_penalty_or_their_blocks_own_and_biases_none()
    {
        var network = new PenalizedRows(seed: 1);
        Fill(network.Dense0.Biases, network.Dense2.Biases);
        network.Dense1.Weights[3, 4] = 0;
        var gradients = network.CreateTrainer(new Sgd(learningRate: 0), Keep.Gradients);
        gradients.StepFromGradient(new float[40], new float[6]);
        Check(network.Dense0, gradients.Gradients.Dense0, l1: 0.5f, l2: 0.25f, biases: 0);
        Check(network.Dense1, gradients.Gradients.Dense1, l1: 0.125f, l2: 0, biases: 0);
        Check(network.Dense2, gradients.Gradients.Dense2, l1: 0.125f, l2: 0.25f, biases: 0);
    }

    [Fact]
    public void A_trainers_penalties_add_to_the_declared_ones_and_cover_biases_too()
    {
        var network = new PenalizedRows(seed: 2);
        Fill(network.Dense0.Biases, network.Dense2.Biases);
        var trainer = network.CreateTrainer(new Sgd(learningRate: 0), new TrainerOptions { KeepGradients = true, L2 = 0.5f });
        trainer.StepFromGradient(new float[40], new float[6]);
        Check(network.Dense0, trainer.Gradients.Dense0, l1: 0.5f, l2: 0.75f, biases: 0.5f);
        Check(network.Dense1, trainer.Gradients.Dense1, l1: 0.125f, l2: 0.5f, biases: 0.5f);

        trainer = network.CreateTrainer(new Sgd(learningRate: 0), new TrainerOptions { KeepGradients = true, L2 = 0.5f, WeightDecayExclusions = WeightDecayExclusions.BiasesAndNorms });
        trainer.StepFromGradient(new float[40], new float[6]);
        Check(network.Dense0, trainer.Gradients.Dense0, l1: 0.5f, l2: 0.75f, biases: 0);
    }

    [Fact]
    public void With_samples_in_the_lanes_it_is_the_same()
    {
        var network = new PenalizedLanes(seed: 3);
        var trainer = network.CreateTrainer(new Sgd(learningRate: 0), Keep.Gradients);
        trainer.StepFromGradient(new float[9], new float[6]);
        Check(network.Dense0, trainer.Gradients.Dense0, l1: 1e-4f, l2: 0.25f, biases: 0);
        Check(network.Dense1, trainer.Gradients.Dense1, l1: 0, l2: 0.25f, biases: 0);
        Check(network.Dense2, trainer.Gradients.Dense2, l1: 0, l2: 0.25f, biases: 0);
    }

    [Fact]
    public void A_frozen_block_has_none_and_the_loss_is_without_them()
    {
        var (network, plain) = (new PenalizedRows(seed: 4), new WatchedRows(seed: 4));
        var (trainer, other) = (network.CreateTrainer(new Sgd(learningRate: 0.1f)), plain.CreateTrainer(new Sgd(learningRate: 0.1f)));
        trainer.Freeze("Dense1");
        var (before, after) = (network.Dense1.Weights[0, 0], network.Dense0.Weights[0, 0]);
        var data = new TestData(5);
        var (inputs, targets) = (data.Uniforms(40), data.Uniforms(6));
        Assert.Equal(other.Step(inputs, targets), trainer.Step(inputs, targets));
        Assert.Equal(before, network.Dense1.Weights[0, 0]);
        Assert.NotEqual(after, network.Dense0.Weights[0, 0]);
        Assert.NotEqual(plain.Dense0.Weights[0, 0], network.Dense0.Weights[0, 0]);
    }

    private static void Fill(params ParameterVector[] vectors)
    {
        foreach (var biases in vectors)
        {
            for (var output = 0; output < biases.Length; output++)
                biases[output] = output - 1.5f;
        }
    }

    /// <summary>The gradient was 0, so that what stands there is the penalty alone.</summary>
    private static void Check(DenseParameters block, DenseParameters gradients, float l1, float l2, float biases)
    {
        for (var output = 0; output < block.Weights.Rows; output++)
        {
            for (var input = 0; input < block.Weights.Columns; input++)
            {
                var weight = block.Weights[output, input];
                Assert.Equal(MathF.FusedMultiplyAdd(l1, Math.Sign(weight), l2 * weight), gradients.Weights[output, input]);
            }

            if (block.Biases.Length > 0)
                Assert.Equal(biases * block.Biases[output], gradients.Biases[output]);
        }
    }
}
