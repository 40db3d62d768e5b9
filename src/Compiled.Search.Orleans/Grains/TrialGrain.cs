using System.Globalization;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Placement;
using Orleans.Runtime;

namespace Compiled.Clusters;

/// <summary>
/// The lease of one trial's job. The token is kept in storage and only grows, so that holders of older leases are refused, however late they come; the time is measured by this activation alone,
/// so that no two clocks have to agree. After its silo has failed, the next activation gives the holder the whole time again, unless the holder was on a silo that is dead.
/// </summary>
[PreferLocalPlacement]
internal sealed class TrialGrain(
    [PersistentState("trial", PieceStore.StorageName)] IPersistentState<TrialLease> lease,
    IClusterMembershipService membership, ClusterClock clock, ILogger<TrialGrain> log) : Grain, ITrialGrain
{
    private long _renewed = clock.Now;

    private string Search => this.GetPrimaryKeyString()[..this.GetPrimaryKeyString().LastIndexOf('/')];

    /// <inheritdoc/>
    public async Task<LeaseGrant?> Acquire(int job, WorkerCard worker)
    {
        if (Holds(job) && !lease.State.Holder!.Equals(worker.Silo))
            return null;
        lease.State = new TrialLease { Job = job, Token = lease.State.Token + 1, Holder = worker.Silo };
        try
        {
            await lease.WriteStateAsync();
        }
        catch (Exception)
        {
            // What is in the storage decides, not what this activation wished for.
            DeactivateOnIdle();
            throw;
        }

        _renewed = clock.Now;
        return new(lease.State.Token, clock.Lease);
    }

    /// <inheritdoc/>
    public Task<bool> Renew(int job, long token)
    {
        var holds = Holds(job) && lease.State.Token == token;
        if (holds)
            _renewed = clock.Now;
        else
            log.NotValid(this.GetPrimaryKeyString(), job, token);
        return Task.FromResult(holds);
    }

    /// <inheritdoc/>
    public async Task Release(int job, long token, string? error)
    {
        if (lease.State.Job != job || lease.State.Token != token || lease.State.Holder is null)
            return;
        await EndAsync();
        await GrainFactory.GetGrain<ISearchGrain>(Search).Return(job, error);
    }

    /// <inheritdoc/>
    public Task<bool> IsHeld(int job) => Task.FromResult(Holds(job));

    /// <inheritdoc/>
    public async Task<Reception> Complete(int job, long token, string result, JobFacts facts)
    {
        // A lease that has run out is as good as held until somebody else takes the job.
        if (lease.State.Job != job || lease.State.Token != token)
        {
            log.NotValid(this.GetPrimaryKeyString(), job, token);
            return Reception.Refused;
        }

        var reception = await GrainFactory.GetGrain<ISearchGrain>(Search).Complete(job, result, facts);
        await EndAsync();
        return reception;
    }

    private bool Holds(int job) =>
        lease.State is { Holder: { } holder } held && held.Job == job && clock.Since(_renewed) < clock.Lease
        && membership.CurrentSnapshot.GetSiloStatus(holder) is not SiloStatus.Dead;

    /// <summary>Nobody holds it any more; the token stays, as the fence.</summary>
    private async Task EndAsync()
    {
        lease.State = new TrialLease { Job = lease.State.Job, Token = lease.State.Token };
        try
        {
            await lease.WriteStateAsync();
        }
        catch (Exception exception)
        {
            // A lease that is not taken back runs out.
            log.NotTakenBack(exception, this.GetPrimaryKeyString());
            DeactivateOnIdle();
        }
    }

    /// <summary>The key of a trial.</summary>
    public static string KeyOf(string search, int trial) => string.Create(CultureInfo.InvariantCulture, $"{search}/{trial}");
}

/// <summary>What is kept of a lease.</summary>
[GenerateSerializer]
internal sealed class TrialLease
{
    /// <summary>The job.</summary>
    [Id(0)]
    public int Job { get; init; } = -1;

    /// <summary>The last token.</summary>
    [Id(1)]
    public long Token { get; init; }

    /// <summary>Who has it.</summary>
    [Id(2)]
    public SiloAddress? Holder { get; init; }
}
