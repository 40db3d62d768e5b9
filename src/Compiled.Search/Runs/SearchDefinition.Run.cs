using Compiled.Searching;

namespace Compiled;

/// <content>A search on this machine.</content>
public sealed partial record SearchDefinition
{
    /// <summary>Carries the search out on the threads of this process. The same table and winner, bit for bit, for any number of threads, and after a kill and a resume from a journal.</summary>
    /// <param name="data">The data; a <see cref="Dataset"/> converts. The rows that judge are chosen by <see cref="Validation"/>: keep test data apart.</param>
    /// <param name="options">Threads, journal, progress; null for the defaults.</param>
    /// <exception cref="ArgumentException">The definition is not valid, or does not fit the data.</exception>
    /// <exception cref="SearchException">All trials have failed; or the journal is damaged, or of another search, other data or another version.</exception>
    /// <exception cref="IOException">The journal or a checkpoint could not be read or written. What was finished is in the journal.</exception>
    public SearchResult Run(SearchData data, SearchOptions? options = null)
    {
        options ??= new();
        var runner = new TrialRunner(this, data);
        using var journal = options.Journal is { } path ? SearchJournal.Open(path, this, data) : null;
        var files = journal is null || !Searcher.UsesCheckpoints ? null : new FileCheckpoints(journal.Path + ".checkpoints");
        // Of another search that had a journal of this name.
        if (journal is { Results.Count: 0 })
            files?.Clear();
        var run = new LocalRun(runner, options, journal, (ICheckpointStore?)files ?? new MemoryCheckpoints());
        run.Run();
        var table = run.State.Table;
        var utilisation = run.Utilisation;
        if (run.IsCancelled)
            return new(table) { Cancelled = true, Replayed = run.Replayed, Utilisation = utilisation };
        files?.Clear();
        if (table.Best is not { } best)
            throw Failed(table);
        var winner = Winners.Of(runner, run.State, best, run.Best?.Outcome.Result.Equals(best.Result) == true ? run.Best.Value.Outcome : null, options.CancellationToken);
        return new(table)
        {
            Winner = winner,
            Cancelled = winner is null,
            Finalists = winner is null ? [] : Searching.Finalists.Measure(runner, table, options),
            Replayed = run.Replayed,
            Utilisation = utilisation,
        };
    }

    private static SearchException Failed(SearchTable table)
    {
        var first = table.Trials[0];
        return new(Wording.Of($"All {table.Trials.Count} trials have failed, so there is no best one. Trial 0 ({first.Settings}): {first.Result?.Failure} ")
            + "Where networks are over a limit, raise it or begin the ranges of units and depth lower; where training failed, check the data for NaN and infinities and lower the highest rate. "
            + "The table has the reason of each trial.")
        {
            Table = table,
        };
    }
}
