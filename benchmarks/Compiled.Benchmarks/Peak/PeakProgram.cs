using System.Diagnostics;
using System.Globalization;
using System.Runtime.Intrinsics;
using Compiled.Benchmarks.Cells;

namespace Compiled.Benchmarks.Peak;

/// <summary>
/// Prints the fused multiply-add peak of the tier this process runs on, and the part of it that batches of 256 reach. Peak and batches alternate in
/// slices of a millisecond or two, and the fast ones count (the tenth percentile of the times), so that neither slow phases of the machine nor a neighbour
/// on the same core change the figures. <c>DOTNET_EnableAVX512=0</c> makes it the tier of AVX2.
/// </summary>
internal static class PeakProgram
{
    private const int Rounds = 400;
    private const int Batch = 256;
    private const int Iterations = 400_000;
    private const double FlopsPerRound = 1e8;

    private static float _consumed;

    public static int Run()
    {
        var is512 = Vector512.IsHardwareAccelerated;
        Console.WriteLine($"tier\t{(is512 ? "AVX-512" : Vector256.IsHardwareAccelerated ? "AVX2" : "128 bits")}");
        Console.WriteLine("topology\tbatch GFLOP/s\tpeak GFLOP/s\tpart of the peak");
        Measure(new Cell3(), "T3", [16, 64, 64, 4], is512);
        Measure(new Cell4(), "T4", [64, 128, 128, 10], is512);
        Measure(new Cell5(), "T5", [784, 128, 10], is512);
        return float.IsNaN(_consumed) ? 1 : 0;
    }

    private static void Measure<TCell>(TCell cell, string topology, int[] widths, bool is512)
        where TCell : struct, ICell
    {
        var data = new CellData(widths);
        cell.CopyParametersFrom(data.Parameters);
        var outputs = new float[Batch * widths[^1]];
        var inputs = data.Inputs.AsMemory(0, Batch * widths[0]);
        var flops = 2.0 * Batch * Enumerable.Range(0, widths.Length - 1).Sum(l => widths[l] * widths[l + 1]);
        var calls = Math.Max(1, (int)(FlopsPerRound / flops));

        var batches = new double[Rounds];
        var peaks = new double[Rounds];
        _ = Peak(is512);
        for (var round = 0; round < Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var call = 0; call < calls; call++)
                cell.PredictBatch(inputs.Span, outputs);
            batches[round] = flops * calls / Stopwatch.GetElapsedTime(start).TotalNanoseconds;
            peaks[round] = Peak(is512);
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{topology}\t{Fast(batches):f1}\t{Fast(peaks):f1}\t{Fast(batches) / Fast(peaks):p0}"));
    }

    private static double Peak(bool is512)
    {
        var start = Stopwatch.GetTimestamp();
        _consumed += is512 ? FmaLoop.Run512(Iterations, 0.5f) : FmaLoop.Run256(Iterations, 0.5f);
        var nanoseconds = Stopwatch.GetElapsedTime(start).TotalNanoseconds;
        return (double)Iterations * (is512 ? FmaLoop.FlopsPerIteration512 : FmaLoop.FlopsPerIteration256) / nanoseconds;
    }

    private static double Fast(double[] speeds) => speeds.OrderDescending().ElementAt(speeds.Length / 10);
}
