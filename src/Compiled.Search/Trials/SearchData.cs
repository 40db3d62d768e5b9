using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Compiled;

/// <summary>The data of a search, known by their content: any process that has these bytes gives the same results. Immutable.</summary>
public sealed class SearchData
{
    private const string Magic = "CMPSDAT1";

    /// <summary>Values that there is room for before any has come.</summary>
    private const int FirstRoom = 1024;

    /// <summary>A dataset, and optionally which rows belong together.</summary>
    /// <param name="dataset">The rows; a part of them judges, as <see cref="SearchDefinition.Validation"/> says.</param>
    /// <param name="groups">The group of each row, such as a patient, none of which is divided; null for none.</param>
    /// <exception cref="ArgumentException">The number of groups is not the number of rows.</exception>
    public SearchData(Dataset dataset, IReadOnlyList<int>? groups = null)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        if (groups is not null && groups.Count != dataset.Count)
            throw new ArgumentException(Wording.Of($"'groups' has {groups.Count} elements, but the dataset has {dataset.Count} rows: pass the group of each row."), nameof(groups));
        (Dataset, Groups) = (dataset, groups is null ? null : [.. groups]);
        using var sha = SHA256.Create();
        using (var stream = new CryptoStream(Stream.Null, sha, CryptoStreamMode.Write))
            Write(stream);
        Hash = Convert.ToHexStringLower(sha.Hash!);
    }

    /// <summary>The rows.</summary>
    public Dataset Dataset { get; }

    /// <summary>The group of each row; null if rows do not belong together.</summary>
    public IReadOnlyList<int>? Groups { get; }

    /// <summary>The SHA-256 of what <see cref="Write(Stream)"/> writes, in hexadecimal digits.</summary>
    public string Hash { get; }

    /// <summary>A dataset whose rows do not belong together.</summary>
    public static implicit operator SearchData(Dataset dataset) => new(dataset);

    /// <summary>Writes values, weights, names and groups, little-endian. An encoder of raw columns is not written: trials do not need it.</summary>
    /// <param name="stream">Receives the bytes; stays open.</param>
    public void Write(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(Encoding.ASCII.GetBytes(Magic));
        writer.Write(Dataset.Count);
        writer.Write(Dataset.InputSize);
        writer.Write(Dataset.TargetSize);
        Write(writer, Dataset.Inputs);
        Write(writer, Dataset.Targets);
        Write(writer, Dataset.SampleWeights);
        Write(writer, Dataset.HasFeatureNames ? Dataset.FeatureNames : []);
        Write(writer, Dataset.TargetNames);
        writer.Write(Dataset.HasClassNames);
        Write(writer, Dataset.ClassNames);
        writer.Write(Groups?.Count ?? 0);
        foreach (var group in Groups ?? [])
            writer.Write(group);
    }

    /// <summary>Reads what <see cref="Write(Stream)"/> wrote.</summary>
    /// <param name="stream">The bytes from the current position; stays open.</param>
    /// <exception cref="InvalidDataException">The bytes are not the data of a search, or are truncated or inconsistent.</exception>
    public static SearchData Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        try
        {
            if (Encoding.ASCII.GetString(reader.ReadBytes(Magic.Length)) != Magic)
                throw new InvalidDataException("These bytes are not the data of a search: pass what SearchData.Write wrote.");
            var (count, inputs, targets) = (reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
            var (x, y, weights) = (Floats(reader), Floats(reader), Floats(reader));
            if (count < 1 || inputs < 1 || targets < 1 || x.Length != (long)count * inputs || y.Length != (long)count * targets || weights.Length != 0 && weights.Length != count)
                throw new InvalidDataException("The data of the search are inconsistent: the numbers of values are not those of the rows. Transfer them again.");
            string[] features = Texts(reader), names = Texts(reader);
            var hasClassNames = reader.ReadBoolean();
            var classes = Texts(reader);
            var data = hasClassNames || classes.Length == 0 || targets == 1
                ? Dataset.FromMemory(x, y, inputs, targets, features.Length > 0 ? features : null, names, classes)
                : Dataset.FromLabels(x, Labels(y, targets), targets, features.Length > 0 ? features : null);
            var groups = Values(reader, Count(reader, reader.ReadInt32(), sizeof(int)), static reader => reader.ReadInt32());
            return new(weights.Length > 0 ? data.WithSampleWeights(weights) : data, groups.Length > 0 ? groups : null);
        }
        catch (Exception exception) when (exception is EndOfStreamException or ArgumentException or FormatException)
        {
            throw new InvalidDataException($"The data of the search are damaged or truncated: {exception.Message} Transfer them again.", exception);
        }
    }

    private static int[] Labels(float[] targets, int classes)
    {
        var labels = new int[targets.Length / classes];
        for (var row = 0; row < labels.Length; row++)
            labels[row] = Math.Max(0, targets.AsSpan(row * classes, classes).IndexOf(1f));
        return labels;
    }

    private static void Write(BinaryWriter writer, ReadOnlySpan<float> values)
    {
        writer.Write(values.Length);
        WriteValues(writer, values);
    }

    [ExcludeFromCodeCoverage(Justification = "The processor decides which of the two runs.")]
    private static void WriteValues(BinaryWriter writer, ReadOnlySpan<float> values)
    {
        if (BitConverter.IsLittleEndian)
        {
            writer.Write(MemoryMarshal.AsBytes(values));
            return;
        }

        foreach (var value in values)
            writer.Write(value);
    }

    private static void Write(BinaryWriter writer, IReadOnlyList<string> texts)
    {
        writer.Write(texts.Count);
        foreach (var text in texts)
            writer.Write(text);
    }

    private static float[] Floats(BinaryReader reader) => Values(reader, Count(reader, reader.ReadInt32(), sizeof(float)), static reader => reader.ReadSingle());

    private static string[] Texts(BinaryReader reader) => Values(reader, Count(reader, reader.ReadInt32(), 1), Text);

    /// <summary>What <see cref="BinaryWriter"/> writes. Its reader takes a negative length for an error of the stream.</summary>
    private static string Text(BinaryReader reader) =>
        Encoding.UTF8.GetString(Values(reader, Count(reader, reader.Read7BitEncodedInt(), 1), static reader => reader.ReadByte()));

    /// <summary>Reads that many values. Where a stream does not know its length, memory grows with what arrives, not with what the header claims.</summary>
    private static T[] Values<T>(BinaryReader reader, int count, Func<BinaryReader, T> read)
    {
        var values = new T[reader.BaseStream.CanSeek ? count : Math.Min(count, FirstRoom)];
        for (var index = 0; index < count; index++)
        {
            if (index == values.Length)
                Array.Resize(ref values, (int)Math.Min(count, 2L * index));
            values[index] = read(reader);
        }

        return values;
    }

    /// <summary>A length, not believed where the stream is known to be shorter.</summary>
    private static int Count(BinaryReader reader, int count, int size)
    {
        var isTooLong = count < 0 || reader.BaseStream.CanSeek && count * (long)size > reader.BaseStream.Length - reader.BaseStream.Position;
        return isTooLong ? throw new InvalidDataException("The data of the search are damaged or truncated: a length is wrong. Transfer them again.") : count;
    }
}
