using System.Net;

namespace Compiled;

/// <summary>Which cluster, and how to reach it: the same for workers and for clients. Immutable.</summary>
public sealed record SearchClusterOptions
{
    /// <summary>The cluster's name: one storage may serve several. Letters, digits, '-' and '_'.</summary>
    public string Name { get; init; } = "compiled";

    /// <summary>
    /// The Redis server that keeps members, journals, data and checkpoints, as StackExchange.Redis writes it: <c>"redis.local:6379,password=…,ssl=true"</c>. Null, the default, keeps everything in the
    /// memory of the workers, for development on one machine: when the first of them ends, everything is lost.
    /// </summary>
    public string? Redis { get; init; }

    /// <summary>
    /// Without Redis, the first worker: the one that others join (its silo port) and that clients ask (its gateway port). Null is the worker itself, and for a client the default
    /// port of loopback.
    /// </summary>
    public IPEndPoint? First { get; init; }

    /// <summary>What members show each other; null for connections in the clear, which only a trusted network may carry.</summary>
    public ClusterCertificates? Certificates { get; init; }

    /// <summary>How long a client tries to reach the cluster, 30 seconds by default.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>This, if it can be used.</summary>
    /// <exception cref="ArgumentException">The name has other characters.</exception>
    internal SearchClusterOptions Checked()
    {
        if (string.IsNullOrEmpty(Name) || Name.Length > 100 || Name.Any(static letter => !char.IsAsciiLetterOrDigit(letter) && letter is not ('-' or '_')))
            throw new ArgumentException($"'{Name}' cannot be the name of a cluster: use 1 to 100 letters, digits, '-' and '_'.", nameof(Name));
        return this;
    }
}
