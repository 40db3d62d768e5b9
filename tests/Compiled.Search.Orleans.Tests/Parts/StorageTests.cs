using Compiled.Clusters.Tests.Harness;
using Orleans.Runtime;
using Orleans.Storage;

namespace Compiled.Clusters.Tests.Parts;

/// <summary>Journals, data and checkpoints in pieces, and storage that fails.</summary>
public sealed class StorageTests
{
    private static readonly GrainId Owner = GrainId.Create("search", "one");

    [Fact]
    public async Task A_journal_is_kept_in_pieces_and_read_back_in_order()
    {
        var storage = new FakeStorage();
        var (journal, lines) = (new JournalPieces(new(storage), Owner), Lines(2000));
        foreach (var chunk in lines.Chunk(7))
            await journal.AppendAsync(chunk);
        Assert.InRange(journal.Count, 4, 100);
        Assert.InRange(storage.Longest, 1, JournalPieces.PieceBytes + 7 * 60);
        Assert.Equal(lines, await ReadAsync(storage));

        // Another activation goes on where this one was, in the middle of a piece.
        var next = new JournalPieces(new(storage), Owner);
        await next.ReadAsync(static _ => { });
        await next.AppendAsync(["one more"]);
        Assert.Equal([.. lines, "one more"], await ReadAsync(storage));
        await next.RemoveAsync();
        Assert.Empty(storage.Names);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(700)]
    public async Task A_write_that_fails_is_repeated_and_no_line_is_there_twice(int before)
    {
        var storage = new FakeStorage();
        var journal = new JournalPieces(new(storage), Owner);
        var lines = Lines(before);
        foreach (var chunk in lines.Chunk(50))
            await journal.AppendAsync(chunk);
        // It did not arrive: nothing is there, and the next attempt succeeds.
        storage.Next = StorageFailure.Before;
        _ = await Assert.ThrowsAsync<IOException>(() => journal.AppendAsync(["first"]));
        Assert.Equal(lines, await ReadAsync(storage));
        await journal.AppendAsync(["first"]);
        // It did arrive, and only the answer was lost.
        storage.Next = StorageFailure.After;
        await journal.AppendAsync(["second"]);
        Assert.Equal([.. lines, "first", "second"], await ReadAsync(storage));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(700)]
    public async Task Of_two_activations_that_write_the_old_one_fails(int before)
    {
        var storage = new FakeStorage();
        var (old, lines) = (new JournalPieces(new(storage), Owner), Lines(before));
        await old.AppendAsync(lines);
        var current = new JournalPieces(new(storage), Owner);
        await current.ReadAsync(static _ => { });
        await current.AppendAsync(["of the current one"]);
        _ = await Assert.ThrowsAsync<InconsistentStateException>(() => old.AppendAsync(["of the old one"]));
        Assert.Equal([.. lines, "of the current one"], await ReadAsync(storage));
    }

