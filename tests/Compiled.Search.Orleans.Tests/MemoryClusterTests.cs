using Compiled.Clusters.Tests.Harness;

namespace Compiled.Clusters.Tests;

/// <summary>A worker that keeps everything in memory, for development, and what it refuses.</summary>
[Trait("Speed", "slow")]
public sealed class MemoryClusterTests(MemoryWorker worker) : IClassFixture<MemoryWorker>
{
    private static readonly SearchDefinition Definition = Searches.Rates(8, 20);
    private static readonly SearchData Data = Searches.Data();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_search_gives_the_table_of_one_process_and_can_be_found_again()
    {
        var search = await worker.Cluster.SubmitAsync(Definition, Data, "found", Cancellation);
        var table = await search.WaitAsync(Cancellation);
        Assert.Equal(Searches.Alone(Definition, Data).ToCsv(), table.ToCsv());

        var found = await worker.Cluster.AttachAsync("found", Cancellation);
        Assert.Equal(Definition, found.Definition);
        Assert.Equal(table.ToCsv(), (await found.ReadAsync(Cancellation)).Table.ToCsv());
        var status = await found.GetStatusAsync(Cancellation);
        Assert.Equal((ClusterSearchPhase.Finished, 8, 8, 0, 0), (status.Phase, status.Trials, status.Jobs, status.Running, status.Waiting));
        Assert.Equal((table.Best!.Index, table.Best.Objective), (status.BestTrial, status.BestObjective));
        Assert.Contains("found", await worker.Cluster.ListAsync(Cancellation));

        // The same again is the same search, and is over at once.
        var again = await worker.Cluster.SubmitAsync(Definition, Data, "found", Cancellation);
        Assert.Equal(table.ToCsv(), (await again.WaitAsync(Cancellation)).ToCsv());

        var (code, health) = await worker.Process.GetAsync("/health", Cancellation);
        Assert.Equal(200, code);
        Assert.Contains("\"status\":\"ok\"", health, StringComparison.Ordinal);
        Assert.True(await worker.Process.JobsDoneAsync(Cancellation) >= 8);
        Assert.Equal(404, (await worker.Process.GetAsync("/", Cancellation)).Code);

        await found.RemoveAsync(Cancellation);
        Assert.DoesNotContain("found", await worker.Cluster.ListAsync(Cancellation));
        var gone = await Assert.ThrowsAsync<ClusterException>(() => found.GetStatusAsync(Cancellation));
        Assert.Contains("no search 'found' any more", gone.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("grid")]
    [InlineData("sobol")]
    [InlineData("tpe")]
    [InlineData("halving")]
    [InlineData("asha")]
    [InlineData("pbt")]
    public async Task Every_searcher_gives_the_table_of_one_process(string searcher)
    {
        var definition = Searches.Rates(9, 9) with { Searcher = Searcher.Parse(searcher) };
        if (searcher == "grid")
            definition = Search.Over(rate: Search.OneOf(1e-3, 1e-2), units: Search.OneOf(4, 5)) with { Searcher = definition.Searcher, Trials = 4, Epochs = 9 };
        var search = await worker.Cluster.SubmitAsync(definition, Data, searcher, Cancellation);
        Assert.Equal(Searches.Alone(definition, Data).ToCsv(), (await search.WaitAsync(Cancellation)).ToCsv());
    }

    [Fact]
    public async Task Another_definition_or_other_data_under_a_name_are_refused()
    {
        var search = await worker.Cluster.SubmitAsync(Definition, Data, "taken", Cancellation);
        var refusal = await Assert.ThrowsAsync<ClusterException>(() => worker.Cluster.SubmitAsync(Definition with { Seed = 8 }, Data, "taken", Cancellation));
        Assert.Contains("a search 'taken' with another definition", refusal.Message, StringComparison.Ordinal);
        refusal = await Assert.ThrowsAsync<ClusterException>(() => worker.Cluster.SubmitAsync(Definition, Searches.Data(72), "taken", Cancellation));
        Assert.Contains("with other data (a file that has changed?)", refusal.Message, StringComparison.Ordinal);
        // The search goes on as if nothing had been said.
        Assert.Equal(8, (await search.WaitAsync(Cancellation)).Trials.Count);
    }

    [Fact]
    public async Task What_is_not_there_or_cannot_be_sent_is_named()
    {
        var unknown = await Assert.ThrowsAsync<ClusterException>(() => worker.Cluster.AttachAsync("nobody", Cancellation));
        Assert.Contains("The cluster has no search 'nobody'.", unknown.Message, StringComparison.Ordinal);
        foreach (var wrong in new[] { "a/b", "", new string('a', 101) })
        {
            var name = await Assert.ThrowsAsync<ArgumentException>(() => worker.Cluster.SubmitAsync(Definition, Data, wrong, Cancellation));
            Assert.Contains($"'{wrong}' cannot be the name of a search", name.Message, StringComparison.Ordinal);
        }

        var code = Definition with { Topology = static _ => null! };
        var function = await Assert.ThrowsAsync<ArgumentException>(() => worker.Cluster.SubmitAsync(code, Data, cancellation: Cancellation));
        Assert.Contains("which workers do not have", function.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_with_another_version_does_not_join()
    {
        string[] options = ["--first", $"127.0.0.1:{worker.Process.SiloPort}", "--name", "other", "--pretend-version", "0.0.1"];
        using var other = WorkerProcess.Start(options);
        Assert.Equal(1, await other.ExitAsync(Cancellation));
        Assert.Contains("compiled-worker: This worker has version 0.0.1 of Compiled, but the cluster's worker 'first' has version ", other.Log, StringComparison.Ordinal);
        Assert.Contains("install the same version on all workers", other.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stopped_search_goes_on_when_it_is_submitted_again()
    {
        var definition = Searches.Rates(6, 20) with { Seed = 11 };
        var search = await worker.Cluster.SubmitAsync(definition, Data, "stopped", Cancellation);
        await search.StopAsync(Cancellation);
        var status = await search.GetStatusAsync(Cancellation);
        Assert.True(status.Phase is ClusterSearchPhase.Stopped or ClusterSearchPhase.Finished, status.ToString());
        if (status.Phase == ClusterSearchPhase.Stopped)
        {
            var stopped = await Assert.ThrowsAsync<ClusterException>(() => search.WaitAsync(Cancellation));
            Assert.Contains("was stopped after", stopped.Message, StringComparison.Ordinal);
        }

        var again = await worker.Cluster.SubmitAsync(definition, Data, "stopped", Cancellation);
        Assert.Equal(Searches.Alone(definition, Data).ToCsv(), (await again.WaitAsync(Cancellation)).ToCsv());
    }
}
