using System.Diagnostics;
using System.Globalization;

namespace Compiled.Benchmarks.Cells;

/// <summary>Times one measure and prints its row; what was checked goes to the error stream.</summary>
internal static class CellReport
{
    private const string Name = "compiled";
    private const int Repetitions = 7;

    private static readonly double SecondsPerRepetition =
        double.TryParse(Environment.GetEnvironmentVariable("REP_S"), CultureInfo.InvariantCulture, out var seconds) ? seconds : 0.2;

    public static bool Check(string topology, string measure, double error, double tolerance)
    {
        var isRight = error < tolerance;
        Console.Error.WriteLine(FormattableString.Invariant($"check {topology} {measure}: error {error:e2} {(isRight ? "ok" : "BAD")}"));
        return isRight;
    }

    public static void Time(string topology, string measure, int units, Action<int> run)
    {
        run(1);
        for (var warm = 0; warm < 50; warm++)
            run(100);
        double elapsed;
        var count = 1;
        while (true)
        {
            elapsed = Seconds(run, count);
            if (elapsed > SecondsPerRepetition * 0.1)
                break;
            count *= elapsed < SecondsPerRepetition * 0.005 ? 8 : 2;
        }

        count = Math.Max(1, (int)(count * SecondsPerRepetition / elapsed));
        var times = new double[Repetitions];
        for (var repetition = 0; repetition < Repetitions; repetition++)
            times[repetition] = Seconds(run, count) * 1e9 / count / units;
        Array.Sort(times);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{Name}\t{topology}\t{measure}\t{times[Repetitions / 2]:g4}\t{times[0]:g4}\t{times[^1]:g4}"));
    }

    private static double Seconds(Action<int> run, int count)
    {
        var start = Stopwatch.GetTimestamp();
        run(count);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
