namespace Compiled.Tests;

public class RunTests
{
    private static readonly SearchData Data = Problems.Clouds();

    [Fact]
    public void Any_number_of_threads_gives_the_same_table_and_the_same_winner()
    {
        var one = Problems.Tiny.Run(Data, new() { Threads = 1 });
        foreach (var threads in (int[])[2, 5])
        {
            var many = Problems.Tiny.Run(Data, new() { Threads = threads });
            Assert.Equal(one.Table.ToCsv(), many.Table.ToCsv());
            Assert.Equal(Parameters(one), Parameters(many));
        }

        Assert.Equal(12, one.Table.Trials.Count);
        Assert.Equal(one.Best, one.Winner!.Trial);
        Assert.Equal(one.Table.Trials.Min(static trial => trial.Objective), one.Best!.Objective);
        Assert.InRange(one.Utilisation.Share, 0.01, 1);
    }

    [Fact]
    public void A_trial_is_what_the_library_trains_with_the_same_settings()
    {
        var result = Problems.Tiny.Run(Data, new() { Threads = 1 });
        var (winner, settings) = (result.Winner!, result.Best!.Settings);
        var (train, validation) = Data.Dataset.Split(0.75, seed: 3);
        var network = Compiled.Dynamic.NetworkCompiler.Compile(winner.Declaration, TestContext.Current.CancellationToken).Create(seed: 3);
        var rate = (float)settings["rate"].Number;
        var trainer = settings["optimizer"].Text == "adam" ? network.CreateTrainer(new Adam(rate), new() { Seed = 3 }) : network.CreateTrainer(new Sgd(rate), new() { Seed = 3 });
        var history = trainer.Fit(train, new() { Epochs = 4, Validation = validation, EarlyStopping = new(4), TrainingMetrics = false });
        Assert.Equal(history.Best!.ValidationLoss!.Value, result.Best.Objective);
        var expected = new float[network.ParameterCount];
        network.CopyParametersTo(expected);
        Assert.Equal(expected, Parameters(result));
    }

    [Fact]
    public void A_cancelled_search_goes_on_from_its_journal_with_the_same_bits()
    {
        var expected = Problems.Tiny.Run(Data, new() { Threads = 1 });
        using var folder = new TemporaryFolder();
        var journal = folder.File("search.jsonl");
        using var stop = new CancellationTokenSource();
        var first = Problems.Tiny.Run(Data, new()
        {
            Threads = 2,
            Journal = journal,
            CancellationToken = stop.Token,
            Progress = new Call(progress =>
            {
                if (progress is { Result: not null, FinishedJobs: >= 5 })
                    stop.Cancel();
            }),
        });
        Assert.True(first.Cancelled);
        Assert.Null(first.Winner);
        Assert.InRange(first.Table.Trials.Count(static trial => trial.State == TrialState.Finished), 5, 7);
        var second = Problems.Tiny.Run(Data, new() { Threads = 3, Journal = journal });
        Assert.InRange(second.Replayed, 5, 7);
        Assert.Equal(expected.Table.ToCsv(), second.Table.ToCsv());
        Assert.Equal(Parameters(expected), Parameters(second));
        // A finished search only trains its winner again.
        var third = Problems.Tiny.Run(Data, new() { Journal = journal });
        Assert.Equal(12, third.Replayed);
        Assert.Equal(expected.Table.ToCsv(), third.Table.ToCsv());
        Assert.Equal(Parameters(expected), Parameters(third));
    }

    [Fact]
    public void A_search_whose_objective_is_NaN_in_every_trial_says_so_and_keeps_its_journal()
    {
        using var folder = new TemporaryFolder();
        var search = Problems.Tiny with { Trials = 3, Objective = new Metric("nothing", static _ => double.NaN) };
        for (var run = 0; run < 2; run++)
        {
            var exception = Assert.Throws<SearchException>(() => search.Run(Data, new() { Threads = 1, Journal = folder.File("search.jsonl") }));
            Assert.Contains("All 3 trials have failed", exception.Message);
            Assert.Contains("The nothing is NaN.", exception.Message);
            Assert.Equal(3, exception.Table!.Trials.Count);
        }
    }

    [Fact]
    public void A_trial_that_diverges_fails_alone()
    {
        var search = Over(rate: OneOf(1e-2, 1e30)) with { Searcher = new GridSearch(), Epochs = 2, Network = new Compiled.Dynamic.NetworkDeclaration(2).Dense(3).MeanSquaredError() };
        var result = search.Run(Data, new() { Threads = 1 });
        Assert.Equal(TrialState.Failed, result.Table.Trials[1].State);
        Assert.Contains("diverged", result.Table.Trials[1].Result!.Failure);
        Assert.Equal(0, result.Best!.Index);
    }

    private static float[] Parameters(SearchResult result)
    {
        var parameters = new float[result.Winner!.Network.ParameterCount];
        result.Winner.Network.CopyParametersTo(parameters);
        return parameters;
    }

    private sealed class Call(Action<SearchProgress> action) : IProgress<SearchProgress>
    {
        public void Report(SearchProgress value) => action(value);
    }
}
