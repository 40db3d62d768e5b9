using Compiled.Generator.Pipeline;
using Compiled.Generator.Planning;
using Compiled.Generator.Tests.Harness;

namespace Compiled.Generator.Tests.Planning;

/// <summary>Where weights, biases and values lie, as templates ask plans for it.</summary>
public sealed class PlanPlaceTests
{
    [Fact]
    public void Weights_lie_in_panels_one_after_another()
    {
        // 81 inputs by 64 outputs: panels of two vectors.
        var block = NetworkPipeline.Plan(new Declared("Net", 7, [81, 64]).Spec).DenseBlocks.Last();
        Assert.Equal((32, true), (block.Memory.PanelWidth, block.WeightsOffset > 0));
        Assert.Equal(block.WeightsOffset + 3 * 32 + 16, block.WeightOffset(3, 16));
        Assert.Equal(block.WeightsOffset + 81 * 32 + 3 * 32 + 16, block.WeightOffset(3, 48));
        var start = block.AtStart;
        Assert.Equal((0, block.BiasesOffset - block.WeightsOffset), (start.WeightsOffset, start.BiasesOffset));
        Assert.Equal((block.BiasesFromWeights, block.BiasesFromWeights), (start.BiasesFromWeights, start.BiasesOffset));
    }

    [Fact]
    public void A_buffer_is_found_by_its_value()
    {
        var buffers = NetworkPipeline.Plan(new Declared("Net", 64, [48, 32, 16]).Spec).Training!.Activations;
        Assert.All(Enumerable.Range(0, buffers.Buffers.Count), index =>
        {
            var buffer = buffers.Buffers[index];
            Assert.Equal((index, buffer.Offset), (buffers.IndexOf(buffer.Value), buffers.OffsetOf(buffer.Value)));
        });
        Assert.Equal(buffers.Buffers.Count, buffers.Buffers.Select(static buffer => buffer.Offset).Distinct().Count());
    }

    [Theory]
    [InlineData(5, true, 8, 0)]
    [InlineData(5, false, 0, 0)]
    [InlineData(9, true, 0, 16)]
    [InlineData(9, false, 0, 0)]
    public void Biases_of_a_step_of_one_sample_are_apart_where_they_fill_no_vector_of_16(int outputs, bool hasBias, int narrow, int whole)
    {
        var block = NetworkPipeline.Plan(new Declared("Net", 3, [7, outputs], HasBias: hasBias).Spec).DenseBlocks.Last();
        Assert.Equal(narrow, SampleStepPlan.NarrowBiases(block));
        Assert.Equal(block.WeightsOffset + Lanes.RoundUp(7 * block.Stride, 16) + whole, SampleStepPlan.EndOf(block));
    }
}
