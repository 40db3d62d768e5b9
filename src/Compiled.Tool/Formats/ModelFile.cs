using Compiled.Dynamic;
using Compiled.Runtime;
using Compiled.Storage;
using Compiled.Tool.Predictions;

namespace Compiled.Tool.Formats;

/// <summary>A network, or several of an ensemble, as a file has it: read and checked, but not compiled.</summary>
/// <param name="path">The file.</param>
/// <param name="declaration">What a class of it is compiled from.</param>
/// <param name="topology">The shape that the declaration tells.</param>
/// <param name="members">The parameters of each network.</param>
internal sealed class ModelFile(string path, NetworkDeclaration declaration, Topology topology, IReadOnlyList<ParameterStore> members)
{
    /// <summary>Whether the networks answer together, even where it is only one.</summary>
    public bool IsEnsemble { get; init; }

    /// <summary>The shape.</summary>
    public Topology Topology => topology;

    /// <summary>The parameters, of the first member of an ensemble.</summary>
    public ParameterStore Parameters => members[0];

    /// <summary>What it takes and gives, by names.</summary>
    public ModelShape Shape => new(topology, Naming.Features(topology, Parameters), Naming.Classes(topology, Parameters), Parameters.Names.Encoder);

    /// <summary>The network, compiled.</summary>
    public DynamicNetwork Compile(ToolContext context) => Filled(CompileType(context), Parameters);

    /// <summary>What predicts, compiled.</summary>
    public PredictionModel CompileModel(ToolContext context)
    {
        var type = CompileType(context);
        return IsEnsemble ? EnsembleFormat.LoadAll(type, path) : PredictionModel.Of(Filled(type, Parameters));
    }

    private DynamicNetworkType CompileType(ToolContext context)
    {
        context.Cancellation.ThrowIfCancellationRequested();
        context.Compiling(topology.Name);
        return NetworkCompiler.Compile(declaration, context.Cancellation);
    }

    private static DynamicNetwork Filled(DynamicNetworkType type, ParameterStore parameters)
    {
        var network = type.Create();
        _ = network.Accept(new Filler(parameters));
        return network;
    }

    private sealed class Filler(ParameterStore parameters) : INetworkVisitor<bool>
    {
        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            UncompiledNetwork.CopyTo(TNetwork.Topology, parameters, network.Parameters);
            return true;
        }
    }
}
