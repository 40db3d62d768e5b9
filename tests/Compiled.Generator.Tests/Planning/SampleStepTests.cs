using Compiled.Generator.Pipeline;
using Compiled.Generator.Planning;
using Compiled.Generator.Tests.Harness;
using CsCheck;

namespace Compiled.Generator.Tests.Planning;

/// <summary>Which networks take a step of one sample in a method of its own, and what the others are told.</summary>
public sealed class SampleStepTests
{
    [Theory]
    [InlineData(4, new[] { 8, 3 }, null)]
    [InlineData(2, new[] { 16, 16, 1 }, null)]
    // Rows of 12 are 16 floats: 4 · 4 + 3 · 12 · 4 = 160 are just allowed.
    [InlineData(4, new[] { 12, 12, 12, 12 }, null)]
    [InlineData(5, new[] { 12, 12, 12, 12 }, "it takes more than 160 multiply-adds in vectors of four")]
    [InlineData(2, new[] { 4, 4, 4, 1 }, null)]
    [InlineData(2, new[] { 4, 4, 4, 4, 1 }, "it has more than 4 dense blocks")]
    [InlineData(4, new[] { 33, 1 }, "outputs, not samples, fill the vectors of its batches")]
    [InlineData(16, new[] { 64, 64, 4 }, "outputs, not samples, fill the vectors of its batches")]
    public void The_limits_decide(int inputs, int[] units, string? obstacle)
    {
        var plan = NetworkPipeline.Plan(new Declared("Net", inputs, units, "Tanh").Spec);

        Assert.Equal(obstacle, plan.SampleStepObstacle);
        Assert.Equal(obstacle is null, plan.SampleStep is not null);
    }

    [Fact]
    public void A_network_has_a_method_or_a_reason() => SpecGen.Any.Sample(spec =>
    {
        var plan = NetworkPipeline.Plan(spec);
        Assert.Equal(plan.Training is not null && plan.SampleStep is null, plan.SampleStepObstacle is not null);
    });

    [Fact]
    public void Every_width_of_vector_has_one() => SpecGen.Any.Sample(spec =>
    {
        if (NetworkPipeline.Plan(spec).SampleStep is { } step)
            Assert.Equal([VectorWidth.Bits512, VectorWidth.Bits256, VectorWidth.Bits128], step.Tiers.Select(static tier => tier.Width));
    });
}
