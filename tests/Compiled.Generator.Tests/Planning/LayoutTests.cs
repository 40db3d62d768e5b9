extern alias runtime;

using Compiled.Generator.Model;
using Compiled.Generator.Pipeline;
using Compiled.Generator.Planning;
using Compiled.Generator.Tests.Harness;
using CsCheck;
using DenseLayout = runtime::Compiled.Runtime.DenseLayout;
using ParameterLayout = runtime::Compiled.Runtime.ParameterLayout;

namespace Compiled.Generator.Tests.Planning;

/// <summary>Where parameters and their transposed copies lie.</summary>
public sealed class LayoutTests
{
    /// <summary>Floats of a cache line: what starts on one never straddles two.</summary>
    private const int Line = 16;

    [Fact]
    public void Parameters_are_aligned_padded_and_apart() => SpecGen.Any.Sample(spec =>
    {
        var plan = NetworkPipeline.Plan(spec);
        var regions = PlanFacts.Parameters(plan);
        MustBeApart(regions, plan.ParameterLength);
        Assert.All(PlanFacts.Blocks(plan), block =>
        {
            Assert.True(block.Stride >= block.Spec.Outputs && (block.Stride is 4 or 8 || block.Stride % Line == 0), $"The stride of {block.Spec.Outputs} outputs is {block.Stride}.");
            Assert.True(block.Stride < block.Spec.Outputs + Line, $"{block.Spec.Outputs} outputs waste {block.Stride - block.Spec.Outputs} floats.");
        });
        Assert.Equal(spec.DenseBlocks.Count(), PlanFacts.Blocks(plan).Count());
    });

    [Fact]
    public void Transposed_copies_are_aligned_padded_and_apart() => SpecGen.Any.Sample(spec =>
    {
        var plan = NetworkPipeline.Plan(spec);
        MustBeApart(PlanFacts.Transposed(plan), plan.TransposedLength);
        Assert.All(PlanFacts.Blocks(plan), block => Assert.True(
            block.Memory.TransposedStride >= block.Spec.Inputs && (block.Memory.TransposedStride is 4 or 8 || block.Memory.TransposedStride % Line == 0),
            $"The transposed stride of {block.Spec.Inputs} inputs is {block.Memory.TransposedStride}."));
        if (spec.Loss is null)
            Assert.Equal(0, plan.TransposedLength);
    });

    [Fact]
    public void The_canonical_vector_survives_the_layout() => (
        from inputs in Gen.Int[1, 70]
        from units in Gen.Int[1, 70].Array[1, 5]
        from hasBias in Gen.Bool
        select new Declared("Net", inputs, units, HasBias: hasBias).Spec).Sample(spec =>
    {
        var plan = NetworkPipeline.Plan(spec);
        var layout = new ParameterLayout(plan.ParameterLength, [.. PlanFacts.Blocks(plan).Select(block => new DenseLayout(
            block.Spec.Name, block.Spec.Inputs, block.Spec.Outputs, block.Stride, block.Memory.PanelWidth, block.WeightsOffset, block.BiasesOffset,
            runtime::Compiled.Initializer.Zeros))]);
        Assert.Equal(spec.ParameterCount, layout.ParameterCount);
        var canonical = Enumerable.Range(1, layout.ParameterCount).Select(value => (float)value).ToArray();
        var memory = new float[layout.Length];
        layout.CopyFromCanonical(canonical, memory);
        var back = new float[canonical.Length];
        layout.CopyToCanonical(memory, back);
        Assert.Equal(canonical, back);
        // Nothing but the parameters was written: the padding is still zero.
        Assert.Equal(canonical.Length, memory.Count(value => value != 0));
    });

    [Fact]
    public void The_largest_networks_have_a_plan()
    {
        foreach (var shape in Shapes.Largest)
        {
            var plan = NetworkPipeline.Plan(shape.Spec);
            Assert.True(plan.ParameterLength >= shape.Spec.ParameterCount, $"{shape} has {plan.ParameterLength} floats of memory.");
        }
    }

    private static void MustBeApart(List<Region> regions, int length)
    {
        var ordered = regions.OrderBy(region => region.Start).ToList();
        Assert.All(ordered, region => Assert.True(region.Start >= 0 && region.Start % Line == 0 && region.End <= length, $"{region} in {length} floats"));
        Assert.All(ordered.Zip(ordered.Skip(1)), pair => Assert.False(pair.First.Overlaps(pair.Second), $"{pair.First} and {pair.Second}"));
    }
}
