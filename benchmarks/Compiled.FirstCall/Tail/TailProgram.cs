using System.Globalization;
using System.Runtime.CompilerServices;

namespace Compiled.FirstCall;

/// <summary>
/// Prints one row a topology: engine, topology, microseconds from process start to the first prediction, of construction and of the first call
/// alone, then nanoseconds of a million single calls. "first TOPOLOGY CLOCK" is what it asks of its children.
/// </summary>
internal static class TailProgram
{
    private static string Engine => RuntimeFeature.IsDynamicCodeCompiled ? "jit" : "aot";

    public static int Run(string[] args)
    {
        if (args is ["first", var topology, var clock])
            return First(topology, long.Parse(clock, CultureInfo.InvariantCulture));

        Console.WriteLine("engine\ttopology\tstart_us\tconstruct_us\tfirst_us\tp50_ns\tp99_ns\tp99.9_ns\tmax_ns");
        var timer = TailMeasure.Run(default(EmptySubject));
        Print("timer", default, timer, 0);
        return Measure("T1", new Subject1(), timer.P50)
            & Measure("T2", new Subject2(), timer.P50)
            & Measure("T3", new Subject3(), timer.P50)
            & Measure("T4", new Subject4(), timer.P50) ? 0 : 1;
    }

    private static bool Measure<TSubject>(string topology, TSubject subject, double timer)
        where TSubject : struct, ISubject
    {
        var distribution = TailMeasure.Run(subject);
        Print(topology, FirstCall.Measure(topology), distribution, timer);
        if (distribution is { AllocatedBytes: 0, Collections: 0 })
            return true;
        Console.Error.WriteLine(
            $"{topology}: a million predictions allocated {distribution.AllocatedBytes} bytes and collected {distribution.Collections} times; expected 0 and 0.");
        return false;
    }

    private static void Print(string name, FirstCall.Times first, Distribution calls, double timer)
    {
        var starts = first == default ? "\t\t" : string.Create(CultureInfo.InvariantCulture, $"{first.Start:f0}\t{first.Construction:f0}\t{first.Call:f0}");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Engine}\t{name}\t{starts}\t{calls.P50 - timer:f0}\t{calls.P99 - timer:f0}\t{calls.P999 - timer:f0}\t{calls.Maximum - timer:f0}"));
    }

    private static int First(string topology, long started)
    {
        switch (topology)
        {
            case "T1":
                FirstCall.Print(static () => new Subject1(), started);
                return 0;
            case "T2":
                FirstCall.Print(static () => new Subject2(), started);
                return 0;
            case "T3":
                FirstCall.Print(static () => new Subject3(), started);
                return 0;
            case "T4":
                FirstCall.Print(static () => new Subject4(), started);
                return 0;
            default:
                Console.Error.WriteLine($"No topology '{topology}': expected T1, T2, T3 or T4.");
                return 1;
        }
    }
}
