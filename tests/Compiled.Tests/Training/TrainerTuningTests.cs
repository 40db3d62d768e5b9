using Compiled.Tests.Networks;
using Compiled.Tests.Networks.Declared;

namespace Compiled.Tests.Training;

/// <summary>Clipping, penalties, frozen blocks, rates per block, norms of units and health, on a network of two blocks.</summary>
public sealed class TrainerTuningTests
{
    private static readonly float[] Inputs = new TestData(1).Uniforms(2 * 6);
    private static readonly float[] Targets = new TestData(2).Uniforms(6);

    [Theory]
    [InlineData(1e-3f)]
    [InlineData(1e3f)]
    public void Clipping_by_norm_is_PyTorchs(float most)
    {
        var (plain, clipped) = (new Peer231(seed: 3), new Peer231(seed: 3));
        plain.CreateTrainer(new Sgd(1)).Step(Inputs, Targets);
        clipped.CreateTrainer(new Sgd(1), new TrainerOptions { ClipNorm = most }).Step(Inputs, Targets);
        var (start, gradient) = (Read(new Peer231(seed: 3)), Changes(plain));
        var norm = Math.Sqrt(gradient.Sum(value => value * value));
        var factor = Math.Min(1, most / (norm + 1e-6));
        var actual = Changes(clipped);
        for (var i = 0; i < start.Length; i++)
            Assert.Equal(gradient[i] * factor, actual[i], 1e-7);
    }

    [Fact]
    public void Clipping_by_value_bounds_every_gradient()
    {
        var (plain, clipped) = (new Peer231(seed: 3), new Peer231(seed: 3));
        plain.CreateTrainer(new Sgd(1)).Step(Inputs, Targets);
        clipped.CreateTrainer(new Sgd(1), new TrainerOptions { ClipValue = 0.01f }).Step(Inputs, Targets);
        var (gradient, actual) = (Changes(plain), Changes(clipped));
        Assert.Contains(gradient, value => Math.Abs(value) > 0.011);
        Assert.Contains(gradient, value => Math.Abs(value) < 0.009);
        for (var i = 0; i < actual.Length; i++)
            Assert.Equal(Math.Clamp(gradient[i], -0.01, 0.01), actual[i], 1e-6);
    }

    [Theory]
    [InlineData(WeightDecayExclusions.None)]
    [InlineData(WeightDecayExclusions.BiasesAndNorms)]
    public void Penalties_add_to_the_gradients_of_what_they_cover(WeightDecayExclusions exclusions)
    {
        var (plain, penalized) = (Random(), Random());
        var start = Read(plain);
        plain.CreateTrainer(new Sgd(1)).Step(Inputs, Targets);
        penalized.CreateTrainer(new Sgd(1), new TrainerOptions { L1 = 0.02f, L2 = 0.3f, WeightDecayExclusions = exclusions }).Step(Inputs, Targets);
        float[] without = Read(plain), with = Read(penalized);
        for (var i = 0; i < start.Length; i++)
        {
            var isBias = i is >= 6 and < 9 or 12;
            var penalty = isBias && exclusions != WeightDecayExclusions.None ? 0 : 0.02 * Math.Sign(start[i]) + 0.3 * start[i];
            Assert.Equal(without[i] - penalty, with[i], 1e-6);
        }
    }

    [Fact]
    public void Exclusions_spare_biases_from_the_decay_of_every_rule() => OptimizerZoo.Visit(new Exclusions(), decay: 0.2f);

    [Fact]
    public void A_frozen_block_rests_and_the_others_go_on_as_before()
    {
        var (frozen, free) = (Random(), Random());
        Trainer one = frozen.CreateTrainer(new Adam(0.05f)), other = free.CreateTrainer(new Adam(0.05f));
        one.Freeze("Dense0");
        var start = Read(frozen);
        one.Step(Inputs, Targets);
        other.Step(Inputs, Targets);
        Assert.Equal(start[..9], Read(frozen)[..9]);
        Assert.Equal(Read(free)[9..], Read(frozen)[9..]);
        one.Unfreeze("Dense0");
        one.Step(Inputs, Targets);
        // Its first step: Adam's is as long as the rate, whatever the gradient.
        var now = Read(frozen);
        for (var i = 0; i < 9; i++)
            Assert.Equal(0.05, Math.Abs(now[i] - start[i]), 1e-4);
    }

