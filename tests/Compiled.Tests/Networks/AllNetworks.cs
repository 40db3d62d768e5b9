namespace Compiled.Tests.Networks;

/// <summary>Dense blocks, activations, losses.</summary>
internal sealed class DenseNetworks : NetworkList<DenseNetworks>, INetworkList
{
    public static IEnumerable<NetworkCase> Cases => [.. DenseCases.All, .. PeerNetworks.All];
}

/// <summary>All declared networks: what a law of the library is held to.</summary>
internal sealed class AllNetworks : NetworkList<AllNetworks>, INetworkList
{
    public static IEnumerable<NetworkCase> Cases => [.. DenseNetworks.Cases, .. BlockNetworks.Cases];
}
