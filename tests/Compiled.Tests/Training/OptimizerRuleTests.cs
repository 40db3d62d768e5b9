namespace Compiled.Tests.Training;

public sealed class OptimizerRuleTests
{
    private const int Steps = 25;
    private const int Length = 52;

    [Fact]
    public void Plain_sgd_is_the_lectures_rule() => Sgd(new Sgd(0.1f), 0.1);

    [Fact]
    public void Sgd_decays_weights_through_the_gradient() => Sgd(new Sgd(0.1f) { WeightDecay = 0.05f }, 0.1, decay: 0.05);

    [Fact]
    public void Sgd_momentum_starts_from_the_first_gradient() => Sgd(new Sgd(0.1f) { Momentum = 0.9f }, 0.1, momentum: 0.9);

    [Fact]
    public void Sgd_dampening_spares_the_first_gradient() =>
        Sgd(new Sgd(0.1f) { Momentum = 0.9f, Dampening = 0.3f }, 0.1, momentum: 0.9, dampening: 0.3);

    [Fact]
    public void Sgd_with_full_dampening_keeps_its_first_direction() =>
        Sgd(new Sgd(0.1f) { Momentum = 0.5f, Dampening = 1 }, 0.1, momentum: 0.5, dampening: 1);

    [Fact]
    public void Nesterov_looks_ahead() => Sgd(new Sgd(0.1f) { Momentum = 0.9f, Nesterov = true }, 0.1, momentum: 0.9, nesterov: true);

    [Fact]
    public void All_options_of_sgd_work_together() =>
        Sgd(new Sgd(0.02f) { Momentum = 0.8f, Nesterov = true, WeightDecay = 0.01f }, 0.02, momentum: 0.8, nesterov: true, decay: 0.01);

    [Fact]
    public void Adam_corrects_the_bias_of_both_moments() => Adam(new Adam(0.01f), 0.01);

    [Fact]
    public void Adam_takes_other_betas() => Adam(new Adam(0.01f) { Beta1 = 0.5, Beta2 = 0.9 }, 0.01, beta1: 0.5, beta2: 0.9);

    [Fact]
    public void Adam_without_memory_follows_the_sign() => Adam(new Adam(0.01f) { Beta1 = 0, Beta2 = 0 }, 0.01, beta1: 0, beta2: 0);

    [Fact]
    public void Adam_adds_epsilon_after_the_root() => Adam(new Adam(0.01f) { Epsilon = 0.5f }, 0.01, epsilon: 0.5);

    [Fact]
    public void Adam_decays_weights_through_the_gradient() => Adam(new Adam(0.01f) { WeightDecay = 0.1f }, 0.01, decay: 0.1);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void NAdam_corrects_its_look_ahead_as_old_and_as_new_versions_do(bool repeats)
    {
        var (start, gradients) = Draw();
        var expected = OptimizerReference.NAdam(ToDouble(start), [.. gradients.Select(ToDouble)], 0.01, repeats);
        Compare(new NAdam(0.01f) { RepeatsMomentum = repeats }, start, gradients, expected);
    }

    [Fact]
    public void A_changed_rate_holds_from_the_next_step()
    {
        var adam = new Adam(0.5f);
        adam.BeginStep(1);
        adam.LearningRate = 0.25f;
        adam.BeginStep(2);
        var fresh = new Adam(0.25f);
        fresh.BeginStep(2);
        Assert.Equal(fresh, adam);
    }

    [Fact]
    public void A_run_resumed_in_the_middle_has_the_same_bias_corrections_bit_for_bit()
    {
        var stepped = new Adam(0.01f);
        for (var step = 1; step <= 1_500; step++)
            stepped.BeginStep(step);
        var resumed = new Adam(0.01f);
        resumed.BeginStep(1_500);
        Assert.Equal(stepped, resumed);
    }

    [Fact]
    public void Padding_stays_zero_under_every_rule()
    {
        Check(new Sgd(0.1f) { Momentum = 0.9f, Nesterov = true, WeightDecay = 0.1f });
        Check(new Adam(0.1f) { WeightDecay = 0.1f, Epsilon = float.Epsilon });

        static void Check<TOptimizer>(TOptimizer optimizer)
            where TOptimizer : struct, IOptimizer
        {
            var run = new OptimizerRun<TOptimizer>(optimizer, new float[20]);
            for (var step = 0; step < 3; step++)
                run.Step(new float[20]);
            Assert.All(run.Parameters.Span.ToArray(), value => Assert.Equal(0, BitConverter.SingleToInt32Bits(value)));
        }
    }

    private static void Sgd(
        Sgd optimizer, double rate, double momentum = 0, double dampening = 0, bool nesterov = false, double decay = 0)
    {
        var (start, gradients) = Draw();
        var expected = OptimizerReference.Sgd(ToDouble(start), [.. gradients.Select(ToDouble)], rate, momentum, dampening, nesterov, decay);
        Compare(optimizer, start, gradients, expected);
    }

    private static void Adam(
        Adam optimizer, double rate, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double decay = 0)
    {
        var (start, gradients) = Draw();
        var expected = OptimizerReference.Adam(ToDouble(start), [.. gradients.Select(ToDouble)], rate, beta1, beta2, epsilon, decay);
        Compare(optimizer, start, gradients, expected);
    }

    private static void Compare<TOptimizer>(TOptimizer optimizer, float[] start, float[][] gradients, double[] expected)
        where TOptimizer : struct, IOptimizer
    {
        var run = new OptimizerRun<TOptimizer>(optimizer, start);
        foreach (var gradient in gradients)
            run.Step(gradient);
        for (var i = 0; i < expected.Length; i++)
        {
            var actual = run.Parameters.Span[i];
            Assert.True(Math.Abs(actual - expected[i]) <= 2e-6 * (1 + Math.Abs(expected[i])), $"parameter {i} is {actual}, expected {expected[i]}");
        }
    }

    /// <summary>Gradients of many magnitudes, some of them zero.</summary>
    private static (float[] Start, float[][] Gradients) Draw()
    {
        var random = new Random(5);
        float Value() => (float)(random.NextDouble() * 2 - 1);
        var start = new float[Length];
        for (var i = 0; i < Length; i++)
            start[i] = Value();
        var gradients = new float[Steps][];
        for (var step = 0; step < Steps; step++)
        {
            gradients[step] = new float[Length];
            for (var i = 0; i < Length; i++)
                gradients[step][i] = i % 7 == 0 ? 0 : Value() * (i % 5 == 0 ? 1e-3f : 1);
        }

        return (start, gradients);
    }

    private static double[] ToDouble(float[] values) => [.. values.Select(static value => (double)value)];
}