    [Fact]
    public void A_rate_of_its_own_multiplies_the_trainers()
    {
        var (tuned, plain) = (Random(), Random());
        var trainer = tuned.CreateTrainer(new Sgd(0.5f));
        trainer.SetRate("Dense1", 0.5f);
        trainer.LearningRate = 0.25f;
        trainer.Step(Inputs, Targets);
        var start = Read(plain);
        plain.CreateTrainer(new Sgd(0.25f)).Step(Inputs, Targets);
        float[] expected = Read(plain), actual = Read(tuned);
        Assert.Equal(expected[..9], actual[..9]);
        for (var i = 9; i < actual.Length; i++)
            Assert.Equal(start[i] + 0.5 * (expected[i] - start[i]), actual[i], 1e-6);
    }

    [Fact]
    public void Weights_and_biases_of_a_block_have_rates_of_their_own()
    {
        var (tuned, plain) = (Random(), Random());
        var trainer = tuned.CreateTrainer(new Sgd(0.25f));
        trainer.SetRate("Dense0", weights: 0.5f, biases: 0);
        trainer.Step(Inputs, Targets);
        var start = Read(plain);
        plain.CreateTrainer(new Sgd(0.25f)).Step(Inputs, Targets);
        float[] expected = Read(plain), actual = Read(tuned);
        for (var i = 0; i < 6; i++)
            Assert.Equal(start[i] + 0.5 * (expected[i] - start[i]), actual[i], 1e-6);
        Assert.Equal(start[6..9], actual[6..9]);
        Assert.Equal(expected[9..], actual[9..]);
    }

    [Fact]
    public void A_maximum_norm_bounds_the_weights_of_each_unit()
    {
        var network = Random();
        var trainer = network.CreateTrainer(new Sgd(0.1f), new TrainerOptions { MaxNorm = 0.75f });
        trainer.Step(Inputs, Targets);
        for (var unit = 0; unit < 3; unit++)
            Assert.InRange(Math.Sqrt(Square(network.Dense0.Weights[unit, 0]) + Square(network.Dense0.Weights[unit, 1])), 0, 0.7500001);
        Assert.Equal(
            0.75, Math.Sqrt(Square(network.Dense1.Weights[0, 0]) + Square(network.Dense1.Weights[0, 1]) + Square(network.Dense1.Weights[0, 2])), 1e-6);

        static double Square(double value) => value * value;
    }

    [Fact]
    public void A_maximum_norm_of_one_block_stands_in_for_the_trainers()
    {
        Peer231 tuned = Random(), plain = Random();
        var trainer = tuned.CreateTrainer(new Sgd(0.1f));
        trainer.SetMaxNorm("Dense1", 0.5f);
        trainer.Step(Inputs, Targets);
        plain.CreateTrainer(new Sgd(0.1f)).Step(Inputs, Targets);
        float[] bounded = Read(tuned), free = Read(plain);
        Assert.Equal(free[..9], bounded[..9]);
        Assert.True(Norm(free[9..12]) > 0.6);
        Assert.Equal(0.5, Norm(bounded[9..12]), 1e-6);

        var both = Random();
        var second = both.CreateTrainer(new Sgd(0.1f), new TrainerOptions { MaxNorm = 0.75f });
        second.SetMaxNorm("Dense1", 0.5f);
        second.Step(Inputs, Targets);
        Assert.Equal(0.5, Norm(Read(both)[9..12]), 1e-6);
        Assert.InRange(Norm(Read(both)[..2]), 0, 0.7500001);
    }

