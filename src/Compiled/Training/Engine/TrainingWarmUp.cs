using System.ComponentModel;

namespace Compiled.Runtime;

/// <summary>What the generated <c>Warm</c> of a network with a loss runs. For emitted code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class TrainingWarmUp
{
    /// <summary>The first steps of a trainer may take other ways than those that follow: they keep a good state to return to.</summary>
    private const int Steps = 3;

    /// <summary>Trains a network of its own on rows of zeros.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The batch is smaller than 1.</exception>
    public static void Step<TNetwork, TOptimizer>(TOptimizer optimizer, int batchSize, TrainerOptions? options)
        where TNetwork : class, ITrainableNetwork<TNetwork>
        where TOptimizer : struct, IOptimizer
    {
        if (batchSize < 1)
            throw new ArgumentOutOfRangeException(nameof(batchSize), batchSize, $"batchSize is {batchSize}, but a step takes at least 1 row.");
        var trainer = TNetwork.Create(0).CreateTrainer(optimizer, options);
        var inputs = new float[batchSize * TNetwork.InputSize];
        var targets = new float[batchSize * TNetwork.OutputSize];
        for (var step = 0; step < Steps; step++)
            _ = trainer.Step(inputs, targets);
    }
}
