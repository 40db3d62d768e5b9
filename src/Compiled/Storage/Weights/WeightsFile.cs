using System.Text;
using Compiled.Runtime;
using Compiled.Storage;

namespace Compiled;

/// <summary>
/// Files for <c>[Weights]</c>: a network's parameters and statistics as text, which the compiler embeds in the binary. A readable header (the topology, the tensors,
/// a checksum), then base64 of the values.
/// </summary>
/// <remarks>
/// Writing and reading preserve every bit. A file must have the same tensors, and blocks that use them in the same way; the name of the class, losses, noise
/// and rates of dropout may differ. Safe on any number of threads, but the network must not change while it is written.
/// </remarks>
public static class WeightsFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes a network to a file, completely or not at all.</summary>
    /// <param name="network">The network; it may be frozen.</param>
    /// <param name="path">The file; its name should end in .weights. An existing file is replaced.</param>
    /// <exception cref="InvalidOperationException">A value is infinite or NaN, or a scale is out of range, and the message names it. Nothing is written.</exception>
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
        var (header, bytes) = Gather(topology, store);
        AtomicFile.Write(path, stream =>
        {
            using var writer = new StreamWriter(stream, Utf8, leaveOpen: true);
            Write(writer, header, bytes);
        });
    }

    /// <summary>Writes a network as text, with \n for the ends of lines.</summary>
    /// <exception cref="InvalidOperationException">A value is infinite or NaN, or a scale is out of range, and the message names it. Nothing is written.</exception>
    public static void Write<TNetwork>(TNetwork network, TextWriter writer)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(network);
        var (header, bytes) = Gather(TNetwork.Topology, network.Parameters);
        Write(writer, header, bytes);
    }

    /// <summary>Reads a new network, which can be changed and trained, from a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ModelFileException">The file is damaged or belongs to another network; every difference is listed.</exception>
    /// <exception cref="IOException">The file does not exist or could not be read.</exception>
    public static TNetwork Load<TNetwork>(string path)
        where TNetwork : class, INetwork<TNetwork>
    {
        using var reader = OpenText(path);
        return Read<TNetwork>(reader, path);
    }

    /// <summary>Reads a new network, which can be changed and trained, to the end of the text.</summary>
    /// <exception cref="ModelFileException">The text is damaged or belongs to another network; every difference is listed.</exception>
    public static TNetwork Read<TNetwork>(TextReader reader)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(reader);
        return Read<TNetwork>(reader, null);
    }

    /// <summary>Reads a file into a network whose class is not at hand.</summary>
    internal static void LoadParameters(Topology topology, ParameterStore store, string path)
    {
        using var reader = OpenText(path);
        ReadInto(topology, store, reader, path);
    }

    /// <summary>The description of the network in a file, without the values, for tools that do not have its class.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ModelFileException">The file does not begin with a header of weights.</exception>
    /// <exception cref="IOException">The file does not exist or could not be read.</exception>
    public static WeightsDescription Describe(string path)
    {
        using var reader = OpenText(path);
        var header = Worded(path, () => WeightsHeader.Read(new WeightsLines(reader)));
        return new WeightsDescription(header.Network, string.Join('\n', header.Declaration), [.. header.Classes], [.. header.Tensors], header.Parameters)
        {
            Features = [.. header.Features],
            Encoder = header.Encoder.Length == 0 ? null : Worded(path, () => EncoderJson.Read(header.Encoder, header.Features, header.Classes.Count)),
        };
    }

    /// <summary>Opens a file as text, unless its bytes are those of something else; what is wrong with a text, its lines say.</summary>
    private static StreamReader OpenText(string path)
    {
        var stream = ModelFiles.Open(path);
        try
        {
            var beginning = FileBeginning.Of(stream);
            if (FileKind.Of(beginning) != FileKind.Text && FileBeginning.Refusal(beginning, FileKind.Weights) is { } refusal)
                throw new ModelFileException(path, refusal);
            return new StreamReader(stream, Utf8);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    private static TNetwork Read<TNetwork>(TextReader reader, string? name)
        where TNetwork : class, INetwork<TNetwork>
    {
        var network = TNetwork.Create(0);
        ReadInto(TNetwork.Topology, network.Parameters, reader, name);
        return network;
    }

    private static void ReadInto(Topology topology, ParameterStore store, TextReader reader, string? name) => _ = Worded(name, () =>
    {
        var lines = new WeightsLines(reader);
        var header = WeightsHeader.Read(lines);
        var differences = WeightsMatch.Differences(
            header, topology.Declaration.Split('\n'), StoredValues.Tensors(topology, store), (topology.Features, topology.InputSize), (topology.Classes, Naming.ClassCount(topology)));
        if (differences.Count > 0)
            throw new ModelFileException(name, $"The weights of {WeightsHeader.Shortened(header.Network)} do not fit {topology.Name}", differences);
        StoredValues.CopyTo(WeightsData.Read(reader, header, lines.Number + 1), topology, store);
        Naming.Adopt(topology, store, StoredEncoder.Names(header.Features, header.Classes, header.Encoder, topology));
        return store;
    });

    private static T Worded<T>(string? name, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (FormatException exception) when (exception is not ModelFileException)
        {
            throw new ModelFileException(name, char.ToUpperInvariant(exception.Message[0]) + exception.Message[1..] + ".", exception);
        }
    }

    private static (WeightsHeader Header, byte[] Bytes) Gather(Topology topology, ParameterStore store)
    {
        var bytes = StoredValues.CopyFrom(topology, store);
        var header = new WeightsHeader { Network = topology.Name, Parameters = topology.ParameterCount, Values = bytes.Length / sizeof(float), Checksum = WeightsData.Checksum(bytes) };
        header.Declaration.AddRange(topology.Declaration.Split('\n'));
        header.Features.AddRange(Naming.Features(topology, store));
        header.Classes.AddRange(Naming.Classes(topology, store));
        header.Encoder = store.Names.Encoder is { } encoder ? EncoderJson.Write(encoder) : "";
        header.Tensors.AddRange(StoredValues.Tensors(topology, store));
        try
        {
            WeightsData.CheckValues(bytes, header);
        }
        catch (FormatException exception)
        {
            throw new InvalidOperationException($"This {topology.Name} cannot be saved: {exception.Message}. Train it again, or restore an earlier state.", exception);
        }

        if (header.Lines().Sum(static line => (long)line.Length + 2) > WeightsLines.MostCharacters)
        {
            throw new InvalidOperationException(
                $"This {topology.Name} cannot be saved: the names of its features and classes have more than {WeightsLines.MostCharacters} characters in total. Use shorter names.");
        }

        return (header, bytes);
    }

    private static void Write(TextWriter writer, WeightsHeader header, byte[] bytes)
    {
        foreach (var line in header.Lines())
            writer.Write(line + '\n');
        writer.Write('\n');
        for (var start = 0; start < bytes.Length; start += BytesOfLine)
            writer.Write(Convert.ToBase64String(bytes, start, Math.Min(BytesOfLine, bytes.Length - start)) + '\n');
    }

    /// <summary>A multiple of 3, so that only the last line is padded.</summary>
    private const int BytesOfLine = WeightsData.LineLength / 4 * 3;
}

/// <summary>The header of a .weights file.</summary>
/// <param name="Network">The class that was saved.</param>
/// <param name="Declaration">The attributes that declare it: see <see cref="Topology.Declaration"/>.</param>
/// <param name="Classes">The names of the classes; empty when they have none.</param>
/// <param name="Tensors">The tensors in the data, in order: "0.weight [8, 4]".</param>
/// <param name="ParameterCount">Number of learned values.</param>
public sealed record WeightsDescription(string Network, string Declaration, IReadOnlyList<string> Classes, IReadOnlyList<string> Tensors, long ParameterCount)
{
    /// <summary>The names of the inputs; empty when they have none.</summary>
    public IReadOnlyList<string> Features { get; init; } = [];

    /// <summary>What turns raw columns into the inputs; null where there is nothing.</summary>
    public TableEncoder? Encoder { get; init; }
}
