using Compiled.Tests.Networks.Declared;

namespace Compiled.Tests.Networks;

/// <summary>What heads add to a network beside forward and backward: places, losses of their own, and what they refuse.</summary>
public sealed class HeadTests
{
    [Fact]
    public void A_head_slices_its_outputs_out_of_a_row()
    {
        var row = new float[] { 0, 1, 2, 3, 4 };
        Assert.Equal([0f, 1, 2, 3], HeadsOfAgent.Heads.Policy.Of(row));
        Assert.Equal([4f], HeadsOfAgent.Heads.Value.Of((ReadOnlySpan<float>)row));
        HeadsOfAgent.Heads.Value.Of(row)[0] = 9;
        Assert.Equal(9, row[4]);
        Assert.Contains("head Value has the outputs 4 to 4", Assert.Throws<ArgumentException>(() => HeadsOfAgent.Heads.Value.Of(new float[4])).Message);
    }

    [Fact]
    public void The_topology_shows_the_heads()
    {
        var topology = HeadsOfAgent.Topology;
        Assert.Equal(5, topology.OutputSize);
        Assert.Equal([new("Policy", 0, 4, "CrossEntropy", 1), new TopologyHead("Value", 4, 1, "MeanSquaredError", 0.5f)], topology.Heads);
        Assert.Equal("CrossEntropy of Policy + 0.5 * MeanSquaredError of Value", topology.Loss);
        Assert.False(topology.IsClassifier);
        Assert.Contains("Value (Head)", topology.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(700)]
    public void Each_head_reports_the_loss_that_a_network_of_its_own_would_have(int rows)
    {
        var of = BlockNetworks.Get(nameof(HeadsOfMany));
        var network = of.CreateRandom(21);
        var data = new TestData(22);
        var (inputs, targets) = (data.Inputs(of, rows), data.Targets(of, rows));
        foreach (var threads in new[] { 1, 2 })
        {
            var trainer = network.CreateTrainer(new Sgd(learningRate: 0), new TrainerOptions { Threads = threads });
            Assert.All(trainer.HeadLosses.ToArray(), loss => Assert.True(float.IsNaN(loss)));
            var total = trainer.Step(inputs, targets);
            var outputs = new float[rows * of.OutputSize];
            network.PredictBatch(inputs, outputs, threads);
            var heads = of.Topology.Heads;
            var (labels, squares, distances) = (0.0, 0.0, 0.0);
            for (var row = 0; row < rows; row++)
                for (var i = 0; i < of.OutputSize; i++)
                {
                    double y = outputs[row * of.OutputSize + i], t = targets[row * of.OutputSize + i];
                    if (i < heads[1].Offset)
                        labels -= t * Math.Log(y) + (1 - t) * Math.Log(1 - y);
                    else if (i < heads[2].Offset)
                        squares += (y - t) * (y - t);
                    else
                        distances += Math.Abs(y - t);
                }

            Assert.Equal(labels / rows / heads[0].Size, trainer.HeadLosses[0], 1e-4);
            Assert.Equal(squares / rows, trainer.HeadLosses[1], 1e-3);
            Assert.Equal(distances / rows / heads[2].Size, trainer.HeadLosses[2], 1e-5);
            Assert.Equal(2 * trainer.HeadLosses[0] + 0.25 * trainer.HeadLosses[1] + trainer.HeadLosses[2], total, 1e-4);
        }
    }

    [Fact]
    public void Rows_have_weights_and_classes_have_none()
    {
        var of = BlockNetworks.Get(nameof(HeadsOfAgent));
        var network = new HeadsOfAgent(seed: 3);
        var trainer = network.CreateTrainer(new Adam());
        var data = new TestData(4);
        var (inputs, targets) = (data.Inputs(of, 2), data.Targets(of, 2));
        var second = trainer.MeanLoss(inputs.AsSpan(8), targets.AsSpan(5));
        Assert.Equal(second, trainer.MeanLoss(inputs, targets, [0, 2]), 1e-5f);
        trainer.Step(inputs, targets, [0, 2]);
        Assert.Equal(second, trainer.HeadLosses[0] + 0.5f * trainer.HeadLosses[1], 1e-5f);

        var labels = new[] { 1, 2 };
        Assert.Contains("HeadsOfAgent has 2 heads", Assert.Throws<InvalidOperationException>(() => trainer.Step(inputs, labels)).Message);
        Assert.Contains("HeadsOfAgent has 2 heads", Assert.Throws<ArgumentException>(() => network.CreateTrainer(new Adam(), new TrainerOptions { ClassWeights = [1, 1, 1, 1, 1] })).Message);
        Assert.Equal(1, trainer.StepCount);
    }
}
