using System.Diagnostics.CodeAnalysis;

namespace Compiled.Dynamic.Compilation;

/// <summary>The one place that knows a compiled class by reflection; all that follows is ordinary generic code.</summary>
internal abstract class NetworkFactory
{
    public abstract Topology Topology { get; }

    public abstract bool IsTrainable { get; }

    public abstract bool IsDifferentiable { get; }

    public abstract DynamicNetwork Create(DynamicNetworkType type, long seed);

    /// <summary>Null when it is no network of the class.</summary>
    public abstract DynamicNetwork? Wrap(DynamicNetworkType type, object network);

    [RequiresDynamicCode("The adapters of a class are created at run time.")]
    public static NetworkFactory Of(Type network)
    {
        var isTrainable = network.GetInterfaces().Any(static candidate => candidate.IsGenericType && candidate.GetGenericTypeDefinition() == typeof(ITrainableNetwork<>));
        var factory = (isTrainable ? typeof(TrainableFactory<>) : typeof(PredictingFactory<>)).MakeGenericType(network);
        return (NetworkFactory)Activator.CreateInstance(factory)!;
    }

    private sealed class PredictingFactory<TNetwork> : NetworkFactory
        where TNetwork : class, INetwork<TNetwork>
    {
        public override Topology Topology => TNetwork.Topology;

        public override bool IsTrainable => false;

        public override bool IsDifferentiable => Derivatives<TNetwork>.Exist;

        public override DynamicNetwork Create(DynamicNetworkType type, long seed) => new PredictingNetwork<TNetwork>(type, TNetwork.Create(seed));

        public override DynamicNetwork? Wrap(DynamicNetworkType type, object network) => network is TNetwork typed ? new PredictingNetwork<TNetwork>(type, typed) : null;
    }

    private sealed class TrainableFactory<TNetwork> : NetworkFactory
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        public override Topology Topology => TNetwork.Topology;

        public override bool IsTrainable => true;

        public override bool IsDifferentiable => Derivatives<TNetwork>.Exist;

        public override DynamicNetwork Create(DynamicNetworkType type, long seed) => new TrainableNetwork<TNetwork>(type, TNetwork.Create(seed));

        public override DynamicNetwork? Wrap(DynamicNetworkType type, object network) => network is TNetwork typed ? new TrainableNetwork<TNetwork>(type, typed) : null;
    }
}
