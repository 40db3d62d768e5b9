using System.ComponentModel;

namespace Compiled;

/// <summary>
/// The members that a network lacks because it has no loss. They are there so that a call of one gives one message, that of the analyzer (CMP0120), which names the loss to add, instead of
/// C#'s, which only says that there is no such member. A network with a loss has members of its own, which come first.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class NetworkWithoutLoss
{
    /// <summary>Throws: the network has no loss, so it cannot be trained.</summary>
    /// <exception cref="InvalidOperationException">Always.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static Trainer CreateTrainer<TNetwork, TOptimizer>(this INetwork<TNetwork> network, TOptimizer optimizer, TrainerOptions? options = null)
        where TNetwork : class, INetwork<TNetwork>
        where TOptimizer : struct, IOptimizer => throw Exception<TNetwork>(nameof(CreateTrainer));

    /// <summary>Throws: the network has no loss, so it cannot be trained.</summary>
    /// <exception cref="InvalidOperationException">Always.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static Trainer ResumeTrainer<TNetwork, TOptimizer>(this INetwork<TNetwork> network, TOptimizer optimizer, string path, TrainerOptions? options = null)
        where TNetwork : class, INetwork<TNetwork>
        where TOptimizer : struct, IOptimizer => throw Exception<TNetwork>(nameof(ResumeTrainer));

    /// <summary>Throws: the network has no loss, so it cannot be trained.</summary>
    /// <exception cref="InvalidOperationException">Always.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static LbfgsResult Minimize<TNetwork>(this INetwork<TNetwork> network, Dataset data, Lbfgs? settings = null, TrainerOptions? options = null)
        where TNetwork : class, INetwork<TNetwork> => throw Exception<TNetwork>(nameof(Minimize));

    private static InvalidOperationException Exception<TNetwork>(string member) => new(
        $"{typeof(TNetwork).Name} has no loss, so it has no '{member}': end its attributes with a loss, such as [CrossEntropy] or [MeanSquaredError].");
}
