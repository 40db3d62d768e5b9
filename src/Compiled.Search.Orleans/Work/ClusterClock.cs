namespace Compiled.Clusters;

/// <summary>The time of leases: how long they last, and a clock that only goes forward.</summary>
internal sealed class ClusterClock(TimeProvider time, TimeSpan lease)
{
    /// <summary>How long a lease is valid after it was given or renewed.</summary>
    public TimeSpan Lease { get; } = lease;

    /// <summary>Now, for <see cref="Since"/>.</summary>
    public long Now => time.GetTimestamp();

    /// <summary>The time that has passed since then.</summary>
    public TimeSpan Since(long then) => time.GetElapsedTime(then);

    /// <summary>Waits.</summary>
    public Task Delay(TimeSpan span, CancellationToken cancellation) => Task.Delay(span, time, cancellation);
}
