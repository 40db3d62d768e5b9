using Compiled.Clusters.Tests.Harness;
using Orleans;
using Orleans.Runtime;

namespace Compiled.Clusters.Tests.Silo;

/// <summary>What grains do while the storage is away, or somebody else writes, and what the next activation finds.</summary>
public sealed class BrokenStorageTests(LocalSilo silo) : IClassFixture<LocalSilo>, IDisposable
{
    private static readonly SearchData Data = Searches.Data();
    private static readonly JobFacts Facts = new("worker", "AVX2", 1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ISearchListGrain List => silo.Grains.GetGrain<ISearchListGrain>(0);

    [Fact]
    public async Task A_lease_that_is_not_kept_is_not_given()
    {
        var trial = silo.Grains.GetGrain<ITrialGrain>("unkept/0");
        silo.Storage.Failing = "write trial";
        _ = await Assert.ThrowsAsync<OrleansException>(() => trial.Acquire(0, silo.Worker));
        silo.Storage.Failing = null;
        Assert.False(await trial.IsHeld(0));
        Assert.Equal(1, (await trial.Acquire(0, silo.Worker))!.Token);
        Assert.True(await trial.IsHeld(0));
    }

    [Fact]
    public async Task A_lease_that_cannot_be_taken_back_runs_out()
    {
        var search = await SubmitAsync("untaken", 2);
        var trial = silo.Grains.GetGrain<ITrialGrain>(TrialGrain.KeyOf("untaken", (await TakeAsync(search)).Trial));
        var grant = await trial.Acquire(0, silo.Worker);
        silo.Storage.Failing = "write trial";
        Assert.Equal(Reception.Kept, await trial.Complete(0, grant!.Token, Result(0), Facts));
        Assert.True(silo.Log.Has("Trial untaken/0: its lease could not be taken back in the storage, and will run out."));
        silo.Storage.Failing = null;
        // The next activation has read the lease, and gives its holder the whole time again.
        Assert.True(await trial.IsHeld(0));
        silo.Time.Advance(silo.Clock.Lease);
        Assert.False(await trial.IsHeld(0));
    }

    [Fact]
    public async Task A_lease_that_is_not_renewed_runs_out_and_its_result_counts_until_somebody_else_has_it()
    {
        var search = await SubmitAsync("late", 1);
        var trial = silo.Grains.GetGrain<ITrialGrain>(TrialGrain.KeyOf("late", (await TakeAsync(search)).Trial));
        var first = await trial.Acquire(0, silo.Worker);
        silo.Time.Advance(silo.Clock.Lease * 0.75);
        Assert.True(await trial.Renew(0, first!.Token));
        silo.Time.Advance(silo.Clock.Lease * 0.75);
        Assert.True(await trial.IsHeld(0));
        silo.Time.Advance(silo.Clock.Lease * 0.25);
        Assert.Equal((false, false), (await trial.IsHeld(0), await trial.Renew(0, first.Token)));
        var second = await trial.Acquire(0, silo.Worker);
        Assert.Equal(Reception.Refused, await trial.Complete(0, first.Token, Result(0), Facts));
        silo.Time.Advance(silo.Clock.Lease);
        Assert.Equal(Reception.Kept, await trial.Complete(0, second!.Token, Result(0), Facts));
    }

    [Fact]
    public async Task A_result_that_is_not_in_the_journal_is_handed_in_again()
    {
        var search = await SubmitAsync("unwritten", 2);
        var trial = silo.Grains.GetGrain<ITrialGrain>(TrialGrain.KeyOf("unwritten", (await TakeAsync(search)).Trial));
        var grant = await trial.Acquire(0, silo.Worker);
        silo.Storage.Failing = "write journal-000000";
        _ = await Assert.ThrowsAnyAsync<IOException>(() => trial.Complete(0, grant!.Token, Result(0), Facts));
        Assert.Equal(0, (await search.Report())!.Jobs);
        silo.Storage.Failing = null;
        Assert.Equal(Reception.Kept, await trial.Complete(0, grant!.Token, Result(0), Facts));
        _ = Assert.Single(await search.Lines(0));
    }

    [Fact]
    public async Task The_next_activation_goes_on_from_the_journal_and_leaves_held_jobs_to_their_workers()
    {
        var search = await SubmitAsync("moved", 4, lag: 3);
        var (first, second, third) = (await TakeAsync(search), await TakeAsync(search), await TakeAsync(search));
        _ = await silo.Grains.GetGrain<ITrialGrain>(TrialGrain.KeyOf("moved", second.Trial)).Acquire(second.Index, silo.Worker);
        Assert.Equal(Reception.Kept, await search.Complete(first.Index, Result(first.Index), Facts));
        await LocalSilo.EndAsync(search);
        var report = (await search.Report())!;
        Assert.Equal(("running", 1, 1), (report.Phase, report.Jobs, report.Running));
        // The third was handed out, and nobody has it; the fourth was decided by the first result.
        Assert.Equal([third.Index, 3], [(await TakeAsync(search)).Index, (await TakeAsync(search)).Index]);
        Assert.Empty((await search.Take(new(silo.Worker, 1, TimeSpan.Zero))).Jobs);
        Assert.Equal(Reception.Kept, await search.Complete(second.Index, Result(second.Index), Facts));
    }

    [Fact]
    public async Task An_activation_that_was_replaced_ends()
    {
        var search = await SubmitAsync("replaced", 2);
        await new JournalPieces(silo.Store, search.GetGrainId()).AppendAsync([JournalLines.Write(JobResult.FromJson(Result(1)))]);
        _ = await Assert.ThrowsAnyAsync<Exception>(() => search.Complete(0, Result(0), Facts));
        Assert.True(silo.Log.Has("Search replaced: another activation of it writes the journal; this one ends."));
        Assert.Equal(1, (await search.Report())!.Jobs);
        Assert.Equal(Reception.Kept, await search.Complete(0, Result(0), Facts));
        Assert.Equal("finished", (await search.Report())!.Phase);
    }

    [Fact]
    public async Task A_search_that_another_version_began_is_refused_and_can_be_removed()
    {
        var search = silo.Grains.GetGrain<ISearchGrain>("old");
        var submission = new Submission(Searches.Rates(1, 5).ToJson(), Data.Hash, 1000, "0.0.1");
        await new SearchRecord(submission).WriteAsync(silo.Store, search.GetGrainId());
        const string Reason = "The search was begun by version 0.0.1 of Compiled, but this worker has version ";
        var report = (await search.Report())!;
        Assert.Equal(("refused", 0, 0, null), (report.Phase, report.Trials, report.Waiting, report.BestTrial));
        Assert.StartsWith(Reason, report.Reason, StringComparison.Ordinal);
        foreach (var version in new[] { LibraryVersion.Current, "0.0.1" })
        {
            var refusal = await search.Take(new(silo.Worker with { Version = version }, 1, TimeSpan.Zero));
            Assert.Equal(TakeOutcome.Refused, refusal.Outcome);
            Assert.StartsWith(Reason, refusal.Reason, StringComparison.Ordinal);
        }

        Assert.StartsWith(Reason, await search.Submit(submission with { Version = LibraryVersion.Current }), StringComparison.Ordinal);
        Assert.Equal(Reception.Refused, await search.Complete(0, Result(0), Facts));
        // Of a job that was under way: this version would make another of it, which the storage would refuse.
        new GrainCheckpoints(silo.Store, "old").Put(5, [1, 2, 3]);
        await search.Remove();
        Assert.Null(await search.Describe());
        Assert.Empty(silo.Storage.NamesOf("old"));
    }

    /// <summary>The search asks the trial who has the job while the trial waits for the search: they would wait for each other until a time runs out.</summary>
    [Fact]
    public async Task A_result_may_be_what_activates_a_search()
    {
        var search = await SubmitAsync("asleep", 1);
        var job = await TakeAsync(search);
        var trial = silo.Grains.GetGrain<ITrialGrain>(TrialGrain.KeyOf("asleep", job.Trial));
        var grant = await trial.Acquire(job.Index, silo.Worker);
        await LocalSilo.EndAsync(search);
        Assert.Equal(Reception.Kept, await trial.Complete(job.Index, grant!.Token, Result(job.Index), Facts).WaitAsync(TimeSpan.FromSeconds(20), Cancellation));
        Assert.Equal("finished", (await search.Report())!.Phase);
    }

    [Fact]
    public async Task A_removal_that_breaks_off_can_be_repeated()
    {
        var search = await SubmitAsync("removed", 1);
        Assert.Equal(Reception.Kept, await search.Complete((await TakeAsync(search)).Index, Result(0), Facts));
        silo.Storage.Failing = "clear journal-000000";
        _ = await Assert.ThrowsAnyAsync<Exception>(() => search.Remove());
        silo.Storage.Failing = null;
        Assert.Equal(ClusterSearchPhase.Finished, (await silo.Cluster.GetStatusAsync("removed", Cancellation)).Phase);
        await silo.Cluster.RemoveAsync("removed", Cancellation);
        Assert.Empty(silo.Storage.NamesOf("removed"));
    }

    [Fact]
    public async Task The_list_of_searches_is_told_later_what_it_could_not_keep()
    {
        silo.Storage.Failing = "write searches";
        _ = await Assert.ThrowsAnyAsync<IOException>(() => SubmitAsync("listed", 1));
        silo.Storage.Failing = null;
        var search = await SubmitAsync("listed", 1);
        silo.Storage.Failing = "write searches";
        Assert.Equal(Reception.Kept, await search.Complete((await TakeAsync(search)).Index, Result(0), Facts));
        await Until.SoAsync(() => silo.Log.Has("Search listed: the list of searches does not know yet that it has ended."), "the list could not be kept");
        silo.Storage.Failing = null;
        // Workers are told that there is nothing, until the list knows too.
        Assert.Contains("listed", await List.Open());
        Assert.Equal(TakeOutcome.Over, (await search.Take(new(silo.Worker, 1, TimeSpan.Zero))).Outcome);
        await search.Stop();
        Assert.DoesNotContain("listed", await List.Open());
        await LocalSilo.EndAsync(List);
        Assert.DoesNotContain("listed", await List.Open());
        Assert.Contains("listed", await List.All());
    }

    [Fact]
    public async Task Checkpoints_that_cannot_be_removed_go_with_the_search()
    {
        var definition = Searches.Rates(9, 9) with { Searcher = Searcher.Parse("halving") };
        _ = await silo.Cluster.SubmitAsync(definition, Data, "halved", Cancellation);
        var (search, checkpoints) = (silo.Grains.GetGrain<ISearchGrain>("halved"), new GrainCheckpoints(silo.Store, "halved"));
        silo.Storage.Failing = "clear piece-000000";
        while ((await search.Take(new(silo.Worker, 1, TimeSpan.Zero))).Jobs is [var offer])
        {
            checkpoints.Put(offer.Index, [1, 2, 3]);
            var job = SearchJob.FromJson(offer.Job, definition.Space);
            var result = new JobResult { Index = job.Index, Objective = job.Index, Epochs = job.ToEpoch, BestEpoch = job.ToEpoch };
            Assert.Equal(Reception.Kept, await search.Complete(job.Index, result.ToJson(), Facts));
        }

        Assert.Equal("finished", (await search.Report())!.Phase);
        await Until.SoAsync(() => silo.Log.Has("Search halved: the checkpoint of job"), "a checkpoint could not be removed");
        silo.Storage.Failing = null;
        Assert.Contains("piece-000000", silo.Storage.NamesOf("halved/"));
        await search.Remove();
        Assert.DoesNotContain("piece-000000", silo.Storage.NamesOf("halved/"));
    }

    [Fact]
    public async Task Who_waits_for_work_in_vain_is_not_woken_later()
    {
        var search = await SubmitAsync("waited", 2, lag: 1);
        _ = await TakeAsync(search);
        var waiting = search.Take(new(silo.Worker, 1, TimeSpan.FromMilliseconds(5)));
        while (!waiting.IsCompleted)
        {
            silo.Time.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Delay(5, Cancellation);
        }

        Assert.Empty((await waiting).Jobs);
        Assert.Equal(Reception.Kept, await search.Complete(0, Result(0), Facts));
        Assert.Equal(1, (await TakeAsync(search)).Index);
        // One that waits is told when nothing will come.
        var last = search.Take(new(silo.Worker, 1, TimeSpan.FromMinutes(5)));
        await search.Stop();
        Assert.Equal(TakeOutcome.Over, (await last.WaitAsync(TimeSpan.FromMinutes(2), Cancellation)).Outcome);
    }

    /// <inheritdoc/>
    public void Dispose() => silo.Storage.Failing = null;

    private static string Result(int index) => new JobResult { Index = index, Objective = 0.5, Epochs = 5, BestEpoch = 5 }.ToJson();

    private async Task<ISearchGrain> SubmitAsync(string name, int trials, int lag = 6)
    {
        _ = await silo.Cluster.SubmitAsync(Searches.Rates(trials, 5, lag), Data, name, Cancellation);
        return silo.Grains.GetGrain<ISearchGrain>(name);
    }

    private async Task<JobOffer> TakeAsync(ISearchGrain search) => Assert.Single((await search.Take(new(silo.Worker, 1, TimeSpan.Zero))).Jobs);
}
