using Compiled.Numerics;

namespace Compiled.Tests;

/// <summary>Small data sets, the same on every machine.</summary>
internal static class Problems
{
    /// <summary>Three classes around three points of a plane, with overlap.</summary>
    public static Dataset Clouds(int rows = 240, long seed = 1)
    {
        var random = new SeededRandom(seed);
        var (inputs, labels) = (new float[rows * 2], new int[rows]);
        for (var row = 0; row < rows; row++)
        {
            labels[row] = row % 3;
            inputs[row * 2] = random.NextNormal() + (labels[row] == 1 ? 2 : 0);
            inputs[row * 2 + 1] = random.NextNormal() + (labels[row] == 2 ? 2 : 0);
        }

        return Dataset.FromLabels(inputs, labels, ["left", "right", "top"], ["x", "y"]);
    }

    /// <summary>A search over few and tiny topologies.</summary>
    public static SearchDefinition Tiny { get; } = Over(rate: LogUniform(1e-3, 1e-1), units: OneOf(4, 8), optimizer: OneOf("adam", "sgd")) with { Trials = 12, Epochs = 4, Lag = 4, Seed = 3 };
}
