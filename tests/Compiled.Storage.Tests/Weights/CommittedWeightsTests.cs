using Compiled.Tests.Portable;

namespace Compiled.Tests.Weights;

/// <summary>The .weights files of this folder, from which the compiler takes what <see cref="PretrainedTests"/> predicts with.</summary>
public class CommittedWeightsTests
{
    /// <summary>Of which network and seed each is.</summary>
    internal const long Seed = 7;

    [Fact]
    public void They_are_what_Save_writes()
    {
        Check<EverythingNet>("everything.weights");
        Check<OwnActivationNet>("own-activation.weights");
    }

    private static void Check<T>(string name)
        where T : class, INetwork<T>
    {
        var path = Path.Combine(Repository.Root, "tests/Compiled.Storage.Tests/Weights", name);
        var network = PortableNetworks.Drawn<T>(Seed);
        if (Environment.GetEnvironmentVariable("COMPILED_UPDATE_SNAPSHOTS") == "1")
            WeightsFile.Save(network, path);
        Assert.Equal(WeightsText.Of(network), File.ReadAllText(path).ReplaceLineEndings("\n"));
    }
}
