using System.Net;
using Compiled.Clusters.Tests.Harness;
using Compiled.Clusters.Tests.Silo;
using Orleans.Runtime;

namespace Compiled.Clusters.Tests;

/// <summary>What a search says to workers that come late, come twice, fail, or do not fit. The test is the workers.</summary>
[Trait("Speed", "slow")]
public sealed class GrainTests(LocalSilo silo) : IClassFixture<LocalSilo>
{
    private static readonly SearchData Data = Searches.Data();
    private static readonly JobFacts Facts = new("one", "AVX2", 1);

    private WorkerCard One => new("one", silo.Address, LibraryVersion.Current, LibraryVersion.Tier, long.MaxValue);

    /// <summary>On a silo that the cluster does not know: its leases are nothing.</summary>
    private WorkerCard Other => One with { Name = "other", Silo = SiloAddress.New(IPAddress.Loopback, 1, 1) };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_is_that_of_the_last_lease_and_counts_once()
    {
        var search = await SubmitAsync("leased", 3);
        var (job, result) = (await TakeAsync(search), Result(0));
        var trial = silo.Grains.GetGrain<ITrialGrain>(TrialGrain.KeyOf("leased", job.Trial));
        Assert.False(await trial.IsHeld(job.Index));
        var first = await trial.Acquire(job.Index, One);
        Assert.True(await trial.IsHeld(job.Index));
        Assert.Null(await trial.Acquire(job.Index, Other));
        // The same worker asks again when the answer was lost.
        var second = await trial.Acquire(job.Index, One);
        Assert.True(second!.Token > first!.Token);
        Assert.Equal((false, true, false), (await trial.Renew(job.Index, first.Token), await trial.Renew(job.Index, second.Token), await trial.Renew(job.Index + 1, second.Token)));

        Assert.Equal(Reception.Refused, await trial.Complete(job.Index, first.Token, result, Facts));
        Assert.Equal(Reception.Refused, await trial.Complete(job.Index + 1, second.Token, result, Facts));
        Assert.Contains("says that it is of job 1", (await Assert.ThrowsAnyAsync<Exception>(() => search.Complete(0, Result(1), Facts))).Message, StringComparison.Ordinal);
        Assert.Equal(Reception.Kept, await trial.Complete(job.Index, second.Token, result, Facts));
        Assert.False(await trial.IsHeld(job.Index));
        Assert.Equal(Reception.Repeated, await search.Complete(0, result, Facts));
        Assert.Equal((1, 1L), ((await search.Report())!.Jobs, (await search.Report())!.Repeated));

        // A worker of a silo that is gone holds nothing.
        var late = await TakeAsync(search);
        var other = silo.Grains.GetGrain<ITrialGrain>(TrialGrain.KeyOf("leased", late.Trial));
        Assert.NotNull(await other.Acquire(late.Index, Other));
        Assert.False(await other.IsHeld(late.Index));
        Assert.NotNull(await other.Acquire(late.Index, One));

        // Two workers with different bits: the table cannot be trusted, so the search ends.
        Assert.Equal(Reception.Refused, await search.Complete(0, Result(0, objective: 7), Facts));
        var report = (await search.Report())!;
        Assert.Equal("failed", report.Phase);
        Assert.Contains("Job 0 has two different results", report.Reason, StringComparison.Ordinal);
        Assert.Equal(TakeOutcome.Over, (await search.Take(new(One, 1, TimeSpan.Zero))).Outcome);
    }

    [Fact]
    public async Task A_job_that_comes_back_is_handed_out_again_until_it_fails_everywhere()
    {
        var search = await SubmitAsync("failing", 1);
        var job = await TakeAsync(search);
        var trial = silo.Grains.GetGrain<ITrialGrain>(TrialGrain.KeyOf("failing", job.Trial));
        var grant = await trial.Acquire(job.Index, One);
        // Who has no lease, or an old one, gives nothing back.
        await trial.Release(job.Index, grant!.Token - 1, null);
        await trial.Release(job.Index + 1, grant.Token, null);
        Assert.Empty((await search.Take(new(Other, 1, TimeSpan.Zero))).Jobs);
        await trial.Release(job.Index, grant.Token, null);
        await trial.Release(job.Index, grant.Token, null);
        Assert.Equal(job.Index, (await TakeAsync(search)).Index);

        for (var failure = 1; failure <= SearchGrain.MaxErrors; failure++)
        {
            Assert.Equal("running", (await search.Report())!.Phase);
            await search.Return(job.Index, "no memory");
        }

        var report = (await search.Report())!;
        Assert.Equal(("failed", "Job 0 failed on 5 workers, at last with: no memory"), (report.Phase, report.Reason));
        // A job that was never given out.
        await search.Return(99, null);
        await search.Remove();
    }

