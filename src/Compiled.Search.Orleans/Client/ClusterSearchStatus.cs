namespace Compiled;

/// <summary>Where a search on a cluster is.</summary>
public enum ClusterSearchPhase
{
    /// <summary>Workers train, or will when there are some.</summary>
    Running,

    /// <summary>All trials have a result.</summary>
    Finished,

    /// <summary>Somebody stopped it; a submission of the same goes on.</summary>
    Stopped,

    /// <summary>It cannot go on; the journal up to there is kept.</summary>
    Failed,

    /// <summary>The cluster's workers have another version of the library than the one that began it.</summary>
    Refused,
}

/// <summary>How far a search on a cluster is. Immutable.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Phase">Where it is.</param>
/// <param name="Reason">Why it failed or is refused; null otherwise.</param>
/// <param name="Trials">The trials that have begun.</param>
/// <param name="Jobs">The jobs that have a result: a trial has one per rung.</param>
/// <param name="Running">The jobs that workers have.</param>
/// <param name="Waiting">The jobs that wait for a free thread of a worker.</param>
/// <param name="BestTrial">The number of the best trial so far; null before the first result.</param>
/// <param name="BestObjective">Its objective, of which less is better; NaN before the first result.</param>
/// <param name="Repeated">Results that came a second time, from a worker that was thought lost; they were compared with the first, and not counted.</param>
public sealed record ClusterSearchStatus(
    string Name, ClusterSearchPhase Phase, string? Reason, int Trials, int Jobs, int Running, int Waiting, int? BestTrial, double BestObjective, long Repeated)
{
    /// <summary>Whether nothing will change without somebody's doing.</summary>
    public bool IsOver => Phase != ClusterSearchPhase.Running;
}
