using Compiled.Runtime;
using Compiled.Storage;

namespace Compiled;

/// <summary>
/// Networks as safetensors files, the format of Hugging Face and PyTorch: a JSON header, then the raw tensors. Every generated network has these methods as its
/// own (<c>network.Save(path)</c>, <c>DigitNet.Load(path)</c>); use these in code that does not know the class.
/// </summary>
/// <remarks>
/// <para>Written: F32, named as PyTorch's <c>nn.Sequential</c> names them (<see cref="NetworkTensor"/>), with the topology, the names of the classes and the input scaling
/// in the metadata. Every bit of every parameter and statistic is preserved.</para>
/// <para>Read: F32, F64 (rounded to the nearest float), F16 and BF16, of this library or of any other. The whole file is checked before a value reaches a network: a
/// wrong, truncated or hostile file causes a <see cref="ModelFileException"/>, and memory is bounded by the network and a header of at most 1 MiB (more if this network's own
/// is longer), never by what the file claims. If the metadata describes the network that was saved, that must agree too: kinds and arguments of its blocks, their
/// order, heads, and the names of the classes.</para>
/// <para>Input scaling of Standardize: a file of this library contains its own, fitted or not; with any other file the network keeps its scaling.</para>
/// <para>Not synchronised: nothing may write the network while it is saved, and no other thread may use it while it is loaded into.</para>
/// <para>Source: the format as published at huggingface.co/docs/safetensors.</para>
/// </remarks>
public static partial class Safetensors
{
    /// <summary>Writes a network to a file, completely or not at all, whenever the process or the machine stops; an existing file is replaced.</summary>
    /// <exception cref="IOException">The file could not be written; the old file is unchanged.</exception>
    public static void Save<TNetwork>(TNetwork network, string path)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        Save(TNetwork.Topology, network.Parameters, path);
    }

    /// <summary>Writes a network whose class is not at hand.</summary>
    internal static void Save(Topology topology, ParameterStore store, string path)
    {
        var contents = new SafetensorsContents(topology, store);
        AtomicFile.Write(path, stream => Write(contents, stream));
    }

    /// <summary>Writes a network to a stream, at its current position.</summary>
    /// <exception cref="ArgumentException">The stream cannot be written.</exception>
    public static void Write<TNetwork>(TNetwork network, Stream destination)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(destination);
        if (!destination.CanWrite)
            throw new ArgumentException("The stream cannot be written: open it for writing.", nameof(destination));
        Write(ContentsOf(network), destination);
    }

    /// <summary>A network as the bytes of a file.</summary>
    /// <exception cref="NotSupportedException">They do not fit in an array: write them to a stream.</exception>
    public static byte[] ToBytes<TNetwork>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork>
    {
        var contents = ContentsOf(network);
        if (contents.Length > Array.MaxLength)
            throw new NotSupportedException(FormattableString.Invariant($"{TNetwork.Topology.Name} has {contents.Length} bytes, more than the {Array.MaxLength} of an array: write it to a stream."));
        var bytes = new byte[contents.Length];
        var sink = new ByteSink(bytes);
        contents.WriteTo(ref sink);
        return bytes;
    }

    /// <summary>Writes a network to memory.</summary>
    /// <param name="network">The network.</param>
    /// <param name="destination">At least <see cref="SizeOf"/> bytes.</param>
    /// <param name="bytesWritten">The number of bytes written; 0 if there is not enough space.</param>
    /// <returns>False if there is not enough space; nothing is written then.</returns>
    public static bool TryWrite<TNetwork>(TNetwork network, Span<byte> destination, out int bytesWritten)
        where TNetwork : class, INetwork<TNetwork>
    {
        var contents = ContentsOf(network);
        bytesWritten = 0;
        if (contents.Length > destination.Length)
            return false;
        var sink = new ByteSink(destination);
        contents.WriteTo(ref sink);
        bytesWritten = (int)contents.Length;
        return true;
    }

    /// <summary>The current size of the network's file in bytes; the metadata depends on the input scaling.</summary>
    public static long SizeOf<TNetwork>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork> => ContentsOf(network).Length;

    private static SafetensorsContents ContentsOf<TNetwork>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        return new SafetensorsContents(TNetwork.Topology, network.Parameters);
    }

    private static void Write(SafetensorsContents contents, Stream stream)
    {
        var sink = new ByteSink(stream);
        contents.WriteTo(ref sink);
    }
}
