using Compiled.Numerics;

namespace Compiled.Tests;

/// <summary>Small data sets and searches, the same in every process.</summary>
public static class Problems
{
    /// <summary>A search over few and tiny topologies.</summary>
    public static SearchDefinition Tiny { get; } = Over(rate: LogUniform(1e-3, 1e-1), units: OneOf(4, 8), optimizer: OneOf("adam", "sgd")) with { Trials = 12, Epochs = 4, Lag = 4, Seed = 3 };

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

    /// <summary>A small search by a searcher.</summary>
    public static SearchDefinition Of(string searcher) => Tiny with
    {
        Searcher = searcher switch
        {
            "halving" => new SuccessiveHalving { Eta = 2 },
            "asha" => new Asha { Eta = 2 },
            "pbt" => new PopulationBasedTraining { Interval = 1 },
            "tpe" => new TpeSearch { Startup = 4 },
            "grid" => new GridSearch { PointsPerRange = 3 },
            _ => Searcher.Parse(searcher),
        },
        Trials = searcher == "pbt" ? 5 : 12,
    };
}