    [Fact]
    public async Task A_worker_that_does_not_fit_is_told_why()
    {
        var search = await SubmitAsync("particular", 2);
        var foreign = await search.Take(new(One with { Version = "0.0.1" }, 1, TimeSpan.Zero));
        Assert.Equal(TakeOutcome.Refused, foreign.Outcome);
        Assert.Contains("but this worker has version 0.0.1: different versions may train to different bits", foreign.Reason, StringComparison.Ordinal);
        var small = await search.Take(new(One with { DataBytes = 1 }, 1, TimeSpan.Zero));
        Assert.Equal(TakeOutcome.Refused, small.Outcome);
        Assert.Contains("but the worker keeps at most 1: start it with room for more", small.Reason, StringComparison.Ordinal);

        var submission = (await search.Describe())!;
        Assert.Contains("is submitted by version 0.0.1 of Compiled", await search.Submit(submission with { Version = "0.0.1" }), StringComparison.Ordinal);
        await search.Stop();
        Assert.Equal("stopped", (await search.Report())!.Phase);
        Assert.Equal(TakeOutcome.Over, (await search.Take(new(One, 1, TimeSpan.Zero))).Outcome);
        Assert.Null(await search.Submit(submission));
        Assert.Equal("running", (await search.Report())!.Phase);
    }

    /// <summary>A worker that waits is woken by the job that a result decides.</summary>
    [Fact]
    public async Task Who_waits_for_work_gets_it_when_there_is_some()
    {
        var search = await SubmitAsync("waiting", 2, lag: 1);
        _ = await TakeAsync(search);
        var waiting = search.Take(new(Other, 1, TimeSpan.FromMinutes(2)));
        Assert.Equal(Reception.Kept, await search.Complete(0, Result(0), Facts));
        Assert.Equal(1, Assert.Single((await waiting.WaitAsync(Cancellation)).Jobs).Index);
        Assert.Equal(Reception.Kept, await search.Complete(1, Result(1), Facts));
        Assert.Equal("finished", (await search.Report())!.Phase);
    }

    [Fact]
    public async Task A_search_that_is_not_there_has_nothing()
    {
        var search = silo.Grains.GetGrain<ISearchGrain>("nowhere");
        Assert.Null(await search.Report());
        Assert.Null(await search.Describe());
        Assert.Equal(TakeOutcome.Over, (await search.Take(new(One, 1, TimeSpan.Zero))).Outcome);
        Assert.Equal(Reception.Refused, await search.Complete(0, Result(0), Facts));
        await search.Return(0, null);
        await search.Stop();
        await search.Remove();
        await silo.Grains.GetGrain<ISearchListGrain>(0).Close("nowhere");
        Assert.DoesNotContain("nowhere", await silo.Grains.GetGrain<ISearchListGrain>(0).All());
    }

    [Fact]
    public async Task Data_that_are_not_what_was_announced_are_not_kept()
    {
        var data = silo.Grains.GetGrain<IDataGrain>("0123");
        foreach (var length in new[] { 0, Piece.MaxBytes + 1 })
            Assert.Contains($"piece 0 has {length}", (await Assert.ThrowsAnyAsync<Exception>(() => data.Put(0, new byte[length]))).Message, StringComparison.Ordinal);
        await data.Put(0, [1, 2, 3]);
        foreach (var length in new[] { 3, 4 })
            Assert.Contains($"but {length} bytes with the hash 0123 were announced", await data.Commit(length), StringComparison.Ordinal);
        Assert.False(await data.IsThere());
    }

    private static string Result(int index, double objective = 0.5) => new JobResult { Index = index, Objective = objective, Epochs = 5, BestEpoch = 5 }.ToJson();

    private async Task<ISearchGrain> SubmitAsync(string name, int trials, int lag = 6)
    {
        _ = await silo.Cluster.SubmitAsync(Searches.Rates(trials, 5, lag), Data, name, Cancellation);
        return silo.Grains.GetGrain<ISearchGrain>(name);
    }

    private async Task<JobOffer> TakeAsync(ISearchGrain search) => Assert.Single((await search.Take(new(One, 1, TimeSpan.Zero))).Jobs);
}
