namespace Compiled.Tests.Training;

public sealed class OptimizerDenormalTests
{
    [Fact]
    public void The_moments_of_a_dead_unit_reach_zero_and_are_never_denormal()
    {
        NeverDenormal(new Adam(1e-3f), step => step == 0 ? 1f : 0f, steps: 1_200, out var adam);
        Assert.Equal(0f, adam.State.Span[0]);
        NeverDenormal(new Adam(1e-3f) { Beta2 = 0.9 }, step => step == 0 ? 1f : 0f, steps: 1_200, out adam);
        Assert.All(adam.State.Span.ToArray(), value => Assert.Equal(0f, value));
        NeverDenormal(new Sgd(1e-3f) { Momentum = 0.9f }, step => step == 0 ? 1f : 0f, steps: 1_200, out var sgd);
        Assert.Equal(0f, sgd.State.Span[0]);
    }

    [Theory]
    [InlineData(1e-45f)]
    [InlineData(1e-39f)]
    [InlineData(1.2e-38f)]
    [InlineData(-1e-37f)]
    [InlineData(1e-30f)]
    [InlineData(-1e-20f)]
    [InlineData(3e-18f)]
    [InlineData(1e-17f)]
    public void A_steady_tiny_gradient_leaves_no_denormal_in_any_state(float gradient)
    {
        NeverDenormal(new Adam(1e-3f), _ => gradient, steps: 300, out _);
        NeverDenormal(new Adam(1e-3f) { Beta1 = 0, Beta2 = 0 }, _ => gradient, steps: 30, out _);
        NeverDenormal(new Sgd(1e-3f) { Momentum = 0.9f }, _ => gradient, steps: 300, out _);
        NeverDenormal(new Sgd(1e-3f) { Momentum = 0.9f, Dampening = 0.9f }, _ => gradient, steps: 300, out _);
    }

    [Fact]
    public void A_small_gradient_whose_moments_are_normal_still_counts()
    {
        var run = new OptimizerRun<Adam>(new Adam(1e-3f) { Epsilon = 1e-30f }, new float[4]);
        for (var step = 0; step < 10; step++)
            run.Step([1e-15f, 1e-10f, -1e-15f, 1f]);
        Assert.All(run.Parameters.Span.ToArray(), value => Assert.Equal(0.01f, Math.Abs(value), 1e-6f));
    }

    /// <summary>Its square leaves v at 0: with m moved, and divided by ε alone, a parameter would leap by 1e7.</summary>
    [Theory]
    [InlineData(1e-20f)]
    [InlineData(-3e-18f)]
    [InlineData(1e-30f)]
    public void A_gradient_too_small_for_one_moment_moves_neither(float gradient)
    {
        MovesNothing(new Adam(1e-3f) { Epsilon = 1e-30f }, gradient);
        MovesNothing(new AdamW(1e-3f) { Epsilon = 1e-30f, WeightDecay = 0 }, gradient);
        MovesNothing(new NAdam(1e-3f) { Epsilon = 1e-30f }, gradient);
        MovesNothing(new RAdam(1e-3f) { Epsilon = 1e-30f }, gradient);
    }

    [Fact]
    public void NaN_and_infinite_gradients_are_not_hidden()
    {
        var adam = new OptimizerRun<Adam>(new Adam(1e-3f), new float[4]);
        adam.Step([float.NaN, float.PositiveInfinity, 1, 0]);
        Assert.True(float.IsNaN(adam.Parameters.Span[0]));
        Assert.True(float.IsNaN(adam.Parameters.Span[1]));
        Assert.True(float.IsFinite(adam.Parameters.Span[2]));
        var sgd = new OptimizerRun<Sgd>(new Sgd(1e-3f) { Momentum = 0.9f }, new float[4]);
        sgd.Step([float.NaN, float.PositiveInfinity, 1, 0]);
        Assert.True(float.IsNaN(sgd.Parameters.Span[0]));
        Assert.True(float.IsNegativeInfinity(sgd.Parameters.Span[1]));
    }

    private static void MovesNothing<TOptimizer>(TOptimizer optimizer, float gradient)
        where TOptimizer : struct, IOptimizer
    {
        var run = new OptimizerRun<TOptimizer>(optimizer, new float[4]);
        for (var step = 0; step < 20; step++)
            run.Step([gradient, gradient, gradient, gradient]);
        Assert.All(run.Parameters.Span.ToArray(), value => Assert.Equal(0f, value));
        Assert.All(run.State.Span.ToArray(), value => Assert.Equal(0f, value));
    }

    private static void NeverDenormal<TOptimizer>(TOptimizer optimizer, Func<int, float> gradient, int steps, out OptimizerRun<TOptimizer> run)
        where TOptimizer : struct, IOptimizer
    {
        run = new OptimizerRun<TOptimizer>(optimizer, [0.5f, 0.5f, 0.5f, 0.5f]);
        var gradients = new float[4];
        for (var step = 0; step < steps; step++)
        {
            gradients.AsSpan().Fill(gradient(step));
            run.Step(gradients);
            foreach (var value in run.State.Span)
                Assert.False(float.IsSubnormal(value), $"{value} in the state after step {step + 1} of {typeof(TOptimizer).Name}");
        }
    }
}
