namespace Compiled.Clusters;

/// <summary>A search as this silo works at it. Its data and their splits are in the silo's cache, shared by all threads; nothing else is large. Thread-safe.</summary>
internal sealed class SearchAtWork(string name, Submission submission, PieceStore store, DataCache<TrialRunner> runners, SharedData data)
{
    private readonly GrainCheckpoints _checkpoints = new(store, name);

    /// <summary>The definition.</summary>
    public SearchDefinition Definition { get; } = SearchDefinition.FromJson(submission.Definition);

    /// <summary>Trains a job on the calling thread.</summary>
    /// <exception cref="ClusterException">The data are not in the cluster's storage, or are damaged.</exception>
    /// <exception cref="OperationCanceledException">The lease is lost, or the worker stops.</exception>
    public JobResult Run(SearchJob job, CancellationToken cancellation)
    {
        using var lease = runners.Use(name, submission.DataBytes, () => new TrialRunner(Definition, data.Get(submission.Data)));
        return lease.Value.Run(job, _checkpoints, cancellation).Result;
    }
}
