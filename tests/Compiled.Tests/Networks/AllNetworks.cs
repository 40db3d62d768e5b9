namespace Compiled.Tests.Networks;

/// <summary>All declared networks: what a law of the library is held to.</summary>
internal sealed class AllNetworks : NetworkList<AllNetworks>, INetworkList
{
    public static IEnumerable<NetworkCase> Cases => [.. DenseNetworks.Cases, .. BlockNetworks.Cases];
}
