using System.Text.Json;
using Compiled.Storage;
using Compiled.Tests.Portable;

namespace Compiled.Tests.Safetensor;

public class SafetensorsRoundTripTests
{
    [Theory]
    [MemberData(nameof(PortableNetworks.Names), MemberType = typeof(PortableNetworks))]
    public void Every_network_comes_back_bit_for_bit(string name) => PortableNetworks.Visit(name, new ComesBack());

    [Theory]
    [MemberData(nameof(PortableNetworks.Names), MemberType = typeof(PortableNetworks))]
    public void The_table_of_expected_tensors_is_that_of_the_network(string name) => PortableNetworks.Visit(name, new TableAgrees());

    [Fact]
    public void A_file_brings_a_network_back_and_replaces_an_older_file()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.safetensors");
        try
        {
            PortableNetworks.Drawn<ClassicNet>(1).Save(path);
            var network = PortableNetworks.Drawn<ClassicNet>(2);
            network.Save(path);
            Assert.Equal(SafetensorsFile.Contents(network), SafetensorsFile.Contents(ClassicNet.Load(path)));
            Assert.Equal(SafetensorsFile.Contents(network), SafetensorsFile.Contents(LoadAny<ClassicNet>(path)));
            Assert.Equal(4, Safetensors.ReadHeader(path).Tensors.Count);

            var exception = Assert.Throws<ModelFileException>(() => NoisyNet.Load(path));
            Assert.Equal(path, exception.FileName);
            Assert.StartsWith($"'{path}': ", exception.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Through the interface alone.</summary>
    private static T LoadAny<T>(string path)
        where T : class, INetwork<T>
    {
        var network = T.Load(path);
        network.Save(path);
        return T.Load(path);
    }

    [Fact]
    public void A_file_that_is_not_there_and_a_folder_that_is_not_there_are_errors_of_the_system()
    {
        var path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"), "net.safetensors");
        Assert.ThrowsAny<IOException>(() => ClassicNet.Load(path));
        Assert.Contains(path, Assert.ThrowsAny<IOException>(() => new ClassicNet().Save(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Memory_is_written_when_there_is_room_and_else_left_alone()
    {
        var network = PortableNetworks.Drawn<ScaledNet>(1);
        var bytes = network.ToBytes();
        Assert.Equal(bytes.Length, Safetensors.SizeOf(network));
        var larger = new byte[bytes.Length + 5];
        Assert.True(network.TryWrite(larger, out var written));
        Assert.Equal(bytes, larger[..written]);
        var smaller = new byte[bytes.Length - 1];
        Assert.False(network.TryWrite(smaller, out written));
        Assert.Equal(0, written);
        Assert.All(smaller, static value => Assert.Equal(0, value));
    }

    [Fact]
    public void The_header_is_padded_and_tensors_stand_in_the_order_of_the_blocks()
    {
        var bytes = PortableNetworks.Drawn<EverythingNet>(1).ToBytes();
        var text = SafetensorsFile.HeaderOf(bytes);
        Assert.Equal(0, (8 + System.Text.Encoding.UTF8.GetByteCount(text)) % 8);
        var header = Safetensors.ReadHeader(new MemoryStream(bytes));
        Assert.Equal(NetworkTensor.Of(new EverythingNet()).Where(static tensor => tensor.Kind != NetworkTensorKind.InputScaling)
            .Select(static tensor => tensor.Name), header.Tensors.Select(static tensor => tensor.Name));
        Assert.All(header.Tensors, static tensor => Assert.Equal((0, "F32"), (tensor.Begin % 4, tensor.Type)));
        Assert.Equal(bytes.Length, 8 + System.Text.Encoding.UTF8.GetByteCount(text) + header.DataLength);
    }

    [Fact]
    public void The_metadata_says_what_wrote_the_file()
    {
        var network = PortableNetworks.Drawn<ScaledNet>(1);
        var metadata = Safetensors.ReadHeader(new MemoryStream(network.ToBytes())).Metadata;
        Assert.Equal(
            ["compiled.blocks", "compiled.classes", "compiled.network", "compiled.standardize.factors", "compiled.standardize.means", "compiled.topology", "compiled.version", "format"],
            metadata.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(("pt", "1", "ScaledNet"), (metadata["format"], metadata["compiled.version"], metadata["compiled.network"]));
        Assert.Equal(ScaledNet.Topology.Declaration, metadata["compiled.topology"]);
        Assert.Equal("Standardize\nDense\nSilu\nDense\nLogSoftmax", metadata["compiled.blocks"]);
        Assert.Equal(["Apple", "Pear", "Plum"], JsonSerializer.Deserialize<string[]>(metadata["compiled.classes"])!);
        Assert.Equal(network.Standardize0.Means[2], float.Parse(metadata["compiled.standardize.means"].Split(' ')[2], System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Scaling_that_was_never_fitted_comes_back_as_that()
    {
        var network = ScaledNet.Read(new ScaledNet(3).ToBytes());
        Assert.False(network.Standardize0.IsFitted);
        var fitted = PortableNetworks.Drawn<ScaledNet>(1);
        fitted.ReadParameters(new ScaledNet(3).ToBytes());
        Assert.Equal((false, 0f, 1f), (fitted.Standardize0.IsFitted, fitted.Standardize0.Means[1], fitted.Standardize0.Factors[1]));
    }

    [Fact]
    public void Scaling_of_targets_that_was_never_fitted_comes_back_as_that()
    {
        var written = new TargetHeadsNet(3);
        written.StandardizeTargets1.Means[0] = 7;
        var read = PortableNetworks.Drawn<TargetHeadsNet>(1);
        read.ReadParameters(written.ToBytes());
        Assert.Equal((false, 0f, 1f), (read.StandardizeTargets0.IsFitted, read.StandardizeTargets0.Means[1], read.StandardizeTargets0.Scales[1]));
        Assert.Equal((true, 7f, 1f), (read.StandardizeTargets1.IsFitted, read.StandardizeTargets1.Means[0], read.StandardizeTargets1.Scales[0]));
    }

    [Theory]
    [InlineData(-0f, float.Epsilon)]
    [InlineData(float.MaxValue, float.MaxValue)]
    [InlineData(-1.1754942e-38f, 0.1f)]
    [InlineData(16777217f, 1f / 3)]
    public void Scaling_comes_back_bit_for_bit_in_every_culture(float mean, float factor)
    {
        var culture = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            System.Globalization.CultureInfo.CurrentCulture = new System.Globalization.CultureInfo("sv-SE");
            var network = PortableNetworks.Drawn<ScaledNet>(1);
            (network.Standardize0.Means[3], network.Standardize0.Factors[4]) = (mean, factor);
            Assert.Equal(SafetensorsFile.Contents(network), SafetensorsFile.Contents(ScaledNet.Read(network.ToBytes())));
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = culture;
        }
    }

    private sealed class ComesBack : INetworkVisitor
    {
        public void Visit<T>()
            where T : class, INetwork<T>
        {
            var network = PortableNetworks.Drawn<T>(7);
            var bytes = Safetensors.ToBytes(network);
            using var stream = new MemoryStream();
            stream.WriteByte(1);
            Safetensors.Write(network, stream);
            Assert.Equal(bytes, stream.ToArray()[1..]);
            stream.Position = 1;
            var into = T.Create(8);
            Safetensors.ReadParameters(into, new TrickleStream(bytes));
            foreach (var read in new[] { Safetensors.Read<T>(bytes), Safetensors.Read<T>(stream), Safetensors.Read<T>(new TrickleStream(bytes)), into })
            {
                Assert.Equal(SafetensorsFile.Contents(network), SafetensorsFile.Contents(read));
                Assert.Equal(bytes, Safetensors.ToBytes(read));
                var (inputs, expected, actual) = (PortableNetworks.Inputs<T>(5, 1), new float[5 * T.OutputSize], new float[5 * T.OutputSize]);
                network.PredictBatch(inputs, expected);
                read.PredictBatch(inputs, actual);
                Assert.Equal(expected.Select(BitConverter.SingleToUInt32Bits), actual.Select(BitConverter.SingleToUInt32Bits));
            }
        }
    }

    private sealed class TableAgrees : INetworkVisitor
    {
        public void Visit<T>()
            where T : class, INetwork<T>
        {
            static string Text(string name, NetworkTensorKind kind, IReadOnlyList<int> shape) => $"{name} {kind} {string.Join(',', shape)}";
            var expected = NetworkTensor.Of(T.Create(0)).Where(static tensor => tensor.Kind is not (NetworkTensorKind.InputScaling or NetworkTensorKind.TargetScaling));
            Assert.Equal(
                expected.Select(static tensor => Text(tensor.Name, tensor.Kind, tensor.Shape)),
                TensorTable.Of(T.Topology).Tensors.Select(static tensor => Text(tensor.Name, tensor.Kind, tensor.Shape)));
        }
    }
}
