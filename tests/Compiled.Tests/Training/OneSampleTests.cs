using System.Reflection;
using Compiled.Tests.Networks;

namespace Compiled.Tests.Training;

/// <summary>A step of one sample that is written out has the bits of the general one, which a trainer takes that keeps its gradients.</summary>
public sealed class OneSampleTests
{
    public static TheoryData<string> Learners => AllNetworks.Where(one => one.HasLoss && !one.HasBatchNorm);

    [Fact]
    public void Tiny_networks_step_in_a_method_of_their_own_and_larger_ones_do_not()
    {
        Assert.True(StepsOneSample(new Sample483().CreateTrainer(new Adam())));
        Assert.True(StepsOneSample(new Sample216161().CreateTrainer(new Adam())));
        Assert.True(StepsOneSample(new Sample111373().CreateTrainer(new Adam())));
        Assert.True(StepsOneSample(new Sample3321().CreateTrainer(new Adam())));
        Assert.True(StepsOneSample(new Sample4163().CreateTrainer(new Adam())));
        Assert.True(StepsOneSample(new Sample11().CreateTrainer(new Adam())));
        Assert.True(StepsOneSample(new Sample5621().CreateTrainer(new Adam())));
        Assert.True(StepsOneSample(new Sample7295().CreateTrainer(new Adam())));
        Assert.False(StepsOneSample(new Sample20204().CreateTrainer(new Adam())));
    }

    [Theory]
    [MemberData(nameof(Learners))]
    public void Every_network_has_the_bits_of_the_general_step(string name)
    {
        var of = AllNetworks.Get(name);
        var (plain, general) = (of.CreateRandom(5), of.CreateRandom(5));
        var (fast, slow) = (plain.CreateTrainer(new Adam(0.01f)), general.CreateTrainer(new Adam(0.01f), Keep.Gradients));
        var data = new TestData(6);
        for (var step = 0; step < 20; step++)
        {
            var (input, target) = (data.Inputs(of, 1), data.Targets(of, 1));
            Bits.Equal([slow.Step(input, target)], [fast.Step(input, target)], $"Loss of step {step}");
            Bits.Equal([slow.Loss], [fast.Loss], $"Kept loss of step {step}");
            Bits.Equal(general.GetParameters(of), plain.GetParameters(of), $"Step {step}");
        }
    }

    [Fact]
    public void Every_rule_has_the_bits_of_the_general_step_on_every_shape()
    {
        Visit<Sample483>();
        Visit<Sample216161>();
        Visit<Sample111373>();
        Visit<Sample3321>();
        Visit<Sample4163>();
        Visit<Sample11>();
        Visit<Sample5621>();
        Visit<Sample7295>();

        static void Visit<T>()
            where T : class, ITrainableNetwork<T>
        {
            OptimizerZoo.Visit(new Mixed<T>());
            OptimizerZoo.Visit(new Mixed<T>(), decay: 0.1f);
        }
    }

    [Fact]
    public void A_user_rule_and_loss_scales_of_any_size_have_the_same_bits()
    {
        // Products that are denormal, or round to nothing: no gradient may be −0 here and +0 there.
        foreach (var size in new[] { 0f, 1e-45f, 1e-38f, 1e-20f, 1e-10f, 1e10f, 1e19f, 1e30f, float.MaxValue, float.PositiveInfinity, float.NaN })
        {
            var options = new TrainerOptions { StopOnNonFinite = false };
            var (plain, general) = (new Sample483(seed: 3), new Sample483(seed: 3));
            var (fast, slow) = (plain.CreateTrainer(new SignRule(), options), general.CreateTrainer(new SignRule(), options with { KeepGradients = true }));
            var data = new TestData(8);
            for (var step = 0; step < 6; step++)
            {
                var (input, target) = (data.Uniforms(4), data.Uniforms(3));
                foreach (ref var one in input.AsSpan())
                    one *= size;
                Bits.Equal([slow.Step(input, target)], [fast.Step(input, target)], $"Loss of inputs of {size}");
                Bits.Equal(Parameters(general), Parameters(plain), $"Inputs of {size}");
            }
        }
    }

    [Fact]
    public void A_loss_that_is_not_finite_changes_nothing_and_is_reported_as_by_the_general_step()
    {
        var (plain, general) = (new Sample483(seed: 3), new Sample483(seed: 3));
        var (fast, slow) = (plain.CreateTrainer(new Adam()), general.CreateTrainer(new Adam(), Keep.Gradients));
        var data = new TestData(4);
        for (var step = 0; step < 300; step++)
        {
            var (input, target) = (data.Uniforms(4), data.Uniforms(3));
            if (step % 50 == 49)
            {
                target[1] = float.PositiveInfinity;
                var before = Parameters(plain);
                var expected = Assert.Throws<NonFiniteTrainingException>(() => slow.Step(input, target));
                Assert.Equal(expected.Message, Assert.Throws<NonFiniteTrainingException>(() => fast.Step(input, target)).Message);
                Bits.Equal(before, Parameters(plain), "Parameters after a loss that is not finite");
                Assert.Equal(slow.StepCount, fast.StepCount);
                continue;
            }

            Bits.Equal([slow.Step(input, target)], [fast.Step(input, target)], $"Loss of step {step}");
        }

        Bits.Equal(Parameters(general), Parameters(plain), "Parameters at the end");
    }

