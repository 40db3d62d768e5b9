using System.CommandLine;

namespace Compiled.Tool.Commands;

/// <summary>The options of a command whose work may be done by a cluster: which one, and how to reach it.</summary>
internal sealed class ClusterSymbols
{
    private readonly Option<string> _cluster = new("--cluster")
    {
        Description = "Trains the trials on the workers of this cluster (the tool compiled-worker), with the same result; the same command line watches the search again after Ctrl-C.",
        HelpName = "name",
    };

    private readonly Option<string>[] _passed =
    [
        new("--redis") { Description = "With --cluster: its Redis server, host:port; COMPILED_REDIS is read if it is missing.", HelpName = "address" },
        new("--first") { Description = "With --cluster, without Redis: the gateway port of a worker, such as 127.0.0.1:30000.", HelpName = "ip:port" },
        new("--certificate") { Description = "With --cluster, for mutual TLS: the certificate of this client, a PEM file.", HelpName = "file" },
        new("--key") { Description = "With --cluster, for mutual TLS: the certificate's private key, a PEM file.", HelpName = "file" },
        new("--authority") { Description = "With --cluster, for mutual TLS: the certificate of the authority that signed the members' certificates.", HelpName = "file" },
    ];

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All => [_cluster, .. _passed];

    /// <summary>What compiled-worker is told of the cluster; null if the work is done here.</summary>
    /// <exception cref="UsageException">There is no cluster that an option could belong to.</exception>
    public IReadOnlyList<string>? Read(ParseResult parsed)
    {
        var cluster = parsed.GetValue(_cluster);
        List<string> arguments = cluster is null ? [] : [_cluster.Name, cluster];
        foreach (var option in _passed)
        {
            if (parsed.GetValue(option) is not { } value)
                continue;
            if (cluster is null)
                throw new UsageException($"{option.Name} says how to reach a cluster, but there is none: add --cluster with its name.");
            arguments.AddRange([option.Name, value]);
        }

        return cluster is null ? null : arguments;
    }
}
