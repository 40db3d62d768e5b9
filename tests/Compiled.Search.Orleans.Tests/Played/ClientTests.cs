using Compiled.Clusters.Tests.Harness;

namespace Compiled.Clusters.Tests.Played;

/// <summary>A client whose cluster goes away and comes back, or refuses. The test is the cluster, and waits take no time.</summary>
public sealed class ClientTests
{
    private static readonly SearchDefinition Definition = Searches.Rates(3, 5);
    private static readonly SearchReport Finished = new("one", "finished", null, 3, 3, 0, 0, 1, 0.25, 0);
    private readonly TestTime _time = new(jumps: true);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_cluster_that_comes_back_is_asked_again()
    {
        var asked = 0;
        var search = Search(Report(() => ++asked switch
        {
            1 or 3 => throw new TimeoutException("The silo is away."),
            2 => Finished with { Phase = "running", Jobs = 2 },
            4 => Finished with { Phase = "running", Jobs = 2 },
            _ => Finished,
        }));
        var seen = new List<(ClusterSearchPhase, int)>();
        await foreach (var status in search.WatchAsync(Cancellation))
            seen.Add((status.Phase, status.Jobs));
        // What has not changed is not told again.
        Assert.Equal([(ClusterSearchPhase.Running, 2), (ClusterSearchPhase.Finished, 3)], seen);
        Assert.Equal(5, asked);
    }

    [Fact]
    public async Task A_cluster_that_does_not_come_back_is_given_up_after_five_minutes()
    {
        var search = Search(Report(static () => throw new TimeoutException("The silo is away.")));
        var given = await Assert.ThrowsAsync<ClusterException>(() => search.WaitAsync(Cancellation));
        Assert.Equal("The cluster has not answered for 5 minutes. The search 'one' is kept: attach to it when workers run again.", given.Message);
        _ = Assert.IsType<TimeoutException>(given.InnerException);
        Assert.InRange(_time.GetElapsedTime(0), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(6));
    }

