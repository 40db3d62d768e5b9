using Compiled.Dynamic;

namespace Compiled.Tool.Formats;

/// <summary>ONNX.</summary>
internal sealed class OnnxFormat : ModelFormat
{
    /// <inheritdoc/>
    public override string Extension => ".onnx";

    /// <inheritdoc/>
    public override FileDescription Describe(string path, CancellationToken cancellation)
    {
        CheckExists(path);
        OnnxNetwork model;
        try
        {
            model = OnnxModel.Read(path, new OnnxReadOptions { AllowNonFinite = true });
        }
        catch (ModelFileException exception) when (OnnxInitializers.Describe(path) is { } initializers)
        {
            return new("ONNX", initializers) { Note = $"The model is no network that can be imported: {exception.Message}" };
        }

        cancellation.ThrowIfCancellationRequested();
        var tensors = model.Tensors.Select(static tensor => DescribeFloats(tensor.Name, tensor.Shape, tensor.Values.Span)).ToList();
        return OnnxMetadata.Read(path) is { Declaration: not null } own ? own with { Tensors = tensors }
            : new("ONNX", tensors) { Network = model.Topology.Name, Classes = model.Classes, Topology = model.Topology, Declaration = model.Topology.Declaration };
    }

    /// <summary>What this library wrote into the model, which has losses, dropout and names; or else what the model's nodes compute.</summary>
    public override NetworkDeclaration ReadDeclaration(string path)
    {
        CheckExists(path);
        return DeclarationOf(OnnxModel.Read(path), path);
    }

    /// <summary>The declaration of a model that was read.</summary>
    public static NetworkDeclaration DeclarationOf(OnnxNetwork model, string path)
    {
        if (OnnxMetadata.Read(path).ToDeclaration() is { } own)
            return own;
        var declaration = NetworkDeclaration.Of(model.Topology);
        return model.Topology.Classes.Count == 0 && model.Classes.Count > 0 ? declaration.WithClasses(model.Classes) : declaration;
    }

    /// <inheritdoc/>
    public override DynamicNetwork Load(DynamicNetworkType type, string path, CancellationToken cancellation)
    {
        CheckExists(path);
        return type.Wrap(type.Create().Accept(new Loader(path)));
    }

    /// <inheritdoc/>
    public override void Save(DynamicNetwork network, string path) => _ = network.Accept(new Saver(path));

    private sealed class Loader(string path) : INetworkVisitor<object>
    {
        public object Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork> => OnnxModel.Load<TNetwork>(path);
    }

    private sealed class Saver(string path) : INetworkVisitor<bool>
    {
        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            OnnxModel.Export(network, path);
            return true;
        }
    }
}
