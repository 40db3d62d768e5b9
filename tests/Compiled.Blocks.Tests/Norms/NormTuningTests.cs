using Compiled.Tests.Networks;
using Compiled.Tests.Networks.Declared;

namespace Compiled.Tests.Norms;

/// <summary>What trainers do to single blocks and kinds of parameters, on norms and learned slopes.</summary>
public sealed class NormTuningTests
{
    private static readonly NetworkCase Of = BlockNetworks.Get(nameof(NormsAndSlopes));
    private static readonly float[] Inputs = new TestData(1).Inputs(Of, 8);
    private static readonly float[] Targets = new TestData(2).Targets(Of, 8);

    /// <summary>Where something else than dense weights and biases lies.</summary>
    private static readonly HashSet<int> Vectors = [.. Enumerable.Range(70, 30), .. Enumerable.Range(177, 15)];

    private static readonly HashSet<int> DenseBiases = [.. Enumerable.Range(60, 10), .. Enumerable.Range(170, 7), .. Enumerable.Range(213, 3)];

    [Fact]
    public void A_frozen_norm_rests_and_the_others_go_on_as_before()
    {
        var (frozen, free) = (NormParameterTests.Random(), NormParameterTests.Random());
        Trainer one = frozen.CreateTrainer(new Adam(0.05f)), other = free.CreateTrainer(new Adam(0.05f));
        one.Freeze("LayerNorm0");
        one.Freeze("PRelu1");
        var start = NormParameterTests.Read(frozen);
        one.Step(Inputs, Targets);
        other.Step(Inputs, Targets);
        float[] rested = NormParameterTests.Read(frozen), moved = NormParameterTests.Read(free);
        for (var i = 0; i < start.Length; i++)
            Assert.Equal(i is >= 70 and < 90 or 177 ? start[i] : moved[i], rested[i]);
        one.Unfreeze("LayerNorm0");
        one.Step(Inputs, Targets);
        var now = NormParameterTests.Read(frozen);
        // Its first step: Adam's is as long as the rate, whatever the gradient.
        for (var i = 70; i < 90; i++)
            Assert.Equal(0.05, Math.Abs(now[i] - start[i]), 1e-3);
        Assert.Equal(start[177], now[177]);
    }

    [Fact]
    public void A_rate_of_its_own_multiplies_the_trainers()
    {
        var (tuned, plain) = (NormParameterTests.Random(), NormParameterTests.Random());
        var trainer = tuned.CreateTrainer(new Sgd(0.25f));
        trainer.SetRate("PRelu0", 0.5f);
        trainer.SetRate("LayerNorm1", 0);
        trainer.Step(Inputs, Targets);
        var start = NormParameterTests.Read(plain);
        plain.CreateTrainer(new Sgd(0.25f)).Step(Inputs, Targets);
        float[] expected = NormParameterTests.Read(plain), actual = NormParameterTests.Read(tuned);
        for (var i = 0; i < start.Length; i++)
        {
            var factor = i is >= 90 and < 100 ? 0.5 : i is >= 178 and < 192 ? 0 : 1;
            Assert.Equal(start[i] + factor * (expected[i] - start[i]), actual[i], 1e-6);
        }
    }

    [Theory]
    [InlineData(WeightDecayExclusions.None)]
    [InlineData(WeightDecayExclusions.BiasesAndNorms)]
    public void Penalties_and_decay_spare_norms_and_slopes_with_the_biases_or_nothing(WeightDecayExclusions exclusions)
    {
        var start = NormParameterTests.Read(NormParameterTests.Random());
        var without = Step(new Sgd(1), new TrainerOptions());
        var penalized = Step(new Sgd(1), new TrainerOptions { L1 = 0.02f, L2 = 0.3f, WeightDecayExclusions = exclusions });
        var decayed = Step(new Sgd(1) { WeightDecay = 0.3f }, new TrainerOptions { WeightDecayExclusions = exclusions });
        var decoupled = Step(new AdamW(0.1f) { WeightDecay = 0.3f }, new TrainerOptions { WeightDecayExclusions = exclusions });
        var coupled = Step(new AdamW(0.1f) { WeightDecay = 0 }, new TrainerOptions());
        for (var i = 0; i < start.Length; i++)
        {
            var isSpared = exclusions != WeightDecayExclusions.None && (Vectors.Contains(i) || DenseBiases.Contains(i));
            Assert.Equal(without[i] - (isSpared ? 0 : 0.02 * Math.Sign(start[i]) + 0.3 * start[i]), penalized[i], 1e-5);
            Assert.Equal(without[i] - (isSpared ? 0 : 0.3 * start[i]), decayed[i], 1e-5);
            Assert.Equal(coupled[i] - (isSpared ? 0 : 0.1 * 0.3 * start[i]), decoupled[i], 1e-5);
        }
    }

