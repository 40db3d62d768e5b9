using Compiled.Tests.Portable;

namespace Compiled.Tests.Weights;

public class RoundTripTests
{
    [Theory]
    [MemberData(nameof(PortableNetworks.Names), MemberType = typeof(PortableNetworks))]
    public void What_is_saved_is_loaded_bit_for_bit(string name) => PortableNetworks.Visit(name, new SavedIsLoaded());

    [Fact]
    public void The_header_is_readable_and_the_data_are_wrapped()
    {
        var lines = WeightsText.OfDrawn<ScaledNet>().Split('\n');
        Assert.Equal(
            [
                "compiled-weights 1",
                "network: ScaledNet",
                "topology: [Network(inputs: 6)]",
                "topology: [Standardize]",
                "topology: [Dense(9), Silu]",
                "topology: [Dense(3), LogSoftmax]",
                "topology: [CrossEntropy(LabelSmoothing = 0.1f)]",
                "classes: Apple, Pear, Plum",
                "tensor: standardize.means [6]",
                "tensor: standardize.factors [6]",
                "tensor: standardize.fitted [1]",
                "tensor: 0.weight [9, 6]",
                "tensor: 0.bias [9]",
                "tensor: 2.weight [3, 9]",
                "tensor: 2.bias [3]",
                "parameters: 93",
                "values: 106",
            ],
            lines[..17]);
        Assert.Matches("^checksum: crc32 [0-9a-f]{8}$", lines[17]);
        Assert.Equal("", lines[18]);
        Assert.All(lines[19..^2], line => Assert.Equal(120, line.Length));
        Assert.InRange(lines[^2].Length, 4, 120);
        Assert.Equal("", lines[^1]);
    }

    [Theory]
    [InlineData("\r\n", "")]
    [InlineData("\n", "\n\n")]
    public void Ends_of_lines_do_not_matter(string end, string behind)
    {
        var text = WeightsText.OfDrawn<ClassicNet>();
        Assert.Equal(WeightsText.Bits(WeightsText.Read<ClassicNet>(text)), WeightsText.Bits(WeightsText.Read<ClassicNet>(text.Replace("\n", end) + behind)));
    }

    [Fact]
    public void The_checksum_is_that_of_zip() => Assert.Equal(0xCBF4_3926, WeightsData.Checksum([.. "123456789"u8]));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Scaling_that_was_not_fitted_stays_so(bool fits)
    {
        var network = new ScaledNet(seed: 1);
        if (fits)
            network.Standardize0.Means[0] = 0;
        Assert.Equal(fits, WeightsText.Read<ScaledNet>(WeightsText.Of(network)).Standardize0.IsFitted);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Target_scaling_that_was_not_fitted_stays_so(bool fits)
    {
        var network = new TargetHeadsNet(seed: 1);
        if (fits)
            network.StandardizeTargets1.Scales[0] = 1;
        var read = WeightsText.Read<TargetHeadsNet>(WeightsText.Of(network));
        Assert.Equal((false, fits), (read.StandardizeTargets0.IsFitted, read.StandardizeTargets1.IsFitted));
    }

    [Fact]
    public void The_header_names_the_scaling_of_each_head()
    {
        var tensors = WeightsText.OfDrawn<TargetHeadsNet>().Split('\n').Where(static line => line.Contains("standardize", StringComparison.Ordinal));
        Assert.Equal(
            [
                "tensor: standardize_targets.means [2]", "tensor: standardize_targets.scales [2]", "tensor: standardize_targets.fitted [1]",
                "tensor: standardize_targets1.means [1]", "tensor: standardize_targets1.scales [1]", "tensor: standardize_targets1.fitted [1]",
            ],
            tensors);
    }

    [Fact]
    public void A_file_is_saved_described_and_loaded()
    {
        var folder = Directory.CreateTempSubdirectory("compiled-weights-");
        try
        {
            var path = Path.Combine(folder.FullName, "classic.weights");
            File.WriteAllText(path, "old");
            var network = PortableNetworks.Drawn<ClassicNet>(3);
            WeightsFile.Save(network, path);
            Assert.Equal(WeightsText.Of(network), File.ReadAllText(path));
            Assert.Equal(WeightsText.Bits(network), WeightsText.Bits(WeightsFile.Load<ClassicNet>(path)));
            Assert.Single(folder.GetFiles());

            var description = WeightsFile.Describe(path);
            Assert.Equal(("ClassicNet", ClassicNet.Topology.Declaration, 67L), (description.Network, description.Declaration, description.ParameterCount));
            Assert.Equal(["0.weight [8, 4]", "0.bias [8]", "2.weight [3, 8]", "2.bias [3]"], description.Tensors);
            Assert.Empty(description.Classes);

            var wrong = Assert.Throws<ModelFileException>(() => WeightsFile.Load<NamedNet>(path));
            Assert.Equal(path, wrong.FileName);
            Assert.StartsWith($"'{path}': The weights of ClassicNet do not fit NamedNet:\n", wrong.Message);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_folder_that_is_not_there_is_an_IOException_that_names_the_file()
    {
        var path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"), "x.weights");
        Assert.Contains(path, Assert.ThrowsAny<IOException>(() => WeightsFile.Save(new ClassicNet(), path)).Message);
        Assert.ThrowsAny<IOException>(() => WeightsFile.Load<ClassicNet>(path));
    }

    private sealed class SavedIsLoaded : INetworkVisitor
    {
        public void Visit<T>()
            where T : class, INetwork<T>
        {
            var network = PortableNetworks.Drawn<T>(3);
            var loaded = WeightsText.Read<T>(WeightsText.Of(network));
            Assert.Equal(WeightsText.Bits(network), WeightsText.Bits(loaded));
            Assert.Equal(WeightsText.Predictions(network), WeightsText.Predictions(loaded));
            Assert.Equal(WeightsText.Of(network), WeightsText.Of(loaded));
        }
    }
}
