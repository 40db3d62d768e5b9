namespace Compiled;

/// <summary>Full-batch training of a network without a trainer of its own.</summary>
public static class NetworkMinimization
{
    /// <summary>
    /// Trains the network on the whole dataset at once by L-BFGS: <see cref="Trainer.Minimize"/> with a trainer made for it. For small data, where it
    /// reaches in tens of passes what Adam needs hundreds or thousands for.
    /// </summary>
    /// <param name="network">The network; its parameters are where the run begins.</param>
    /// <param name="data">The training data, with as many features as the network has inputs and as many targets as it has outputs.</param>
    /// <param name="settings">Null takes the defaults.</param>
    /// <param name="options">Threads, class weights and <see cref="TrainerOptions.L2"/>; null takes the defaults.</param>
    /// <returns>The result, and why the run ended.</returns>
    /// <exception cref="ArgumentException">The data does not fit the network or its loss; nothing is changed.</exception>
    /// <exception cref="InvalidOperationException">The options ask for what L-BFGS cannot do (L1, clipping, MaxNorm); nothing is changed.</exception>
    /// <exception cref="NonFiniteTrainingException">The loss became infinite or NaN; the parameters are the last good ones.</exception>
    public static LbfgsResult Minimize<TNetwork>(this TNetwork network, Dataset data, Lbfgs? settings = null, TrainerOptions? options = null)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        // The rule is never applied: the one without memory costs nothing.
        return network.CreateTrainer(new Sgd(learningRate: 1), options).Minimize(data, settings);
    }
}
