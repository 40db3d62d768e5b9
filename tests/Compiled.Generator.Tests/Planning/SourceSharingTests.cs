using Compiled.Generator.Planning;
using Compiled.Generator.Planning.Dense;
using Compiled.Generator.Tests.Harness;
using CsCheck;

namespace Compiled.Generator.Tests.Planning;

/// <summary>What blocks share: names of shapes, unrolled rows, and the short list of tiles.</summary>
public sealed class SourceSharingTests
{
    [Fact]
    public void Blocks_of_one_name_are_cut_alike() => SpecGen.Any.Sample(spec =>
    {
        foreach (var sharing in PlanFacts.Blocks(NetworkPlanner.Plan(spec)).GroupBy(block => block.ShapeName))
        {
            Assert.Single(sharing.Select(block => (
                block.Spec.Inputs, block.Spec.Outputs, block.Spec.HasBias, block.InputStride, block.Stride, block.PanelWidth, block.TransposedStride, block.TransposedPanelWidth,
                block.BiasesFromWeights, block.Partials, block.Epilogue, block.RowActivation, block.IsUnrolled)).Distinct());
        }
    });

    [Fact]
    public void Equal_blocks_share_a_name_and_one_payment_for_their_row()
    {
        var blocks = Plan(new Declared("Net", 32, [32, 32, 32, 32, 32, 32]));
        Assert.Equal(["Dense32By32Relu", "Dense32By32"], blocks.Select(block => block.ShapeName).Distinct());
        Assert.All(blocks, block => Assert.True(block.IsUnrolled, block.ShapeName));
    }

    [Fact]
    public void Sizes_alone_do_not_make_one_shape()
    {
        // The first reads the caller's rows of 9, the second rows padded to 16.
        Assert.Equal(["Dense9By9Relu", "Dense9By9ReluVariant2", "Dense9By9"], Plan(new Declared("Net", 9, [9, 9, 9])).Select(block => block.ShapeName));
    }

    [Theory]
    [InlineData(16, 64, 3, false)]
    [InlineData(784, 128, 6, false)]
    [InlineData(101, 75, 32, true)]
    public void Many_shapes_take_the_short_list_of_tiles(int inputs, int units, int count, bool expected) =>
        Assert.All(
            Plan(new Declared("Net", inputs, [.. Enumerable.Range(0, count).Select(index => expected ? units + index * 37 % 190 : units)])),
            block => Assert.Equal(expected, block.HasFewTiles));

    [Fact]
    public void The_short_list_of_tiles_is_short()
    {
        var tiles = new HashSet<Tile>();
        Gen.Int[1, 2000].Array[32].Sample(
            units =>
            {
                var plan = NetworkPlanner.Plan(new Declared("Net", 700, units).Spec);
                Assert.All(plan.DenseBlocks, block => Assert.True(block.HasFewTiles));
                lock (tiles)
                    tiles.UnionWith(DenseTileSet.Forward(plan));
            },
            iter: 20);
        Assert.InRange(tiles.Count, 4, 20);
    }

    [Fact]
    public void With_the_short_list_a_network_unrolls_all_of_its_rows_or_none() => (
        from largest in SpecGen.OneOf(3, 5, 40)
        from units in Gen.Int[1, largest].Array[32]
        select new Declared("Net", 3, units)).Sample(
            shape =>
            {
                var blocks = Plan(shape);
                if (blocks[0].HasFewTiles)
                    Assert.Single(blocks.Select(block => block.IsUnrolled).Distinct());
            },
            iter: 30);

    private static List<DensePlan> Plan(Declared shape) => [.. PlanFacts.Blocks(NetworkPlanner.Plan(shape.Spec))];
}
