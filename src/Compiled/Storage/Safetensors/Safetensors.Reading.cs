using Compiled.Runtime;
using Compiled.Storage;

namespace Compiled;

/// <content>Reading.</content>
public static partial class Safetensors
{
    /// <summary>A new network with the parameters and statistics of a file.</summary>
    /// <exception cref="ModelFileException">The file is damaged, belongs to another network, or contains a value that is not finite; every difference is listed.</exception>
    /// <exception cref="IOException">The file does not exist or cannot be read.</exception>
    public static TNetwork Load<TNetwork>(string path, LoadOptions? options = null)
        where TNetwork : class, INetwork<TNetwork>
    {
        using var stream = ModelFiles.Open(path);
        var source = new ByteSource(stream, path);
        return Read<TNetwork>(ref source, options);
    }

    /// <summary>A new network with the parameters and statistics in a stream, from its current position to its end.</summary>
    /// <exception cref="ModelFileException">The data are damaged, belong to another network, or contain a value that is not finite; every difference is listed.</exception>
    /// <exception cref="ArgumentException">The stream cannot be read.</exception>
    public static TNetwork Read<TNetwork>(Stream source, LoadOptions? options = null)
        where TNetwork : class, INetwork<TNetwork>
    {
        var bytes = new ByteSource(source, null);
        return Read<TNetwork>(ref bytes, options);
    }

    /// <summary>A new network with the parameters and statistics of a file in memory.</summary>
    /// <exception cref="ModelFileException">The data are damaged, belong to another network, or contain a value that is not finite; every difference is listed.</exception>
    public static TNetwork Read<TNetwork>(ReadOnlySpan<byte> source, LoadOptions? options = null)
        where TNetwork : class, INetwork<TNetwork>
    {
        var bytes = new ByteSource(source);
        return Read<TNetwork>(ref bytes, options);
    }

    /// <summary>Replaces the parameters and statistics of a network by those of a file; the next prediction and the next step see them.</summary>
    /// <exception cref="ModelFileException">The file is damaged, belongs to another network, or contains a value that is not finite; the network is unchanged.</exception>
    /// <exception cref="IOException">The file does not exist or cannot be read; the network is unchanged.</exception>
    /// <exception cref="InvalidOperationException">The network is frozen; it is unchanged.</exception>
    public static void LoadParameters<TNetwork>(TNetwork network, string path, LoadOptions? options = null)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        using var stream = ModelFiles.Open(path);
        var source = new ByteSource(stream, path);
        ReadInto(ref source, TNetwork.Topology, network.Parameters, options);
    }

    /// <summary>The same from a stream, from its current position to its end.</summary>
    /// <exception cref="ModelFileException">The data are damaged, belong to another network, or contain a value that is not finite; the network is unchanged.</exception>
    /// <exception cref="ArgumentException">The stream cannot be read.</exception>
    /// <exception cref="InvalidOperationException">The network is frozen; it is unchanged.</exception>
    public static void ReadParameters<TNetwork>(TNetwork network, Stream source, LoadOptions? options = null)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        var bytes = new ByteSource(source, null);
        ReadInto(ref bytes, TNetwork.Topology, network.Parameters, options);
    }

    /// <summary>The same from a file in memory.</summary>
    /// <exception cref="ModelFileException">The data are damaged, belong to another network, or contain a value that is not finite; the network is unchanged.</exception>
    /// <exception cref="InvalidOperationException">The network is frozen; it is unchanged.</exception>
    public static void ReadParameters<TNetwork>(TNetwork network, ReadOnlySpan<byte> source, LoadOptions? options = null)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        var bytes = new ByteSource(source);
        ReadInto(ref bytes, TNetwork.Topology, network.Parameters, options);
    }

    /// <summary>The description in a file of any network: its tensors and its metadata. Values are not read.</summary>
    /// <exception cref="ModelFileException">The header is damaged or longer than 1 MiB, or the file is not as long as it says.</exception>
    /// <exception cref="IOException">The file does not exist or cannot be read.</exception>
    public static SafetensorsHeader ReadHeader(string path)
    {
        using var stream = ModelFiles.Open(path);
        var source = new ByteSource(stream, path);
        return SafetensorsReader.ReadHeader(ref source);
    }

    /// <summary>The same for a stream, which is then positioned at the first tensor.</summary>
    /// <exception cref="ModelFileException">The header is damaged or longer than 1 MiB, or the stream can seek and is not as long as it says.</exception>
    /// <exception cref="ArgumentException">The stream cannot be read.</exception>
    public static SafetensorsHeader ReadHeader(Stream source)
    {
        var bytes = new ByteSource(source, null);
        return SafetensorsReader.ReadHeader(ref bytes);
    }

    /// <summary>The same for a network whose class is not at hand.</summary>
    internal static void LoadParameters(Topology topology, ParameterStore store, string path, LoadOptions? options = null)
    {
        using var stream = ModelFiles.Open(path);
        var source = new ByteSource(stream, path);
        ReadInto(ref source, topology, store, options);
    }

    /// <summary>The same from a file in memory.</summary>
    internal static void ReadParameters(Topology topology, ParameterStore store, ReadOnlySpan<byte> bytes)
    {
        var source = new ByteSource(bytes);
        ReadInto(ref source, topology, store, null);
    }

    private static TNetwork Read<TNetwork>(ref ByteSource source, LoadOptions? options)
        where TNetwork : class, INetwork<TNetwork>
    {
        var topology = TNetwork.Topology;
        var values = SafetensorsReader.Read(ref source, topology, options ?? new LoadOptions());
        var network = TNetwork.CreateEmpty();
        values.CopyTo(topology, network.Parameters);
        return network;
    }

    private static void ReadInto(ref ByteSource source, Topology topology, ParameterStore store, LoadOptions? options)
    {
        store.ThrowIfFrozen();
        SafetensorsReader.Read(ref source, topology, options ?? new LoadOptions()).CopyTo(topology, store);
    }
}
