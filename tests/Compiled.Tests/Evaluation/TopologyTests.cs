namespace Compiled.Tests;

public sealed class TopologyTests
{
    [Fact]
    public void An_empty_topology_passes_its_input_through() => Assert.Equal(3, new Topology("Empty", 3, []).OutputSize);
}
