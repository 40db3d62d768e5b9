using Compiled.Import;

namespace Compiled;

/// <summary>
/// What an ONNX model holds, as a network: the topology, whose <see cref="Topology.Declaration"/> is the class to write, and the tensors of such a class. Immutable, and safe
/// from any number of threads.
/// </summary>
/// <remarks>
/// A model does not say what loss trained it: <see cref="Topology.Loss"/> is null, but for a classifier whose decisions show that it gives the probability of a yes, for one label or for each of
/// several: binary cross-entropy. Heads, which need one to be declared, get the loss that suits their last block: cross-entropy
/// after a softmax, binary cross-entropy after a sigmoid, the mean squared error otherwise.
/// </remarks>
public sealed class OnnxNetwork
{
    private readonly RecognisedModel _model;
    private readonly string? _fileName;

    internal OnnxNetwork(RecognisedModel model, string? fileName, Topology topology, IReadOnlyList<OnnxTensor> tensors) =>
        (_model, _fileName, Topology, Tensors) = (model, fileName, topology, tensors);

    /// <summary>The blocks, with arguments as declarations have them.</summary>
    public Topology Topology { get; }

    /// <summary>All tensors, in the order of the blocks; weights before biases, means before variances.</summary>
    public IReadOnlyList<OnnxTensor> Tensors { get; }

    /// <summary>
    /// The names of the classes as the model has them; empty when it has none. <see cref="Topology.Classes"/> has them too where each belongs to one output, and where one sigmoid output
    /// is the probability of the second of two.
    /// </summary>
    public IReadOnlyList<string> Classes => _model.Classes;

    /// <summary>The names of the inputs as the model's metadata has them; empty when it has none. <see cref="Topology.Features"/> has them too.</summary>
    public IReadOnlyList<string> Features => _model.Features;

    /// <summary>
    /// What of the model is not in the network, a sentence each: outputs that are constants, inputs that are passed on, and logits whose probabilities are an output too. Empty when all of it is.
    /// </summary>
    public IReadOnlyList<string> Notes => _model.Notes;

    /// <summary>The name of the model's input.</summary>
    public string InputName => _model.InputName;

    /// <summary>Writes the weights into a declared network, all or none.</summary>
    /// <inheritdoc cref="OnnxModel.ImportInto{TNetwork}(TNetwork, string, OnnxReadOptions?)" path="/remarks"/>
    /// <typeparam name="TNetwork">The network's class.</typeparam>
    /// <param name="network">The network; its next prediction and its next step see the weights. Not synchronised with other users of the network.</param>
    /// <exception cref="ModelFileException">The model is of another network: the message lists every difference, and nothing is changed.</exception>
    public void CopyTo<TNetwork>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        DeclaredImport.Copy(_model, _fileName, network);
    }

    /// <summary>The weights as the parameters of a network of this topology whose class nobody compiled: what a file is written from.</summary>
    internal Runtime.ParameterStore CopyTo(Topology topology)
    {
        var store = Storage.UncompiledNetwork.CreateParameters(topology);
        DeclaredImport.Copy(_model, _fileName, topology, store);
        return store;
    }
}
