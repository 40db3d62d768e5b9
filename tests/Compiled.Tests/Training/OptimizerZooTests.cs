using Compiled.Numerics;

namespace Compiled.Tests.Training;

/// <summary>What holds for every rule.</summary>
public sealed class OptimizerZooTests
{
    [Fact]
    public void Every_rule_has_the_same_bits_at_every_width()
    {
        OptimizerZoo.Visit(new Widths());
        OptimizerZoo.Visit(new Widths(), decay: 0.3f);
    }

    [Fact]
    public void Padding_stays_zero_under_every_rule() => OptimizerZoo.Visit(new Padding(), decay: 0.1f);

    [Fact]
    public void No_rule_has_a_denormal_in_its_state_after_the_gradient_has_died() => OptimizerZoo.Visit(new Denormals(step => step == 0 ? 1f : 0f, 1_200));

    [Theory]
    [InlineData(1e-45f)]
    [InlineData(1.2e-38f)]
    [InlineData(-1e-30f)]
    [InlineData(1e-20f)]
    [InlineData(-3e-18f)]
    [InlineData(1e-17f)]
    public void A_steady_tiny_gradient_leaves_no_denormal_in_any_state(float gradient) => OptimizerZoo.Visit(new Denormals(_ => gradient, 60));

    [Fact]
    public void Weights_that_decay_without_a_signal_end_at_zero_and_are_never_tiny() => OptimizerZoo.Visit(new Decay(), decay: 0.9f);

    [Fact]
    public void A_gradient_of_NaN_reaches_the_parameter() => OptimizerZoo.Visit(new NaN());

    [Fact]
    public void A_run_that_begins_in_the_middle_has_the_same_corrections() => OptimizerZoo.Visit(new Resumed(), decay: 0.1f);

    [Fact]
    public void Every_rule_rejects_a_negative_and_a_NaN_rate() => OptimizerZoo.Visit(new Rates());

    [Fact]
    public void Every_rule_finds_the_bottom_of_a_bowl() => OptimizerZoo.Visit(new Bowl());

    private sealed class Widths : OptimizerZoo.IVisitor
    {
        private static readonly float[] Special =
            [0f, -0f, 1e-38f, -1e-40f, float.Epsilon, 1.17549435e-38f, 3.4e-18f, -1e-20f, 1e-3f, -1f, 7f, 1e15f, float.PositiveInfinity, float.NaN];

        public void Visit<TOptimizer>(string name, TOptimizer optimizer)
            where TOptimizer : struct, IOptimizer
        {
            const int Length = 52;
            var random = new Random(3);
            var start = Draw(random, Length, special: false);
            OptimizerRun<TOptimizer> scalar = new(optimizer, start), four = new(optimizer, start), eight = new(optimizer, start), sixteen = new(optimizer, start);
            for (var step = 0; step < 12; step++)
            {
                var gradients = Draw(random, Length, special: step % 3 == 1);
                scalar.StepAt<Lanes1>(gradients);
                four.StepAt<Lanes4>(gradients);
                eight.StepAt<Lanes8>(gradients);
                sixteen.StepAt<Lanes16>(gradients);
                foreach (var other in new[] { four, eight, sixteen })
                {
                    Assert.Equal(Bits(scalar.Parameters.Span), Bits(other.Parameters.Span));
                    Assert.Equal(Bits(scalar.State.Span), Bits(other.State.Span));
                }
            }
        }

        private static float[] Draw(Random random, int length, bool special)
        {
            var values = new float[length];
            for (var i = 0; i < length; i++)
                values[i] = special ? Special[random.Next(Special.Length)] : (float)(random.NextDouble() * 2 - 1);
            return values;
        }

        private static int[] Bits(ReadOnlySpan<float> values)
        {
            var bits = new int[values.Length];
            for (var i = 0; i < bits.Length; i++)
                bits[i] = float.IsNaN(values[i]) ? int.MaxValue : BitConverter.SingleToInt32Bits(values[i]);
            return bits;
        }
    }

    private sealed class Padding : OptimizerZoo.IVisitor
    {
        public void Visit<TOptimizer>(string name, TOptimizer optimizer)
            where TOptimizer : struct, IOptimizer
        {
            var run = new OptimizerRun<TOptimizer>(optimizer, new float[20]);
            for (var step = 0; step < 8; step++)
                run.Step(new float[20]);
            Assert.All(run.Parameters.Span.ToArray(), value => Assert.Equal(0, BitConverter.SingleToInt32Bits(value)));
        }
    }

