using Compiled.Searching;

namespace Compiled.Fuzz;

/// <summary>Bytes as the checkpoint of a trial, as they are and with a checksum that matches: what is read is written as it was.</summary>
public static class TrialTarget
{
    private const int Networks = 2;

    public static void Run(byte[] bytes)
    {
        _ = Reads(bytes);
        if (Sealing.AtEnd(bytes) is { } whole)
            _ = Reads(whole);
    }

    public static IEnumerable<(string Name, byte[] Bytes)> Seeds() =>
        [("two", TrialCheckpoint.Write([new(3, true, 2, (0.5, double.NaN), [1, 2, 3]), new(4, false, 4, (-0.0, double.MaxValue), [])]))];

    /// <summary>Whether it is read; the one documented exception is no finding, any other is.</summary>
    public static bool Reads(byte[] bytes)
    {
        IReadOnlyList<MemberCheckpoint> members;
        try
        {
            members = TrialCheckpoint.Read(bytes, 7, Networks);
        }
        catch (SearchException)
        {
            return false;
        }

        // A truth is any byte but 0, so that only what is written is compared.
        var written = TrialCheckpoint.Write(members);
        return TrialCheckpoint.Write(TrialCheckpoint.Read(written, 7, Networks)).AsSpan().SequenceEqual(written)
            ? true
            : throw new InvalidOperationException("A checkpoint of a trial is written otherwise than it was read.");
    }
}
