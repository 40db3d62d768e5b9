using System.Diagnostics;
using Compiled.Dynamic;

namespace Compiled.Searching;

/// <summary>Measures predictions of the best trials.</summary>
internal static class Finalists
{
    private const int Rounds = 15;
    private const int WarmUp = 2_000;
    private const double RoundNanoseconds = 2e6;

    /// <summary>The median over rounds of some milliseconds, one trial after the other on this thread.</summary>
    public static IReadOnlyList<SearchFinalist> Measure(TrialRunner runner, SearchTable table, SearchOptions options)
    {
        List<SearchFinalist> finalists = [];
        foreach (var trial in table.Ranked.Take(options.Finalists))
        {
            if (options.CancellationToken.IsCancellationRequested)
                break;
            finalists.Add(new(trial, MeasureOne(runner, trial, options.CancellationToken)));
        }

        return finalists;
    }

    private static double MeasureOne(TrialRunner runner, Trial trial, CancellationToken cancellation)
    {
        // The time does not depend on the values of the parameters.
        var network = NetworkCompiler.Compile(runner.Declare(trial.Settings), cancellation).Create(runner.Definition.Seed);
        var input = runner.Data.Dataset.Input(0).ToArray();
        var output = new float[network.OutputSize];
        var calls = Calls(WarmUp);
        Span<double> rounds = stackalloc double[Rounds];
        for (var round = 0; round < Rounds; round++)
            rounds[round] = Time(calls) / calls;
        rounds.Sort();
        return rounds[Rounds / 2];

        int Calls(int count)
        {
            Time(count);
            return (int)Math.Clamp(RoundNanoseconds / (Time(count) / count), 100, 1e6);
        }

        double Time(int count)
        {
            var from = Stopwatch.GetTimestamp();
            for (var call = 0; call < count; call++)
                network.Predict(input, output);
            return Stopwatch.GetElapsedTime(from).TotalNanoseconds;
        }
    }
}
