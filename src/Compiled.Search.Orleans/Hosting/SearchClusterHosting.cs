using System.Net;
using Compiled.Clusters;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Configuration;
using Orleans.Connections.Security;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Storage;
using StackExchange.Redis;

namespace Compiled;

/// <summary>Adds searches to a silo of Microsoft.Orleans, and connects clients to them.</summary>
public static class SearchClusterHosting
{
    /// <summary>The name of the grain storage that keeps searches: register a provider of Orleans under it if it is not Redis or memory.</summary>
    public const string StorageName = PieceStore.StorageName;

    /// <summary>
    /// A worker of a cluster: clustering and storage (Redis, or memory), TLS, endpoints, and <see cref="AddSearchWorker"/>. For other providers of Orleans, configure those yourself, with a grain
    /// storage named <see cref="StorageName"/>, and call <see cref="AddSearchWorker"/> alone.
    /// </summary>
    /// <param name="silo">The silo that is built.</param>
    /// <param name="cluster">Which cluster it joins.</param>
    /// <param name="options">How it takes part; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static ISiloBuilder UseSearchCluster(this ISiloBuilder silo, SearchClusterOptions cluster, WorkerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(silo);
        ArgumentNullException.ThrowIfNull(cluster);
        var worker = (options ?? new WorkerOptions()).Checked();
        _ = cluster.Checked();
        _ = silo.Configure<EndpointOptions>(endpoints =>
        {
            (endpoints.AdvertisedIPAddress, endpoints.SiloPort, endpoints.GatewayPort) = (worker.Address, worker.SiloPort, worker.GatewayPort);
            // On loopback only, unless another address was given.
            endpoints.SiloListeningEndpoint = new(worker.Address, worker.SiloPort);
            endpoints.GatewayListeningEndpoint = new(worker.Address, worker.GatewayPort);
        });
        if (cluster.Redis is { } redis)
        {
            _ = silo.UseRedisClustering(clustering => clustering.ConfigurationOptions = Parse(redis))
                .AddRedisGrainStorage(StorageName, storage => (storage.ConfigurationOptions, storage.DeleteStateOnClear) = (Parse(redis), true));
        }
        else
        {
            _ = silo.UseDevelopmentClustering(cluster.First ?? new IPEndPoint(worker.Address, worker.SiloPort)).AddMemoryGrainStorage(StorageName);
        }

        if (cluster.Certificates is { } certificates)
            _ = silo.UseTls(certificates.Certificate, tls => Secure(tls, certificates));
        return silo.Configure<ClusterOptions>(names => (names.ClusterId, names.ServiceId) = (cluster.Name, cluster.Name)).AddSearchWorker(worker);
    }

    /// <summary>Searches on a silo whose clustering and storage are configured elsewhere: its grains, and the threads that train.</summary>
    /// <param name="silo">The silo that is built.</param>
    /// <param name="options">How it takes part; null for the defaults. Its address and ports are not used here.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static ISiloBuilder AddSearchWorker(this ISiloBuilder silo, WorkerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(silo);
        var worker = (options ?? new WorkerOptions()).Checked();
        // What missed probes mean together: three in the time, and no second opinion is waited for in a cluster of two.
        _ = silo.Configure<ClusterMembershipOptions>(membership =>
        {
            membership.ProbeTimeout = worker.FailureDetection / 3;
            membership.NumMissedProbesLimit = 3;
            membership.TableRefreshTimeout = worker.FailureDetection;
            membership.IAmAliveTablePublishTimeout = worker.FailureDetection * 2;
            membership.DefunctSiloExpiration = TimeSpan.FromDays(1);
        });
        _ = silo.Configure<SiloOptions>(names => names.SiloName = VersionGate.SiloName(worker));
        return silo.ConfigureServices(services =>
        {
            services.TryAddSingleton(TimeProvider.System);
            _ = services.AddSingleton(worker)
                .AddSingleton(static provider => new PieceStore(provider.GetRequiredKeyedService<IGrainStorage>(StorageName)))
                .AddSingleton(provider => new ClusterClock(provider.GetRequiredService<TimeProvider>(), worker.Lease))
                .AddSingleton<SearchMeter>()
                .AddSingleton<IGrainStorageSerializer, OrleansGrainStorageSerializer>()
                .AddSingleton<WorkerService>()
                .AddSingleton<ILifecycleParticipant<ISiloLifecycle>, VersionGate>()
                .AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(static provider => provider.GetRequiredService<WorkerService>());
        });
    }

    /// <summary>A client of a cluster, in a host of your own; <see cref="SearchCluster.ConnectAsync"/> does without one.</summary>
    /// <param name="client">The client that is built.</param>
    /// <param name="cluster">Which cluster it talks to.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static IClientBuilder UseSearchCluster(this IClientBuilder client, SearchClusterOptions cluster)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(cluster);
        _ = cluster.Checked();
        _ = cluster.Redis is { } redis
            ? client.UseRedisClustering(clustering => clustering.ConfigurationOptions = Parse(redis))
            : client.UseStaticClustering(cluster.First ?? new IPEndPoint(IPAddress.Loopback, 30000));
        if (cluster.Certificates is { } certificates)
            _ = client.UseTls(certificates.Certificate, tls => Secure(tls, certificates));
        return client.Configure<ClusterOptions>(names => (names.ClusterId, names.ServiceId) = (cluster.Name, cluster.Name));
    }

    /// <summary>Both sides show a certificate of the cluster's authority.</summary>
    private static void Secure(TlsOptions tls, ClusterCertificates certificates)
    {
        (tls.RemoteCertificateMode, tls.ClientCertificateMode) = (RemoteCertificateMode.RequireCertificate, RemoteCertificateMode.RequireCertificate);
        tls.RemoteCertificateValidation = (remote, _, _) => certificates.IsMember(remote);
        // Not compared (members are known by their authority), but TLS wants a name.
        tls.OnAuthenticateAsClient = static (_, authentication) => authentication.TargetHost = "compiled-search";
    }

    /// <summary>A server that is away for a while is waited for, not given up.</summary>
    private static ConfigurationOptions Parse(string redis)
    {
        try
        {
            var options = ConfigurationOptions.Parse(redis);
            options.AbortOnConnectFail = false;
            return options;
        }
        catch (ArgumentException exception)
        {
            throw new ClusterException($"'{redis.Split(',')[0]}' with its options is not an address of Redis: {exception.Message} Write host:port, then options separated by commas.", exception);
        }
    }
}
