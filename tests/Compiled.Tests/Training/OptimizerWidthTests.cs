using Compiled.Numerics;

namespace Compiled.Tests.Training;

public sealed class OptimizerWidthTests
{
    private static readonly float[] Special =
    [
        0f, -0f, 1e-38f, -1e-38f, 1e-40f, float.Epsilon, 1.17549435e-38f, -1.17549435e-38f, 1.2e-37f, 3.4e-18f, -3.5e-18f,
        1e-20f, 1e-3f, -1f, 7f, 1e15f, 3e38f,
        float.PositiveInfinity, float.NegativeInfinity, float.NaN,
    ];

    [Fact]
    public void Sgd_has_the_same_bits_at_every_width()
    {
        Check(new Sgd(0.1f));
        Check(new Sgd(0.1f) { WeightDecay = 0.3f });
        Check(new Sgd(0.1f) { Momentum = 0.9f });
        Check(new Sgd(0.1f) { Momentum = 0.9f, Dampening = 0.25f, WeightDecay = 0.01f });
        Check(new Sgd(0.1f) { Momentum = 0.9f, Nesterov = true });
    }

    [Fact]
    public void Adam_has_the_same_bits_at_every_width()
    {
        Check(new Adam(0.1f));
        Check(new Adam(0.1f) { Beta1 = 0.3, Beta2 = 0.5, Epsilon = 1e-20f, WeightDecay = 0.3f });
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(0.3f)]
    public void Every_rule_has_the_bits_of_its_formula_however_its_loop_is_built(float decay) => OptimizerZoo.Visit(new FormulaVisitor(), decay);

    [Fact]
    public void A_rule_with_three_slots_has_the_same_bits_at_every_width() => Check(new ThreeMemories());

    [Fact]
    public void Nothing_beyond_the_length_is_touched()
    {
        for (var length = 4; length <= 100; length += 4)
        {
            var run = new OptimizerRun<Adam>(new Adam(0.5f), new float[length]);
            // The slots' own padding shows a write beyond the end.
            var gradients = new float[length];
            gradients.AsSpan().Fill(1);
            run.Step(gradients);
            Assert.All(run.Parameters.Span.ToArray(), value => Assert.Equal(-0.5f, value, 1e-5f));
            var stride = Compiled.Runtime.OptimizerKernel.SlotStride(length);
            for (var slot = 0; slot < 2; slot++)
            {
                Assert.DoesNotContain(0f, run.State.Span.Slice(slot * stride, length).ToArray());
                Assert.All(run.State.Span[(slot * stride + length)..((slot + 1) * stride)].ToArray(), value => Assert.Equal(0f, value));
            }
        }
    }

    private static void Check<TOptimizer>(TOptimizer optimizer)
        where TOptimizer : struct, IOptimizer
    {
        foreach (var length in new[] { 4, 8, 12, 16, 20, 28, 32, 36, 60, 64, 100, 132 })
        {
            var random = new Random(length);
            var start = Draw(random, length, special: false);
            var scalar = new OptimizerRun<TOptimizer>(optimizer, start);
            var four = new OptimizerRun<TOptimizer>(optimizer, start);
            var eight = new OptimizerRun<TOptimizer>(optimizer, start);
            var sixteen = new OptimizerRun<TOptimizer>(optimizer, start);
            var machine = new OptimizerRun<TOptimizer>(optimizer, start);
            for (var step = 0; step < 12; step++)
            {
                var gradients = Draw(random, length, special: step % 3 == 1);
                scalar.StepAt<Lanes1>(gradients);
                four.StepAt<Lanes4>(gradients);
                eight.StepAt<Lanes8>(gradients);
                sixteen.StepAt<Lanes16>(gradients);
                machine.Step(gradients);
                foreach (var other in new[] { four, eight, sixteen, machine })
                {
                    Assert.Equal(Bits(scalar.Parameters.Span), Bits(other.Parameters.Span));
                    Assert.Equal(Bits(scalar.State.Span), Bits(other.State.Span));
                }
            }
        }
    }

    /// <summary>Loops in two stages, and those after one row, against the rule applied to one parameter after the other.</summary>
    private sealed class FormulaVisitor : OptimizerZoo.IVisitor
    {
        private const int Inputs = 7;
        private const int Outputs = 48;

        public void Visit<TOptimizer>(string name, TOptimizer optimizer)
            where TOptimizer : struct, IOptimizer
        {
            var random = new Random(5);
            var start = Draw(random, Inputs * Outputs, special: false);
            var formula = new OptimizerRun<TOptimizer>(optimizer, start);
            var swept = new OptimizerRun<TOptimizer>(optimizer, start);
            var outer = new OptimizerRun<TOptimizer>(optimizer, start);
            for (var step = 0; step < 12; step++)
            {
                var input = Draw(random, Inputs, special: step % 4 == 1);
                var gradient = Draw(random, Outputs, special: step % 4 == 3);
                var products = new float[Inputs * Outputs];
                for (var k = 0; k < products.Length; k++)
                    products[k] = MathF.FusedMultiplyAdd(input[k / Outputs], gradient[k % Outputs], 0);
                formula.StepByFormula(products);
                swept.Step(products);
                outer.StepAfterOneRow(input, gradient);
                foreach (var other in new[] { swept, outer })
                {
                    Assert.Equal(Bits(formula.Parameters.Span), Bits(other.Parameters.Span));
                    Assert.Equal(Bits(formula.State.Span), Bits(other.State.Span));
                }
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

    /// <summary>Any NaN equals any other; a zero's sign counts.</summary>
    private static int[] Bits(ReadOnlySpan<float> values)
    {
        var bits = new int[values.Length];
        for (var i = 0; i < bits.Length; i++)
            bits[i] = float.IsNaN(values[i]) ? int.MaxValue : BitConverter.SingleToInt32Bits(values[i]);
        return bits;
    }

    /// <summary>A user's own rule: the mean of the last gradients in three memories.</summary>
    private struct ThreeMemories : IOptimizer
    {
        public float LearningRate { get; set; }

        public readonly int StateSlots => 3;

        public readonly void Validate()
        {
        }

        public void BeginStep(long step) => LearningRate = 1f / step;

        public readonly TLanes Update<TLanes>(TLanes parameter, TLanes gradient, ref TLanes state0, ref TLanes state1, ref TLanes state2)
            where TLanes : struct, ILanes<TLanes>
        {
            state2 = state1;
            state1 = state0;
            state0 = gradient;
            return parameter - TLanes.Create(LearningRate) * (state0 + state1 + state2);
        }
    }
}
