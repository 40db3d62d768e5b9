using Compiled.Tests.Networks;

namespace Compiled.Tests.Training;

/// <summary>A step that updates as soon as it knows its gradients has the bits of one that stores them first: parameters, state and losses.</summary>
public sealed class FusedStepTests
{
    /// <summary>One row, parts of a chunk, a whole one, and more than that.</summary>
    private static readonly int[] Batches = [1, 3, 32, 1, 64, 65, 2, 1, 130, 31];

    public static TheoryData<string> Names => DenseNetworks.QuietLearners;

    public static TheoryData<string> Shapes => new("Odd13x31x7", "Digits64x32x10", "Lanes32x64x128", "Wide37x300x301x5", "DeepUneven", "Lanes16");

    [Theory]
    [MemberData(nameof(Names))]
    public void Keeping_gradients_measuring_and_threads_change_no_bit(string name)
    {
        var of = DenseNetworks.Get(name);
        var expected = Train(of, new Adam(0.01f), Keep.Gradients);
        Equal(expected, Train(of, new Adam(0.01f), new TrainerOptions()), "without gradients");
        Equal(expected, Train(of, new Adam(0.01f), new TrainerOptions { HealthInterval = 2 }), "with health");
        Equal(expected, Train(of, new Adam(0.01f), new TrainerOptions { Threads = 2 }), "on two threads");
        Equal(expected, Train(of, new Adam(0.01f), new TrainerOptions { ClipValue = 1e30f }), "with a clipping that clips nothing");
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_rule_has_the_same_bits_on_both_ways(string name)
    {
        OptimizerZoo.Visit(new BothWays(DenseNetworks.Get(name)));
        OptimizerZoo.Visit(new BothWays(DenseNetworks.Get(name)), decay: 0.01f);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_loss_that_is_not_finite_leaves_everything_as_it_was(string name)
    {
        var of = DenseNetworks.Get(name);
        foreach (var rows in new[] { 1, 5 })
        {
            var (network, calm) = (of.CreateRandom(3), of.CreateRandom(3));
            var (trainer, other) = (network.CreateTrainer(new Adam()), calm.CreateTrainer(new Adam()));
            var data = new TestData(rows);
            var (inputs, targets) = (data.Inputs(of, rows), data.Targets(of, rows));
            trainer.Step(inputs, targets);
            other.Step(inputs, targets);
            var bad = inputs.ToArray();
            bad[^1] = float.NaN;
            Assert.Throws<NonFiniteTrainingException>(() => trainer.Step(bad, targets));
            Bits.Equal(calm.GetParameters(of), network.GetParameters(of), "parameters");
            Assert.Equal(1, trainer.StepCount);
            Assert.Equal(other.Step(inputs, targets), trainer.Step(inputs, targets));
            Bits.Equal(calm.GetParameters(of), network.GetParameters(of), "parameters after the next step");
        }
    }

    /// <summary>What is not finite may come into the padding of rows, which lies beside the parameters: good parameters that are copied back make good again.</summary>
    [Theory]
    [MemberData(nameof(Shapes))]
    public void Parameters_copied_back_after_a_step_that_is_not_finite_are_as_good_as_new(string name)
    {
        var of = DenseNetworks.Get(name);
        foreach (var (rows, keepsGradients) in new[] { (1, false), (1, true), (2, false), (2, true) })
        {
            var (network, fresh) = (of.CreateRandom(3), of.CreateRandom(3));
            var good = network.GetParameters(of);
            var options = new TrainerOptions { KeepGradients = keepsGradients, StopOnNonFinite = false };
            var data = new TestData(rows);
            var (inputs, targets) = (data.Inputs(of, rows), data.Targets(of, rows));
            var bad = inputs.ToArray();
            bad[0] = float.NaN;
            network.CreateTrainer(new Adam(), options).Step(bad, targets);
            network.CopyParametersFrom(good);
            var (trainer, other) = (network.CreateTrainer(new Adam(), options), fresh.CreateTrainer(new Adam(), options));
            for (var step = 0; step < 3; step++)
                Assert.Equal(other.Step(inputs, targets), trainer.Step(inputs, targets));
            Bits.Equal(fresh.GetParameters(of), network.GetParameters(of), $"{rows} rows");
        }
    }

    private static Outcome Train<TOptimizer>(NetworkCase of, TOptimizer optimizer, TrainerOptions options)
        where TOptimizer : struct, IOptimizer
    {
        var network = of.CreateRandom(1);
        var trainer = network.CreateTrainer(optimizer, options);
        var losses = new List<float>();
        for (var step = 0; step < Batches.Length; step++)
        {
            var rows = Batches[step];
            var data = new TestData(step);
            var (inputs, targets) = (data.Inputs(of, rows), data.Targets(of, rows));
            losses.Add(step % 4 == 2 ? trainer.Step(inputs, targets, data.Uniforms(rows).Select(Math.Abs).ToArray()) : trainer.Step(inputs, targets));
            // Copies that lead back must be those of the last parameters, however they came.
            if (step == 4)
                network.CopyParametersFrom(network.GetParameters(of).Select(static value => value * 0.5f).ToArray());
            if (step == 5)
                trainer.StepFromGradient(inputs, targets);
        }

        return new Outcome(network.GetParameters(of), [.. losses]);
    }

    private static void Equal(Outcome expected, Outcome actual, string what)
    {
        Bits.Equal(expected.Losses, actual.Losses, $"losses {what}");
        Bits.Equal(expected.Parameters, actual.Parameters, $"parameters {what}");
    }

    private sealed record Outcome(float[] Parameters, float[] Losses);

    private sealed class BothWays(NetworkCase of) : OptimizerZoo.IVisitor
    {
        public void Visit<TOptimizer>(string name, TOptimizer optimizer)
            where TOptimizer : struct, IOptimizer
        {
            // Without the option that stops, rules whose steps are far too long go on.
            var options = new TrainerOptions { StopOnNonFinite = false };
            optimizer.LearningRate *= 0.01f;
            Equal(Train(of, optimizer, options with { KeepGradients = true }), Train(of, optimizer, options), name);
        }
    }
}
