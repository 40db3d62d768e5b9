using System.Buffers.Binary;
using Compiled.Storage;

namespace Compiled;

/// <content>One file with all members.</content>
public sealed partial class Ensemble<TNetwork>
{
    /// <summary>Writes all members to one file, completely or not at all; an existing file is replaced.</summary>
    /// <remarks>
    /// The file: the 8 bytes <c>CMPENSMB</c>, then as 32-bit integers, little-endian, the version 1, the rule and the number of members; for each member its length as a 64-bit integer and its
    /// safetensors file; a checksum of 64 bits of everything before it.
    /// </remarks>
    /// <param name="path">The file, such as "digits.ensemble".</param>
    /// <exception cref="IOException">The file could not be written; the old file is unchanged.</exception>
    public void Save(string path) => AtomicFile.Write(path, Write);

    /// <summary>Writes all members to a stream, at its current position.</summary>
    /// <param name="destination">The stream.</param>
    /// <exception cref="ArgumentException">The stream cannot be written.</exception>
    public void Write(Stream destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        if (!destination.CanWrite)
            throw new ArgumentException("The stream cannot be written: open it for writing.", nameof(destination));
        var checksum = new Checksum64();
        Span<byte> head = stackalloc byte[EnsembleFile.HeadLength];
        EnsembleFile.WriteHead(head, (int)Rule, _members.Length);
        Put(head);
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        foreach (var member in _members)
        {
            var bytes = Safetensors.ToBytes(member);
            BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)bytes.Length);
            Put(length);
            Put(bytes);
        }

        BinaryPrimitives.WriteUInt64LittleEndian(length, checksum.Value);
        destination.Write(length);

        void Put(ReadOnlySpan<byte> bytes)
        {
            checksum.Add(bytes);
            destination.Write(bytes);
        }
    }

    /// <summary>Reads an ensemble that <see cref="Save"/> has written.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">As for networks; null for the defaults.</param>
    /// <exception cref="ModelFileException">The file is damaged, is not an ensemble, or is of another network; the message names the member.</exception>
    /// <exception cref="IOException">The file does not exist or cannot be read.</exception>
    public static Ensemble<TNetwork> Load(string path, LoadOptions? options = null)
    {
        using var stream = ModelFiles.Open(path);
        return Read(stream, path, options);
    }

    /// <summary>The same from a stream, from its current position to its end.</summary>
    /// <param name="source">The stream.</param>
    /// <param name="options">As for networks; null for the defaults.</param>
    /// <exception cref="ModelFileException">The data are damaged, are not an ensemble, or are of another network; the message names the member.</exception>
    /// <exception cref="ArgumentException">The stream cannot be read.</exception>
    public static Ensemble<TNetwork> Read(Stream source, LoadOptions? options = null) => Read(source, null, options);

    private static Ensemble<TNetwork> Read(Stream stream, string? path, LoadOptions? options)
    {
        var source = new ByteSource(stream, path);
        var (rule, count) = EnsembleFile.ReadHead(ref source, out var checksum, MaxMembers);
        // What a member's file may take: its values, in the widest type, a header, and names. No more is allocated, whatever the file says.
        var longest = 2 * Safetensors.SizeOf(TNetwork.CreateEmpty()) + 2 * SafetensorsReader.HeaderLimit;
        var members = new List<TNetwork>();
        for (var index = 0; index < count; index++)
        {
            var bytes = EnsembleFile.ReadMember(ref source, ref checksum, index, longest);
            try
            {
                members.Add(Safetensors.Read<TNetwork>(bytes, options));
            }
            catch (ModelFileException exception)
            {
                throw new ModelFileException(path, Wording.Of($"Member {index} of the ensemble: ") + exception.Message, exception);
            }
        }

        EnsembleFile.ReadEnd(ref source, checksum);
        try
        {
            return new Ensemble<TNetwork>(members, (EnsembleRule)rule);
        }
        catch (ArgumentException exception)
        {
            throw new ModelFileException(path, $"The members do not fit together: {exception.Message}", exception);
        }
    }
}