    [Fact]
    public void Weight_decay_leaves_out_a_block_and_takes_it_in_again()
    {
        var rule = new AdamW(0.01f) { WeightDecay = 0.3f };
        Peer231 tuned = Random(), all = Random(), none = Random();
        var trainer = tuned.CreateTrainer(rule);
        trainer.SetWeightDecay("Dense0", false);
        trainer.Step(Inputs, Targets);
        all.CreateTrainer(rule).Step(Inputs, Targets);
        none.CreateTrainer(rule with { WeightDecay = 0 }).Step(Inputs, Targets);
        Assert.Equal([.. Read(none)[..9], .. Read(all)[9..]], Read(tuned));
        Assert.NotEqual(Read(all)[..9], Read(none)[..9]);

        var again = Random();
        trainer = again.CreateTrainer(rule);
        trainer.SetWeightDecay("Dense0", false);
        trainer.SetWeightDecay("Dense0", true);
        trainer.Step(Inputs, Targets);
        Assert.Equal(Read(all), Read(again));
    }

    [Fact]
    public void Bad_settings_of_a_block_are_worded()
    {
        var trainer = Random().CreateTrainer(new Sgd(0.1f));
        Assert.Contains("The maximum norm of Dense0 is 0, but must be finite and greater than 0.", Assert.Throws<ArgumentOutOfRangeException>(() => trainer.SetMaxNorm("Dense0", 0)).Message);
        Assert.Throws<ArgumentException>(() => trainer.SetWeightDecay("Dense9", false));
        Assert.Throws<ArgumentException>(() => trainer.SetMaxNorm("Dense9", 1));
    }

    [Fact]
    public void Health_is_measured_in_every_so_many_steps()
    {
        var network = Random();
        var trainer = network.CreateTrainer(new Sgd(0.1f), new TrainerOptions { HealthInterval = 2 });
        trainer.Step(Inputs, Targets);
        Assert.Null(trainer.Health);
        var before = Read(network);
        trainer.Step(Inputs, Targets);
        var health = trainer.Health!;
        Assert.Equal(2, health.Step);
        Assert.Equal(["Dense0", "Dense1"], health.Blocks.Select(block => block.Block));
        var after = Read(network);
        var (weights, changes) = (Norm(before[..9]), Norm([.. before[..9].Zip(after, (left, right) => left - right)]));
        Assert.Equal(weights, health.Blocks[0].WeightNorm, 1e-6);
        Assert.Equal(changes / weights, health.Blocks[0].UpdateRatio, 1e-6);
        Assert.Equal(changes / 0.1, health.Blocks[0].GradientNorm, 1e-5);
        Assert.Equal((3, 0), (health.Blocks[0].Units, health.Blocks[0].SilentUnits));
        Assert.Contains("\nDense0: gradient ", health.ToString());
        trainer.StepFromGradient(Inputs, new float[6]);
        trainer.StepFromGradient(Inputs, new float[6]);
        Assert.Equal((4L, 3, 0.0), (health.Step, health.Blocks[0].SilentUnits, health.GradientNorm));
    }

    [Fact]
    public void Health_alone_changes_no_bit_and_neither_do_limits_that_are_never_reached()
    {
        foreach (var options in new[] { new TrainerOptions { HealthInterval = 1 }, new TrainerOptions { ClipNorm = 1e9f, ClipValue = 1e9f, MaxNorm = 1e9f } })
        {
            var (watched, reference) = (Random(), Random());
            Trainer one = watched.CreateTrainer(new Adam(0.05f), options), other = reference.CreateTrainer(new Adam(0.05f));
            for (var step = 0; step < 20; step++)
                Assert.Equal(other.Step(Inputs, Targets), one.Step(Inputs, Targets));
            Assert.Equal(Read(reference), Read(watched));
        }
    }

