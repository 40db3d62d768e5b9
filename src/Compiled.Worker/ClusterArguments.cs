using System.CommandLine;
using System.Net;

namespace Compiled.Worker;

/// <summary>The options that say which cluster, and how to reach it: the same for all commands.</summary>
internal sealed class ClusterArguments
{
    private readonly Option<string> _name = new("--cluster") { Description = "The name of the cluster.", HelpName = "name", DefaultValueFactory = static _ => "compiled" };

    private readonly Option<string?> _redis = new("--redis")
    {
        Description = "The Redis server that keeps members, journals, data and checkpoints: host:port, then options such as password=… and ssl=true, separated by commas. "
            + "COMPILED_REDIS is read if it is not given, so that a password need not be on the command line. Without it everything is in the workers' memory, for development.",
        HelpName = "address",
    };

    private readonly Option<string?> _first = new("--first")
    {
        Description = "Without Redis: the first worker. Workers give its silo port (127.0.0.1:11111), the other commands its gateway port (127.0.0.1:30000).",
        HelpName = "ip:port",
    };

    private readonly Option<string?> _certificate = new("--certificate") { Description = "This member's certificate, a PEM file; with --key and --authority for mutual TLS.", HelpName = "file" };
    private readonly Option<string?> _key = new("--key") { Description = "The certificate's private key, a PEM file.", HelpName = "file" };
    private readonly Option<string?> _authority = new("--authority") { Description = "The certificate of the authority that signed the members' certificates.", HelpName = "file" };
    private readonly Option<double> _timeout = new("--connect-timeout") { Description = "Seconds to try to reach the cluster.", HelpName = "s", DefaultValueFactory = static _ => 30 };

    /// <summary>Adds them to a command.</summary>
    public T AddTo<T>(T command)
        where T : Command
    {
        foreach (var option in new Option[] { _name, _redis, _first, _certificate, _key, _authority, _timeout })
            command.Options.Add(option);
        return command;
    }

    /// <summary>Connects to the cluster that was given.</summary>
    /// <exception cref="ClusterException">What was given does not fit together, or nobody answers.</exception>
    public async Task<SearchCluster> ConnectAsync(ParseResult parsed, CancellationToken cancellation) =>
        await SearchCluster.ConnectAsync(await BackgroundRead.RunAsync(() => Read(parsed), cancellation), cancellation);

    /// <summary>What was given.</summary>
    /// <exception cref="ClusterException">It does not fit together.</exception>
    public SearchClusterOptions Read(ParseResult parsed)
    {
        string?[] files = [parsed.GetValue(_certificate), parsed.GetValue(_key), parsed.GetValue(_authority)];
        if (files.Any(static file => file is not null) && files.Any(static file => file is null))
            throw new ClusterException("Mutual TLS needs --certificate, --key and --authority together.");
        IPEndPoint? first = null;
        if (parsed.GetValue(_first) is { } text && (!IPEndPoint.TryParse(text, out first) || first.Port == 0))
            throw new ClusterException($"--first is '{text}', but must be an IP address and a port, such as 127.0.0.1:11111.");
        var redis = parsed.GetValue(_redis) ?? Environment.GetEnvironmentVariable("COMPILED_REDIS");
        return new()
        {
            Name = parsed.GetValue(_name)!,
            Redis = string.IsNullOrWhiteSpace(redis) ? null : redis,
            First = first,
            // All or none, as was checked.
            Certificates = files[0] is null ? null : ClusterCertificates.FromFiles(files[0]!, files[1]!, files[2]!),
            ConnectTimeout = TimeSpan.FromSeconds(parsed.GetValue(_timeout)),
        };
    }
}
