using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Compiled.Runtime;

namespace Compiled.Storage;

/// <summary>
/// Reads safetensors: lengths first, then names and ranges into a table of what the topology expects, then memory, which is what that table says and never what the
/// file says.
/// </summary>
internal static class SafetensorsReader
{
    /// <summary>The longest header that is read where no network asks for a longer one.</summary>
    public const int HeaderLimit = 1 << 20;

    /// <summary>Bytes of the header's length.</summary>
    private const int Prefix = 8;

    private const int ChunkLength = 1 << 16;

    /// <summary>The header alone; what follows it is not read, but has the right length where that is known.</summary>
    public static SafetensorsHeader ReadHeader(ref ByteSource source, long limit = HeaderLimit)
    {
        if (source.Total is { } total and < Prefix)
            throw NoHeader(in source, [], Text($"The file has {total} bytes, fewer than the {Prefix} of the header's length: this is not a safetensors file, or it is truncated."));
        var prefix = source.TakeUpTo(Prefix, source.NeedsBuffer ? new byte[Prefix] : []);
        if (prefix.Length < Prefix)
            throw NoHeader(in source, prefix, source.CutOff("the header's length"));
        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > (ulong)limit)
            throw NoHeader(in source, prefix, Text($"According to the file's first 8 bytes the header has {length} bytes, but at most {limit} are allowed: this is not a safetensors file, or it is damaged."));
        if (source.Total is { } known && length > (ulong)(known - Prefix))
            throw NoHeader(in source, prefix, Text($"The header's length is {length} bytes, but only {known - Prefix} follow: the file is truncated. Copy or download it again."));

        var bytes = source.TakeUpTo((int)length, source.NeedsBuffer ? new byte[length] : []);
        if ((ulong)bytes.Length < length)
            throw NoHeader(in source, [.. prefix, .. bytes], source.CutOff("the header"));
        if (bytes.IsEmpty || bytes[0] != (byte)'{')
            throw NoHeader(in source, [.. prefix, .. bytes], "The header does not begin with '{': this is not a safetensors file, or its first 8 bytes are damaged.");
        var header = SafetensorsHeaderReader.Read(bytes, source.FileName);
        if (source.Total is { } all && all - source.Position != header.DataLength)
        {
            throw source.Problem(all - source.Position < header.DataLength
                ? Text($"The tensors have {header.DataLength} bytes, but only {all - source.Position} follow the header: the file is truncated. Copy or download it again.")
                : TrailingBytes(header));
        }

