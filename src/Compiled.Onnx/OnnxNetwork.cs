using Compiled.Import;

namespace Compiled;

/// <summary>
/// The contents of an ONNX model as a network: the topology, whose <see cref="Topology.Declaration"/> is the class to write, and the tensors of such a class. Immutable, and safe
/// on any number of threads.
/// </summary>
/// <remarks>
/// A model does not record the loss that trained it, so <see cref="Topology.Loss"/> is null, except for a classifier that thresholds its sigmoid outputs, with one label or
/// several: binary cross-entropy. Heads, which need a loss to be declared, get the one that suits their last block: cross-entropy
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
    /// The names of the classes in the model; empty if it has none. <see cref="Topology.Classes"/> has them too if each belongs to one output, or if one sigmoid output
    /// is the probability of the second of two.
    /// </summary>
    public IReadOnlyList<string> Classes => _model.Classes;

    /// <summary>The names of the inputs in the model's metadata; empty if it has none. <see cref="Topology.Features"/> has them too.</summary>
    public IReadOnlyList<string> Features => _model.Features;

    /// <summary>
    /// The parts of the model that are not in the network, one sentence each: outputs that are constants, inputs that are passed through, and logits if their
    /// probabilities are also an output. Empty if there are none.
    /// </summary>
    public IReadOnlyList<string> Notes => _model.Notes;

    /// <summary>The name of the model's input; of several that are one row, their names with commas between them.</summary>
    public string InputName => string.Join(", ", _model.InputNames);

    /// <summary>The names of the model's inputs in the order in which they make up a row: one, unless the model concatenates several.</summary>
    public IReadOnlyList<string> InputNames => _model.InputNames;

    /// <summary>Writes the weights into a declared network, all or none.</summary>
    /// <inheritdoc cref="OnnxModel.ImportInto{TNetwork}(TNetwork, string, OnnxReadOptions?)" path="/remarks"/>
    /// <typeparam name="TNetwork">The network's class.</typeparam>
    /// <param name="network">The network; its next prediction and its next step see the weights. Not synchronised with other users of the network.</param>
    /// <exception cref="ModelFileException">The model does not match the network; the message lists every difference, and nothing is changed.</exception>
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
