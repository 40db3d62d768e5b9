using Compiled.Tests.Portable;

namespace Compiled.Tests.Safetensor;

public class LoadParametersTests
{
    [Fact]
    public void A_live_network_predicts_with_what_was_loaded_at_the_next_call()
    {
        var (network, other) = (PortableNetworks.Drawn<EverythingNet>(1), PortableNetworks.Drawn<EverythingNet>(2));
        var (inputs, expected, actual) = (PortableNetworks.Inputs<EverythingNet>(4, 3), new float[4 * EverythingNet.OutputSize], new float[4 * EverythingNet.OutputSize]);
        network.PredictBatch(inputs, actual);
        network.ReadParameters(other.ToBytes());
        network.PredictBatch(inputs, actual);
        other.PredictBatch(inputs, expected);
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void A_trainer_steps_from_what_was_loaded()
    {
        var (network, other) = (PortableNetworks.Drawn<BatchNormNet>(1), PortableNetworks.Drawn<BatchNormNet>(2));
        var (inputs, targets) = (PortableNetworks.Inputs<BatchNormNet>(64, 3), PortableNetworks.Inputs<BatchNormNet>(64, 4)[..128]);
        var trainer = network.CreateTrainer(new Sgd(0));
        trainer.Step(inputs, targets);
        network.ReadParameters(new MemoryStream(other.ToBytes()));
        Assert.Equal(other.CreateTrainer(new Sgd(0)).Step(inputs, targets), trainer.Step(inputs, targets));
        Assert.Equal(SafetensorsFile.Contents(other), SafetensorsFile.Contents(network));
    }

    [Fact]
    public void A_file_that_is_wrong_at_its_end_changes_nothing()
    {
        var network = PortableNetworks.Drawn<EverythingNet>(1);
        var (before, version) = (SafetensorsFile.Contents(network), network.Parameters().Version);
        var path = Path.GetTempFileName();
        try
        {
            var other = PortableNetworks.Drawn<EverythingNet>(2).ToBytes();
            File.WriteAllBytes(path, SafetensorsFile.WithValue(other, "11.bias", 1, float.NaN));
            var exception = Assert.Throws<ModelFileException>(() => network.LoadParameters(path));
            Assert.Equal(path, exception.FileName);
            Assert.Throws<ModelFileException>(() => network.ReadParameters(other.AsSpan(..^1)));
            Assert.Throws<ModelFileException>(() => network.ReadParameters(new TrickleStream(other[..^1])));
            Assert.Equal(before, SafetensorsFile.Contents(network));
            Assert.Equal(version, network.Parameters().Version);

            File.WriteAllBytes(path, other);
            network.LoadParameters(path);
            Assert.Equal(other, network.ToBytes());
        }
        finally
        {
            File.Delete(path);
        }
    }
}

internal static class StoreOfNetwork
{
    /// <summary>The store, which classes implement explicitly.</summary>
    public static Runtime.ParameterStore Parameters<TNetwork>(this TNetwork network)
        where TNetwork : class, INetwork<TNetwork> => network.Parameters;
}
