using Orleans;
using Orleans.Runtime;

namespace Compiled.Clusters;

/// <summary>How a search begins, is watched over, and ends.</summary>
internal sealed partial class SearchGrain
{
    private bool IsOpen => _record is { IsStopped: false, Failure: null } && _queue is { IsFinished: false };

    /// <summary>Reads the journal, and asks the trials that were under way who has them: a failure of this grain's silo does not end jobs on others.</summary>
    private async Task BeginAsync()
    {
        var state = new SearchState(_record!.ReadDefinition());
        var queue = new JobQueue(state);
        var journal = new JournalPieces(store, this.GetGrainId());
        // What was decided is known even if the journal turns out to be damaged: its checkpoints go with the search.
        _state = state;
        await journal.ReadAsync(line => JournalLines.Play(line, queue));
        _queue = queue;
        _writer = new JournalWriter(journal, Keep);
        await Task.WhenAll(state.InFlight.Select(HoldAsync));

        async Task HoldAsync(SearchJob job)
        {
            if (await GrainFactory.GetGrain<ITrialGrain>(TrialGrain.KeyOf(Name, job.Trial)).IsHeld(job.Index))
                queue.Hold(job.Index);
        }
    }

    /// <summary>A result is in the journal: the search hears of it.</summary>
    private void Keep(JobResult result)
    {
        _queue!.Complete(result);
        _ = _errors.Remove(result.Index);
        if (_state!.TakeObsolete() is { Count: > 0 } obsolete)
            _ = RemoveAsync(obsolete);
        if (_queue.IsFinished)
            _ = CloseAsync();
        Wake();
    }

    /// <summary>The second result of a job must be the first: otherwise two workers have computed different bits.</summary>
    private async Task<Reception> RepeatAsync(JobResult result)
    {
        try
        {
            _state!.Complete(result);
            return Reception.Repeated;
        }
        catch (Exception exception) when (exception is SearchException or ArgumentException)
        {
            await FailAsync(exception.Message);
            return Reception.Refused;
        }
    }

    private async Task FailAsync(string failure)
    {
        log.SearchFailed(Name, failure);
        _record!.Failure = failure;
        await _record.WriteAsync(store, this.GetGrainId());
        await CloseAsync();
        Wake();
    }

    /// <summary>Checkpoints that no job can need. One that stays, because the storage is away, is removed with the search.</summary>
    private async Task RemoveAsync(IReadOnlyList<int> jobs)
    {
        var checkpoints = new GrainCheckpoints(store, Name);
        foreach (var job in jobs)
        {
            try
            {
                await checkpoints.RemoveAsync(job);
            }
            catch (Exception exception)
            {
                log.CheckpointLeft(exception, Name, job);
            }
        }
    }

    private async Task CloseAsync()
    {
        try
        {
            await List.Close(Name);
        }
        catch (Exception exception)
        {
            // Workers go on asking, and are told so each time.
            log.Unlisted(exception, Name);
        }
    }

    /// <summary>Lets those look that wait for work: one for each job that is ready, or all if there will be none.</summary>
    private void Wake()
    {
        var count = IsOpen ? _queue!.Ready : _waiting.Count;
        while (count > 0 && _waiting.TryDequeue(out var waiting))
        {
            if (waiting.TrySetResult())
                count--;
        }
    }

    private TakeReply? Closed(WorkerCard worker)
    {
        if (_record is null || _damage is not null)
            return new(TakeOutcome.Over, _damage, []);
        if (worker.Version != _record.Submission.Version || _queue is null)
            return new(TakeOutcome.Refused, _record.Problem(worker.Version) ?? _record.Problem(options.Version), []);
        if (worker.DataBytes < _record.Submission.DataBytes)
        {
            return new(
                TakeOutcome.Refused, $"The data of the search take {_record.Submission.DataBytes} bytes, but the worker keeps at most {worker.DataBytes}: start it with room for more.", []);
        }

        return IsOpen ? null : new(TakeOutcome.Over, _record.Failure, []);
    }

    /// <summary>Jobs whose worker is gone become ready again.</summary>
    private async Task WatchAsync(CancellationToken cancellation)
    {
        if (_isWatching || _queue is not { } queue)
            return;
        _isWatching = true;
        try
        {
            await Task.WhenAll(queue.Watched.Select(LookAsync));
        }
        finally
        {
            _isWatching = false;
        }

        async Task LookAsync(SearchJob job)
        {
            try
            {
                // A job that was handed out a moment ago may not be leased yet: only who is missing twice is gone.
                if (await GrainFactory.GetGrain<ITrialGrain>(TrialGrain.KeyOf(Name, job.Trial)).IsHeld(job.Index))
                {
                    _ = _missing.Remove(job.Index);
                }
                else if (!_missing.Add(job.Index))
                {
                    _ = _missing.Remove(job.Index);
                    queue.Return(job.Index);
                    log.Returned(Name, job.Index);
                    Wake();
                }
            }
            catch (Exception exception)
            {
                // The trial's silo does not answer: the next look finds it elsewhere.
                log.Unanswered(exception, Name, job.Index);
            }
        }
    }

    private SearchReport ReportOf(SearchRecord? record)
    {
        var (problem, failure) = (record?.Problem(options.Version), _damage ?? record?.Failure);
        var phase = problem is not null ? "refused" : failure is not null ? "failed" : _queue is { IsFinished: true } ? "finished" : record!.IsStopped ? "stopped" : "running";
        var best = _state?.Best;
        return new(
            Name, phase, problem ?? failure, _state?.Trials.Count ?? 0, _state?.FinishedJobs ?? 0, _queue?.HandedOut ?? 0, _queue?.Ready ?? 0,
            best?.Index, best?.Objective ?? double.NaN, _repeated);
    }
}
