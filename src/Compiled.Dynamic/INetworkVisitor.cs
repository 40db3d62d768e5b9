namespace Compiled.Dynamic;

/// <summary>Code over any network, called by <see cref="DynamicNetwork.Accept{TResult}(INetworkVisitor{TResult})"/> with the class that was compiled.</summary>
/// <typeparam name="TResult">The type of its result.</typeparam>
public interface INetworkVisitor<out TResult>
{
    /// <summary>Called once, with the network's class; it can call any code that is generic over networks.</summary>
    /// <param name="network">The network; the same object as <see cref="DynamicNetwork.Network"/>.</param>
    TResult Visit<TNetwork>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork>;
}

/// <summary>Code over any network with a loss.</summary>
/// <typeparam name="TResult">The type of its result.</typeparam>
public interface ITrainableNetworkVisitor<out TResult>
{
    /// <summary>Called once, with the network's class.</summary>
    /// <param name="network">The network; the same object as <see cref="DynamicNetwork.Network"/>.</param>
    TResult Visit<TNetwork>(TNetwork network)
        where TNetwork : class, ITrainableNetwork<TNetwork>;
}
