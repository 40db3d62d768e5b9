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

    /// <exception cref="SearchException">The bytes are damaged.</exception>
    public static IReadOnlyList<MemberCheckpoint> Read(byte[] bytes, int job)
    {
        var end = bytes.Length - sizeof(ulong);
        if (end < 2 * sizeof(int) || BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(end)) != Checksum(bytes.AsSpan(0, end)))
            throw new SearchException(Wording.Of($"The checkpoint of job {job} is damaged or truncated: remove it, and the trial is trained again from its beginning."));
        using var reader = new BinaryReader(new MemoryStream(bytes, 0, end));
        _ = reader.ReadInt32();
        var members = new MemberCheckpoint[reader.ReadInt32()];
        for (var index = 0; index < members.Length; index++)
            members[index] = new(reader.ReadInt32(), reader.ReadBoolean(), reader.ReadInt32(), (reader.ReadDouble(), reader.ReadDouble()), reader.ReadBytes(reader.ReadInt32()));
        return members;
    }

    private static ulong Checksum(ReadOnlySpan<byte> bytes)
    {
        var checksum = default(Checksum64);
        checksum.Add(bytes);
        return checksum.Value;
    }
}
