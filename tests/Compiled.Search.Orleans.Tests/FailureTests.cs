using Compiled.Clusters.Tests.Harness;

namespace Compiled.Clusters.Tests;

/// <summary>
/// Clusters of processes, one silo each, that lose silos, the network and the storage: the finished table equals that of one process bit for bit, and each job is in the journal once.
/// What happens next depends on how far the search is, never on the time, so that a busy machine tests the same.
/// </summary>
[Trait("Speed", "slow")]
public sealed class FailureTests
{
    private static readonly string[] Impatient = ["--threads", "1", "--lease", "4", "--failure-detection", "4"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killed_suspended_and_added_silos_and_a_storage_that_is_away_change_nothing()
    {
        using var cluster = new RedisCluster(Impatient);
        // Most of it is still to do after the last failure, on a fast machine too.
        var (definition, data) = (Searches.Rates(80, 6_000), Searches.Data());
        var first = cluster.Add();
        // Another tier in the same cluster computes the same bits.
        var second = cluster.Add(new Dictionary<string, string> { ["DOTNET_EnableAVX512"] = "0" });
        await first.ReadyAsync(Cancellation);
        await using var client = await cluster.ConnectAsync(Cancellation);
        var search = await client.SubmitAsync(definition, data, cancellation: Cancellation);
        var alone = Searches.Alone(definition, data);

        _ = await cluster.ProgressAsync(search, 4, 2, Cancellation);
        second.Kill();
        var added = cluster.Add();
        _ = await cluster.ProgressAsync(search, 10, 2, Cancellation);
        // Beyond its lease and its membership: the others go on without it.
        first.Suspend();
        _ = await cluster.ProgressAsync(search, 16, 2, Cancellation);
        first.Continue();
        cluster.Relay.Cut();
        await Task.Delay(TimeSpan.FromSeconds(10), Cancellation);
        cluster.Relay.Mend();
        _ = await cluster.ProgressAsync(search, 22, 2, Cancellation);
        foreach (var other in cluster.Running.Where(worker => worker != added))
            other.Kill();
        var status = await cluster.ProgressAsync(search, int.MaxValue, 2, Cancellation);
        // Those that the search began with are gone: what is left was done by silos that were added.
        var done = 0.0;
        foreach (var worker in cluster.Running)
            done += await worker.JobsIfAnyAsync(Cancellation);
        Assert.True(done > 0, $"Silos that were added take work:\n{added.Log}");

        cluster.AssertFinished(status);
        Assert.Equal(alone.ToCsv(), (await search.WaitAsync(Cancellation)).ToCsv());
        await AssertEachOnceAsync(search, 80);
    }

    /// <summary>With COMPILED_CLUSTER_TESTS=full for minutes: then any silo may be the one that hosts the search, a trial or its checkpoint, at any moment of its work.</summary>
    [Fact]
    public async Task A_random_silo_is_killed_every_few_seconds()
    {
        var isFull = Environment.GetEnvironmentVariable("COMPILED_CLUSTER_TESTS") == "full";
        var (trials, kills, silos) = isFull ? (120, 20, 3) : (24, 2, 2);
        using var cluster = new RedisCluster(Impatient);
        var (definition, data) = (Searches.Rates(trials, isFull ? 60_000 : 6_000), Searches.Data());
        for (var silo = 0; silo < silos; silo++)
            await cluster.Add().ReadyAsync(Cancellation);
        await using var client = await cluster.ConnectAsync(Cancellation);
        var search = await client.SubmitAsync(definition, data, cancellation: Cancellation);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var killing = Task.Run(
            async () =>
            {
                var random = new Random(1);
                for (var kill = 0; kill < kills && !over.IsCancellationRequested; kill++)
                {
                    _ = await Task.WhenAny(Task.Delay(TimeSpan.FromSeconds(2 + 2 * random.NextDouble()), over.Token));
                    if (cluster.Running is { Count: > 0 } running)
                        running[random.Next(running.Count)].Kill();
                    // As a supervisor would, whether anybody answers or not.
                    for (var missing = silos - cluster.Running.Count; missing > 0; missing--)
                        _ = cluster.Add();
                }
            },
            Cancellation);
        var status = await cluster.ProgressAsync(search, int.MaxValue, silos, Cancellation);
        await over.CancelAsync();
        await killing;
        cluster.AssertFinished(status);
        Assert.Equal(Searches.Alone(definition, data).ToCsv(), (await search.ReadAsync(Cancellation)).Table.ToCsv());
        await AssertEachOnceAsync(search, trials);
        TestContext.Current.TestOutputHelper?.WriteLine($"{cluster.All.Count - cluster.Running.Count} of {cluster.All.Count} silos killed or declared dead, {status.Repeated} results came twice");
    }

    [Theory]
    [InlineData("asha")]
    [InlineData("pbt")]
    public async Task A_trial_goes_on_on_another_silo_than_the_one_that_is_killed(string searcher)
    {
        using var cluster = new RedisCluster(Impatient);
        var (definition, data) = (Searches.Rates(12, 18_000) with { Searcher = Searcher.Parse(searcher) }, Searches.Data());
        var first = cluster.Add();
        await first.ReadyAsync(Cancellation);
        await using var client = await cluster.ConnectAsync(Cancellation);
        var search = await client.SubmitAsync(definition, data, cancellation: Cancellation);
        _ = await cluster.ProgressAsync(search, 3, 2, Cancellation);
        first.Kill();
        var status = await cluster.ProgressAsync(search, int.MaxValue, 2, Cancellation);
        cluster.AssertFinished(status);
        Assert.True(status.Jobs > status.Trials, "No trial was continued.");
        Assert.Equal(Searches.Alone(definition, data).ToCsv(), (await search.ReadAsync(Cancellation)).Table.ToCsv());
    }

    [Fact]
    public async Task SIGTERM_drains_a_worker()
    {
        using var cluster = new RedisCluster("--threads", "1", "--drain", "0");
        var (definition, data) = (Searches.Rates(6, 400), Searches.Data());
        var worker = cluster.Add();
        await worker.ReadyAsync(Cancellation);
        await using var client = await cluster.ConnectAsync(Cancellation);
        var search = await client.SubmitAsync(definition, data, "drained", Cancellation);
        _ = await cluster.ProgressAsync(search, 2, 1, Cancellation);
        worker.Terminate();
        Assert.Equal(0, await worker.ExitAsync(Cancellation));
        Assert.Contains("w0: stopped.", worker.Log, StringComparison.Ordinal);

        // The whole cluster was away; what it had done is there, and the rest is done by who comes next, at once: no lease has to run out.
        _ = cluster.Add();
        var status = await cluster.ProgressAsync(search, int.MaxValue, 1, Cancellation);
        cluster.AssertFinished(status);
        Assert.Equal(Searches.Alone(definition, data).ToCsv(), (await search.ReadAsync(Cancellation)).Table.ToCsv());
        await AssertEachOnceAsync(search, 6);
    }

    private static async Task AssertEachOnceAsync(ClusterSearch search, int jobs)
    {
        List<int> indices = [];
        await foreach (var line in search.LinesAsync(Cancellation))
            indices.Add(JournalLines.Read(line).Index);
        Assert.Equal(Enumerable.Range(0, jobs), indices.Order());
    }
}
