using Compiled.Benchmarks.Results;
using Compiled.Tests;

namespace Compiled.Generator.Tests.Results;

public sealed class RandomShapesTests
{
    [Fact]
    public void The_committed_shapes_are_what_their_seed_gives() =>
        Assert.Equal(RandomShapes.Committed(), RandomShapes.Read(File.ReadAllText(Path.Combine(Repository.Root, RandomShapes.File))));

    [Fact]
    public void Shapes_have_one_to_five_blocks_widths_up_to_300_and_both_activations()
    {
        var shapes = RandomShapes.Draw(seed: 7, count: 2_000).Select(NamedShape.Parse).ToList();
        Assert.Equal([1, 2, 3, 4, 5], shapes.Select(static shape => shape.Shape.Blocks).Distinct().Order());
        Assert.Equal((1, 300), (shapes.Min(static shape => shape.Shape.Widths.Min()), shapes.Max(static shape => shape.Shape.Widths.Max())));
        Assert.InRange(shapes.Count(static shape => shape.IsTanh), 900, 1_100);
    }

    [Fact]
    public void A_named_shape_keeps_its_text()
    {
        var shape = NamedShape.Parse("3-32*5-1:tanh");
        Assert.Equal(("3-32*5-1:tanh", 6, true), (shape.Text, shape.Shape.Blocks, shape.IsTanh));
    }

    [Theory]
    [InlineData("3-2")]
    [InlineData("3-2:elu")]
    [InlineData("3-2:relu:tanh")]
    public void A_topology_without_its_activation_is_named(string text) =>
        Assert.StartsWith($"'{text}' does not name a topology: ", Assert.Throws<FormatException>(() => NamedShape.Parse(text)).Message, StringComparison.Ordinal);
}
