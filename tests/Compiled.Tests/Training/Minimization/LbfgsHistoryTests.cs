using Compiled.Runtime;
using Compiled.Tests.Networks;

namespace Compiled.Tests.Training.Minimization;

/// <summary>The two-loop recursion against the inverse Hessian that it stands for, written out as a matrix in double precision.</summary>
public sealed class LbfgsHistoryTests
{
    private const int Length = 12;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(9)]
    public void The_direction_is_that_of_the_matrix(int pairs)
    {
        const int Capacity = 3;
        var data = new TestData(pairs + 1);
        var history = new LbfgsHistory(Capacity, Length);
        List<(double[] S, double[] Y)> kept = [];
        for (var pair = 0; pair < pairs; pair++)
        {
            var (d, change) = (data.Uniforms(Length), data.Uniforms(Length));
            // y = 2·s and something: positive curvature.
            var step = 0.5 + pair;
            var s = d.Select(value => (float)step * value).ToArray();
            var y = s.Zip(change, (a, b) => 2 * a + 0.5f * b).ToArray();
            history.Add(step, Memory(d), Memory(new float[Length]), Memory(y));
            Assert.True(Dot(Doubles(s), Doubles(y)) > 1e-10);
            kept.Add((Doubles(s), Doubles(y)));
        }

        // Negative curvature and none are not taken up, and push out nothing.
        var along = data.Uniforms(Length);
        history.Add(1, Memory(along), Memory(along), Memory(new float[Length]));
        history.Add(1, Memory(along), Memory(along), Memory(along));

        var gradient = data.Uniforms(Length);
        var direction = new AlignedMemory(Length);
        history.Direct(direction.Span, gradient);
        var expected = Reference(kept.TakeLast(Capacity).ToList(), Doubles(gradient));
        for (var i = 0; i < Length; i++)
            Assert.Equal(expected[i], direction.Span[i], 2e-5 * expected.Max(Math.Abs));
    }

    /// <summary>H ← (I − ρ·s·yᵀ)·H·(I − ρ·y·sᵀ) + ρ·s·sᵀ, from H₀ = s·y / y·y of the last pair.</summary>
    private static double[] Reference(List<(double[] S, double[] Y)> pairs, double[] gradient)
    {
        var scale = pairs.Count == 0 ? 1 : Dot(pairs[^1].S, pairs[^1].Y) / Dot(pairs[^1].Y, pairs[^1].Y);
        var h = new double[Length, Length];
        for (var i = 0; i < Length; i++)
            h[i, i] = scale;
        foreach (var (s, y) in pairs)
        {
            var rho = 1 / Dot(s, y);
            double[,] left = new double[Length, Length], next = new double[Length, Length];
            for (var i = 0; i < Length; i++)
                for (var j = 0; j < Length; j++)
                    for (var k = 0; k < Length; k++)
                        left[i, j] += ((i == k ? 1 : 0) - rho * s[i] * y[k]) * h[k, j];
            for (var i = 0; i < Length; i++)
                for (var j = 0; j < Length; j++)
                {
                    next[i, j] = rho * s[i] * s[j];
                    for (var k = 0; k < Length; k++)
                        next[i, j] += left[i, k] * ((k == j ? 1 : 0) - rho * y[k] * s[j]);
                }

            h = next;
        }

        var direction = new double[Length];
        for (var i = 0; i < Length; i++)
            for (var j = 0; j < Length; j++)
                direction[i] -= h[i, j] * gradient[j];
        return direction;
    }

    private static double Dot(double[] left, double[] right) => left.Zip(right, (a, b) => a * b).Sum();

    private static double[] Doubles(float[] values) => values.Select(value => (double)value).ToArray();

    private static AlignedMemory Memory(float[] values)
    {
        var memory = new AlignedMemory(values.Length);
        values.CopyTo(memory.Span);
        return memory;
    }
}
