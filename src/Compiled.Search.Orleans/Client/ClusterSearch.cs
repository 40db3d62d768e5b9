using System.Runtime.CompilerServices;
using Compiled.Clusters;
using Orleans;

namespace Compiled;

/// <summary>A search on a cluster. Safe on any number of threads.</summary>
public sealed class ClusterSearch
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly ISearchGrain _grain;
    private readonly TimeProvider _time;

    internal ClusterSearch(IGrainFactory grains, string name, SearchDefinition definition, TimeProvider? time = null) =>
        (_grain, Name, Definition, _time) = (grains.GetGrain<ISearchGrain>(name), name, definition, time ?? TimeProvider.System);

    /// <summary>Its name, by which any client finds it.</summary>
    public string Name { get; }

    /// <summary>What is searched.</summary>
    public SearchDefinition Definition { get; }

    /// <summary>How far it is.</summary>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ClusterException">It was removed.</exception>
    public async Task<ClusterSearchStatus> GetStatusAsync(CancellationToken cancellation = default)
    {
        var report = await _grain.Report().WaitAsync(cancellation) ?? throw Gone();
        return StatusOf(report);
    }

    internal static ClusterSearchStatus StatusOf(SearchReport report) => new(
        report.Name, Enum.Parse<ClusterSearchPhase>(report.Phase, ignoreCase: true), report.Reason,
        report.Trials, report.Jobs, report.Running, report.Waiting, report.BestTrial, report.BestObjective, report.Repeated);

    /// <summary>
    /// How far it is, each time that changes, until it is over. While the cluster does not answer, as after a failure, it is asked again.
    /// </summary>
    /// <param name="cancellation">Stops watching; the search goes on.</param>
    /// <exception cref="ClusterException">It was removed, or the cluster has not answered for five minutes.</exception>
    public async IAsyncEnumerable<ClusterSearchStatus> WatchAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        ClusterSearchStatus? last = null;
        while (true)
        {
            var status = await PatientlyAsync(() => GetStatusAsync(cancellation), cancellation);
            if (status != last)
                yield return status;
            if (status.IsOver)
                yield break;
            last = status;
            await Task.Delay(Pause, _time, cancellation);
        }
    }

    /// <summary>
    /// The journal so far, played back in this process: the table, the best trial and what is left to do, bit for bit as on the cluster, and as on one machine.
    /// </summary>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ClusterException">It was removed.</exception>
    public async Task<SearchState> ReadAsync(CancellationToken cancellation = default)
    {
        var state = new SearchState(Definition);
        var queue = new JobQueue(state);
        await foreach (var line in LinesAsync(cancellation))
            JournalLines.Play(line, queue);
        return state;
    }

    /// <summary>
    /// Writes the journal so far as the file that a search on one machine keeps: <see cref="SearchOptions.Journal"/> goes on from it, and if the search is over, gives its result without
    /// another trial.
    /// </summary>
    /// <param name="path">The file; results that it has already are kept.</param>
    /// <param name="data">The data of the search.</param>
    /// <param name="cancellation">Gives up; what is written stays.</param>
    /// <exception cref="ClusterException">It was removed.</exception>
    /// <exception cref="SearchException">The file is not a journal, or is of another search, other data or another version of the library: it is unchanged.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public async Task SaveJournalAsync(string path, SearchData data, CancellationToken cancellation = default)
    {
        using var journal = SearchJournal.Open(path, Definition, data);
        var queue = new JobQueue(new SearchState(Definition));
        await foreach (var line in LinesAsync(cancellation))
        {
            var result = JournalLines.Read(line);
            // Times and workers are the cluster's affair, and part of no result.
            if (queue.Find(result.Index) is { } job && !journal.Results.ContainsKey(result.Index))
                journal.Append(job, result, TimeSpan.Zero, Name);
            queue.Complete(result);
        }
    }

    /// <summary>The lines of the journal as it is kept, piece by piece.</summary>
    internal async IAsyncEnumerable<string> LinesAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        for (var piece = 0; ; piece++)
        {
            var index = piece;
            var lines = await PatientlyAsync(() => _grain.Lines(index).WaitAsync(cancellation), cancellation);
            if (lines.Length == 0)
                yield break;
            foreach (var line in lines)
                yield return line;
        }
    }

    /// <summary>Waits until it is over, and reads its table.</summary>
    /// <param name="cancellation">Stops waiting; the search goes on.</param>
    /// <exception cref="ClusterException">It failed, was stopped or removed, or the cluster's workers have another version.</exception>
    public async Task<SearchTable> WaitAsync(CancellationToken cancellation = default)
    {
        await foreach (var status in WatchAsync(cancellation))
        {
            if (status.IsOver && status.Phase != ClusterSearchPhase.Finished)
                throw new ClusterException(status.Reason ?? $"The search '{Name}' was stopped after {status.Jobs} jobs. Submit it again to go on.");
        }

        return (await ReadAsync(cancellation)).Table;
    }

    /// <summary>Hands out no more work; jobs that run are finished and kept. A submission of the same search goes on.</summary>
    /// <param name="cancellation">Gives up waiting for the answer.</param>
    public Task StopAsync(CancellationToken cancellation = default) => _grain.Stop().WaitAsync(cancellation);

    /// <summary>Stops it, and removes its journal and checkpoints from the cluster. Its data stay, as other searches may use them.</summary>
    /// <param name="cancellation">Gives up waiting for the answer.</param>
    public Task RemoveAsync(CancellationToken cancellation = default) => _grain.Remove().WaitAsync(cancellation);

    /// <summary>Asks again while the cluster recovers from a failure.</summary>
    private async Task<T> PatientlyAsync<T>(Func<Task<T>> ask, CancellationToken cancellation)
    {
        var begun = _time.GetTimestamp();
        while (true)
        {
            try
            {
                return await ask();
            }
            // The cluster cancels calls of its own, such as to a grain that moves away from a silo that was killed.
            catch (Exception exception) when (exception is not ClusterException && !cancellation.IsCancellationRequested)
            {
                if (_time.GetElapsedTime(begun) > Patience)
                    throw new ClusterException($"The cluster has not answered for {Patience.TotalMinutes:0} minutes. The search '{Name}' is kept: attach to it when workers run again.", exception);
            }

            await Task.Delay(Pause, _time, cancellation);
        }
    }

    private ClusterException Gone() => new($"The cluster has no search '{Name}' any more: it was removed.");
}
