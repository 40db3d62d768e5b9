namespace Compiled;

/// <summary>A network with a loss, which can be trained.</summary>
/// <typeparam name="TSelf">The network's class.</typeparam>
public interface ITrainableNetwork<TSelf> : INetwork<TSelf>
    where TSelf : class, ITrainableNetwork<TSelf>
{
    /// <summary>A trainer of this network, compiled for the optimiser; it owns everything that training needs.</summary>
    /// <exception cref="ArgumentException">The optimiser is <c>default</c>, or one of its settings is out of range.</exception>
    /// <exception cref="InvalidOperationException">The network is frozen.</exception>
    Trainer CreateTrainer<TOptimizer>(TOptimizer optimizer, TrainerOptions? options = null)
        where TOptimizer : struct, IOptimizer;

    /// <summary>A trainer that continues from a checkpoint, and restores the network with it: <see cref="CreateTrainer"/> and <see cref="Trainer.Resume(string)"/>.</summary>
    /// <exception cref="ArgumentException">The optimiser is <c>default</c>, or one of its settings is out of range.</exception>
    /// <exception cref="ModelFileException">The file is not a checkpoint of such a trainer; the network is not changed.</exception>
    /// <exception cref="IOException">The file is missing or could not be read; the network is not changed.</exception>
    Trainer ResumeTrainer<TOptimizer>(TOptimizer optimizer, string path, TrainerOptions? options = null)
        where TOptimizer : struct, IOptimizer
    {
        var trainer = CreateTrainer(optimizer, options);
        trainer.Resume(path);
        return trainer;
    }
}
