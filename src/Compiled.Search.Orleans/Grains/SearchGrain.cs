using System.Globalization;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;
using Orleans.Storage;

namespace Compiled.Clusters;

/// <summary>
/// One search. It decides with <see cref="SearchState"/>, hands out what is decided, and keeps each result in the journal before anything is decided from it. All of it is a function of the
/// definition and the journal: an activation on another silo reads those and goes on. Calls interleave at awaits; the code between two awaits is never interrupted.
/// </summary>
[Reentrant]
internal sealed partial class SearchGrain(
    PieceStore store, ClusterClock clock, SearchMeter meter, WorkerOptions options, ILogger<SearchGrain> log) : Grain, ISearchGrain
{
    /// <summary>How often a job may come back with an error before the search gives up: it would come back forever.</summary>
    internal const int MaxErrors = 5;

    private readonly Dictionary<int, int> _errors = [];
    private readonly Queue<TaskCompletionSource> _waiting = new();
    private readonly HashSet<int> _missing = [];
    private SearchRecord? _record;
    private JournalWriter? _writer;
    private JobQueue? _queue;
    private SearchState? _state;

    /// <summary>What a removal believes of a damaged journal.</summary>
    private const int MostJobs = 1 << 20;

    /// <summary>More jobs than workers have at a time: their checkpoints may be there before their results.</summary>
    private const int MostUnderWay = 1024;

    /// <summary>What of the storage is damaged; null if nothing is. The activation is there all the same, so that the search can be removed.</summary>
    private string? _damage;
    private long _repeated;
    private bool _isWatching;

    private string Name => this.GetPrimaryKeyString();

    private ISearchListGrain List => GrainFactory.GetGrain<ISearchListGrain>(0);

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        try
        {
            _record = await SearchRecord.ReadAsync(store, this.GetGrainId());
            if (_record is not null && _record.Problem(options.Version) is null)
                await BeginAsync();
        }
        catch (ClusterException exception)
        {
            Fail(exception);
        }

        _ = this.RegisterGrainTimer(WatchAsync, new GrainTimerCreationOptions(clock.Lease / 3, clock.Lease / 3) { Interleave = true });
    }

    /// <inheritdoc/>
    public async Task<string?> Submit(Submission submission)
    {
        if (submission.Version != options.Version)
        {
            return $"The search is submitted by version {submission.Version} of Compiled, but the cluster's workers have version {options.Version}: "
                + "different versions may train to different bits. Install the same version.";
        }

        if (_damage is not null)
            return _damage;
        if (_record is null)
        {
            var record = new SearchRecord(submission);
            await record.WriteAsync(store, this.GetGrainId());
            _record = record;
            try
            {
                await BeginAsync();
            }
            catch (ClusterException exception)
            {
                // What another search of this name has left.
                Fail(exception);
                return _damage;
            }
            catch (Exception)
            {
                // The next activation begins with what is in the storage.
                DeactivateOnIdle();
                throw;
            }
        }
        else if (_record.Problem(options.Version) is { } problem)
        {
            return problem;
        }
        else if (_record.Submission.Definition != submission.Definition)
        {
            return $"The cluster has a search '{Name}' with another definition: choose another name, or remove that search.";
        }
        else if (_record.Submission.Data != submission.Data)
        {
            return $"The cluster has a search '{Name}' with other data (a file that has changed?): choose another name, or submit it with the data that it began with.";
        }
        else if (_record.IsStopped)
        {
            _record.IsStopped = false;
            await _record.WriteAsync(store, this.GetGrainId());
        }

        if (!_queue!.IsFinished)
            await List.Add(Name);
        Wake();
        return null;
    }

    /// <inheritdoc/>
    public Task<Submission?> Describe() => _record is null && _damage is not null ? throw new ClusterException(_damage) : Task.FromResult(_record?.Submission);

    /// <inheritdoc/>
    public async Task<TakeReply> Take(TakeRequest request)
    {
        var begun = clock.Now;
        while (true)
        {
            if (Closed(request.Worker) is { } reply)
                return reply;
            var now = clock.Now;
            var jobs = new List<JobOffer>();
            while (jobs.Count < request.Slots && _queue!.Take() is { } job)
                jobs.Add(new(job.Index, job.Trial, job.ToJson()));
            if (jobs.Count > 0)
                meter.DecisionDuration.Record(clock.Since(now).TotalSeconds);
            var left = request.Wait - clock.Since(begun);
            if (jobs.Count > 0 || left <= TimeSpan.Zero)
                return new(TakeOutcome.Open, null, [.. jobs]);
            var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(source);
            _ = await Task.WhenAny(source.Task, Task.Delay(left));
            _ = source.TrySetResult();
        }
    }

    /// <inheritdoc/>
    public async Task<Reception> Complete(int job, string result, JobFacts facts)
    {
        if (_queue is null)
            return Reception.Refused;
        var parsed = JobResult.FromJson(result);
        if (parsed.Index != job)
            throw new ArgumentException($"The result of job {job} says that it is of job {parsed.Index}.", nameof(result));
        if (_queue.Find(job) is null)
        {
            _repeated++;
            return await RepeatAsync(parsed);
        }

        var now = clock.Now;
        try
        {
            await _writer!.AppendAsync(parsed);
        }
        catch (InconsistentStateException exception)
        {
            // Another activation of this search writes: it knows more than this one.
            log.Replaced(exception, Name);
            DeactivateOnIdle();
            throw;
        }

        meter.JournalDuration.Record(clock.Since(now).TotalSeconds);
        return Reception.Kept;
    }

    /// <inheritdoc/>
    public async Task Return(int job, string? error)
    {
        // A job that has a result meanwhile is over, whatever came back from another worker.
        if (_queue?.Find(job) is null)
            return;
        if (error is not null && (_errors[job] = _errors.GetValueOrDefault(job) + 1) >= MaxErrors)
        {
            await FailAsync(string.Create(CultureInfo.InvariantCulture, $"Job {job} failed on {MaxErrors} workers, at last with: {error}"));
            return;
        }

        _queue.Return(job);
        Wake();
    }

    /// <inheritdoc/>
    public Task<SearchReport?> Report() => Task.FromResult(_record is null && _damage is null ? null : ReportOf(_record));

    /// <inheritdoc/>
    public Task<string[]> Lines(int piece) => JournalPieces.LinesAsync(store, this.GetGrainId(), piece);

    /// <inheritdoc/>
    public async Task Stop()
    {
        if (_record is null)
            return;
        _record.IsStopped = true;
        await _record.WriteAsync(store, this.GetGrainId());
        await List.Close(Name);
        Wake();
    }

    /// <inheritdoc/>
    public async Task Remove()
    {
        if (_record is null && _damage is null)
            return;
        try
        {
            await Stop();
            await List.Remove(Name);
            var journal = new JournalPieces(store, this.GetGrainId());
            var jobs = _queue is null ? await JobsOfAsync(journal) : _state!.Decisions;
            var checkpoints = new GrainCheckpoints(store, Name);
            for (var job = 0; job < jobs; job++)
                await checkpoints.RemoveAsync(job);
            await journal.RemoveAsync();
            // The record last: as long as it is there, a removal that broke off can be repeated.
            await SearchRecord.RemoveAsync(store, this.GetGrainId());
            (_record, _queue, _state, _writer, _damage) = (null, null, null, null, null);
        }
        finally
        {
            DeactivateOnIdle();
        }
    }

    /// <summary>The jobs that may have checkpoints where the search is damaged or of another version: those of the journal, as far as it can be read, and those that were under way then.</summary>
    private static async Task<int> JobsOfAsync(JournalPieces journal)
    {
        var last = -1;
        await journal.ReadAsync(line =>
        {
            try
            {
                last = Math.Max(last, JournalLines.Read(line).Index);
            }
            catch (ClusterException)
            {
                // Of no use, but those after it may be.
            }
        });
        return Math.Min(last, MostJobs) + 1 + MostUnderWay;
    }

    private void Fail(ClusterException exception)
    {
        _damage = exception.Message;
        log.SearchFailed(Name, _damage);
    }
}
