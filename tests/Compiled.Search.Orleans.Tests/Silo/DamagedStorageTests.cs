using Compiled.Clusters.Tests.Harness;
using Orleans;
using Orleans.Runtime;

namespace Compiled.Clusters.Tests.Silo;

/// <summary>What is in the storage is not what was written: the search says so, does nothing more, and can be removed.</summary>
public sealed class DamagedStorageTests(LocalSilo silo) : IClassFixture<LocalSilo>
{
    private static readonly SearchData Data = Searches.Data();
    private static readonly JobFacts Facts = new("worker", "AVX2", 1);
    private static readonly JobResult Result = new() { Index = 0, Objective = 0.5, Epochs = 5, BestEpoch = 5 };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string> Damages => new()
    {
        { "torn", "{\"job\":0,", "Its checksum is not right." },
        { "other", JournalLines.Write(Result)[..^20] + "0123456789abcdef\"}", "Its checksum is not right." },
        { "foreign", JournalLines.Write(Result with { Index = 7 }), "Job 7 was not given out" },
        { "twice", JournalLines.Write(Result) + "\n" + JournalLines.Write(Result with { Objective = 1 }), "Job 0 has two different results" },
        { "empty", System.Text.Encoding.UTF8.GetString(Searching.JournalLine.Seal("{\"job\":0}")).TrimEnd(), "The text is not a result of a job" },
    };

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task A_search_whose_journal_is_damaged_can_be_removed_and_submitted_again(string name, string lines, string reason)
    {
        var search = silo.Grains.GetGrain<ISearchGrain>(name);
        var definition = Searches.Rates(2, 5);
        var submission = new Submission(definition.ToJson(), Data.Hash, 1000, LibraryVersion.Current);
        await new SearchRecord(submission).WriteAsync(silo.Store, search.GetGrainId());
        await new JournalPieces(silo.Store, search.GetGrainId()).AppendAsync([lines]);
        new GrainCheckpoints(silo.Store, name).Put(0, [1, 2, 3]);
        await AssertFailedAsync(search, "A line of the journal in the cluster's storage is damaged: ", reason);
        Assert.Equal(submission, await search.Describe());

        await search.Remove();
        Assert.Empty(silo.Storage.NamesOf(name));
        Assert.Null(await search.Report());
        _ = await silo.Cluster.SubmitAsync(definition, Data, name, Cancellation);
        Assert.Equal("running", (await search.Report())!.Phase);
    }

    [Fact]
    public async Task A_search_whose_definition_is_damaged_can_be_removed()
    {
        var search = silo.Grains.GetGrain<ISearchGrain>("undefined");
        await new SearchRecord(new("{}", Data.Hash, 1000, LibraryVersion.Current)).WriteAsync(silo.Store, search.GetGrainId());
        await AssertFailedAsync(search, "The definition of the search in the cluster's storage is damaged: ", "Remove the search and submit it again.");
        var refused = await Assert.ThrowsAsync<ClusterException>(() => silo.Cluster.AttachAsync("undefined", Cancellation));
        Assert.Contains("Remove the search and submit it again.", refused.Message, StringComparison.Ordinal);
        await silo.Cluster.RemoveAsync("undefined", Cancellation);
        Assert.Empty(silo.Storage.NamesOf("undefined"));
    }

    [Theory]
    [InlineData("unreadable", "{")]
    [InlineData("nothing", "null")]
    [InlineData("nameless", "{\"Definition\":\"{}\",\"DataBytes\":1}")]
    public async Task A_search_whose_record_is_damaged_says_so(string name, string record)
    {
        var search = silo.Grains.GetGrain<ISearchGrain>(name);
        await silo.Store.WriteOnceAsync(search.GetGrainId(), "search", System.Text.Encoding.UTF8.GetBytes(record));
        await AssertFailedAsync(search, "The record of 'search/", "is damaged: what the search was is not known any more. Choose another name.");
        var refused = await Assert.ThrowsAsync<ClusterException>(() => silo.Cluster.AttachAsync(name, Cancellation));
        Assert.Contains("Choose another name.", refused.Message, StringComparison.Ordinal);
        var status = await silo.Cluster.GetStatusAsync(name, Cancellation);
        Assert.Equal((ClusterSearchPhase.Failed, refused.Message), (status.Phase, status.Reason));
        await silo.Cluster.RemoveAsync(name, Cancellation);
        var removed = await Assert.ThrowsAsync<ClusterException>(() => silo.Cluster.RemoveAsync(name, Cancellation));
        Assert.StartsWith($"The cluster has no search '{name}'. It has ", removed.Message, StringComparison.Ordinal);
        Assert.Empty(silo.Storage.NamesOf(name));
    }

    /// <summary>And pieces behind one that is missing go with it.</summary>
    [Fact]
    public async Task A_search_that_finds_the_journal_of_another_says_so()
    {
        var search = silo.Grains.GetGrain<ISearchGrain>("left");
        await new JournalPieces(silo.Store, search.GetGrainId()).AppendAsync(["{\"job\":0,"]);
        await silo.Store.WriteOnceAsync(search.GetGrainId(), "journal-000002", "{}"u8.ToArray());
        var refused = await Assert.ThrowsAsync<ClusterException>(() => silo.Cluster.SubmitAsync(Searches.Rates(2, 5), Data, "left", Cancellation));
        Assert.StartsWith("A line of the journal in the cluster's storage is damaged: ", refused.Message, StringComparison.Ordinal);
        await AssertFailedAsync(search, "A line of the journal in the cluster's storage is damaged: ", "Its checksum is not right.");
        await silo.Cluster.RemoveAsync("left", Cancellation);
        Assert.Empty(silo.Storage.NamesOf("left"));
        _ = await silo.Cluster.SubmitAsync(Searches.Rates(2, 5), Data, "left", Cancellation);
        Assert.Equal("running", (await search.Report())!.Phase);
    }

    [Fact]
    public void A_list_with_lines_that_name_nothing_has_the_others()
    {
        var list = SearchListGrain.Read("+\n\n+one\n-two\n-"u8.ToArray());
        Assert.Equal([new("one", true), new("two", false)], list);
    }

    private async Task AssertFailedAsync(ISearchGrain search, string beginning, string reason)
    {
        var report = (await search.Report())!;
        Assert.Equal("failed", report.Phase);
        Assert.StartsWith(beginning, report.Reason, StringComparison.Ordinal);
        Assert.Contains(reason, report.Reason, StringComparison.Ordinal);
        var submission = new Submission(Searches.Rates(2, 5).ToJson(), Data.Hash, 1000, LibraryVersion.Current);
        Assert.Equal(report.Reason, await search.Submit(submission));
        var reply = await search.Take(new(silo.Worker, 1, TimeSpan.Zero));
        Assert.Equal((TakeOutcome.Over, report.Reason), (reply.Outcome, reply.Reason));
        Assert.Equal(Reception.Refused, await search.Complete(0, Result.ToJson(), Facts));
    }
}
