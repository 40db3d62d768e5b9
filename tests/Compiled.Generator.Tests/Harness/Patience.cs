using System.Diagnostics;
using System.Globalization;

namespace Compiled.Generator.Tests.Harness;

/// <summary>
/// Times what must be fast, on machines that others share: in the processor time of the calling thread where the system tells it (Linux), so that
/// waiting for a processor does not count. Elsewhere the clock only finds what hangs.
/// </summary>
internal static class Patience
{
    private const int Runs = 5;

    /// <summary>How much longer than its processor time something may take by the clock on a busy machine.</summary>
    private const int Waiting = 100;

    private const string Schedule = "/proc/thread-self/schedstat";

    private static readonly bool KnowsThreadTime = OperatingSystem.IsLinux() && File.Exists(Schedule);

    /// <summary>
    /// The first time that keeps within <paramref name="limit"/>, or else the shortest of five: a run may pay for the compilation of its own code, or share
    /// its core's caches.
    /// </summary>
    public static TimeSpan Fastest(TimeSpan limit, Action action)
    {
        var fastest = TimeSpan.MaxValue;
        for (var run = 0; run < Runs && fastest > limit; run++)
        {
            var time = Time(action);
            fastest = time < fastest ? time : fastest;
        }

        return fastest;
    }

    /// <summary>How long the calling thread worked.</summary>
    public static TimeSpan Time(Action action)
    {
        var start = Now();
        action();
        return Now() - start;
    }

    private static TimeSpan Now() => KnowsThreadTime
        ? TimeSpan.FromMicroseconds(long.Parse(File.ReadAllText(Schedule).Split(' ')[0], CultureInfo.InvariantCulture) / 1000)
        : Stopwatch.GetElapsedTime(0) / Waiting;
}