    private sealed class Denormals(Func<int, float> gradient, int steps) : OptimizerZoo.IVisitor
    {
        public void Visit<TOptimizer>(string name, TOptimizer optimizer)
            where TOptimizer : struct, IOptimizer
        {
            var run = new OptimizerRun<TOptimizer>(optimizer, [0.5f, 0.5f, 0.5f, 0.5f]);
            var gradients = new float[4];
            for (var step = 0; step < steps; step++)
            {
                gradients.AsSpan().Fill(gradient(step));
                run.Step(gradients);
                foreach (var value in run.State.Span)
                    Assert.False(float.IsSubnormal(value), $"{name}: {value} in the state after step {step + 1}");
            }
        }
    }

    private sealed class Decay : OptimizerZoo.IVisitor
    {
        public void Visit<TOptimizer>(string name, TOptimizer optimizer)
            where TOptimizer : struct, IOptimizer
        {
            if (optimizer is not IWeightDecay<TOptimizer>)
                return;
            var run = new OptimizerRun<TOptimizer>(optimizer, [0.5f, -0.25f, 1e-3f, -1e-10f]);
            for (var step = 0; step < 2_500; step++)
            {
                run.Step(new float[4]);
                Assert.All(run.Parameters.Span.ToArray(), value => Assert.True(value == 0 || Math.Abs(value) >= 5.4e-20f, $"{name}: {value} after step {step + 1}"));
            }
        }
    }

    private sealed class NaN : OptimizerZoo.IVisitor
    {
        public void Visit<TOptimizer>(string name, TOptimizer optimizer)
            where TOptimizer : struct, IOptimizer
        {
            var run = new OptimizerRun<TOptimizer>(optimizer, new float[4]);
            run.Step([float.NaN, 1, -1, 0]);
            Assert.True(float.IsNaN(run.Parameters.Span[0]), name);
            Assert.True(run.Parameters.Span[1] < 0, name);
            Assert.True(run.Parameters.Span[2] > 0, name);
            Assert.Equal(0f, run.Parameters.Span[3]);
        }
    }

    private sealed class Resumed : OptimizerZoo.IVisitor
    {
        public void Visit<TOptimizer>(string name, TOptimizer optimizer)
            where TOptimizer : struct, IOptimizer
        {
            var (stepped, resumed) = (optimizer, optimizer);
            for (var step = 1; step <= 1_500; step++)
                stepped.BeginStep(step);
            resumed.BeginStep(1_500);
            Assert.True(stepped.Equals(resumed), name);
            stepped.BeginStep(1);
            resumed = optimizer;
            resumed.BeginStep(1);
            Assert.True(stepped.Equals(resumed), $"{name} begun anew");
        }
    }

    private sealed class Rates : OptimizerZoo.IVisitor
    {
        public void Visit<TOptimizer>(string name, TOptimizer optimizer)
            where TOptimizer : struct, IOptimizer
        {
            optimizer.Validate();
            foreach (var rate in new[] { -0.5f, float.NaN, float.PositiveInfinity })
            {
                optimizer.LearningRate = rate;
                Assert.Contains($"{typeof(TOptimizer).Name}.LearningRate is ", Assert.Throws<ArgumentOutOfRangeException>(() => optimizer.Validate()).Message);
            }

            Assert.Contains(
                $"default({typeof(TOptimizer).Name}) has no settings: write new {typeof(TOptimizer).Name}(",
                Assert.Throws<ArgumentException>(() => default(TOptimizer).Validate()).Message);
        }
    }

    private sealed class Bowl : OptimizerZoo.IVisitor
    {
        public void Visit<TOptimizer>(string name, TOptimizer optimizer)
            where TOptimizer : struct, IOptimizer
        {
            // The gradients of two parabolas, one ten times as steep: from 1, the slowest rule (Adagrad with a sinking rate) comes to 0.57.
            var run = new OptimizerRun<TOptimizer>(optimizer, [1, 1, -1, -1]);
            for (var step = 0; step < 300; step++)
            {
                var w = run.Parameters.Span;
                run.Step([0.2f * w[0], 2 * w[1], 0.2f * w[2], 2 * w[3]]);
            }

            Assert.All(run.Parameters.Span.ToArray(), value => Assert.True(Math.Abs(value) < 0.6f, $"{name}: {value}"));
        }
    }
}
