using System.Net;
using Compiled.Clusters;

namespace Compiled;

/// <summary>How a worker takes part in a cluster. Immutable.</summary>
public sealed record WorkerOptions
{
    /// <summary>What the worker is called in tables and messages; the machine's name and the process by default.</summary>
    public string Name { get; init; } = $"{Environment.MachineName}-{Environment.ProcessId}";

    /// <summary>The threads that train, each one job at a time; 0 for a worker that keeps searches but trains nothing. As many as the machine's processors by default.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>
    /// How long a lease holds without being renewed, 30 seconds by default. A worker that cannot reach the cluster for this long loses its jobs to others; it renews three times in
    /// that time. At least one second. Give all workers of a cluster the same.
    /// </summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a worker that is told to stop goes on with the jobs that it has, before it gives them back; 20 seconds by default.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// The bytes of training data that the worker keeps at most, 1 GiB by default. Data are read once and shared by all its jobs; what was used least recently makes room. A search
    /// with more data than this is left to other workers.
    /// </summary>
    public long DataBytes { get; init; } = 1L << 30;

    /// <summary>
    /// How long a silent worker is waited for before the others declare it dead, 15 seconds by default, at least one. A shorter time finds failures sooner, and declares dead what was
    /// only busy: such a worker ends, and must be started again.
    /// </summary>
    public TimeSpan FailureDetection { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The address under which other workers reach this one; loopback by default, that is, this machine only.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port for other workers, 11111 by default.</summary>
    public int SiloPort { get; init; } = 11111;

    /// <summary>The port for clients, which submit and watch searches, 30000 by default.</summary>
    public int GatewayPort { get; init; } = 30000;

    /// <summary>The version of the library that this worker says it has; another one only in tests.</summary>
    internal string Version { get; init; } = LibraryVersion.Current;

    /// <summary>This, if it can be kept.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    internal WorkerOptions Checked()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Name);
        InRange(Threads is >= 0 and <= 1024, nameof(Threads), Threads, "0 to 1024");
        InRange(Lease >= TimeSpan.FromSeconds(1) && Lease <= TimeSpan.FromDays(1), nameof(Lease), Lease, "1 second to 1 day");
        InRange(Drain >= TimeSpan.Zero && Drain <= TimeSpan.FromDays(1), nameof(Drain), Drain, "0 to 1 day");
        InRange(DataBytes >= 0, nameof(DataBytes), DataBytes, "0 or more");
        InRange(FailureDetection >= TimeSpan.FromSeconds(1) && FailureDetection <= TimeSpan.FromHours(1), nameof(FailureDetection), FailureDetection, "1 second to 1 hour");
        InRange(SiloPort is > 0 and < 65536, nameof(SiloPort), SiloPort, "1 to 65535");
        InRange(GatewayPort is > 0 and < 65536, nameof(GatewayPort), GatewayPort, "1 to 65535");
        return this;
    }

    private static void InRange(bool isInRange, string name, object value, string range)
    {
        if (!isInRange)
            throw new ArgumentOutOfRangeException(name, value, $"{nameof(WorkerOptions)}.{name} must be {range}.");
    }
}
