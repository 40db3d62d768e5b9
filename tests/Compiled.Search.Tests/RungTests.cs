namespace Compiled.Tests;

/// <summary>Trials that go on from checkpoints.</summary>
public class RungTests
{
    private static readonly SearchData Data = Problems.Clouds();

    [Theory]
    [InlineData("halving")]
    [InlineData("asha")]
    [InlineData("pbt")]
    [InlineData("tpe")]
    public void Any_number_of_threads_gives_the_same_table(string searcher)
    {
        var search = Problems.Of(searcher);
        var one = search.Run(Data, new() { Threads = 1 });
        var many = search.Run(Data, new() { Threads = 3 });
        Assert.Equal(one.Table.ToCsv(), many.Table.ToCsv());
        Assert.Equal(one.Best!.Result!.ParametersHash, HashOf(one.Winner!.Network));
        Assert.Equal(one.Best.Result.ParametersHash, HashOf(many.Winner!.Network));
    }

    [Theory]
    [InlineData("halving", false)]
    [InlineData("asha", true)]
    [InlineData("pbt", true)]
    public void A_search_goes_on_with_its_checkpoints_and_without_them(string searcher, bool isLost)
    {
        using var folder = new TemporaryFolder();
        var (search, journal) = (Problems.Of(searcher), folder.File("search.jsonl"));
        using var stop = new CancellationTokenSource();
        var first = search.Run(Data, new()
        {
            Threads = 2,
            Journal = journal,
            CancellationToken = stop.Token,
            Progress = new StopAfter(13, stop),
        });
        Assert.True(first.Cancelled);
        Assert.NotEmpty(Directory.GetFiles(journal + ".checkpoints"));
        if (isLost)
            Directory.Delete(journal + ".checkpoints", recursive: true);
        var second = search.Run(Data, new() { Threads = 1, Journal = journal });
        Assert.Equal(search.Run(Data, new() { Threads = 1 }).Table.ToCsv(), second.Table.ToCsv());
        Assert.False(Directory.Exists(journal + ".checkpoints"));
    }

    [Theory]
    [InlineData(null, "constant")]
    [InlineData(null, "cosine")]
    [InlineData(1, "constant")]
    public void A_trial_in_rungs_has_the_bits_of_one_that_was_trained_at_once(int? patience, string schedule)
    {
        var search = (Problems.Tiny with { Searcher = new SuccessiveHalving { Eta = 2 }, Trials = 1, Epochs = 8, Patience = patience }).And("schedule", schedule);
        var (state, runner, checkpoints) = (new SearchState(search), new TrialRunner(search, Data), new MemoryCheckpoints());
        SearchJob? last = null;
        while (state.TryNext(out var job))
        {
            last = job;
            state.Complete(runner.Run(job, checkpoints, TestContext.Current.CancellationToken).Result);
        }

        Assert.Equal(3, last!.Rung);
        var whole = runner.Run(last with { Rung = 0, FromEpoch = 0, Parent = null }, checkpoints, TestContext.Current.CancellationToken).Result;
        Assert.Equal(whole, state.Best!.Result);
    }

    /// <summary>So a store may refuse to replace a checkpoint: who repeats a job has the same bytes.</summary>
    [Theory]
    [InlineData("halving")]
    [InlineData("asha")]
    [InlineData("pbt")]
    public void A_checkpoint_is_a_function_of_its_job(string searcher)
    {
        var search = Problems.Of(searcher);
        var (state, runner, first, second) = (new SearchState(search), new TrialRunner(search, Data), new MemoryCheckpoints(), new MemoryCheckpoints());
        while (state.TryNext(out var job))
        {
            var result = runner.Run(job, first, TestContext.Current.CancellationToken).Result;
            Assert.Equal(result, runner.Run(job, second, TestContext.Current.CancellationToken).Result);
            Assert.Equal(first.Get(job.Index), second.Get(job.Index));
            state.Complete(result);
        }

        Assert.NotEqual(0, first.Count);
    }

    [Fact]
    public void A_checkpoint_that_is_missing_or_damaged_is_named()
    {
        var search = Problems.Of("halving");
        var (state, runner, checkpoints) = (new SearchState(search), new TrialRunner(search, Data), new MemoryCheckpoints());
        Assert.True(state.TryNext(out var job));
        _ = runner.Run(job, checkpoints, TestContext.Current.CancellationToken);
        var next = job with { Index = 9, Rung = 1, FromEpoch = 1, ToEpoch = 2, Parent = job.Index };
        Assert.Null(runner.Run(next, checkpoints, TestContext.Current.CancellationToken).Result.Failure);
        var bytes = checkpoints.Get(job.Index)!;
        for (var place = 0; place < bytes.Length; place += 101)
        {
            var damaged = bytes.ToArray();
            damaged[place] ^= 4;
            checkpoints.Put(job.Index, damaged);
            Assert.Contains("checkpoint of job 0 is damaged", Assert.Throws<SearchException>(() => runner.Run(next, checkpoints, TestContext.Current.CancellationToken)).Message);
        }

        checkpoints.Remove(job.Index);
        Assert.Contains("checkpoint of job 0 is missing", Assert.Throws<SearchException>(() => runner.Run(next, checkpoints, TestContext.Current.CancellationToken)).Message);
    }

    /// <summary>As the table has it.</summary>
    private static string HashOf(Compiled.Dynamic.DynamicNetwork network)
    {
        var parameters = new float[network.ParameterCount];
        network.CopyParametersTo(parameters);
        var bytes = System.Security.Cryptography.SHA256.HashData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(parameters.AsSpan()));
        return Convert.ToHexStringLower(bytes.AsSpan(0, 16));
    }

    private sealed class StopAfter(int jobs, CancellationTokenSource stop) : IProgress<SearchProgress>
    {
        public void Report(SearchProgress value)
        {
            if (value.Result is not null && value.FinishedJobs >= jobs)
                stop.Cancel();
        }
    }
}