    [Fact]
    public void A_maximum_norm_bounds_units_of_dense_blocks_and_leaves_norms_and_slopes_alone()
    {
        var (plain, bounded) = (Step(new Sgd(0.1f), new TrainerOptions()), Step(new Sgd(0.1f), new TrainerOptions { MaxNorm = 0.5f }));
        foreach (var i in Vectors.Concat(DenseBiases))
            Assert.Equal(plain[i], bounded[i]);
        for (var unit = 0; unit < 10; unit++)
            Assert.InRange(Math.Sqrt(bounded.Skip(6 * unit).Take(6).Sum(weight => (double)weight * weight)), 0, 0.500001);
        Assert.NotEqual(plain[..60], bounded[..60]);
        Assert.Contains(Vectors, i => Math.Abs(bounded[i]) > 0.5);
    }

    [Fact]
    public void Clipping_by_norm_counts_their_gradients()
    {
        var start = NormParameterTests.Read(NormParameterTests.Random());
        var (plain, clipped) = (Step(new Sgd(1), new TrainerOptions()), Step(new Sgd(1), new TrainerOptions { ClipNorm = 0.01f }));
        var norm = Math.Sqrt(start.Zip(plain, (before, after) => Math.Pow((double)before - after, 2)).Sum());
        for (var i = 0; i < start.Length; i++)
            Assert.Equal((start[i] - (double)plain[i]) * 0.01 / norm, start[i] - (double)clipped[i], 3e-7);
    }

    [Fact]
    public void Health_measures_them_as_blocks()
    {
        var network = NormParameterTests.Random();
        var start = NormParameterTests.Read(network);
        var trainer = network.CreateTrainer(new Sgd(0.1f), new TrainerOptions { HealthInterval = 1 });
        trainer.Step(Inputs, Targets);
        var end = NormParameterTests.Read(network);
        var blocks = trainer.Health!.Blocks;
        Assert.Equal(["Dense0", "LayerNorm0", "PRelu0", "Dense1", "PRelu1", "LayerNorm1", "Dense2"], blocks.Select(block => block.Block));
        Assert.Equal([10, 10, 10, 7, 1, 7, 3], blocks.Select(block => block.Units));
        Assert.Equal((0, 0, 0), (blocks[1].SilentUnits, blocks[4].SilentUnits, blocks[5].SilentUnits));
        Check(blocks[1], 70, 20);
        Check(blocks[2], 90, 10);
        Check(blocks[4], 177, 1);
        Check(blocks[5], 178, 14);

        void Check(BlockHealth block, int offset, int count)
        {
            var (weights, change) = (0.0, 0.0);
            for (var i = offset; i < offset + count; i++)
                (weights, change) = (weights + (double)start[i] * start[i], change + Math.Pow((double)end[i] - start[i], 2));
            Assert.Equal(Math.Sqrt(weights), block.WeightNorm, 1e-6);
            Assert.Equal(Math.Sqrt(change) / 0.1, block.GradientNorm, 1e-5);
            Assert.Equal(Math.Sqrt(change / weights), block.UpdateRatio, 1e-6);
        }
    }

    [Fact]
    public void A_polyak_average_holds_them_too()
    {
        var (source, target) = (NormParameterTests.Random(), new NormsAndSlopes(seed: 9));
        float[] from = NormParameterTests.Read(source), start = NormParameterTests.Read(target);
        new PolyakAverage<NormsAndSlopes>(target, 0.25f).Update(source);
        var average = NormParameterTests.Read(target);
        for (var i = 0; i < start.Length; i++)
            Assert.Equal(0.75 * start[i] + 0.25 * from[i], average[i], 1e-6);
    }

    [Fact]
    public void A_tuned_step_allocates_nothing()
    {
        var trainer = NormParameterTests.Random().CreateTrainer(
            new AdamW(), new TrainerOptions
            {
                ClipNorm = 0.1f,
                L1 = 1e-3f,
                L2 = 1e-3f,
                MaxNorm = 1,
                HealthInterval = 1,
                WeightDecayExclusions = WeightDecayExclusions.BiasesAndNorms,
            });
        trainer.Freeze("PRelu0");
        trainer.Step(Inputs, Targets);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var step = 0; step < 100; step++)
            trainer.Step(Inputs, Targets);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void A_norm_that_an_update_broke_is_named_and_goes_back()
    {
        var network = NormParameterTests.Random();
        var start = NormParameterTests.Read(network);
        var trainer = network.CreateTrainer(new Sgd(float.MaxValue));
        foreach (var block in NormsAndSlopes.Topology.Blocks.Where(block => block.Parameters > 0 && block.Name != "LayerNorm0"))
            trainer.Freeze(block.Name);
        float[] targets = [.. Targets.Select(target => 100 * target)];
        trainer.Step(Inputs, targets);
        Assert.Contains(NormParameterTests.Read(network), value => !float.IsFinite(value));
        var exception = Assert.Throws<NonFiniteTrainingException>(() => trainer.Step(Inputs, targets));
        Assert.Equal("LayerNorm0", exception.Block);
        Bits.Equal(start, NormParameterTests.Read(network), "parameters");
    }

    private static float[] Step<TOptimizer>(TOptimizer optimizer, TrainerOptions options)
        where TOptimizer : struct, IOptimizer
    {
        var network = NormParameterTests.Random();
        network.CreateTrainer(optimizer, options).Step(Inputs, Targets);
        return NormParameterTests.Read(network);
    }
}