    [Fact]
    public async Task Who_gives_up_does_not_wait_for_an_answer()
    {
        using var giving = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var search = Search(("Report", _ =>
        {
            giving.Cancel();
            return new TaskCompletionSource<SearchReport?>().Task;
        }
        ));
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => search.WaitAsync(giving.Token));
    }

    [Theory]
    [InlineData("failed", "Job 0 has two different results.", "Job 0 has two different results.")]
    [InlineData("refused", "The search was begun by version 0.0.1.", "The search was begun by version 0.0.1.")]
    [InlineData("stopped", null, "The search 'one' was stopped after 3 jobs. Submit it again to go on.")]
    public async Task A_search_that_ends_without_a_table_says_why(string phase, string? reason, string message)
    {
        var search = Search(Report(() => Finished with { Phase = phase, Reason = reason }));
        Assert.Equal(message, (await Assert.ThrowsAsync<ClusterException>(() => search.WaitAsync(Cancellation))).Message);
    }

    [Fact]
    public async Task The_journal_is_read_piece_by_piece_and_a_piece_that_is_not_answered_again()
    {
        var (state, failures) = (new SearchState(Definition), 0);
        List<string> lines = [];
        while (state.TryNext(out var job))
        {
            var result = new JobResult { Index = job.Index, Objective = 3 - job.Index, Epochs = 5, BestEpoch = 5 };
            lines.Add(JournalLines.Write(result));
            state.Complete(result);
        }

        var search = Search(("Lines", call =>
        {
            var piece = (int)call[0]!;
            if (piece == 1 && failures++ == 0)
                throw new TimeoutException("The silo is away.");
            return Task.FromResult(lines.Skip(2 * piece).Take(2).ToArray());
        }
        ));
        Assert.Equal(state.Table.ToCsv(), (await search.ReadAsync(Cancellation)).Table.ToCsv());
        Assert.Equal(2, failures);
    }

    [Fact]
    public async Task Only_pieces_that_are_not_there_are_sent_and_each_once()
    {
        var (data, expected) = Rows(80_000);
        var sent = new SortedDictionary<int, byte[]>();
        var grain = Data(
            ("Has", static call => Task.FromResult((int)call[0]! == 1)), Put(sent), ("Commit", call => Task.FromResult((long)call[0]! == expected.Length ? null : "The length is wrong.")));
        Assert.Equal(expected.Length, await new DataUpload(Played.Cluster(grain), data).SendAsync(Cancellation));
        Assert.Equal([.. Enumerable.Range(0, PiecedFile.CountOf(expected.Length)).Where(static piece => piece != 1)], sent.Keys);
        foreach (var (piece, bytes) in sent)
            Assert.True(bytes.AsSpan().SequenceEqual(expected.AsSpan(piece * Piece.MaxBytes, Math.Min(Piece.MaxBytes, expected.Length - piece * Piece.MaxBytes))), $"Piece {piece} has other bytes.");
    }

    [Fact]
    public async Task Data_that_are_there_are_not_sent()
    {
        var (data, expected) = Rows(80_000);
        var grain = Played.As<IDataGrain>(("IsThere", static _ => Task.FromResult(true)));
        Assert.Equal(expected.Length, await new DataUpload(Played.Cluster(grain), data).SendAsync(Cancellation));
    }

    /// <summary>Far more than fits between who writes and who sends: neither waits for the other for ever.</summary>
    [Fact]
    public async Task An_upload_that_breaks_off_ends()
    {
        var grain = Data(("Has", static _ => Task.FromResult(false)), ("Put", static _ => throw new TimeoutException("The silo is away.")));
        var sending = new DataUpload(Played.Cluster(grain), Rows(400_000).Data).SendAsync(Cancellation);
        _ = await Assert.ThrowsAsync<TimeoutException>(() => sending.WaitAsync(TimeSpan.FromMinutes(1), Cancellation));
    }

    [Fact]
    public async Task Data_that_arrive_damaged_are_refused()
    {
        var grain = Data(("Has", static _ => Task.FromResult(false)), Put([]), ("Commit", static _ => Task.FromResult<string?>("The data arrived with another hash.")));
        var refused = await Assert.ThrowsAsync<ClusterException>(() => new DataUpload(Played.Cluster(grain), Searches.Data()).SendAsync(Cancellation));
        Assert.Equal("The data arrived with another hash.", refused.Message);
    }

    [Fact]
    public async Task A_search_without_a_name_is_named_after_its_definition_and_data()
    {
        var data = Searches.Data();
        Submission? submitted = null;
        var search = Played.As<ISearchGrain>(("Submit", call =>
        {
            submitted = (Submission)call[0]!;
            return Task.FromResult<string?>(null);
        }
        ));
        var there = Played.As<IDataGrain>(("IsThere", static _ => Task.FromResult(true)));
        var named = await new SearchCluster(Played.Cluster(search, there)).SubmitAsync(Definition, data, cancellation: Cancellation);
        Assert.Equal($"search-{Definition.Hash[..12]}-{data.Hash[..12]}", named.Name);
        Assert.Equal((Definition.ToJson(), data.Hash, LibraryVersion.Current), (submitted!.Definition, submitted.Data, submitted.Version));
    }

    [Fact]
    public async Task A_search_that_is_not_there_is_named_with_those_that_are()
    {
        var search = Played.As<ISearchGrain>(("Describe", static _ => Task.FromResult<Submission?>(null)));
        var list = Played.As<ISearchListGrain>(("All", static _ => Task.FromResult<string[]>(["one", "two"])));
        var refused = await Assert.ThrowsAsync<ClusterException>(() => new SearchCluster(Played.Cluster(search, list)).AttachAsync("three", Cancellation));
        Assert.Equal("The cluster has no search 'three'. It has 'one', 'two'.", refused.Message);
    }

    private static (string Method, Func<object?[], object?> Answer) Report(Func<SearchReport> report) => ("Report", _ => Task.FromResult<SearchReport?>(report()));

    private static (string Method, Func<object?[], object?> Answer) Put(SortedDictionary<int, byte[]> sent) => ("Put", call =>
    {
        sent.Add((int)call[0]!, (byte[])call[1]!);
        return Task.CompletedTask;
    }
    );

    private static IDataGrain Data(params (string Method, Func<object?[], object?> Answer)[] answers) =>
        Played.As<IDataGrain>([("IsThere", static _ => Task.FromResult(false)), .. answers]);

    private static (SearchData Data, byte[] Bytes) Rows(int count)
    {
        SearchData data = Dataset.FromMemory([.. Enumerable.Range(0, 2 * count).Select(static value => (float)value)], [.. Enumerable.Range(0, count).Select(static value => -(float)value)], 2, 1);
        using var stream = new MemoryStream();
        data.Write(stream);
        return (data, stream.ToArray());
    }

    private ClusterSearch Search(params (string Method, Func<object?[], object?> Answer)[] answers) =>
        new(Played.Cluster(Played.As<ISearchGrain>(answers)), "one", Definition, _time);
}
