namespace Compiled.Tests;

public class SearchStateTests
{
    private static readonly SearchDefinition Small = Over(rate: LogUniform(1e-4, 1), units: 1..64) with { Trials = 60, Lag = 5, Epochs = 9 };

    public static TheoryData<string> Searchers => [.. Searcher.Names];

    [Theory]
    [MemberData(nameof(Searchers))]
    public void The_table_is_the_same_for_any_number_of_workers_and_any_order_of_completion(string name)
    {
        var search = Small with { Searcher = Searcher.Parse(name) };
        var expected = Simulation.Run(search, Bumpy);
        for (var order = 0; order < 12; order++)
        {
            var actual = Simulation.Run(search, Bumpy, workers: 1 + order % 7, order);
            Assert.Equal(expected.Table.ToCsv(), actual.Table.ToCsv());
            Assert.Equal(expected.Table.ToJsonLines(), actual.Table.ToJsonLines());
            Assert.Equal(expected.Best, actual.Best);
        }
    }

    [Theory]
    [MemberData(nameof(Searchers))]
    public void A_search_whose_jobs_all_fail_ends(string name)
    {
        var state = Simulation.Run(Small with { Searcher = Searcher.Parse(name) }, static (_, _) => double.NaN, workers: 3);
        Assert.Null(state.Best);
        Assert.All(state.Trials, static trial => Assert.Equal(TrialState.Failed, trial.State));
    }

    [Theory]
    [MemberData(nameof(Searchers))]
    public void Jobs_and_results_survive_their_text(string name)
    {
        var state = new SearchState(Small with { Searcher = Searcher.Parse(name) });
        while (state.TryNext(out var job))
        {
            var result = Simulation.ResultOf(job, Bumpy);
            Assert.Equal(job, SearchJob.FromJson(job.ToJson(), Small.Space));
            Assert.Equal(result, JobResult.FromJson(result.ToJson()));
            state.Complete(JobResult.FromJson(result.ToJson()));
        }

        Assert.True(state.IsFinished);
    }

    [Fact]
    public void No_more_jobs_than_the_lag_are_under_way()
    {
        var state = new SearchState(Small);
        for (var index = 0; index < 5; index++)
            Assert.True(state.TryNext(out _));
        Assert.False(state.TryNext(out _));
        // The second job's result alone allows nothing: the sixth decision knows the first.
        state.Complete(Simulation.ResultOf(state.InFlight.ElementAt(1), Bumpy));
        Assert.False(state.TryNext(out _));
        state.Complete(Simulation.ResultOf(state.InFlight.First(), Bumpy));
        Assert.True(state.TryNext(out var sixth));
        Assert.Equal(5, sixth.Index);
        Assert.True(state.TryNext(out _));
        Assert.False(state.TryNext(out _));
        Assert.False(state.IsFinished);
    }

    [Fact]
    public void A_second_equal_result_is_ignored_and_another_one_is_an_error()
    {
        var state = new SearchState(Small);
        Assert.True(state.TryNext(out var job));
        var result = Simulation.ResultOf(job, Bumpy);
        state.Complete(result);
        state.Complete(result);
        Assert.Equal(1, state.FinishedJobs);
        var message = Assert.Throws<SearchException>(() => state.Complete(result with { Objective = 1.5 })).Message;
        Assert.Contains("Job 0 has two different results", message);
        Assert.Contains("was not given out", Assert.Throws<ArgumentException>(() => state.Complete(result with { Index = 1 })).Message);
    }

    [Fact]
    public void The_best_of_equal_trials_is_the_first()
    {
        var state = Simulation.Run(Small, static (_, _) => 1, workers: 4, order: 3);
        Assert.Equal(0, state.Best!.Index);
        Assert.Equal(0, state.Table.Best!.Index);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    public void Numbers_below_one_are_refused(int value)
    {
        Assert.Contains($"SearchDefinition.Trials is {value}", Assert.Throws<ArgumentOutOfRangeException>(() => Small with { Trials = value }).Message);
        Assert.Contains($"SearchDefinition.Lag is {value}", Assert.Throws<ArgumentOutOfRangeException>(() => Small with { Lag = value }).Message);
        Assert.Contains($"SearchOptions.Threads is {value}", Assert.Throws<ArgumentOutOfRangeException>(() => new SearchOptions { Threads = value }).Message);
    }

    [Fact]
    public void A_grid_has_every_combination_once()
    {
        var grid = Over(units: OneOf(16, 32), activation: OneOf("Relu", "Tanh", "Silu"), rate: LogUniform(1e-4, 1)) with { Searcher = new GridSearch { PointsPerRange = 3 } };
        var state = Simulation.Run(grid, Bumpy);
        Assert.Equal(18, state.Trials.Select(static trial => trial.Settings).Distinct().Count());
        Assert.Equal(
            ["rate=0.0001, units=16, activation=Relu", "rate=0.0001, units=16, activation=Tanh"], state.Trials.Take(2).Select(static trial => trial.Settings.ToString()));
        Assert.Equal([1e-4, 1e-2, 1], state.Trials.Select(static trial => Math.Round(trial.Settings["rate"].Number, 12)).Distinct());
        var part = Simulation.Run(grid with { Trials = 7 }, Bumpy);
        Assert.Equal(7, part.Trials.Select(static trial => trial.Settings).Distinct().Count());
        var huge = Over(rate: LogUniform(1e-4, 1), units: 1..10_000, batch: 1..10_000) with { Searcher = new GridSearch() };
        Assert.Contains("The grid has 500000000 combinations", Assert.Throws<ArgumentException>(huge.Check).Message);
    }

    /// <summary>With a part that fails.</summary>
    private static double Bumpy(TrialSettings settings, int epochs)
    {
        var units = settings.Integer("units", 1);
        return units % 11 == 3 ? double.NaN : Simulation.Bowl(settings, epochs) + units * 37 % 17 / 20.0 / epochs;
    }
}
