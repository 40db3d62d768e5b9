using System.Buffers.Binary;
using Compiled.Runtime;
using Compiled.Storage;

namespace Compiled.Tests.Safetensor;

public class SafetensorsLimitTests
{
    [Fact]
    [Trait("Speed", "slow")]
    public void A_header_longer_than_1_MiB_is_read_where_the_network_has_so_many_blocks()
    {
        const int blocks = 7000;
        var topology = new Topology("Deep", 1, [.. Enumerable.Range(0, blocks).Select(static index => new TopologyBlock("Dense", $"Dense{index}", 1, 1, 2, true))]);
        var layout = new ParameterLayout(
            32 * blocks,
            [.. Enumerable.Range(0, blocks).Select(static index => new DenseLayout($"Dense{index}", 1, 1, 16, 1, 32 * index, 32 * index + 16, Initializer.Zeros))]);
        ComesBack(topology, layout);
    }

    [Fact]
    public void A_header_longer_than_1_MiB_is_read_where_the_network_scales_so_many_inputs()
    {
        const int inputs = 60_000;
        var topology = new Topology("Wide", inputs, [new("Standardize", "Standardize0", inputs, inputs, 0, false)]);
        ComesBack(topology, new ParameterLayout(0) { Statistics = [new StatisticsLayout("Standardize0", inputs, 0)] });
    }

    private static void ComesBack(Topology topology, ParameterLayout layout)
    {
        var (store, copy) = (new ParameterStore(layout), new ParameterStore(layout));
        var random = new Random(1);
        foreach (var tensor in NetworkTensor.Of(topology, store))
            tensor.CopyFrom([.. Enumerable.Range(0, tensor.Length).Select(_ => 1e-30f + random.NextSingle())]);

        var contents = new SafetensorsContents(topology, store);
        var bytes = new byte[contents.Length];
        var sink = new ByteSink(bytes);
        contents.WriteTo(ref sink);
        Assert.InRange(BinaryPrimitives.ReadInt64LittleEndian(bytes), SafetensorsReader.HeaderLimit + 1, 10L * SafetensorsReader.HeaderLimit);

        var source = new ByteSource(bytes);
        SafetensorsReader.Read(ref source, topology, new LoadOptions()).CopyTo(topology, copy);
        Assert.True(store.State.SequenceEqual(copy.State));
        Assert.Contains("at most 1048576", Assert.Throws<ModelFileException>(() => Safetensors.ReadHeader(new MemoryStream(bytes))).Message, StringComparison.Ordinal);
    }
}
