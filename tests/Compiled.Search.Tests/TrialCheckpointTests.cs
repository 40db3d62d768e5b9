using Compiled.Searching;
using Compiled.Storage;

namespace Compiled.Tests;

/// <summary>The file from which a trial continues: it is what was saved, or one exception.</summary>
public class TrialCheckpointTests
{
    private static readonly MemberCheckpoint[] Two = [new(3, true, 2, (0.5, double.NaN), [1, 2, 3]), new(4, false, 4, (-0.0, double.MaxValue), [])];

    [Fact]
    public void What_was_written_is_read_back()
    {
        var read = TrialCheckpoint.Read(TrialCheckpoint.Write(Two), 7, 2);
        Assert.Equal(
            [(3, true, 2, 0.5, double.NaN), (4, false, 4, -0.0, double.MaxValue)],
            read.Select(static member => (member.Epochs, member.IsOver, member.BestEpoch, member.Losses.Training, member.Losses.Validation)));
        Assert.Equal<byte[]>([[1, 2, 3], []], read.Select(static member => member.State));
    }

    [Fact]
    public void Every_flipped_bit_and_every_cut_is_found()
    {
        var file = TrialCheckpoint.Write(Two);
        for (var bit = 0; bit < 8 * file.Length; bit++)
        {
            file[bit / 8] ^= (byte)(1 << bit % 8);
            IsDamaged(file);
            file[bit / 8] ^= (byte)(1 << bit % 8);
        }

        for (var length = 0; length < file.Length; length++)
            IsDamaged(file[..length]);
        IsDamaged([.. file, 0]);
    }

    [Fact]
    public void A_search_that_trains_another_number_of_networks_says_so()
    {
        var message = Assert.Throws<SearchException>(static () => TrialCheckpoint.Read(TrialCheckpoint.Write(Two), 7, 3)).Message;
        Assert.Equal("The checkpoint of job 7 has 2 networks, but the search trains 3 per job: it is of another search. Remove it, and the trial is trained again from its beginning.", message);
    }

    [Fact]
    public void A_pipe_in_its_place_is_named_and_nothing_waits()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no pipes among its files.");
        using var folder = new TemporaryFolder();
        var checkpoints = new FileCheckpoints(folder.Path);
        Assert.Null(checkpoints.Get(7));
        using (var made = System.Diagnostics.Process.Start("mkfifo", [folder.File("job-7.checkpoint")]))
            made.WaitForExit();
        Assert.Contains("is a pipe, but only ordinary files are supported", Assert.Throws<IOException>(() => checkpoints.Get(7)).Message, StringComparison.Ordinal);
        checkpoints.Put(7, [1, 2, 3]);
        Assert.Equal<byte[]>([1, 2, 3], checkpoints.Get(7));
        Assert.Null(new FileCheckpoints(folder.File("none")).Get(7));
    }

    [Fact]
    public void Sizes_that_nothing_writes_are_refused_under_a_right_checksum()
    {
        var contents = TrialCheckpoint.Write(Two)[..^8];
        // Another beginning; a state that is longer than the file; a second network that is missing; bytes that belong to none.
        IsDamaged(Sealed([.. "CSJ2"u8, .. contents[4..]]));
        foreach (var length in (int[])[4, int.MaxValue, -1])
            IsDamaged(Sealed([.. contents[..^4], .. BitConverter.GetBytes(length)]));
        IsDamaged(Sealed(contents[..^10]));
        IsDamaged(Sealed([.. contents, 0]));
    }

    private static byte[] Sealed(byte[] contents)
    {
        var checksum = default(Checksum64);
        checksum.Add(contents);
        return [.. contents, .. BitConverter.GetBytes(checksum.Value)];
    }

    private static void IsDamaged(byte[] file)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var message = Assert.Throws<SearchException>(() => TrialCheckpoint.Read(file, 7, 2)).Message;
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
        Assert.StartsWith("The checkpoint of job 7 is damaged or truncated: remove it", message, StringComparison.Ordinal);
    }
}