    [Fact]
    public void A_tuned_step_allocates_nothing()
    {
        var trainer = Random().CreateTrainer(
            new AdamW(), new TrainerOptions { ClipNorm = 0.1f, ClipValue = 0.1f, L1 = 1e-3f, L2 = 1e-3f, MaxNorm = 1, HealthInterval = 1 });
        trainer.Freeze("Dense1");
        trainer.Step(Inputs, Targets);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var step = 0; step < 300; step++)
        {
            trainer.LearningRate = 1e-3f;
            trainer.Step(Inputs, Targets);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void A_polyak_average_follows_slowly()
    {
        var (source, target) = (Random(), new Peer231(seed: 9));
        float[] from = Read(source), start = Read(target);
        var average = new PolyakAverage<Peer231>(target, 0.25f);
        average.Update(source);
        Assert.Equal(start.Zip(from, (old, other) => 0.75 * old + 0.25 * other), Read(target).Select(value => (double)value), (left, right) => Math.Abs(left - right) < 1e-6);
        for (var step = 0; step < 100; step++)
            average.Update(source);
        Assert.Equal(from, Read(target), (left, right) => Math.Abs(left - right) < 1e-5);
        Assert.Contains("tau is 1.5, but must be from 0 to 1.", Assert.Throws<ArgumentOutOfRangeException>(() => new PolyakAverage<Peer231>(target, 1.5f)).Message);
    }

    [Fact]
    public void Bad_options_are_worded_and_change_nothing()
    {
        Rejects(() => new TrainerOptions { ClipNorm = 0 }, "TrainerOptions.ClipNorm is 0, but must be finite and greater than 0.");
        Rejects(() => new TrainerOptions { ClipValue = float.NaN }, "TrainerOptions.ClipValue is NaN");
        Rejects(() => new TrainerOptions { MaxNorm = -1 }, "TrainerOptions.MaxNorm is -1");
        Rejects(() => new TrainerOptions { L1 = -1 }, "TrainerOptions.L1 is -1, but must be finite and at least 0.");
        Rejects(() => new TrainerOptions { L2 = float.NaN }, "TrainerOptions.L2 is NaN");
        Rejects(() => new TrainerOptions { HealthInterval = -1 }, "TrainerOptions.HealthInterval is -1, but must be at least 0; 0 is off.");
        Rejects(() => new TrainerOptions { WeightDecayExclusions = (WeightDecayExclusions)5 }, "TrainerOptions.WeightDecayExclusions is 5");
        var trainer = Random().CreateTrainer(new Sgd(0.1f));
        Rejects(() => { trainer.SetRate("Dense0", float.NaN); return 0; }, "The rate factor of Dense0 is NaN, but must be finite and at least 0.");
        Assert.Contains(
            "The network has no block 'Dense7' with parameters: it has Dense0, Dense1.", Assert.Throws<ArgumentException>(() => trainer.Freeze("Dense7")).Message);
    }

    private static Peer231 Random()
    {
        var network = new Peer231(seed: 3);
        network.CopyParametersFrom(new TestData(7).Uniforms(13, 1.5f));
        return network;
    }

    private static float[] Read(Peer231 network)
    {
        var parameters = new float[Peer231.ParameterCount];
        network.CopyParametersTo(parameters);
        return parameters;
    }

    private static double[] Changes(Peer231 network) => [.. Read(new Peer231(seed: 3)).Zip(Read(network), (before, after) => (double)before - after)];

    private static double Norm(float[] values) => Math.Sqrt(values.Sum(value => (double)value * value));

    private static void Rejects(Func<object> make, string message) =>
        Assert.Contains(message, Assert.Throws<ArgumentOutOfRangeException>(make).Message);

    private sealed class Exclusions : OptimizerZoo.IVisitor
    {
        public void Visit<TOptimizer>(string name, TOptimizer optimizer)
            where TOptimizer : struct, IOptimizer
        {
            if (optimizer is not IWeightDecay<TOptimizer> decaying)
                return;
            Peer231 all = Random(), spared = Random(), none = Random();
            all.CreateTrainer(optimizer).Step(Inputs, Targets);
            spared.CreateTrainer(optimizer, new TrainerOptions { WeightDecayExclusions = WeightDecayExclusions.BiasesAndNorms }).Step(Inputs, Targets);
            none.CreateTrainer(decaying.WithoutWeightDecay()).Step(Inputs, Targets);
            float[] decayed = Read(all), mixed = Read(spared), plain = Read(none);
            for (var i = 0; i < mixed.Length; i++)
                Assert.Equal(i is >= 6 and < 9 or 12 ? plain[i] : decayed[i], mixed[i]);
            Assert.NotEqual(decayed, plain);
        }
    }
}
