using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Compiled.Tool.Training;

/// <summary>
/// The rows that a network was trained on, as hashes of their inputs: enough to notice them when they come again, and of bounded size. Of many rows the smallest hashes are kept, which are a random
/// sample of them (Broder 1997).
/// </summary>
internal sealed class TrainedRows
{
    /// <summary>Hashes that are kept: 64 KB.</summary>
    private const int MostKept = 16_384;

    private readonly HashSet<uint> _hashes;
    private readonly uint _largest;

    private TrainedRows(IReadOnlyCollection<uint> hashes)
    {
        _hashes = [.. hashes];
        _largest = hashes.Count < MostKept ? uint.MaxValue : hashes.Max();
    }

    /// <summary>The rows of datasets, as text for a file.</summary>
    public static string Text(params ReadOnlySpan<Dataset> data)
    {
        var hashes = new SortedSet<uint>();
        foreach (var rows in data)
        {
            for (var row = 0; row < rows.Count; row++)
            {
                _ = hashes.Add(Hash(rows.Input(row)));
                if (hashes.Count > MostKept)
                    _ = hashes.Remove(hashes.Max);
            }
        }

        var bytes = new byte[sizeof(uint) * hashes.Count];
        var position = 0;
        foreach (var hash in hashes)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(position), hash);
            position += sizeof(uint);
        }

        return Convert.ToBase64String(bytes);
    }

    /// <summary>The rows out of such a text, or null where it is another.</summary>
    public static TrainedRows? Read(string text)
    {
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var count) || count == 0 || count % sizeof(uint) != 0 || count > sizeof(uint) * MostKept)
            return null;
        List<uint> hashes = [];
        for (var position = 0; position < count; position += sizeof(uint))
            hashes.Add(BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(position)));
        return new(hashes);
    }

    /// <summary>Whether the hashes of all rows are known; otherwise <see cref="Share"/> is an estimate.</summary>
    public bool IsComplete => _largest == uint.MaxValue;

    /// <summary>Which share of some rows was trained on.</summary>
    public double Share(Dataset data)
    {
        var (known, met) = (0, 0);
        for (var row = 0; row < data.Count; row++)
        {
            var hash = Hash(data.Input(row));
            if (hash > _largest)
                continue;
            known++;
            met += _hashes.Contains(hash) ? 1 : 0;
        }

        return known == 0 ? 0 : (double)met / known;
    }

    private static uint Hash(ReadOnlySpan<float> row)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        if (BitConverter.IsLittleEndian)
            _ = SHA256.HashData(MemoryMarshal.AsBytes(row), hash);
        else
            _ = SHA256.HashData([.. row.ToArray().SelectMany(static value => BitConverter.GetBytes(BinaryPrimitives.ReverseEndianness(BitConverter.SingleToInt32Bits(value))))], hash);
        return BinaryPrimitives.ReadUInt32LittleEndian(hash);
    }
}
