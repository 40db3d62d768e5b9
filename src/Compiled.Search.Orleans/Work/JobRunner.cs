using Microsoft.Extensions.Logging;
using Orleans;

namespace Compiled.Clusters;

/// <summary>One job on a worker: leased, trained on one of the threads while the lease is renewed, handed in. Thread-safe.</summary>
internal sealed class JobRunner(IGrainFactory grains, JobThreads threads, SearchMeter meter, ClusterClock clock, WorkerCard card, ILogger log)
{
    /// <summary>Between attempts to hand in a result, while the storage or a silo is away.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.5);

    /// <summary>After this time without an answer a result is given up: the one who has the lease by then computes the same.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Returns when the job is handed in, given back, or lost.</summary>
    public async Task RunAsync(string name, SearchAtWork search, JobOffer offer, CancellationToken stopping)
    {
        var trial = grains.GetGrain<ITrialGrain>(TrialGrain.KeyOf(name, offer.Trial));
        if (await trial.Acquire(offer.Index, card) is not { } grant)
            return;
        var begun = clock.Now;
        meter.Begin();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var renewing = RenewAsync(trial, offer.Index, grant, ending);
        try
        {
            if (await TrainAsync(name, search, offer, ending.Token) is not { } result)
            {
                await GiveBackAsync(trial, offer.Index, grant.Token, null, isWanted: stopping.IsCancellationRequested);
                return;
            }

            var facts = new JobFacts(card.Name, card.Tier, clock.Since(begun).TotalSeconds);
            var reception = await HandInAsync(() => trial.Complete(offer.Index, grant.Token, result, facts));
            if (reception == Reception.Kept)
                meter.Complete(clock.Since(begun));
            else
                meter.Lose();
        }
        catch (TrainingFailedException exception)
        {
            log.JobFailed(exception, offer.Index, name);
            await GiveBackAsync(trial, offer.Index, grant.Token, exception.Message, isWanted: true);
        }
        finally
        {
            await ending.CancelAsync();
            await renewing;
            meter.End();
        }
    }

    /// <summary>The result; null if it was cancelled.</summary>
    private async Task<string?> TrainAsync(string name, SearchAtWork search, JobOffer offer, CancellationToken cancellation)
    {
        try
        {
            var job = SearchJob.FromJson(offer.Job, search.Definition.Space);
            return await threads.Run(() => search.Run(job, cancellation).ToJson());
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception exception)
        {
            throw new TrainingFailedException(exception);
        }
    }

    /// <summary>Renews until the job ends; cancels the job if the lease is lost, or has run out without an answer.</summary>
    private async Task RenewAsync(ITrialGrain trial, int job, LeaseGrant grant, CancellationTokenSource ending)
    {
        var renewed = clock.Now;
        while (!ending.IsCancellationRequested)
        {
            try
            {
                await clock.Delay(grant.Duration / 3, ending.Token);
                var asked = clock.Now;
                if (!await trial.Renew(job, grant.Token).WaitAsync(ending.Token))
                {
                    log.LeaseLost(job);
                    await ending.CancelAsync();
                    return;
                }

                renewed = asked;
            }
            catch (OperationCanceledException) when (ending.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // The trial may be on a silo that has just failed. The job goes on: its result is as good as that of the one who takes it over.
                log.Unrenewed(exception, job, clock.Since(renewed).TotalSeconds);
            }
        }
    }

    private async Task GiveBackAsync(ITrialGrain trial, int job, long token, string? error, bool isWanted)
    {
        if (!isWanted)
        {
            meter.Lose();
            return;
        }

        meter.Failed.Add(1);
        try
        {
            await trial.Release(job, token, error);
        }
        catch (Exception exception)
        {
            // Then the lease runs out.
            log.NotGivenBack(exception, job);
        }
    }

    private async Task<Reception> HandInAsync(Func<Task<Reception>> handIn)
    {
        var begun = clock.Now;
        while (true)
        {
            try
            {
                return await handIn();
            }
            catch (Exception exception) when (clock.Since(begun) < Patience)
            {
                log.Waiting(exception);
                await clock.Delay(Pause, CancellationToken.None);
            }
        }
    }

    /// <summary>Training failed for a reason that is not part of the search: memory, storage.</summary>
    private sealed class TrainingFailedException(Exception cause) : Exception(cause.Message, cause);
}