    [Fact]
    public async Task A_result_is_heard_of_when_it_is_kept_and_a_second_one_waits_for_the_first()
    {
        var storage = new FakeStorage();
        List<int> kept = [];
        var writer = new JournalWriter(new JournalPieces(new(storage), Owner), result => kept.Add(result.Index));
        await Task.WhenAll([.. Enumerable.Range(0, 20).Select(index => writer.AppendAsync(Result(index)))]);
        Assert.Equal(Enumerable.Range(0, 20), kept);
        Assert.Equal(20, (await ReadAsync(storage)).Count);
        storage.Next = StorageFailure.Before;
        _ = await Assert.ThrowsAsync<IOException>(() => writer.AppendAsync(Result(20)));
        Assert.Equal(20, kept.Count);
        await writer.AppendAsync(Result(20));
        Assert.Equal((21, 21), (kept.Count, (await ReadAsync(storage)).Count));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Piece.MaxBytes)]
    [InlineData(2 * Piece.MaxBytes + 5)]
    [InlineData(16 * Piece.MaxBytes)]
    [InlineData(40 * Piece.MaxBytes + 5)]
    public async Task Bytes_of_any_length_come_back(int length)
    {
        var storage = new FakeStorage();
        var (file, bytes) = (new PiecedFile(new(storage), Owner), new byte[length]);
        new Random(length).NextBytes(bytes);
        // Without the manifest nothing is there, whatever has arrived.
        if (length > 0)
            await file.WritePieceAsync(0, bytes[..Math.Min(length, Piece.MaxBytes)]);
        Assert.Null(await file.ReadAsync());
        await file.WriteAsync(bytes);
        await file.WriteAsync(bytes);
        Assert.Equal(bytes, await file.ReadAsync());
        Assert.InRange(storage.Longest, 0, Piece.MaxBytes);
        await file.RemoveAsync();
        Assert.Empty(storage.Names);
    }

    [Fact]
    public async Task Damaged_bytes_and_lines_are_named()
    {
        var storage = new FakeStorage();
        var file = new PiecedFile(new(storage), Owner);
        await file.WriteAsync(new byte[1000]);
        storage.Damage("piece-000000");
        Assert.Contains("is damaged", (await Assert.ThrowsAsync<ClusterException>(file.ReadAsync)).Message, StringComparison.Ordinal);
        var line = JournalLines.Write(Result(3));
        Assert.Equal(3, JournalLines.Read(line).Index);
        Assert.Contains("A line of the journal", Assert.Throws<ClusterException>(() => JournalLines.Read(line.Replace(":3,", ":4,", StringComparison.Ordinal))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_piece_that_somebody_else_writes_first_must_be_the_same()
    {
        var storage = new FakeStorage { Next = StorageFailure.Overtaken };
        var store = new PieceStore(storage);
        await store.WriteOnceAsync(Owner, "piece", [1, 2]);
        Assert.Equal([1, 2], (await store.ReadAsync(Owner, "piece")).State!.Bytes);
        storage.Next = StorageFailure.Replaced;
        var other = await Assert.ThrowsAsync<InvalidOperationException>(() => store.WriteOnceAsync(Owner, "second", [1, 2]));
        Assert.Contains("two different contents have the same name", other.Message, StringComparison.Ordinal);
        // What is not there is removed already.
        await store.RemoveAsync(Owner, "third");
    }

    /// <summary>A manifest that is not one, and lengths that no file has: nothing is allocated for them, and the file can be removed.</summary>
    [Theory]
    [InlineData(0, 0)]
    [InlineData(39, 1)]
    [InlineData(41, 1)]
    [InlineData(40, -1)]
    [InlineData(40, 1L << 31)]
    [InlineData(40, long.MaxValue)]
    [InlineData(40, int.MaxValue / 2)]
    public async Task A_damaged_manifest_is_named_and_takes_no_memory(int bytes, long length)
    {
        var storage = new FakeStorage();
        var (store, file, manifest) = (new PieceStore(storage), new PiecedFile(new(storage), Owner), new byte[48]);
        System.Buffers.Binary.BinaryPrimitives.WriteInt64LittleEndian(manifest, length);
        await file.WritePieceAsync(0, new byte[Piece.MaxBytes]);
        await store.WriteOnceAsync(Owner, "manifest", manifest[..bytes]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("is damaged", (await Assert.ThrowsAsync<ClusterException>(file.ReadAsync)).Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8 << 20);
        if (length != int.MaxValue / 2)
            Assert.Contains("its manifest is not one", (await Assert.ThrowsAsync<ClusterException>(file.LengthAsync)).Message, StringComparison.Ordinal);
        await file.RemoveAsync();
        Assert.Empty(storage.Names);
    }

    [Fact]
    public async Task A_missing_piece_is_named()
    {
        var storage = new FakeStorage();
        var (store, file) = (new PieceStore(storage), new PiecedFile(new(storage), Owner));
        await file.WriteAsync(new byte[Piece.MaxBytes + 5]);
        await store.RemoveAsync(Owner, PiecedFile.NameOf(1));
        Assert.Contains("piece 1 of 2 is missing or too short", (await Assert.ThrowsAsync<ClusterException>(file.ReadAsync)).Message, StringComparison.Ordinal);
        await store.WriteOnceAsync(Owner, PiecedFile.NameOf(1), [1]);
        Assert.Contains("piece 1 of 2 is missing or too short", (await Assert.ThrowsAsync<ClusterException>(file.ReadAsync)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_line_that_is_damaged_is_shown_by_its_beginning()
    {
        Assert.Contains($"is damaged: '{new string('x', 60)}…'.", Assert.Throws<ClusterException>(() => JournalLines.Read(new string('x', 61))).Message, StringComparison.Ordinal);
        Assert.Contains("is damaged: 'x'.", Assert.Throws<ClusterException>(() => JournalLines.Read("x")).Message, StringComparison.Ordinal);
    }

    /// <summary>More than one write takes, all waiting for the same storage.</summary>
    [Fact]
    public async Task A_result_that_is_being_written_is_written_once()
    {
        var opening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var storage = new FakeStorage { Opening = opening.Task };
        List<int> kept = [];
        var writer = new JournalWriter(new JournalPieces(new(storage), Owner), result => kept.Add(result.Index));
        var writing = Enumerable.Range(0, 600).Select(index => writer.AppendAsync(Result(index / 2))).ToList();
        opening.SetResult();
        await Task.WhenAll(writing);
        Assert.Equal(Enumerable.Range(0, 300), kept);
        Assert.Equal(300, (await ReadAsync(storage)).Count);
    }

    [Fact]
    public void A_checkpoint_is_found_by_its_search_and_job()
    {
        var storage = new FakeStorage();
        ICheckpointStore checkpoints = new GrainCheckpoints(new(storage), "one");
        Assert.Null(checkpoints.Get(7));
        checkpoints.Put(7, [1, 2, 3]);
        Assert.Equal([1, 2, 3], checkpoints.Get(7)!);
        Assert.Null(new GrainCheckpoints(new(storage), "two").Get(7));
        checkpoints.Remove(7);
        Assert.Null(checkpoints.Get(7));
        Assert.Empty(storage.Names);
    }

    /// <summary>A worker may be killed after a job's checkpoint is kept and before its result is: the next one writes the checkpoint again.</summary>
    [Theory]
    [InlineData("halving")]
    [InlineData("asha")]
    [InlineData("pbt")]
    public void A_job_that_is_done_again_keeps_its_checkpoint_again(string searcher)
    {
        var (definition, data) = (Searches.Rates(4, 9) with { Searcher = Searcher.Parse(searcher) }, Searches.Data());
        var (state, runner, checkpoints) = (new SearchState(definition), new TrialRunner(definition, data), new GrainCheckpoints(new(new FakeStorage()), "one"));
        var kept = 0;
        while (state.TryNext(out var job))
        {
            var result = runner.Run(job, checkpoints, TestContext.Current.CancellationToken).Result;
            Assert.Equal(result, runner.Run(job, checkpoints, TestContext.Current.CancellationToken).Result);
            kept += checkpoints.Get(job.Index) is null ? 0 : 1;
            state.Complete(result);
        }

        Assert.InRange(kept, 1, state.FinishedJobs);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task What_a_broken_removal_leaves_goes_with_the_next(int removed)
    {
        var storage = new FakeStorage();
        var file = new PiecedFile(new(storage), Owner);
        await file.WriteAsync(new byte[2 * Piece.MaxBytes + 5]);
        storage.Removals = removed;
        _ = await Assert.ThrowsAsync<IOException>(file.RemoveAsync);
        Assert.Equal(4 - removed, storage.Names.Count());
        await file.RemoveAsync();
        Assert.Empty(storage.Names);
    }

    private static JobResult Result(int index) => new() { Index = index, Objective = 0.5 };

    private static List<string> Lines(int count) => [.. Enumerable.Range(0, count).Select(static line => $"line {line} with some text in it")];

    private static async Task<List<string>> ReadAsync(FakeStorage storage)
    {
        List<string> lines = [];
        await new JournalPieces(new(storage), Owner).ReadAsync(lines.Add);
        return lines;
    }
}
