using Compiled.Searching;

namespace Compiled.Tests;

/// <summary>Settings of searchers that few searches have, and what is said of wrong ones.</summary>
public sealed class SearcherEdgeTests
{
    private static readonly SearchDefinition Search = Over(rate: LogUniform(1e-4, 1e-1)) with { Trials = 6, Epochs = 9 };

    private static string Refused(Action act) => Assert.ThrowsAny<ArgumentException>(act).Message;

    [Fact]
    public void Settings_out_of_range_are_named()
    {
        Assert.Contains("PointsPerRange", Refused(static () => _ = new GridSearch { PointsPerRange = 1 }), StringComparison.Ordinal);
        Assert.Contains("Startup", Refused(static () => _ = new TpeSearch { Startup = 0 }), StringComparison.Ordinal);
        Assert.Contains("Eta is 1, but must be at least 2", Refused(static () => _ = new SuccessiveHalving { Eta = 1 }), StringComparison.Ordinal);
        Assert.Contains("Sampler is 9, which is not a member of PointSampler", Refused(static () => _ = new Asha { Sampler = (PointSampler)9 }), StringComparison.Ordinal);
        foreach (var quantile in new[] { 0, 0.6, double.NaN })
            Assert.Contains("Quantile", Refused(() => _ = new PopulationBasedTraining { Quantile = quantile }), StringComparison.Ordinal);
        foreach (var probability in new[] { -0.1, 1.1, double.NaN })
            Assert.Contains("ResampleProbability", Refused(() => _ = new PopulationBasedTraining { ResampleProbability = probability }), StringComparison.Ordinal);
        Assert.Contains("MinEpochs is 10, more than SearchDefinition.Epochs, 9", Refused((Search with { Searcher = new Asha { MinEpochs = 10 } }).Check), StringComparison.Ordinal);
        (Search with { Searcher = new SuccessiveHalving { Sampler = PointSampler.Sobol } }).Check();
    }

    [Theory]
    [InlineData("\"name\":\"asha\"", "\"name\":\"none\"", "its searcher is 'none'")]
    [InlineData("\"sampler\":\"Tpe\"", "\"sampler\":\"Best\"", "'Best' is not a sampler")]
    [InlineData("\"sampler\":\"Tpe\"", "\"sampler\":\"9\"", "'9' is not a sampler")]
    [InlineData("\"eta\":3", "\"eta\":3.5", "'eta' is 3.5, which is not an integer")]
    [InlineData("\"eta\":3", "\"eta\":3e9", "'eta' is 3000000000, which is not an integer")]
    [InlineData("\"eta\":3", "\"eta\":-3e9", "'eta' is -3000000000, which is not an integer")]
    public void A_text_with_another_searcher_is_refused(string part, string replacement, string problem)
    {
        var text = (Search with { Searcher = new Asha { Eta = 3, Sampler = PointSampler.Tpe } }).ToJson();
        Assert.Contains(part, text, StringComparison.Ordinal);
        Assert.Contains(problem, Assert.Throws<FormatException>(() => SearchDefinition.FromJson(text.Replace(part, replacement, StringComparison.Ordinal))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("halving", PointSampler.Sobol)]
    [InlineData("halving", PointSampler.Tpe)]
    [InlineData("asha", PointSampler.Sobol)]
    [InlineData("asha", PointSampler.Tpe)]
    public void Every_sampler_of_points_gives_the_same_trials_in_any_order(string name, PointSampler sampler)
    {
        Searcher searcher = name == "asha" ? new Asha { Eta = 3, Sampler = sampler } : new SuccessiveHalving { Eta = 3, Sampler = sampler };
        var definition = Over(rate: LogUniform(1e-4, 1e-1), units: 8..64) with { Trials = 12, Epochs = 9, Searcher = searcher };
        Assert.Equal(definition, SearchDefinition.FromJson(definition.ToJson()));
        var one = Simulation.Run(definition, Simulation.Bowl);
        Assert.Equal(one.Table.ToCsv(), Simulation.Run(definition, Simulation.Bowl, workers: 5, order: 3).Table.ToCsv());
        Assert.InRange(one.Trials.Select(static trial => trial.Settings).Distinct().Count(), 10, 12);
    }

    /// <summary>All settings that may change between steps, of every kind of range.</summary>
    [Fact]
    public void A_population_changes_every_kind_of_setting_within_its_range()
    {
        var definition = Over(rate: LogUniform(1e-4, 1e-1), batch: LogIntegers(8, 256), weightDecay: OneOf(0, 1e-4, 1e-3))
            .And("clipNorm", Uniform(0.5, 8)).And("l1", Uniform(0, 0.1)).And("units", 4..9) with
        {
            Trials = 12,
            Epochs = 40,
            Searcher = new PopulationBasedTraining { Interval = 2, ResampleProbability = 0.2 },
        };
        var state = Simulation.Run(definition, Simulation.Bowl, workers: 4, order: 1);
        Assert.Equal(state.Table.ToCsv(), Simulation.Run(definition, Simulation.Bowl).Table.ToCsv());
        var lineages = state.Trials.Select(trial => state.LineageOf(state.LastJobOf(trial.Index)!.Index)).ToList();
        // What is no setting of steps stays what it was.
        Assert.All(lineages, static lineage => Assert.Single(lineage.Select(static job => job.Settings["units"].Number).Distinct()));
        foreach (var name in new[] { "rate", "batch", "weightDecay", "clipNorm" })
            Assert.Contains(lineages, lineage => lineage.Select(job => job.Settings[name]).Distinct().Count() > 1);
        Assert.All(lineages.SelectMany(static lineage => lineage), static job => Assert.InRange(job.Settings["batch"].Number, 8, 256));
    }

    /// <summary>Where all of a generation have failed, there is nothing to continue from.</summary>
    [Fact]
    public void A_population_in_which_all_fail_begins_again()
    {
        var definition = Search with { Searcher = new PopulationBasedTraining { Interval = 3 } };
        var state = Simulation.Run(definition, static (_, epoch) => epoch <= 3 ? double.NaN : epoch);
        Assert.All(state.Trials, static trial => Assert.Equal(9, trial.Objective));
    }

    [Fact]
    public void Jobs_that_were_not_given_out_are_refused()
    {
        var state = new SearchState(Search);
        Assert.True(state.TryNext(out var job));
        foreach (var index in new[] { -1, 1 })
        {
            Assert.Contains("was not given out", Refused(() => state.Complete(new() { Index = index, Objective = 1 })), StringComparison.Ordinal);
            Assert.Contains("was not given out", Refused(() => state.LineageOf(index)), StringComparison.Ordinal);
        }

        Assert.Null(state.LastJobOf(job.Trial));
        Assert.True(double.IsNaN(state.Trials[0].Objective));
        // A trial without a result has empty cells.
        Assert.Matches("^0,[^,]*,,?", state.Table.ToCsv().Split('\n')[1]);
        var result = Simulation.ResultOf(job, Simulation.Bowl);
        state.Complete(result);
        state.Complete(result);
        Assert.False(result.Equals(null));
        Assert.Contains("has two different results", Assert.Throws<SearchException>(() => state.Complete(result with { Objective = 7 })).Message, StringComparison.Ordinal);
        Assert.Equal(job, state.LastJobOf(job.Trial));
    }
}
