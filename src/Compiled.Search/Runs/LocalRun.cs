using System.Diagnostics;
using System.Globalization;

namespace Compiled.Searching;

/// <summary>A search on the threads of this process.</summary>
internal sealed class LocalRun
{
    private readonly SearchState _state;
    private readonly TrialRunner _runner;
    private readonly SearchOptions _options;
    private readonly SearchJournal? _journal;
    private readonly ICheckpointStore _checkpoints;
    private readonly CancellationTokenSource _stop;
    private readonly object _lock = new();
    private readonly long _began = Stopwatch.GetTimestamp();

    /// <summary>Decided and not begun: all that can be decided is, so that topologies are compiled together.</summary>
    private readonly Queue<SearchJob> _ready = new();
    private int _running;
    private TimeSpan _busy;
    private TimeSpan _waiting;
    private Exception? _failure;

    public LocalRun(TrialRunner runner, SearchOptions options, SearchJournal? journal, ICheckpointStore checkpoints)
    {
        (_runner, _options, _journal, _checkpoints) = (runner, options, journal, checkpoints);
        _state = new(runner.Definition);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(options.CancellationToken);
    }

    public SearchState State => _state;

    public int Replayed { get; private set; }

    public SearchUtilisation Utilisation => new(Stopwatch.GetElapsedTime(_began), _options.Threads, _busy, _waiting);

    /// <summary>Whether it ended before all was done.</summary>
    public bool IsCancelled => !_state.IsFinished;

    /// <summary>The best outcome of this process, so that the winner need not be trained again.</summary>
    public (Trial Trial, JobOutcome Outcome)? Best { get; private set; }

    /// <summary>Runs to the end, or until it is cancelled.</summary>
    public void Run()
    {
        lock (_lock)
            Decide();
        var threads = Enumerable.Range(1, _options.Threads - 1).Select(number => new Thread(() => Work(number)) { IsBackground = true, Name = Name(number) }).ToArray();
        foreach (var thread in threads)
            thread.Start();
        Work(0);
        foreach (var thread in threads)
            thread.Join();
        _stop.Dispose();
        if (_failure is not null)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(_failure);
    }

    private static string Name(int thread) => string.Create(CultureInfo.InvariantCulture, $"thread {thread + 1}");

    private void Work(int thread)
    {
        try
        {
            while (Take() is { } job)
                Carry(job, thread);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The journal has what was finished.
        }
        catch (Exception exception)
        {
            lock (_lock)
                _failure ??= exception;
        }
        finally
        {
            lock (_lock)
            {
                // Others must not wait for what this thread will not do.
                if (!_state.IsFinished)
                    _stop.Cancel();
                Monitor.PulseAll(_lock);
            }
        }
    }

    /// <summary>The next job; null at the end.</summary>
    private SearchJob? Take()
    {
        lock (_lock)
        {
            while (true)
            {
                if (_stop.IsCancellationRequested || _state.IsFinished)
                    return null;
                if (_ready.TryDequeue(out var job))
                {
                    _running++;
                    Report(job, null);
                    return job;
                }

                var from = Stopwatch.GetTimestamp();
                // A cancellation of the caller wakes nobody.
                Monitor.Wait(_lock, TimeSpan.FromMilliseconds(50));
                _waiting += Stopwatch.GetElapsedTime(from);
            }
        }
    }

    private void Carry(SearchJob job, int thread)
    {
        var from = Stopwatch.GetTimestamp();
        try
        {
            PrepareTogether(job);
            RestoreParent(job);
            var outcome = _runner.Run(job, _checkpoints, _stop.Token);
            var elapsed = Stopwatch.GetElapsedTime(from);
            lock (_lock)
            {
                _journal?.Append(job, outcome.Result, elapsed, Name(thread));
                Finish(job, outcome.Result);
                Keep(job, outcome);
                Report(job, outcome.Result);
                Decide();
                Monitor.PulseAll(_lock);
            }
        }
        finally
        {
            lock (_lock)
            {
                _running--;
                _busy += Stopwatch.GetElapsedTime(from);
            }
        }
    }

    /// <summary>Decides all that can be decided, and takes results that the journal has.</summary>
    private void Decide()
    {
        while (_state.TryNext(out var job))
        {
            if (_journal?.Results.TryGetValue(job.Index, out var result) != true)
            {
                _ready.Enqueue(job);
                continue;
            }

            Replayed++;
            Finish(job, result!);
            Report(job, result, isReplayed: true);
        }
    }

    private void Finish(SearchJob job, JobResult result)
    {
        _state.Complete(result);
        foreach (var obsolete in _state.TakeObsolete())
            _checkpoints.Remove(obsolete);
    }

    /// <summary>Remembers the best trial's networks.</summary>
    private void Keep(SearchJob job, JobOutcome outcome)
    {
        if (_state.Trials[job.Trial] is var trial && trial.IsBetterThan(Best?.Trial))
            Best = (trial, outcome);
    }

    /// <summary>Compiles this topology and those of the jobs that wait.</summary>
    private void PrepareTogether(SearchJob job)
    {
        SearchJob[] jobs;
        lock (_lock)
            jobs = [job, .. _ready];
        _runner.Prepare(jobs, _stop.Token);
    }

    /// <summary>After a kill, a checkpoint may be missing that was not yet written or that another process removed: its jobs run again, with the same bits.</summary>
    private void RestoreParent(SearchJob job)
    {
        if (job.Parent is not { } parent || _checkpoints.Get(parent) is not null)
            return;
        IReadOnlyList<SearchJob> lineage;
        lock (_lock)
            lineage = _state.LineageOf(parent);
        // Apart from the others: their checkpoints may be in use.
        var restored = new MemoryCheckpoints();
        foreach (var ancestor in lineage)
            _runner.Run(ancestor, restored, _stop.Token);
        if (restored.Get(parent) is { } checkpoint)
            _checkpoints.Put(parent, checkpoint);
    }

    private void Report(SearchJob job, JobResult? result, bool isReplayed = false) => _options.Progress?.Report(
        new(job, result, _state.FinishedJobs, _state.Trials, _state.Best, _running, Stopwatch.GetElapsedTime(_began)) { IsReplayed = isReplayed });
}
