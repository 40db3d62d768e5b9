using static Compiled.Search;

namespace Compiled.Clusters.Tests.Harness;

/// <summary>Small searches, and what they give in this process, without a cluster.</summary>
internal static class Searches
{
    /// <summary>Rows of two classes that a line does not part.</summary>
    public static SearchData Data(int rows = 64)
    {
        var (inputs, labels) = (new float[rows * 2], new int[rows]);
        for (var row = 0; row < rows; row++)
        {
            var (x, y) = (row % 8 / 4f - 1, row / 8 % 8 / 4f - 1);
            (inputs[2 * row], inputs[2 * row + 1], labels[row]) = (x, y, x * y > 0 ? 1 : 0);
        }

        return Dataset.FromLabels(inputs, labels, 2);
    }

    /// <summary>Rates of one small topology.</summary>
    public static SearchDefinition Rates(int trials, int epochs, int lag = 6) =>
        Over(rate: LogUniform(1e-4, 1e-1), units: OneOf(4)) with { Trials = trials, Epochs = epochs, Lag = lag, Seed = 7 };

    /// <summary>The same in this process, one job after the other.</summary>
    public static SearchTable Alone(SearchDefinition definition, SearchData data)
    {
        var (state, runner, checkpoints) = (new SearchState(definition), new TrialRunner(definition, data), new MemoryCheckpoints());
        while (state.TryNext(out var job))
            state.Complete(runner.Run(job, checkpoints, TestContext.Current.CancellationToken).Result);
        Assert.True(state.IsFinished);
        return state.Table;
    }
}
