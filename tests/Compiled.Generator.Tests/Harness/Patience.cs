using System.Diagnostics;

namespace Compiled.Generator.Tests.Harness;

/// <summary>
/// Times what must be fast, on machines that others share. One slow run says that the machine was busy; what is slow five times in
/// a row is slow.
/// </summary>
internal static class Patience
{
    private const int Runs = 5;

    /// <summary>The first time that keeps within <paramref name="limit"/>, or else the shortest of five.</summary>
    public static TimeSpan Fastest(TimeSpan limit, Action action)
    {
        var fastest = TimeSpan.MaxValue;
        for (var run = 0; run < Runs && fastest > limit; run++)
        {
            var start = Stopwatch.GetTimestamp();
            action();
            var time = Stopwatch.GetElapsedTime(start);
            fastest = time < fastest ? time : fastest;
        }

        return fastest;
    }
}
