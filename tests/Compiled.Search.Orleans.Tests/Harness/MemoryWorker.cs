namespace Compiled.Clusters.Tests.Harness;

/// <summary>One worker that keeps everything in memory, and a client: for all tests of a class.</summary>
public sealed class MemoryWorker : IAsyncLifetime
{
    /// <summary>The worker.</summary>
    internal WorkerProcess Process { get; } = WorkerProcess.Start(["--threads", "2", "--name", "first"]);

    /// <summary>The client.</summary>
    public SearchCluster Cluster { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        await Process.ReadyAsync();
        Cluster = await SearchCluster.ConnectAsync(new() { First = Process.Gateway, ConnectTimeout = TimeSpan.FromMinutes(2) });
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Cluster is not null)
            await Cluster.DisposeAsync();
        // As its user stops it, not killed: what it does at its end is tested too, and what was measured in it is written.
        using (Process)
        {
            Process.Terminate();
            Assert.Equal(0, await Process.ExitAsync());
        }
    }
}