        return header;
    }

    /// <summary>The values of a file that is of this topology; nothing else is touched.</summary>
    /// <exception cref="ModelFileException">The file is damaged, or of another network, or holds what it may not.</exception>
    public static ModelValues Read(ref ByteSource source, Topology topology, LoadOptions options)
    {
        var table = TensorTable.Of(topology);
        var header = ReadHeader(ref source, LongestHeader(topology, table));
        var names = TensorNames.Resolve(
            [.. header.Tensors.Select(static tensor => new NamedShape(tensor.Name, tensor.Shape))], table, options.Names, header.Metadata.ContainsKey(NetworkMetadata.VersionKey), source.FileName);
        CheckNetwork(header, table, names, topology, options, source.FileName);
        var values = new ModelValues(
            NetworkMetadata.Scaling(header.Metadata, topology, source.FileName), TargetScaling.Read(header.Metadata, topology, source.FileName), NameMetadata.Read(header.Metadata, topology));

        var chunk = source.NeedsBuffer ? new byte[ChunkLength] : [];
        foreach (var tensor in header.Tensors)
        {
            if (table.Find(names[tensor.Name]) is { } expected)
                values.Tensors.Add(expected.Name, ReadTensor(ref source, tensor, expected, options, chunk));
            else
                _ = source.Take((int)(tensor.End - tensor.Begin), chunk, tensor.Name);
        }

        return source.IsAtEnd() ? values : throw source.Problem(TrailingBytes(header));
    }

    /// <summary>What the file is instead, where its first bytes say so; otherwise what is wrong with it.</summary>
    private static ModelFileException NoHeader(in ByteSource source, ReadOnlySpan<byte> taken, string problem) =>
        source.Problem(FileBeginning.Refusal(source.Beginning(taken), FileKind.Safetensors) ?? problem);

    private static string TrailingBytes(SafetensorsHeader header) =>
        Text($"There are more bytes after the last tensor, which ends {header.DataLength} bytes after the header: the file is damaged, or contains more than a model.");

    /// <summary>
    /// What the header of this network may need where that is more than the limit: thousands of blocks, the scaling of very many inputs or outputs, or their names, which may be the file's
    /// alone.
    /// </summary>
    private static long LongestHeader(Topology topology, TensorTable table)
    {
        // A character of a name has at most 3 bytes, or 7 where JSON in JSON escapes it.
        const int perTensor = 256, perFigure = 2 * 24, perEscapedByte = 6, perCharacter = 7;
        var texts = Encoding.UTF8.GetByteCount(topology.Declaration) * 2L;
        var names = CharactersOfNames(topology.InputSize) + CharactersOfNames(Naming.ClassCount(topology)) + EncoderJson.MostCharacters(topology.InputSize, Naming.ClassCount(topology));
        return Math.Min(
            Array.MaxLength,
            Math.Max(HeaderLimit, table.Tensors.Count * (long)perTensor + (topology.InputSize + topology.OutputSize) * (long)perFigure + perEscapedByte * texts + perCharacter * names + 4096));
    }

    /// <summary>With quotes, escaped, and a comma.</summary>
    private static long CharactersOfNames(int count) => Math.Min(count * (long)NameList.MostCharacters, NameList.MostInAll) + count;

    private static void CheckNetwork(
        SafetensorsHeader header, TensorTable table, IReadOnlyDictionary<string, string> names, Topology topology, LoadOptions options, string? fileName)
    {
        var problems = options.IgnoreTopology ? [] : NetworkMetadata.Differences(header.Metadata, topology).ToList();
        problems.AddRange(table.Differences(header, names));
        if (problems.Count == 0)
            return;
        var writer = header.Metadata.TryGetValue(NetworkMetadata.NetworkKey, out var name) ? $", written by {ModelText.Quote(name)}," : "";
        throw new ModelFileException(
            fileName, $"The file{writer} does not fit {topology.Name}. Load it into the network that it was saved from; names are those of PyTorch's nn.Sequential, or are mapped with LoadOptions.Names. The differences are", problems);
    }

    private static float[] ReadTensor(ref ByteSource source, SafetensorsTensor tensor, ExpectedTensor expected, LoadOptions options, byte[] chunk)
    {
        var (values, size) = (new float[expected.Length], SafetensorsTypes.Size(tensor.Type));
        const int valuesInChunk = ChunkLength / sizeof(double);
        for (var position = 0; position < values.Length; position += valuesInChunk)
        {
            var part = values.AsSpan(position, Math.Min(valuesInChunk, values.Length - position));
            var bytes = source.Take(part.Length * size, chunk, $"the tensor '{tensor.Name}'");
            SafetensorsTypes.ToFloats(tensor.Type, bytes, part);
        }

        for (var index = 0; index < values.Length; index++)
        {
            if (!options.AllowNonFinite && !float.IsFinite(values[index]))
            {
                var cause = tensor.Type == "F64" && float.IsInfinity(values[index]) ? " or exceeds the range of float" : "";
                throw source.Problem(Text(
                    $"The tensor '{expected.Name}' has {values[index]}{cause} at {ModelText.Place(expected.Shape, index)}, but must be finite; LoadOptions.AllowNonFinite loads it anyway."));
            }

            if (expected.IsVariance && values[index] < 0)
                throw source.Problem(Text($"The tensor '{expected.Name}' has {values[index]} at {ModelText.Place(expected.Shape, index)}, but variances must not be negative."));
        }

        return values;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
