namespace Compiled.Dynamic;

/// <summary>Code over any network: what <see cref="DynamicNetwork.Accept{TResult}(INetworkVisitor{TResult})"/> calls with the class that was compiled.</summary>
/// <typeparam name="TResult">What it gives back.</typeparam>
public interface INetworkVisitor<out TResult>
{
    /// <summary>Called once, with the network's own class: whatever is generic over networks can be called from here.</summary>
    /// <param name="network">The network; the same object as <see cref="DynamicNetwork.Network"/>.</param>
    TResult Visit<TNetwork>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork>;
}

/// <summary>Code over any network with a loss.</summary>
/// <typeparam name="TResult">What it gives back.</typeparam>
public interface ITrainableNetworkVisitor<out TResult>
{
    /// <summary>Called once, with the network's own class.</summary>
    /// <param name="network">The network; the same object as <see cref="DynamicNetwork.Network"/>.</param>
    TResult Visit<TNetwork>(TNetwork network)
        where TNetwork : class, ITrainableNetwork<TNetwork>;
}
