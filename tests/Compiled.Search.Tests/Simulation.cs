namespace Compiled.Tests;

/// <summary>Carries searches out without networks: the objective is a formula, and jobs end in an order of their own.</summary>
internal static class Simulation
{
    /// <summary>Runs a search with some workers, whose jobs end in a random order.</summary>
    /// <param name="definition">The search.</param>
    /// <param name="objective">The objective of settings after some epochs; NaN fails.</param>
    /// <param name="workers">The most jobs under way.</param>
    /// <param name="order">Decides which job ends next.</param>
    public static SearchState Run(SearchDefinition definition, Func<TrialSettings, int, double> objective, int workers = 1, int order = 0)
    {
        var (state, random) = (new SearchState(definition), new Random(order));
        List<SearchJob> running = [];
        while (true)
        {
            while (running.Count < workers && state.TryNext(out var job))
                running.Add(job);
            if (running.Count == 0)
                break;
            Assert.InRange(running.Count, 1, state.MostInFlight);
            var index = random.Next(running.Count);
            state.Complete(ResultOf(running[index], objective));
            running.RemoveAt(index);
        }

        Assert.True(state.IsFinished);
        return state;
    }

    /// <summary>What a job gives.</summary>
    public static JobResult ResultOf(SearchJob job, Func<TrialSettings, int, double> objective)
    {
        var value = objective(job.Settings, job.ToEpoch);
        return new()
        {
            Index = job.Index,
            Objective = value,
            Epochs = job.ToEpoch,
            BestEpoch = job.ToEpoch,
            Failure = double.IsNaN(value) ? "The objective is NaN." : null,
            Metrics = [new("validation loss", value)],
        };
    }

    /// <summary>Lowest at rate 0.01 and 24 units, and falling with the epochs.</summary>
    public static double Bowl(TrialSettings settings, int epochs)
    {
        var rate = Math.Log10(settings.Number("rate", 1)) + 2;
        var units = (settings.Number("units", 24) - 24) / 32;
        return rate * rate + units * units + 1.0 / epochs;
    }
}
