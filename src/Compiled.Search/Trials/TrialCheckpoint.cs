using System.Buffers.Binary;
using Compiled.Storage;

namespace Compiled.Searching;

/// <summary>What a job leaves for the next of its trial: for each of its networks the trainer's checkpoint, and whether training has ended early.</summary>
/// <param name="Epochs">The epochs done.</param>
/// <param name="IsOver">Whether early stopping has ended the training, so that the network is that of the best epoch.</param>
/// <param name="BestEpoch">The epoch of the lowest validation loss.</param>
/// <param name="Losses">Training and validation loss of the best epoch.</param>
/// <param name="State">The trainer's checkpoint.</param>
internal sealed record MemberCheckpoint(int Epochs, bool IsOver, int BestEpoch, (double Training, double Validation) Losses, byte[] State);

/// <summary>The format of a job's checkpoint, with a checksum.</summary>
internal static class TrialCheckpoint
{
    private const int Magic = 0x31_4A_53_43;

    public static byte[] Write(IReadOnlyList<MemberCheckpoint> members)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(Magic);
        writer.Write(members.Count);
        foreach (var member in members)
        {
            writer.Write(member.Epochs);
            writer.Write(member.IsOver);
            writer.Write(member.BestEpoch);
            writer.Write(member.Losses.Training);
            writer.Write(member.Losses.Validation);
            writer.Write(member.State.Length);
            writer.Write(member.State);
        }

        writer.Write(Checksum(stream.GetBuffer().AsSpan(0, (int)stream.Length)));
        return stream.ToArray();
    }

    /// <param name="bytes">The file.</param>
    /// <param name="job">The job that it is of, for messages.</param>
    /// <param name="networks">How many networks each job of the search trains.</param>
    /// <exception cref="SearchException">The bytes are damaged, or of a search with another number of networks.</exception>
    public static IReadOnlyList<MemberCheckpoint> Read(byte[] bytes, int job, int networks)
    {
        var end = bytes.Length - sizeof(ulong);
        if (end < 2 * sizeof(int) || BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(end)) != Checksum(bytes.AsSpan(0, end)))
            throw Damaged(job);
        using var reader = new BinaryReader(new MemoryStream(bytes, 0, end));
        if (reader.ReadInt32() != Magic)
            throw Damaged(job);
        var count = reader.ReadInt32();
        if (count != networks)
            throw new SearchException(Wording.Of($"The checkpoint of job {job} has {Wording.Count(count, "network")}, but the search trains {networks} per job: it is of another search. Remove it, and the trial is trained again from its beginning."));
        try
        {
            var members = new MemberCheckpoint[networks];
            for (var index = 0; index < members.Length; index++)
                members[index] = new(reader.ReadInt32(), reader.ReadBoolean(), reader.ReadInt32(), (reader.ReadDouble(), reader.ReadDouble()), State(reader));
            return reader.BaseStream.Position == end ? members : throw Damaged(job);
        }
        catch (EndOfStreamException)
        {
            // The checksum is right and the sizes are not: something else wrote it.
            throw Damaged(job);
        }
    }

    /// <summary>Nothing is allocated on the word of the file alone.</summary>
    private static byte[] State(BinaryReader reader)
    {
        var length = reader.ReadUInt32();
        return length <= reader.BaseStream.Length - reader.BaseStream.Position ? reader.ReadBytes((int)length) : throw new EndOfStreamException();
    }

    private static SearchException Damaged(int job) =>
        new(Wording.Of($"The checkpoint of job {job} is damaged or truncated: remove it, and the trial is trained again from its beginning."));

    private static ulong Checksum(ReadOnlySpan<byte> bytes)
    {
        var checksum = default(Checksum64);
        checksum.Add(bytes);
        return checksum.Value;
    }
}
