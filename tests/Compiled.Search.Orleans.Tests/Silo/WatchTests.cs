using Compiled.Clusters.Tests.Harness;

namespace Compiled.Clusters.Tests.Silo;

/// <summary>A search looks who still has its jobs, and hands out again what nobody has.</summary>
public sealed class WatchTests(WatchingSilo silo) : IClassFixture<WatchingSilo>, IDisposable
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_that_nobody_leases_is_handed_out_again()
    {
        var search = await SubmitAsync("abandoned");
        Assert.Equal(0, (await TakeAsync(search)).Index);
        Assert.Equal(0, (await TakeAsync(search)).Index);
        Assert.True(silo.Log.Has("Search abandoned: the worker of job 0 is gone; the job is handed out again."));
    }

    [Fact]
    public async Task A_job_is_handed_out_again_when_its_lease_has_run_out_and_its_trial_answers()
    {
        var search = await SubmitAsync("silent");
        var trial = silo.Grains.GetGrain<ITrialGrain>(TrialGrain.KeyOf("silent", 0));
        // Leased before it is taken: however slow this is, the search never finds it without a worker.
        Assert.NotNull(await trial.Acquire(0, silo.Worker));
        var job = await TakeAsync(search);
        Assert.Equal((0, 0), (job.Index, job.Trial));
        silo.Storage.Failing = "read trial";
        await LocalSilo.EndAsync(trial);
        await Until.SoAsync(() => silo.Log.Has("Search silent: the trial of job 0 does not answer."), "the trial is asked");
        silo.Storage.Failing = null;
        Assert.True(await trial.IsHeld(job.Index));
        silo.Time.Advance(silo.Clock.Lease);
        Assert.Equal(job.Index, (await TakeAsync(search)).Index);
    }

    /// <inheritdoc/>
    public void Dispose() => silo.Storage.Failing = null;

    private async Task<ISearchGrain> SubmitAsync(string name)
    {
        _ = await silo.Cluster.SubmitAsync(Searches.Rates(1, 5), Searches.Data(), name, Cancellation);
        return silo.Grains.GetGrain<ISearchGrain>(name);
    }

    private async Task<JobOffer> TakeAsync(ISearchGrain search)
    {
        var taking = search.Take(new(silo.Worker, 1, TimeSpan.FromMinutes(3)));
        return Assert.Single((await taking.WaitAsync(TimeSpan.FromMinutes(2), Cancellation)).Jobs);
    }
}
