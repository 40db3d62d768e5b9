using Compiled;

namespace CompiledLibrary;

/// <summary>Names the species of a flower. The network is hidden from the users of the library; predictions are safe from any thread.</summary>
public sealed class FlowerClassifier
{
    private readonly FlowerNet _network;

    private FlowerClassifier(FlowerNet network) => _network = network;

    /// <summary>A classifier with the weights of a file that <see cref="Save"/> wrote.</summary>
    public static FlowerClassifier Load(string path) => new(FlowerNet.Load(path));

    /// <summary>A classifier that has learned from rows of four measurements and a species between 0 and 2.</summary>
    public static FlowerClassifier Train(Dataset flowers, long seed = 0)
    {
        ArgumentNullException.ThrowIfNull(flowers);
        var network = new FlowerNet(seed);
        network.CreateTrainer(new Adam(learningRate: 1e-2f)).Fit(flowers, new FitOptions { Epochs = 100, BatchSize = 16 });
        return new FlowerClassifier(network);
    }

    /// <summary>The most probable species.</summary>
    public int Classify(float sepalLength, float sepalWidth, float petalLength, float petalWidth) =>
        _network.Classify([sepalLength, sepalWidth, petalLength, petalWidth]);

    /// <summary>Writes the weights as safetensors.</summary>
    public void Save(string path) => _network.Save(path);
}
