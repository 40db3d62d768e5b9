using System.Diagnostics;
using System.Globalization;

namespace Compiled.FirstCall;

/// <summary>The first prediction of a process: children of this program, one a repetition, since a process has but one first call.</summary>
internal static class FirstCall
{
    private const int Repetitions = 15;

    /// <summary>Microseconds: from before the process was started to after its first prediction; construction; the first call alone.</summary>
    public readonly record struct Times(double Start, double Construction, double Call);

    /// <summary>Medians, each of its own.</summary>
    public static Times Measure(string topology)
    {
        var runs = new Times[Repetitions];
        for (var repetition = 0; repetition < Repetitions; repetition++)
            runs[repetition] = RunChild(topology);
        return new Times(
            Median(runs, static run => run.Start), Median(runs, static run => run.Construction), Median(runs, static run => run.Call));
    }

    /// <summary>The child: touches nothing before the prediction that a program would not touch.</summary>
    /// <param name="create">The network's constructor.</param>
    /// <param name="started">The parent's clock before it started this process: the clock is the system's, the same in both.</param>
    public static void Print<TSubject>(Func<TSubject> create, long started)
        where TSubject : struct, ISubject
    {
        var input = new float[TSubject.InputSize];
        var output = new float[TSubject.OutputSize];
        input[0] = 0.5f;
        _ = Stopwatch.GetTimestamp();

        var begin = Stopwatch.GetTimestamp();
        var subject = create();
        var constructed = Stopwatch.GetTimestamp();
        subject.Predict(input, output);
        var end = Stopwatch.GetTimestamp();

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Microseconds(started, end):f1} {Microseconds(begin, constructed):f1} {Microseconds(constructed, end):f1}"));
    }

    private static Times RunChild(string topology)
    {
        var program = Environment.ProcessPath!;
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, AppDomain.CurrentDomain.FriendlyName + ".dll"));
        start.ArgumentList.Add("first");
        start.ArgumentList.Add(topology);
        start.ArgumentList.Add(Stopwatch.GetTimestamp().ToString(CultureInfo.InvariantCulture));
        using var child = Process.Start(start)!;
        var printed = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        var numbers = printed.Split(' ', StringSplitOptions.TrimEntries);
        if (child.ExitCode != 0 || numbers.Length != 3)
            throw new InvalidOperationException($"{program} first {topology} ended with {child.ExitCode} and printed '{printed}'; expected 0 and three numbers.");
        return new Times(Number(numbers[0]), Number(numbers[1]), Number(numbers[2]));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static double Microseconds(long from, long to) => (to - from) * 1e6 / Stopwatch.Frequency;

    private static double Median(Times[] runs, Func<Times, double> part)
    {
        var values = Array.ConvertAll(runs, run => part(run));
        Array.Sort(values);
        return values[values.Length / 2];
    }
}
