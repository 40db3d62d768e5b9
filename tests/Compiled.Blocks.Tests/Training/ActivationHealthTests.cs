using Compiled.Tests.Networks;
using Compiled.Tests.Networks.Declared;

namespace Compiled.Tests.Training;

/// <summary>What trainer.Health says of activations.</summary>
[Collection(nameof(Law.AllocationCollection))]
public sealed class ActivationHealthTests
{
    private static readonly TrainerOptions Watched = new() { HealthInterval = 1 };

    [Theory]
    [InlineData(1, 1)]
    [InlineData(64, 1)]
    [InlineData(150, 1)]
    [InlineData(777, 3)]
    public void Dead_and_saturated_units_are_reported_over_the_whole_batch(int rows, int threads)
    {
        var network = Sick();
        var trainer = network.CreateTrainer(new Sgd(learningRate: 0), Watched with { Threads = threads });
        var data = new TestData(rows);
        var inputs = data.Uniforms(rows * 20);
        trainer.Step(inputs, data.Uniforms(rows * 3));
        var blocks = trainer.Health!.Blocks;
        Assert.Equal((5, 0.0), (blocks[0].DeadUnits, blocks[0].SaturatedShare));
        Assert.Equal(5.0 / 24, blocks[0].DeadShare);
        Assert.Equal((0, 6.0 / 30), (blocks[1].DeadUnits, blocks[1].SaturatedShare));
        Assert.Equal((0, 0.0), (blocks[2].DeadUnits, blocks[2].SaturatedShare));

        var outputs = new float[rows * 3];
        network.PredictBatch(inputs, outputs);
        Assert.Equal(Rms(outputs), blocks[2].ActivationRms, 1e-5);
        Assert.Equal(Rms(Hidden(network, inputs)), blocks[0].ActivationRms, 1e-5);
        Assert.Contains("5 dead units, 0 % saturated", trainer.Health.ToString());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(600)]
    public void With_samples_in_the_lanes_it_is_the_same(int rows)
    {
        var network = new WatchedLanes(seed: 1);
        for (var unit = 0; unit < 4; unit++)
            network.Dense0.Biases[unit] = unit == 2 ? -100 : 0.5f;
        for (var unit = 0; unit < 5; unit++)
        {
            network.Dense1.Biases[unit] = unit switch { 0 => 50, 1 => -50, _ => 0 };
            for (var input = 0; input < 4; input++)
                network.Dense1.Weights[unit, input] = 0.01f * (input + unit);
        }

        var trainer = network.CreateTrainer(new Sgd(learningRate: 0), Watched);
        trainer.Step(new TestData(2).Uniforms(3 * rows), new int[rows]);
        var blocks = trainer.Health!.Blocks;
        Assert.Equal([1, 0, 0], blocks.Select(block => block.DeadUnits));
        Assert.Equal([0, 0.4, 0], blocks.Select(block => block.SaturatedShare));
        // Two of five at 1 and 0, three near 1/2.
        Assert.Equal(Math.Sqrt((1 + 3 * 0.25) / 5), blocks[1].ActivationRms, 0.02);
    }

    [Fact]
    public void A_unit_that_lives_in_one_row_is_not_dead()
    {
        var network = Sick();
        var trainer = network.CreateTrainer(new Sgd(learningRate: 0), Watched);
        var inputs = new TestData(3).Uniforms(200 * 20);
        // Unit 3 looks at input 7 alone, which is large in the last row.
        for (var input = 0; input < 20; input++)
            network.Dense0.Weights[3, input] = input == 7 ? 1 : 0;
        inputs[199 * 20 + 7] = 2000;
        trainer.StepFromGradient(inputs, new float[600]);
        Assert.Equal(4, trainer.Health!.Blocks[0].DeadUnits);
    }

    [Fact]
    public void Every_way_to_step_is_measured()
    {
        var network = new WatchedLanes(seed: 4);
        var trainer = network.CreateTrainer(new Sgd(learningRate: 0), Watched);
        var (inputs, targets) = (new TestData(5).Uniforms(12), new float[] { 1, 0, 0, 1, 1, 0, 0, 1 });
        List<double> measured = [];
        foreach (var step in new Action[]
        {
            () => trainer.Step(inputs, targets),
            () => trainer.Step(inputs, targets, [1, 2, 3, 4]),
            () => trainer.Step(inputs, new[] { 0, 1, 0, 1 }),
            () => trainer.Step(inputs, new[] { 0, 1, 0, 1 }, [1, 2, 3, 4]),
            () => trainer.StepFromGradient(inputs, targets),
        })
        {
            step();
            measured.Add(trainer.Health!.Blocks[0].ActivationRms);
        }

        Assert.Equal([measured[0]], measured.Distinct());
        Assert.True(measured[0] > 0);
    }

    [Fact]
    public void Measuring_changes_no_bit_and_allocates_nothing()
    {
        var (watched, reference) = (Sick(), Sick());
        Trainer one = watched.CreateTrainer(new Adam(), Watched), other = reference.CreateTrainer(new Adam());
        var data = new TestData(6);
        var (inputs, targets) = (data.Uniforms(150 * 20), data.Uniforms(150 * 3));
        var fewest = long.MaxValue;
        for (var series = 0; series < 8; series++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            one.Step(inputs, targets);
            one.Step(inputs, targets);
            fewest = Math.Min(fewest, GC.GetAllocatedBytesForCurrentThread() - before);
            other.Step(inputs, targets);
            other.Step(inputs, targets);
        }

        Assert.Equal(0, fewest);
        var (left, right) = (new float[WatchedRows.ParameterCount], new float[WatchedRows.ParameterCount]);
        watched.CopyParametersTo(left);
        reference.CopyParametersTo(right);
        Bits.Equal(right, left, "parameters");
    }

    /// <summary>Five units of the first block never wake, and six of the second are stuck at ±1.</summary>
    private static WatchedRows Sick()
    {
        var network = new WatchedRows(seed: 1);
        for (var unit = 0; unit < 24; unit++)
            network.Dense0.Biases[unit] = unit < 5 ? -1000 : 20;
        for (var unit = 0; unit < 30; unit++)
        {
            network.Dense1.Biases[unit] = unit < 3 ? 50 : unit < 6 ? -50 : 0;
            for (var input = 0; input < 24; input++)
                network.Dense1.Weights[unit, input] = 0.001f * ((unit + input) % 3 - 1);
        }

        return network;
    }

    private static float[] Hidden(WatchedRows network, float[] inputs)
    {
        List<float> hidden = [];
        for (var row = 0; row < inputs.Length / 20; row++)
            for (var unit = 0; unit < 24; unit++)
            {
                var sum = (double)network.Dense0.Biases[unit];
                for (var input = 0; input < 20; input++)
                    sum += network.Dense0.Weights[unit, input] * (double)inputs[row * 20 + input];
                hidden.Add((float)Math.Max(0, sum));
            }

        return [.. hidden];
    }

    private static double Rms(float[] values) => Math.Sqrt(values.Average(value => (double)value * value));
}
