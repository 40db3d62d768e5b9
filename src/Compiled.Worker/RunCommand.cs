using System.CommandLine;
using System.Net;
using Compiled.Clusters;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;

namespace Compiled.Worker;

/// <summary>compiled-worker run: a worker, until it is told to stop.</summary>
internal static class RunCommand
{
    /// <summary>The command's name.</summary>
    public const string Name = "run";

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var cluster = new ClusterArguments();
        var defaults = new WorkerOptions();
        var name = new Option<string>("--name") { Description = "What the worker is called.", HelpName = "name", DefaultValueFactory = _ => defaults.Name };
        var threads = new Option<int>("--threads")
        {
            Description = "Threads that train; 0 for a worker that keeps searches and trains nothing.",
            HelpName = "n",
            DefaultValueFactory = _ => defaults.Threads,
        };
        var lease = Seconds("--lease", "How long a job is kept for a worker that does not answer.", defaults.Lease);
        var drain = Seconds("--drain", "How long jobs go on after SIGTERM or Ctrl-C, before they are given back.", defaults.Drain);
        var detection = Seconds("--failure-detection", "How long the others wait for a silent worker.", defaults.FailureDetection);
        var data = new Option<long>("--data-mb") { Description = "The most megabytes of data that are kept.", HelpName = "n", DefaultValueFactory = _ => defaults.DataBytes >> 20 };
        var address = new Option<string>("--address") { Description = "The IP address under which other workers and clients reach this one.", HelpName = "ip", DefaultValueFactory = _ => "127.0.0.1" };
        var silo = new Option<int>("--silo-port") { Description = "The port for other workers.", HelpName = "n", DefaultValueFactory = _ => defaults.SiloPort };
        var gateway = new Option<int>("--gateway-port") { Description = "The port for clients.", HelpName = "n", DefaultValueFactory = _ => defaults.GatewayPort };
        var health = new Option<int>("--health-port") { Description = "The port of /health and /metrics, on the same address; 0, the default, for none.", HelpName = "n" };
        var version = new Option<string?>("--pretend-version") { Hidden = true };
        var command = cluster.AddTo(new Command(Name, "Joins a cluster, and trains what its searches decide, until it is told to stop.")
        {
            name, threads, lease, drain, detection, data, address, silo, gateway, health, version,
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            if (!IPAddress.TryParse(parsed.GetValue(address), out var ip))
                throw new ClusterException($"--address is '{parsed.GetValue(address)}', but must be an IP address of this machine.");
            var options = defaults with
            {
                Name = parsed.GetValue(name)!,
                Threads = parsed.GetValue(threads),
                Lease = TimeSpan.FromSeconds(parsed.GetValue(lease)),
                Drain = TimeSpan.FromSeconds(parsed.GetValue(drain)),
                FailureDetection = TimeSpan.FromSeconds(parsed.GetValue(detection)),
                DataBytes = parsed.GetValue(data) << 20,
                Address = ip,
                SiloPort = parsed.GetValue(silo),
                GatewayPort = parsed.GetValue(gateway),
                Version = parsed.GetValue(version) ?? defaults.Version,
            };
            await RunAsync(cluster.Read(parsed), options, parsed.GetValue(health), cancellation);
        });
        return command;
    }

    private static async Task RunAsync(SearchClusterOptions cluster, WorkerOptions options, int healthPort, CancellationToken cancellation)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        _ = builder.Logging.AddSimpleConsole(static console => (console.SingleLine, console.TimestampFormat) = (true, "HH:mm:ss "))
            .AddFilter("Orleans", LogLevel.Error).AddFilter("Microsoft", LogLevel.Warning).AddFilter("Polly", LogLevel.Warning).AddFilter("Compiled", LogLevel.Information);
        _ = builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.Drain + TimeSpan.FromSeconds(30)).AddMetrics();
        _ = builder.UseOrleans(silo => silo.UseSearchCluster(cluster, options));
        using var host = builder.Build();
        await host.StartAsync(cancellation);
        using var health = healthPort > 0 ? new HealthEndpoint(options.Address, healthPort, host.Services.GetRequiredService<SearchMeter>()) : null;
        Console.WriteLine(
            $"{options.Name}: {options.Threads} threads in the cluster '{cluster.Name}', version {options.Version}, {LibraryVersion.Tier}; "
            + $"silo {options.Address}:{options.SiloPort}, gateway {options.Address}:{options.GatewayPort}.");
        await host.WaitForShutdownAsync(cancellation);
        Console.WriteLine($"{options.Name}: stopped.");
    }

    private static Option<double> Seconds(string name, string description, TimeSpan standard) => new(name)
    {
        Description = description,
        HelpName = "s",
        DefaultValueFactory = _ => standard.TotalSeconds,
    };
}
