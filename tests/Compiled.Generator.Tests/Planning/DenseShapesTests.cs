using Compiled.Generator.Pipeline;
using Compiled.Generator.Planning;
using Compiled.Generator.Planning.Dense;
using Compiled.Generator.Tests.Harness;
using CsCheck;

namespace Compiled.Generator.Tests.Planning;

/// <summary>What blocks share: shapes and unrolled rows.</summary>
public sealed class DenseShapesTests
{
    [Fact]
    public void Blocks_of_one_shape_are_cut_alike() => SpecGen.Any.Sample(spec =>
    {
        foreach (var sharing in PlanFacts.Blocks(NetworkPipeline.Plan(spec)).GroupBy(block => block.ShapeName))
        {
            Assert.Single(sharing.Select(block => (
                block.Spec.Inputs, block.Spec.Outputs, block.Spec.HasBias, block.Memory.InputStride, block.BiasesFromWeights, block.Partials, block.Epilogue, block.RowActivation)).Distinct());
            Assert.Single(sharing.Select(block => (block.Stride, block.Memory.PanelWidth, block.Memory.TransposedStride, block.Memory.TransposedPanelWidth, block.Tiles, block.IsUnrolled)).Distinct());
        }
    });

    [Fact]
    public void Equal_blocks_share_a_shape_and_one_payment_for_their_row()
    {
        var blocks = Plan(new Declared("Net", 32, [32, 32, 32, 32, 32, 32]));
        Assert.Equal(["Dense0Shape", "Dense5Shape"], blocks.Select(block => block.ShapeName).Distinct());
        Assert.All(blocks, block => Assert.True(block.IsUnrolled, block.ShapeName));
    }

    [Fact]
    public void Sizes_alone_do_not_make_one_shape()
    {
        // The first reads the caller's rows of 9, the second rows padded to 16.
        Assert.Equal(["Dense0Shape", "Dense1Shape", "Dense2Shape"], Plan(new Declared("Net", 9, [9, 9, 9])).Select(block => block.ShapeName));
    }

    [Theory]
    [InlineData(8, DenseShapes.UnrollBudget)]
    [InlineData(24, DenseShapes.UnrollBudgetOfDeep)]
    public void Rows_are_unrolled_as_far_as_the_budget_allows(int count, int most)
    {
        var blocks = Plan(new Declared("Net", 30, [.. Enumerable.Range(0, count).Select(static index => 30 - index % 13)]));
        var unrolled = blocks.Where(static block => block.IsUnrolled).DistinctBy(static block => block.ShapeName).Sum(RowTier.Written);
        Assert.InRange(unrolled, 1, most);
        Assert.Contains(blocks, static block => !block.IsUnrolled);
    }

    private static List<DensePlan> Plan(Declared shape) => [.. PlanFacts.Blocks(NetworkPipeline.Plan(shape.Spec))];
}
