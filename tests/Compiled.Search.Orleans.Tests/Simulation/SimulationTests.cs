using System.Globalization;
using static Compiled.Search;

namespace Compiled.Clusters.Tests.Simulation;

/// <summary>
/// Many workers and trials in virtual time. COMPILED_CLUSTER_TESTS=full runs 1,000 workers and 100,000 trials, and prints the figures of docs/search-cluster.md; otherwise it is a tenth.
/// </summary>
/// <remarks>Alone: what the searches of other tests hold and let go would count as this one's memory.</remarks>
[CollectionDefinition(nameof(SimulationTests), DisableParallelization = true)]
[Collection(nameof(SimulationTests))]
public sealed class SimulationTests
{
    private static bool IsFull => Environment.GetEnvironmentVariable("COMPILED_CLUSTER_TESTS") == "full";

    [Fact]
    public async Task A_thousand_workers_and_one_decide_the_same()
    {
        var (workers, trials) = IsFull ? (1000, 100_000) : (100, 5_000);
        foreach (var searcher in new Searcher[] { new RandomSearch() })
        {
            var definition = Over(rate: LogUniform(1e-4, 1e-1), units: LogIntegers(8, 256), dropout: Uniform(0, 0.5)) with { Trials = trials, Lag = workers, Searcher = searcher, Epochs = 81 };
            var many = new SimulatedCluster(definition, workers, Seed: 1);
            var searches = new List<SearchState>();
            var jobs = await RunAsync(many, searches);
            Assert.True(many.Repeated > 0, "No worker has failed.");
            // What stays per job: the trial with its settings and result, and the journal, which in a cluster is not in memory.
            var bytes = Held(searches) / (double)jobs;
            Assert.InRange(bytes, 100, 1000);
            var (mean, slow, most) = many.Decision;
            TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{searcher.Name}: {workers} workers, {jobs} jobs, {many.Repeated} repeated; {mean:0.0000} ms per step of the grain, 99 % below {slow:0.0000}, at most {most:0.0}; "
                + $"{bytes:0} bytes per job; {many.Pieces} pieces; {many.Utilisation:P1} of the workers' time used"));
        }
    }

    /// <summary>Runs a search with many workers, which must decide what one decides, and adds its state to a list. The state is in no other place, not even in a caller's frame.</summary>
    /// <returns>The jobs that it took.</returns>
    private static async Task<int> RunAsync(SimulatedCluster many, List<SearchState> searches)
    {
        var state = await many.RunAsync();
        var one = await new SimulatedCluster(many.Definition, 1, Seed: 2).RunAsync();
        Assert.Equal(many.Definition.Trials, state.Trials.Count);
        Assert.Equal(one.Table.ToCsv(), state.Table.ToCsv());
        searches.Add(state);
        return state.FinishedJobs;
    }

    /// <summary>Bytes that searches hold: what is free once they are let go. Nothing else happens between the two readings.</summary>
    private static long Held(List<SearchState> searches)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        searches.Clear();
        return before - GC.GetTotalMemory(forceFullCollection: true);
    }
}
