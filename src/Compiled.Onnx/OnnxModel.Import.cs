using Compiled.Import;

namespace Compiled;

/// <content>ONNX models as networks.</content>
public static partial class OnnxModel
{
    /// <summary>Loads the weights of an ONNX model into a network with the same topology; all of them or none.</summary>
    /// <remarks>
    /// <para>The blocks are compared by what they compute: initialisers, dropout, noise, <c>Identity</c>, losses and names are ignored. Operators without a block in the network are
    /// folded into the adjacent dense block: BatchNormalization, constant factors and summands. Scaling of the inputs goes into <c>Standardize</c> if the
    /// network begins with one, or else into the first dense block. Running statistics are written as well.</para>
    /// <para>If both the network and the model name their classes, the names must agree, ignoring case; the model's may also be 0, 1, …. The names of
    /// features must agree exactly, order included. A network without declared names takes the model's.</para>
    /// <para>Weights that come from a single tensor are copied bit for bit; folded ones are computed in double precision and rounded once.</para>
    /// </remarks>
    /// <typeparam name="TNetwork">The network's class.</typeparam>
    /// <param name="network">The network; its next prediction and its next step see the weights. Not synchronised with other users of the network.</param>
    /// <param name="path">The model. External data is read from files next to it, with plain names.</param>
    /// <param name="options">Limits and exceptions; null for the defaults.</param>
    /// <exception cref="ModelFileException">
    /// The model is damaged or too large, contains something that no network can (the message names the node, its operator and what is supported), or belongs to another network (the message
    /// lists every difference). Nothing is changed.
    /// </exception>
    /// <exception cref="IOException">The file does not exist or cannot be read.</exception>
    public static void ImportInto<TNetwork>(TNetwork network, string path, OnnxReadOptions? options = null)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        var model = ModelImport.Read(path, options ?? new OnnxReadOptions());
        DeclaredImport.Copy(model, path, network);
    }

    /// <summary>The same from a stream, which is read to its end and stays open. External data is an error: a stream has no folder.</summary>
    /// <inheritdoc cref="ImportInto{TNetwork}(TNetwork, string, OnnxReadOptions?)" path="/*[not(self::param)]"/>
    /// <param name="network">The network.</param>
    /// <param name="stream">The model.</param>
    /// <param name="options">Limits and exceptions; null for the defaults.</param>
    public static void ImportInto<TNetwork>(TNetwork network, Stream stream, OnnxReadOptions? options = null)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        var model = ModelImport.Read(stream, options ?? new OnnxReadOptions());
        DeclaredImport.Copy(model, null, network);
    }

    /// <summary>A new network with the weights of an ONNX model.</summary>
    /// <inheritdoc cref="ImportInto{TNetwork}(TNetwork, string, OnnxReadOptions?)" path="/*[not(self::param)]"/>
    /// <param name="path">The model.</param>
    /// <param name="options">Limits and exceptions; null for the defaults.</param>
    public static TNetwork Load<TNetwork>(string path, OnnxReadOptions? options = null)
        where TNetwork : class, INetwork<TNetwork>
    {
        var network = TNetwork.Create(0);
        ImportInto(network, path, options);
        return network;
    }

    /// <summary>A new network with the weights of an ONNX model.</summary>
    /// <inheritdoc cref="ImportInto{TNetwork}(TNetwork, Stream, OnnxReadOptions?)" path="/*[not(self::param)]"/>
    /// <param name="stream">The model.</param>
    /// <param name="options">Limits and exceptions; null for the defaults.</param>
    public static TNetwork Load<TNetwork>(Stream stream, OnnxReadOptions? options = null)
        where TNetwork : class, INetwork<TNetwork>
    {
        var network = TNetwork.Create(0);
        ImportInto(network, stream, options);
        return network;
    }

    /// <summary>Reads an ONNX model as a network without a declaration: its topology, tensors and names.</summary>
    /// <remarks>
    /// Dropout and Identity leave no block. A BatchNormalization after a dense block remains a block; scaling of the inputs becomes <c>Standardize</c>, or part of the first dense
    /// block where a factor is not positive; other constant factors and summands become part of the adjacent dense block or norm.
    /// </remarks>
    /// <param name="path">The model. External data is read from files next to it, with plain names.</param>
    /// <param name="options">Limits and exceptions; null for the defaults.</param>
    /// <exception cref="ModelFileException">The model is damaged or too large, or holds what no network can: the message names the node, its operator and what is supported.</exception>
    /// <exception cref="IOException">The file does not exist or cannot be read.</exception>
    public static OnnxNetwork Read(string path, OnnxReadOptions? options = null)
    {
        var model = ModelImport.Read(path, options ?? new OnnxReadOptions());
        return UndeclaredImport.Describe(model, path);
    }

    /// <summary>The same from a stream, which is read to its end and stays open. External data is an error: a stream has no folder.</summary>
    /// <inheritdoc cref="Read(string, OnnxReadOptions?)" path="/*[not(self::param)]"/>
    /// <param name="stream">The model.</param>
    /// <param name="options">Limits and exceptions; null for the defaults.</param>
    public static OnnxNetwork Read(Stream stream, OnnxReadOptions? options = null)
    {
        var model = ModelImport.Read(stream, options ?? new OnnxReadOptions());
        return UndeclaredImport.Describe(model, null);
    }
}
