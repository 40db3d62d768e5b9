using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;

namespace Compiled.Clusters;

/// <summary>
/// The work of a silo: it asks searches for as many jobs as it has free threads, never more, so that what cannot be trained now waits where it is decided. It begins when the silo is a
/// member, and drains before the silo leaves.
/// </summary>
internal sealed class WorkerService : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly IGrainFactory _grains;
    private readonly PieceStore _store;
    private readonly SearchMeter _meter;
    private readonly WorkerOptions _options;
    private readonly ILogger<WorkerService> _log;
    private readonly DataCache<TrialRunner> _runners;
    private readonly SharedData _data;
    private readonly JobThreads _threads;
    private readonly SemaphoreSlim _free;
    private readonly CancellationTokenSource _draining = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Dictionary<string, SearchAtWork> _searches = new(StringComparer.Ordinal);
    private readonly HashSet<string> _refused = new(StringComparer.Ordinal);
    private readonly JobRunner _runner;
    private readonly WorkerCard _card;
    private Task _loop = Task.CompletedTask;
    private int _turn;

    /// <summary>Starts the threads, which wait.</summary>
    public WorkerService(
        IGrainFactory grains, PieceStore store, SearchMeter meter, ClusterClock clock, WorkerOptions options, ILocalSiloDetails self, ILogger<WorkerService> log)
    {
        (_grains, _store, _meter, _options, _log) = (grains, store, meter, options, log);
        _runners = new(options.DataBytes, bytes => meter.DataBytes = bytes);
        _data = new(store, meter);
        _threads = new(options.Threads);
        _free = new(options.Threads);
        _card = new(options.Name, self.SiloAddress, options.Version, LibraryVersion.Tier, options.DataBytes);
        _runner = new(grains, _threads, meter, clock, _card, log);
    }

    /// <inheritdoc/>
    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(nameof(WorkerService), ServiceLifecycleStage.Active, StartAsync, StopAsync);

    /// <inheritdoc/>
    public void Dispose()
    {
        _threads.Dispose();
        _free.Dispose();
        _draining.Dispose();
        _stopping.Dispose();
    }

    private Task StartAsync(CancellationToken cancellation)
    {
        if (_options.Threads > 0)
            _loop = Task.Run(LoopAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <summary>Takes no more jobs, waits for those that run, and gives back what takes too long.</summary>
    private async Task StopAsync(CancellationToken cancellation)
    {
        _meter.IsDraining = true;
        await _draining.CancelAsync();
        _log.Draining(_meter.Running, _options.Drain.TotalSeconds);
        var idle = IdleAsync();
        if (await Task.WhenAny(idle, Task.Delay(_options.Drain, cancellation)) != idle)
        {
            await _stopping.CancelAsync();
            // Training ends after its step; giving back takes a call or two.
            _ = await Task.WhenAny(idle, Task.Delay(TimeSpan.FromSeconds(10), CancellationToken.None));
        }
    }

    /// <summary>When all threads are free.</summary>
    private async Task IdleAsync()
    {
        await _loop;
        for (var thread = 0; thread < _options.Threads; thread++)
            await _free.WaitAsync();
    }

    private async Task LoopAsync()
    {
        while (!_draining.IsCancellationRequested)
        {
            var slots = 0;
            try
            {
                await _free.WaitAsync(_draining.Token);
                slots = 1;
                while (await _free.WaitAsync(TimeSpan.Zero))
                    slots++;
                slots -= await TakeAsync(slots);
            }
            catch (OperationCanceledException) when (_draining.IsCancellationRequested)
            {
                // The end.
            }
            catch (Exception exception)
            {
                // A silo that fails, a storage that is away: the cluster is asked again.
                _log.Unreachable(exception);
                _ = await Task.WhenAny(Task.Delay(Pause * 4, _draining.Token));
            }
            finally
            {
                if (slots > 0)
                    _ = _free.Release(slots);
            }
        }
    }

    /// <summary>Asks each search in turn, and starts what it gives.</summary>
    /// <returns>The number of jobs that were started, each of which frees its thread at its end.</returns>
    private async Task<int> TakeAsync(int slots)
    {
        var open = await _grains.GetGrain<ISearchListGrain>(0).Open();
        foreach (var gone in _searches.Keys.Except(open, StringComparer.Ordinal).ToList())
            _ = _searches.Remove(gone);
        var started = 0;
        var asked = open.Where(name => !_refused.Contains(name)).ToList();
        for (var index = 0; index < asked.Count && started < slots && !_draining.IsCancellationRequested; index++)
        {
            var name = asked[(index + _turn) % asked.Count];
            started += await TakeAsync(name, slots - started, asked.Count == 1 ? MaxWait : TimeSpan.Zero);
        }

        _turn = asked.Count == 0 ? 0 : (_turn + 1) % asked.Count;
        if (started == 0 && asked.Count != 1)
            _ = await Task.WhenAny(Task.Delay(Pause, _draining.Token));
        return started;
    }

    private async Task<int> TakeAsync(string name, int slots, TimeSpan wait)
    {
        var search = _grains.GetGrain<ISearchGrain>(name);
        // Waiting for work ends with the worker; a job that is handed out to a worker that has ended is found by the search.
        var reply = await search.Take(new(_card, slots, wait)).WaitAsync(_draining.Token);
        if (reply.Outcome == TakeOutcome.Refused)
        {
            _ = _refused.Add(name);
            _log.Refused(name, reply.Reason ?? "");
            return 0;
        }

        if (reply.Outcome == TakeOutcome.Over)
            _ = await Task.WhenAny(Task.Delay(Pause, _draining.Token));
        if (reply.Jobs.Length == 0)
            return 0;
        if (!_searches.TryGetValue(name, out var atWork))
        {
            if (await search.Describe() is not { } submission)
                return 0;
            _searches[name] = atWork = new(name, submission, _store, _runners, _data);
        }

        foreach (var offer in reply.Jobs)
            _ = RunAsync(name, atWork, offer);
        return reply.Jobs.Length;
    }

    private async Task RunAsync(string name, SearchAtWork search, JobOffer offer)
    {
        try
        {
            await _runner.RunAsync(name, search, offer, _stopping.Token);
        }
        catch (Exception exception)
        {
            _log.NotHandedIn(exception, offer.Index, name);
        }
        finally
        {
            _ = _free.Release();
        }
    }
}
