namespace Compiled.Tests;

public sealed class TopologyTests
{
    private static readonly TopologyBlock Block = new("Elu", "Elu0", 2, 2, 0, false) { Arguments = "alpha: 0.5, name: x" };

    [Fact]
    public void An_empty_topology_passes_its_input_through() => Assert.Equal(3, new Topology("Empty", 3, []).OutputSize);

    [Fact]
    public void Blocks_are_equal_if_all_that_decides_is()
    {
        Assert.Equal(Block, Block with { });
        Assert.Equal(Block.GetHashCode(), (Block with { }).GetHashCode());
        Assert.False(Block.Equals(null));
        TopologyBlock[] others =
        [
            Block with { Kind = "Celu" }, Block with { Name = "Elu1" }, Block with { Inputs = 3 }, Block with { Outputs = 3 }, Block with { Parameters = 1 }, Block with { HasBias = true },
            Block with { Arguments = "alpha: 0.25" },
        ];
        Assert.All(others, static other => Assert.NotEqual(Block, other));
    }

    [Fact]
    public void Numbers_of_a_block_are_found_by_name()
    {
        Assert.Equal(0.5f, Block.Number("alpha"));
        Assert.StartsWith("Elu has no numeric argument 'beta' in its arguments \"alpha: 0.5, name: x\".", Assert.Throws<ArgumentException>(() => Block.Number("beta")).Message, StringComparison.Ordinal);
        Assert.StartsWith("Elu has no numeric argument 'name'", Assert.Throws<ArgumentException>(() => Block.Number("name")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_of_features_are_a_list() => Assert.Throws<ArgumentNullException>("Features", () => new Topology("Net", 2, [Block]) { Features = null! });
}
