using Compiled.Dynamic;

namespace Compiled.Searching;

/// <summary>Networks whose classes have the code of a build: those of trials are compiled for training.</summary>
internal static class DeployedNetworks
{
    /// <summary>The same network, with everything that travels in files.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static DynamicNetwork Of(DynamicNetwork network, CancellationToken cancellation)
    {
        var type = NetworkCompiler.Compile(network.Type.Declaration, cancellation);
        return type.Create().Accept(new Reader(type, network.Accept(new Writer())));
    }

    private sealed class Writer : INetworkVisitor<byte[]>
    {
        public byte[] Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork> => Safetensors.ToBytes(network);
    }

    private sealed class Reader(DynamicNetworkType type, byte[] bytes) : INetworkVisitor<DynamicNetwork>
    {
        public DynamicNetwork Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork> => type.Wrap(Safetensors.Read<TNetwork>(bytes));
    }
}
