using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Compiled.Clusters.Tests.Harness;

/// <summary>One worker that keeps searches and trains nothing, and a client: a test does the work, as it pleases.</summary>
public sealed class IdleWorker : IAsyncLifetime
{
    private readonly WorkerProcess _process = WorkerProcess.Start(["--threads", "0", "--name", "idle"]);
    private IHost _host = null!;

    /// <summary>The grains.</summary>
    public IClusterClient Client => _host.Services.GetRequiredService<IClusterClient>();

    /// <summary>Its silo, the only one of the cluster.</summary>
    public SiloAddress Silo { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        await _process.ReadyAsync();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        _ = builder.UseOrleansClient(client => client.UseSearchCluster(new() { First = _process.Gateway }));
        _host = builder.Build();
        await _host.StartAsync();
        Silo = (await Client.GetGrain<IManagementGrain>(0).GetHosts()).Keys.Single();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using (_process)
        {
            if (_host is not null)
                await _host.StopAsync();
            _host?.Dispose();
            _process.Terminate();
            Assert.Equal(0, await _process.ExitAsync());
        }
    }
}
