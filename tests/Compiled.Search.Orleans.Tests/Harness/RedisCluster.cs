using System.Diagnostics;
using System.Globalization;

namespace Compiled.Clusters.Tests.Harness;

/// <summary>Workers over a Redis server that is reached through a relay: each may be killed, suspended or added, and the storage taken away.</summary>
internal sealed class RedisCluster : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<WorkerProcess> _workers = [];
    private readonly string[] _options;

    /// <summary>Starts the server; workers are added.</summary>
    public RedisCluster(params string[] options)
    {
        Server = RedisServer.Start();
        Relay = new TcpRelay(Server.Port);
        _options = [.. options, "--redis", Address];
    }

    /// <summary>The server.</summary>
    public RedisServer Server { get; }

    /// <summary>What is between the server and everybody else.</summary>
    public TcpRelay Relay { get; }

    /// <summary>Those that run.</summary>
    public IReadOnlyList<WorkerProcess> Running => [.. All.Where(static worker => !worker.HasExited)];

    /// <summary>All that were started.</summary>
    public IReadOnlyList<WorkerProcess> All
    {
        get
        {
            lock (_lock)
                return [.. _workers];
        }
    }

    private string Address => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Relay.Port},connectTimeout=2000,syncTimeout=2000,asyncTimeout=2000");

    /// <summary>Starts a worker.</summary>
    public WorkerProcess Add(params string[] options) => Add(null, options);

    /// <summary>Starts a worker with variables of its own.</summary>
    public WorkerProcess Add(IReadOnlyDictionary<string, string>? environment, params string[] options)
    {
        lock (_lock)
        {
            var worker = WorkerProcess.Start([.. _options, "--name", $"w{_workers.Count}", .. options], environment: environment);
            _workers.Add(worker);
            return worker;
        }
    }

    /// <summary>A client.</summary>
    public Task<SearchCluster> ConnectAsync(CancellationToken cancellation) =>
        SearchCluster.ConnectAsync(new() { Redis = Address, ConnectTimeout = TimeSpan.FromMinutes(3) }, cancellation);

    /// <summary>Waits until a search has as many results, and keeps as many workers running: one that was declared dead ends, as it should, and is started again.</summary>
    public async Task<ClusterSearchStatus> ProgressAsync(ClusterSearch search, int jobs, int workers, CancellationToken cancellation)
    {
        var limit = Stopwatch.StartNew();
        await foreach (var status in search.WatchAsync(cancellation))
        {
            if (status.IsOver || status.Jobs >= jobs)
                return status;
            Assert.True(limit.Elapsed < TimeSpan.FromMinutes(8), $"The search has not come to {jobs} jobs:\n{string.Join("\n---\n", All.Select(static worker => worker.Log))}");
            Assert.True(All.Count < 80, "Workers end again and again.");
            while (Running.Count < workers)
                _ = Add();
        }

        throw new InvalidOperationException("Watching has ended before the search.");
    }

    /// <summary>A search that failed says why, and its workers what they saw.</summary>
    public void AssertFinished(ClusterSearchStatus status) =>
        Assert.True(status.Phase == ClusterSearchPhase.Finished, $"{status.Phase}: {status.Reason}\n{string.Join("\n---\n", All.Select(static worker => worker.Log))}");

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var worker in _workers)
            worker.Dispose();
        Relay.Dispose();
        Server.Dispose();
    }
}
