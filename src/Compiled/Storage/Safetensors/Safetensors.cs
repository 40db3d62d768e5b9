using Compiled.Runtime;
using Compiled.Storage;

namespace Compiled;

/// <summary>
/// Networks as safetensors files, the format of Hugging Face and PyTorch: a header of JSON, then the tensors as they are. Every generated network has these methods as its
/// own (<c>network.Save(path)</c>, <c>DigitNet.Load(path)</c>); here they stand for code that does not know the class.
/// </summary>
/// <remarks>
/// <para>Written: F32, named as PyTorch's <c>nn.Sequential</c> names them (<see cref="NetworkTensor"/>), with the topology, the names of the classes and the input scaling
/// in the metadata. Every bit of every parameter and statistic comes back.</para>
/// <para>Read: F32, F64 (rounded to the nearest float), F16 and BF16, of this library or of any other. The whole file is checked before a value reaches a network: a
/// wrong, truncated or hostile one is a <see cref="ModelFileException"/>, and memory is bounded by the network and a header of at most 1 MiB (more where this network's own
/// is longer), never by what the file says. Where the metadata says how the network that wrote it computes, that must agree too: kinds and arguments of its blocks, their
/// order, heads, and the names of the classes.</para>
/// <para>Input scaling of Standardize: a file of this library brings its own, fitted or not; with a file that says nothing of it the network keeps what it has.</para>
/// <para>Not synchronised: nothing may write the network while it is saved, and no other thread may use it while it is loaded into.</para>
/// <para>Source: the format as published at huggingface.co/docs/safetensors.</para>
/// </remarks>
public static partial class Safetensors
{
    /// <summary>Writes a network to a file: the whole file or none, whenever the process or the machine stops; an old one of that name is replaced.</summary>
    /// <exception cref="IOException">The file could not be written; the old one stands.</exception>
    public static void Save<TNetwork>(TNetwork network, string path)
        where TNetwork : class, INetwork<TNetwork>
    {
        var contents = ContentsOf(network);
        AtomicFile.Write(path, stream => Write(contents, stream));
    }

    /// <summary>Writes a network to a stream, from where it stands.</summary>
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
    /// <exception cref="NotSupportedException">They are more than an array holds: write them to a stream.</exception>
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
    /// <param name="destination">Room for it: <see cref="SizeOf"/> bytes or more.</param>
    /// <param name="bytesWritten">How many bytes it took; 0 where there is no room.</param>
    /// <returns>False when there is no room; nothing is written then.</returns>
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

    /// <summary>How many bytes the network's file has now; the metadata's part changes with the input scaling.</summary>
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