    [Fact]
    public void Fit_with_batches_of_one_has_the_same_bits()
    {
        var data = new TestData(9);
        var set = Dataset.FromMemory(data.Uniforms(40 * 2), data.Uniforms(40), 2, 1);
        var (plain, general) = (new Sample216161(seed: 3), new Sample216161(seed: 3));
        var options = new FitOptions { Epochs = 3, BatchSize = 1, Progress = null };
        plain.CreateTrainer(new Adam()).Fit(set, options);
        general.CreateTrainer(new Adam(), Keep.Gradients).Fit(set, options);
        Bits.Equal(Parameters(general), Parameters(plain), "Parameters");
    }

    [Fact]
    public void Steps_of_one_sample_allocate_nothing()
    {
        Allocates<Sample483>();
        Allocates<Sample216161>();
        Allocates<Sample4163>();
        Allocates<Sample5621>();

        static void Allocates<T>()
            where T : class, ITrainableNetwork<T>
        {
            var trainer = T.Create(1).CreateTrainer(new Adam());
            var (input, target) = (new float[T.InputSize], new float[T.OutputSize]);
            for (var step = 0; step < 300; step++)
                trainer.Step(input, target);
            var least = long.MaxValue;
            for (var attempt = 0; attempt < 5; attempt++)
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                for (var step = 0; step < 300; step++)
                    trainer.Step(input, target);
                least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            }

            Assert.Equal(0, least);
        }
    }

    private static bool StepsOneSample(Trainer trainer) =>
        (bool)trainer.GetType().GetProperty("StepsOneSample", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(trainer)!;

    private static float[] Parameters<T>(T network)
        where T : class, INetwork<T>
    {
        var parameters = new float[T.ParameterCount];
        network.CopyParametersTo(parameters);
        return parameters;
    }

    /// <summary>Steps of one sample between all other ways to change parameters, with checkpoints in between: two trainers that differ in how they step.</summary>
    private sealed class Mixed<T> : OptimizerZoo.IVisitor
        where T : class, ITrainableNetwork<T>
    {
        public void Visit<TOptimizer>(string name, TOptimizer optimizer)
            where TOptimizer : struct, IOptimizer
        {
            var (plain, general) = (T.Create(7), T.Create(7));
            var (fast, slow) = (plain.CreateTrainer(optimizer), general.CreateTrainer(optimizer, Keep.Gradients));
            var data = new TestData(11);
            for (var step = 0; step < 12; step++)
            {
                var rows = step == 4 ? 3 : 1;
                var (inputs, targets) = (data.Uniforms(rows * T.InputSize), data.Uniforms(rows * T.OutputSize));
                foreach (ref var target in targets.AsSpan())
                    target = MathF.Abs(target);
                switch (step)
                {
                    case 5:
                        fast.StepFromGradient(inputs, targets);
                        slow.StepFromGradient(inputs, targets);
                        break;
                    case 6:
                        Bits.Equal([slow.Step(inputs, targets, [0.5f])], [fast.Step(inputs, targets, [0.5f])], $"{typeof(T).Name}, {name}, weighted loss");
                        break;
                    case 7:
                        var written = data.Uniforms(T.ParameterCount);
                        plain.CopyParametersFrom(written);
                        general.CopyParametersFrom(written);
                        break;
                    case 9:
                        Assert.Equal(Checkpoint(slow), Checkpoint(fast));
                        break;
                    default:
                        Bits.Equal([slow.Step(inputs, targets)], [fast.Step(inputs, targets)], $"{typeof(T).Name}, {name}, loss of step {step}");
                        break;
                }

                Bits.Equal(Parameters(general), Parameters(plain), $"{typeof(T).Name}, {name}, step {step}");
            }
        }

        private static byte[] Checkpoint(Trainer trainer)
        {
            var path = Path.GetTempFileName();
            try
            {
                trainer.SaveCheckpoint(path);
                return File.ReadAllBytes(path);
            }
            finally
            {
                File.Delete(path);
            }
        }
    }

    /// <summary>A rule that shows the sign of a zero.</summary>
    private struct SignRule : IOptimizer
    {
        public SignRule()
        {
        }

        public float LearningRate { get; set; } = 0.01f;

        public readonly int StateSlots => 1;

        public readonly void Validate()
        {
        }

        public readonly void BeginStep(long step)
        {
        }

        public readonly TLanes Update<TLanes>(TLanes parameter, TLanes gradient, ref TLanes state0, ref TLanes state1, ref TLanes state2)
            where TLanes : struct, Compiled.Numerics.ILanes<TLanes>
        {
            // Moves on −0 as on any negative number, and not on +0.
            state0 = TLanes.CopySign(TLanes.Create(1f), gradient);
            var moved = TLanes.FusedMultiplyAdd(TLanes.Create(-LearningRate), TLanes.CopySign(TLanes.Lesser(TLanes.Create(1f), TLanes.Abs(gradient)), gradient), parameter);
            return TLanes.SelectLess(state0, TLanes.Create(0f), moved - TLanes.Create(0.001f), moved);
        }
    }
}
