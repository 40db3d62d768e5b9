using System.Buffers.Binary;
using Compiled.Storage;

namespace Compiled;

/// <summary>The frame of an ensemble's file: what is around the members.</summary>
internal static class EnsembleFile
{
    /// <summary>Bytes before the first member.</summary>
    public const int HeadLength = 20;

    /// <summary>The most members.</summary>
    public const int MostMembers = 1024;

    private const int Version = 1;

    private static ReadOnlySpan<byte> Magic => "CMPENSMB"u8;

    public static void WriteHead(Span<byte> head, int rule, int count)
    {
        Magic.CopyTo(head);
        BinaryPrimitives.WriteInt32LittleEndian(head[8..], Version);
        BinaryPrimitives.WriteInt32LittleEndian(head[12..], rule);
        BinaryPrimitives.WriteInt32LittleEndian(head[16..], count);
    }

    /// <summary>The rule and the number of members.</summary>
    /// <exception cref="ModelFileException">It is not an ensemble, or a later version, or its numbers are out of range.</exception>
    public static (int Rule, int Count) ReadHead(ref ByteSource source, out Checksum64 checksum, int mostMembers)
    {
        var head = source.TakeUpTo(HeadLength, new byte[HeadLength]);
        if (head.Length < HeadLength || !head[..8].SequenceEqual(Magic))
            throw source.Problem("This is not an ensemble: it does not begin with 'CMPENSMB'. Load the file of a single network with the network's own Load.");
        checksum = default;
        checksum.Add(head);
        var (version, rule, count) = (BinaryPrimitives.ReadInt32LittleEndian(head[8..]), BinaryPrimitives.ReadInt32LittleEndian(head[12..]), BinaryPrimitives.ReadInt32LittleEndian(head[16..]));
        if (version != Version)
            throw source.Problem(Wording.Of($"The file has version {version} of the format of ensembles, but this library reads version {Version}: update the library, or the file is damaged."));
        if (rule is not ((int)EnsembleRule.Mean or (int)EnsembleRule.Vote))
            throw source.Problem(Wording.Of($"The rule of the ensemble is {rule}, but must be 0 (mean) or 1 (vote): the file is damaged."));
        if (count < 1 || count > mostMembers)
            throw source.Problem(Wording.Of($"The file claims {Wording.Count(count, "member")}, but an ensemble has from 1 to {mostMembers}: the file is damaged."));
        return (rule, count);
    }

    /// <summary>The bytes of one member.</summary>
    /// <exception cref="ModelFileException">It is longer than such a network can be, or than what follows.</exception>
    public static byte[] ReadMember(ref ByteSource source, ref Checksum64 checksum, int index, long longest)
    {
        var what = Wording.Of($"member {index}");
        var prefix = source.Take(sizeof(ulong), new byte[sizeof(ulong)], what);
        checksum.Add(prefix);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > (ulong)Math.Min(longest, Array.MaxLength))
            throw source.Problem(Wording.Of($"Member {index} has {length} bytes, but such a network has at most {longest}: the file is of another network, or damaged."));
        if (source.Total is { } total && length > (ulong)(total - source.Position))
            throw source.Problem(source.CutOff(what));
        // Ensembles are read from streams alone, which fill the buffer.
        var bytes = new byte[length];
        checksum.Add(source.Take(bytes.Length, bytes, what));
        return bytes;
    }

    /// <summary>The checksum, and nothing after it.</summary>
    /// <exception cref="ModelFileException">It does not agree, or something follows.</exception>
    public static void ReadEnd(ref ByteSource source, Checksum64 checksum)
    {
        var end = source.Take(sizeof(ulong), new byte[sizeof(ulong)], "the checksum");
        if (BinaryPrimitives.ReadUInt64LittleEndian(end) != checksum.Value)
            throw source.Problem("The checksum does not agree with the contents: the file is damaged. Copy or download it again.");
        if (!source.IsAtEnd())
            throw source.Problem("Bytes follow the checksum, but it must be the end: the file is damaged, or is not an ensemble.");
    }
}
