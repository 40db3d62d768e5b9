using System.Diagnostics.Metrics;

namespace Compiled.Clusters;

/// <summary>What a worker counts, for OpenTelemetry: the meter <c>Compiled.Search</c>. Thread-safe.</summary>
internal sealed class SearchMeter : IDisposable
{
    /// <summary>The name of the meter.</summary>
    public const string Name = "Compiled.Search";

    private readonly Meter _meter;
    private int _running;
    private long _dataBytes;
    private long _done;
    private long _lost;
    private volatile bool _isDraining;

    /// <summary>Begins to count.</summary>
    public SearchMeter(IMeterFactory factory)
    {
        _meter = factory.Create(Name);
        Completed = _meter.CreateCounter<long>("compiled.search.jobs.completed", "{job}", "Jobs whose result this worker handed in.");
        Failed = _meter.CreateCounter<long>("compiled.search.jobs.returned", "{job}", "Jobs that this worker gave back: it was stopped, or something failed.");
        LeasesLost = _meter.CreateCounter<long>("compiled.search.leases.lost", "{lease}", "Leases that ran out, or that another worker has now.");
        DataLoads = _meter.CreateCounter<long>("compiled.search.data.loads", "{load}", "Data that this worker read from the cluster's storage.");
        JobDuration = _meter.CreateHistogram<double>("compiled.search.job.duration", "s", "From the lease of a job to its result.");
        DecisionDuration = _meter.CreateHistogram<double>("compiled.search.decision.duration", "s", "What a search of this worker takes to hand out jobs.");
        JournalDuration = _meter.CreateHistogram<double>("compiled.search.journal.duration", "s", "What the storage takes to keep results.");
        _ = _meter.CreateObservableGauge("compiled.search.jobs.running", () => Volatile.Read(ref _running), "{job}", "Jobs on this worker's threads.");
        _ = _meter.CreateObservableGauge("compiled.search.data.bytes", () => Volatile.Read(ref _dataBytes), "By", "Training data in this worker's memory.");
    }

    /// <summary>Jobs whose result was handed in.</summary>
    public Counter<long> Completed { get; }

    /// <summary>Jobs that were given back.</summary>
    public Counter<long> Failed { get; }

    /// <summary>Leases that are lost.</summary>
    public Counter<long> LeasesLost { get; }

    /// <summary>Loads of data.</summary>
    public Counter<long> DataLoads { get; }

    /// <summary>Seconds of a job.</summary>
    public Histogram<double> JobDuration { get; }

    /// <summary>Seconds of a decision.</summary>
    public Histogram<double> DecisionDuration { get; }

    /// <summary>Seconds of a write of the journal.</summary>
    public Histogram<double> JournalDuration { get; }

    /// <summary>Jobs that run now.</summary>
    public int Running => Volatile.Read(ref _running);

    /// <summary>Jobs that are done.</summary>
    public long Done => Volatile.Read(ref _done);

    /// <summary>Leases that are lost.</summary>
    public long Lost => Volatile.Read(ref _lost);

    /// <summary>Bytes of data.</summary>
    public long DataBytes
    {
        get => Volatile.Read(ref _dataBytes);
        set => Volatile.Write(ref _dataBytes, value);
    }

    /// <summary>Whether the worker takes no more jobs.</summary>
    public bool IsDraining
    {
        get => _isDraining;
        set => _isDraining = value;
    }

    /// <summary>A job begins.</summary>
    public void Begin() => Interlocked.Increment(ref _running);

    /// <summary>A job ends, however.</summary>
    public void End() => Interlocked.Decrement(ref _running);

    /// <summary>A result was handed in.</summary>
    public void Complete(TimeSpan duration)
    {
        _ = Interlocked.Increment(ref _done);
        Completed.Add(1);
        JobDuration.Record(duration.TotalSeconds);
    }

    /// <summary>A lease is lost.</summary>
    public void Lose()
    {
        _ = Interlocked.Increment(ref _lost);
        LeasesLost.Add(1);
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}
