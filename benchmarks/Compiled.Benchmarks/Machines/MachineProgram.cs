using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Compiled.Benchmarks.Peak;
using Compiled.Benchmarks.Results;
using Compiled.Runtime;

namespace Compiled.Benchmarks.Machines;

/// <summary>What the machine is and allows: the head of its results, from which limits are calculated. CODE in the environment names the code.</summary>
internal static class MachineProgram
{
    private const int Rounds = 200;
    private const int Iterations = 20_000;
    private const int FirstLevelFloats = 4 * 1024;
    private const int SecondLevelFloats = 64 * 1024;

    private static float _consumed;

    public static int Run()
    {
        var is512 = Vector512.IsHardwareAccelerated;
        var flops = (double)Iterations * (is512 ? FmaLoop.FlopsPerIteration512 : FmaLoop.FlopsPerIteration256);
        var machine = new Machine(
            ThisProcessor.Name, ThisProcessor.Tier, RuntimeInformation.FrameworkDescription, DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Environment.GetEnvironmentVariable("CODE") is { Length: > 0 } code ? code : "unknown code",
            Fastest(flops, () => is512 ? FmaLoop.Run512(Iterations, 0.5f) : FmaLoop.Run256(Iterations, 0.5f)), Loads(FirstLevelFloats), Loads(SecondLevelFloats));
        Console.Write(machine.Write());
        return float.IsNaN(_consumed) ? 1 : 0;
    }

    /// <summary>Where the results of this processor and tier are, below the repository's root.</summary>
    public static int PrintFolder()
    {
        Console.WriteLine(Machine.Folder(ThisProcessor.Name, ThisProcessor.Tier));
        return 0;
    }

    private static double Loads(int floats)
    {
        var memory = new AlignedMemory(floats);
        // Untouched memory is one page of zeros at many addresses, which caches read slowly.
        memory.Span.Fill(1);
        var times = 1 << 20 >> (int)Math.Log2(floats);
        return Fastest((double)times * floats * sizeof(float), () =>
            Vector512.IsHardwareAccelerated ? LoadLoop.Run512(memory.Span, times) : LoadLoop.Run256(memory.Span, times));
    }

    /// <summary>Units a nanosecond, the tenth percentile of the times: neither slow phases nor a single lucky one.</summary>
    private static double Fastest(double units, Func<float> run)
    {
        var speeds = new double[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            _consumed += run();
            speeds[round] = units / Stopwatch.GetElapsedTime(start).TotalNanoseconds;
        }

        return speeds.OrderDescending().ElementAt(Rounds / 10);
    }
}
