using System.Diagnostics;

namespace Compiled.Peers;

/// <summary>Times two programs in turns, so that a slow phase of a shared machine hits both.</summary>
internal static class Pair
{
    /// <returns>The medians of both, in nanoseconds a call.</returns>
    public static (double First, double Second) Time(Action<int> first, Action<int> second, int rounds, double seconds)
    {
        var (firstCount, secondCount) = (Calibrate(first, seconds), Calibrate(second, seconds));
        var (firstTimes, secondTimes) = (new double[rounds], new double[rounds]);
        for (var round = 0; round < rounds; round++)
        {
            firstTimes[round] = Seconds(first, firstCount) / firstCount;
            secondTimes[round] = Seconds(second, secondCount) / secondCount;
        }

        return (Median(firstTimes) * 1e9, Median(secondTimes) * 1e9);
    }

    private static int Calibrate(Action<int> run, double seconds)
    {
        run(100);
        var count = 1;
        double elapsed;
        while ((elapsed = Seconds(run, count)) < seconds / 4)
            count *= 2;
        return Math.Max(1, (int)(count * seconds / elapsed));
    }

    private static double Seconds(Action<int> run, int count)
    {
        var start = Stopwatch.GetTimestamp();
        run(count);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static double Median(double[] times)
    {
        Array.Sort(times);
        return (times[(times.Length - 1) / 2] + times[times.Length / 2]) / 2;
    }
}
