namespace Compiled;

/// <summary>How a search runs here: nothing of it changes a bit of the result.</summary>
public sealed record SearchOptions
{
    /// <summary>The number of threads, each with one trainer; at least 1. By default one per processor.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int Threads
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(Threads), value, Wording.Of($"SearchOptions.Threads is {value}, but must be at least 1."));
    } = Environment.ProcessorCount;

    /// <summary>The file that makes the search resumable after a kill; null, the default, for none. If it exists, the search goes on from it.</summary>
    /// <remarks>Checkpoints are in a folder of the same name with <c>.checkpoints</c> added, which is removed at the end.</remarks>
    public string? Journal { get; init; }

    /// <summary>Receives progress when a job begins and when it ends, on the threads of the search, one call at a time.</summary>
    public IProgress<SearchProgress>? Progress { get; init; }

    /// <summary>Stops between two training steps. <see cref="SearchDefinition.Run"/> then returns with <see cref="SearchResult.Cancelled"/>; a journal goes on later.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>The number of the best trials whose prediction is measured in nanoseconds at the end; 0 by default. Measured times are not part of the table.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int Finalists
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(Finalists), value, Wording.Of($"SearchOptions.Finalists is {value}, but must be at least 0."));
    }
}

/// <summary>Where a search is.</summary>
/// <param name="Job">The job that began or ended.</param>
/// <param name="Result">What it gave; null when it begins.</param>
/// <param name="FinishedJobs">Finished jobs.</param>
/// <param name="Trials">The trials so far, in order: a view that changes, valid during the call.</param>
/// <param name="Best">The best trial so far; null before one.</param>
/// <param name="Running">Jobs that are under way.</param>
/// <param name="Elapsed">The time since the search began or was resumed.</param>
public sealed record SearchProgress(SearchJob Job, JobResult? Result, int FinishedJobs, IReadOnlyList<Trial> Trials, Trial? Best, int Running, TimeSpan Elapsed)
{
    /// <summary>Whether the result came from the journal.</summary>
    public bool IsReplayed { get; init; }
}

/// <summary>How busy the threads were: measured, not part of the table.</summary>
/// <param name="Elapsed">The time of the search here.</param>
/// <param name="Threads">The threads.</param>
/// <param name="Busy">The sum of the times in which threads ran jobs.</param>
/// <param name="Waiting">The sum of the times in which a thread waited because no decision was possible before others' results.</param>
public sealed record SearchUtilisation(TimeSpan Elapsed, int Threads, TimeSpan Busy, TimeSpan Waiting)
{
    /// <summary>The share of the threads' time in which they ran jobs, from 0 to 1.</summary>
    public double Share => Elapsed > TimeSpan.Zero ? Busy / (Elapsed * Threads) : 0;

    /// <summary>What the fixed order of decisions costs: the share of the threads' time spent waiting for results.</summary>
    public double WaitingShare => Elapsed > TimeSpan.Zero ? Waiting / (Elapsed * Threads) : 0;

    /// <summary>In a sentence.</summary>
    public override string ToString() =>
        Wording.Of($"{Threads} {(Threads == 1 ? "thread" : "threads")} for {Elapsed.TotalSeconds:0.00} s: {Share * 100:0} % of the time in jobs, {WaitingShare * 100:0} % waiting for results that decisions need");
}
