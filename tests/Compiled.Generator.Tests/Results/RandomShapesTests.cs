using System.Globalization;
using System.Text.RegularExpressions;
using Compiled.Benchmarks.Results;
using Compiled.Tests;

namespace Compiled.Generator.Tests.Results;

public sealed partial class RandomShapesTests
{
    [Fact]
    public void The_committed_shapes_are_what_their_seed_gives() =>
        Assert.Equal(RandomShapes.Committed(), RandomShapes.Read(File.ReadAllText(Path.Combine(Repository.Root, RandomShapes.File))));

    /// <summary>That program is compiled for arm64, and its machine code read.</summary>
    [Fact]
    public void The_program_that_is_compiled_ahead_declares_them()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "tests/Compiled.Aot/RandomShapes.cs"));
        var declared = Declaration().Matches(text).Select(static match => (int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture), match.Groups[1].Value));
        Assert.Equal(RandomShapes.Committed().Select(static (shape, index) => (index + 1, Declared(NamedShape.Parse(shape)))), declared);
    }

    private static string Declared(NamedShape shape)
    {
        var blocks = shape.Shape.Widths.Skip(1).Select(static width => string.Create(CultureInfo.InvariantCulture, $"Dense({width})"));
        return string.Create(CultureInfo.InvariantCulture, $"[Network(inputs: {shape.Shape.Widths[0]}), {string.Join(shape.IsTanh ? ", Tanh, " : ", Relu, ", blocks)}, MeanSquaredError]");
    }

    [GeneratedRegex(@"^(\[Network.+\])\r?\npublic sealed partial class Random(\d+);", RegexOptions.Multiline)]
    private static partial Regex Declaration();

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
