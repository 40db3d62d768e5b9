using System.Diagnostics;

namespace Compiled.Tool.Measuring;

/// <summary>Measures calls in rounds.</summary>
internal static class Stopwatches
{
    /// <summary>The compiler's tiers: it takes up a method's next tier after 30 calls and 100 ms without new methods.</summary>
    private const int WarmRounds = 4;
    private static readonly TimeSpan TierPause = TimeSpan.FromMilliseconds(120);

    /// <summary>The median time of a call, in nanoseconds.</summary>
    /// <param name="calls">Makes that many calls.</param>
    /// <param name="options">How long and how often.</param>
    public static double Median(Action<int> calls, BenchmarkOptions options)
    {
        var count = Warm(calls, options);
        var rounds = new double[options.Rounds];
        for (var round = 0; round < rounds.Length; round++)
        {
            options.Cancellation.ThrowIfCancellationRequested();
            rounds[round] = Time(calls, count) * 1e6 / count;
        }

        return Middle(rounds);
    }

    /// <summary>The median of some values, which it sorts; of an even number of them the mean of the two in the middle.</summary>
    public static double Middle(double[] values)
    {
        Array.Sort(values);
        var middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    /// <summary>Runs until the code is the best that the compiler makes; returns how many calls a round takes.</summary>
    private static int Warm(Action<int> calls, BenchmarkOptions options)
    {
        var count = 1;
        for (var round = 0; round < WarmRounds; round++)
        {
            options.Cancellation.ThrowIfCancellationRequested();
            calls(64);
            Thread.Sleep(TierPause);
            count = Math.Max(1, count / 4);
            var milliseconds = Time(calls, count);
            while (milliseconds < options.Milliseconds && count < 1 << 28)
            {
                count = milliseconds < options.Milliseconds / 8.0 ? count * 4 : (int)(count * Math.Max(1.1, options.Milliseconds / milliseconds));
                milliseconds = Time(calls, count);
            }
        }

        return count;
    }

    private static double Time(Action<int> calls, int count)
    {
        var start = Stopwatch.GetTimestamp();
        calls(count);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
