using System.Net;
using Compiled.Clusters.Tests.Harness;
using Compiled.Clusters.Tests.Played;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Core.Internal;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Storage;

namespace Compiled.Clusters.Tests.Silo;

/// <summary>A cluster of one silo in this process, with a storage that fails on request and a clock of its own: what fails, and when, is the test's to say.</summary>
public class LocalSilo : IAsyncLifetime
{
    private readonly int _threads;
    private IHost? _host;

    /// <summary>One that trains nothing, and whose leases last until the test lets time pass.</summary>
    public LocalSilo()
        : this(TimeSpan.FromHours(1), 0)
    {
    }

    private protected LocalSilo(TimeSpan lease, int threads)
    {
        (_threads, Clock) = (threads, new(Time, lease));
        Store = new(Storage);
    }

    /// <summary>Its grains.</summary>
    public IGrainFactory Grains => _host!.Services.GetRequiredService<IGrainFactory>();

    /// <summary>Its client.</summary>
    public SearchCluster Cluster => new(_host!.Services.GetRequiredService<IClusterClient>());

    /// <summary>Its address.</summary>
    public SiloAddress Address => _host!.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress;

    internal SiloStorage Storage { get; } = new();

    internal PieceStore Store { get; }

    internal TestTime Time { get; } = new();

    internal ClusterClock Clock { get; }

    internal LogLines Log { get; } = new();

    /// <summary>A worker on this silo.</summary>
    internal WorkerCard Worker => new("worker", Address, LibraryVersion.Current, LibraryVersion.Tier, long.MaxValue);

    /// <summary>Ends an activation, as when its silo fails: the next call begins another, from what the storage has.</summary>
    public static ValueTask EndAsync(IAddressable grain) => grain.AsReference<IGrainManagementExtension>().DeactivateOnIdle();

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        _ = builder.Logging.SetMinimumLevel(LogLevel.Debug).AddFilter("Orleans", LogLevel.Warning).AddProvider(Log);
        var options = new WorkerOptions { Name = "local", Threads = _threads, SiloPort = Ports.Free(), GatewayPort = Ports.Free() };
        _ = builder.UseOrleans(silo => silo.UseSearchCluster(new() { First = new(IPAddress.Loopback, options.SiloPort) }, options)
            .ConfigureServices(services => services.AddSingleton(Clock).AddKeyedSingleton<IGrainStorage>(SearchClusterHosting.StorageName, Storage)));
        _host = builder.Build();
        await _host.StartAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _host!.StopAsync();
        _host.Dispose();
    }
}

/// <summary>One whose searches look many times a second who still has their jobs.</summary>
public sealed class WatchingSilo() : LocalSilo(TimeSpan.FromMilliseconds(90), 0);

/// <summary>One that trains.</summary>
public sealed class TrainingSilo() : LocalSilo(TimeSpan.FromHours(1), 2);
