using Compiled.Export;
using Compiled.Runtime;
using Compiled.Storage;
using Google.Protobuf;

namespace Compiled;

/// <summary>Networks as ONNX models, for runtimes and tools of other languages.</summary>
public static partial class OnnxModel
{
    /// <summary>
    /// Writes a network as an ONNX model that predicts what it predicts: from <c>input</c> of [batch, inputs] to <c>output</c> of [batch, outputs], with one output more for
    /// each head. Weights have PyTorch's names, as in <see cref="NetworkTensor.Name"/>; the declaration and the names of features and classes are in the model's metadata.
    /// </summary>
    /// <remarks>
    /// The same network gives the same bytes. Dropout and noise, which predictions do not have, leave nothing behind; norms and input scaling stay nodes of their own, so that the
    /// model's weights are the network's, bit for bit. May run beside predictions, not beside what writes the parameters.
    /// </remarks>
    /// <typeparam name="TNetwork">The network's class.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="path">The file; its folder must exist. A file of that name is replaced, all at once.</param>
    /// <param name="options">Names and operator set; null for the defaults.</param>
    /// <exception cref="NotSupportedException">A block has no counterpart in ONNX, such as an activation of one's own; nothing is written. Or the network was not written by the compiler.</exception>
    /// <exception cref="ArgumentException">An option is out of range, a name is taken twice, or a parameter is not finite; nothing is written.</exception>
    /// <exception cref="IOException">The file could not be written; an old one of that name stands unchanged.</exception>
    public static void Export<TNetwork>(TNetwork network, string path, OnnxExportOptions? options = null)
        where TNetwork : class, INetwork<TNetwork> =>
        Export(Described(network), NetworkTensor.Of(network), path, options);

    /// <summary>The same to a stream, which stays open behind the model's last byte.</summary>
    /// <inheritdoc cref="Export{TNetwork}(TNetwork, string, OnnxExportOptions?)"/>
    /// <param name="network">The network.</param>
    /// <param name="stream">Where the model goes.</param>
    /// <param name="options">Names and operator set; null for the defaults.</param>
    public static void Export<TNetwork>(TNetwork network, Stream stream, OnnxExportOptions? options = null)
        where TNetwork : class, INetwork<TNetwork> =>
        Export(Described(network), NetworkTensor.Of(network), stream, options);

    /// <summary>The same for who has a network's parts and not its class: a tool, or a network that was compiled at run time.</summary>
    /// <inheritdoc cref="Export{TNetwork}(TNetwork, string, OnnxExportOptions?)"/>
    /// <param name="topology">The network's shape.</param>
    /// <param name="tensors">Its tensors, as <see cref="NetworkTensor.Of"/> gives them. One that the topology needs and that is missing is an <see cref="ArgumentException"/>.</param>
    /// <param name="path">The file; its folder must exist. A file of that name is replaced, all at once.</param>
    /// <param name="options">Names and operator set; null for the defaults.</param>
    public static void Export(Topology topology, IReadOnlyList<NetworkTensor> tensors, string path, OnnxExportOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        // All that can be wrong with the network is found before a file is touched.
        var model = ModelWriter.Write(topology, tensors, options ?? new OnnxExportOptions());
        AtomicFile.Write(path, model.WriteTo);
    }

    /// <summary>The same to a stream, which stays open behind the model's last byte.</summary>
    /// <inheritdoc cref="Export(Topology, IReadOnlyList{NetworkTensor}, string, OnnxExportOptions?)"/>
    /// <param name="topology">The network's shape.</param>
    /// <param name="tensors">Its tensors, as <see cref="NetworkTensor.Of"/> gives them.</param>
    /// <param name="stream">Where the model goes.</param>
    /// <param name="options">Names and operator set; null for the defaults.</param>
    public static void Export(Topology topology, IReadOnlyList<NetworkTensor> tensors, Stream stream, OnnxExportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ModelWriter.Write(topology, tensors, options ?? new OnnxExportOptions()).WriteTo(stream);
    }

    /// <summary>The topology with the names that the network has learned.</summary>
    private static Topology Described<TNetwork>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        return Naming.Described(TNetwork.Topology, network.Parameters);
    }
}
