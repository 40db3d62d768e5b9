namespace Compiled.Searching;

/// <summary>The network of the best trial.</summary>
internal static class Winners
{
    /// <summary>The outcome's network if there is one of this process; otherwise the trial's jobs run again, with the same bits.</summary>
    /// <returns>Null if it was cancelled.</returns>
    /// <exception cref="SearchException">The bits are not those of the table.</exception>
    public static SearchWinner? Of(TrialRunner runner, SearchState state, Trial best, JobOutcome? outcome, CancellationToken cancellation)
    {
        try
        {
            var declaration = runner.Declare(best.Settings);
            if (runner.Definition.Validation.Folds > 0 && !runner.Definition.Searcher.ChangesSettings)
            {
                // There is a network for each fold: the winner is trained on all rows, for as many epochs as were best on average.
                var (refitted, history) = runner.Refit(best, cancellation);
                return new(best, declaration, DeployedNetworks.Of(refitted, cancellation), [history]);
            }

            var winner = outcome is { Networks: [var network, ..] } && state.LineageOf(best.Result!.Index).Count == 1
                ? new SearchWinner(best, declaration, network, outcome.Histories)
                : Again(runner, state, best, cancellation);
            return winner with { Network = DeployedNetworks.Of(winner.Network, cancellation) };
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private static SearchWinner Again(TrialRunner runner, SearchState state, Trial best, CancellationToken cancellation)
    {
        var checkpoints = new MemoryCheckpoints();
        List<History> histories = [];
        JobOutcome? last = null;
        foreach (var job in state.LineageOf(best.Result!.Index))
        {
            last = runner.Run(job, checkpoints, cancellation);
            histories.AddRange(last.Histories);
        }

        return last!.Result.ParametersHash == best.Result.ParametersHash
            ? new(best, runner.Declare(best.Settings), last.Networks[0], histories)
            : throw new SearchException(Wording.Of($"Trial {best.Index} was trained again, and its parameters are not those of the table. Check the memory of the machine, and that all processes run the same version of the program."));
    }
}
