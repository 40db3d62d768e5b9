using System.Diagnostics;
using System.Globalization;
using System.Runtime.Intrinsics;
using Compiled.Benchmarks.Cells;
using Compiled.Runtime;

namespace Compiled.Benchmarks.Peak;

/// <summary>
/// Prints the fused multiply-add peak of the tier this process runs on, and the part of it that batches of 256 reach. Peak and batches alternate in
/// slices of a millisecond or two, and the fast ones count (the tenth percentile of the times), so that neither slow phases of the machine nor a neighbour
/// on the same core change the figures. <c>DOTNET_EnableAVX512=0</c> makes it the tier of AVX2, <c>DOTNET_EnableAVX2=0</c> that of processors without a fused multiply-add.
/// </summary>
internal static class PeakProgram
{
    private const int Rounds = 400;
    private const int Batch = 256;
    private const int Iterations = 400_000;
    private const int EmulatedIterations = 20_000;
    private const double FlopsPerRound = 1e8;
    private const double EmulatedFlopsPerRound = 4e6;

    private static float _consumed;

    public static int Run()
    {
        var bits = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;
        Console.WriteLine($"tier\t{bits} bits{(Fused.IsHardwareAccelerated ? "" : ", no fused multiply-add")}");
        Console.WriteLine("topology\tbatch GFLOP/s\tpeak GFLOP/s\tpart of the peak");
        Measure(new Cell3(), "T3", [16, 64, 64, 4], bits);
        Measure(new Cell4(), "T4", [64, 128, 128, 10], bits);
        Measure(new Cell5(), "T5", [784, 128, 10], bits);
        return float.IsNaN(_consumed) ? 1 : 0;
    }

    private static void Measure<TCell>(TCell cell, string topology, int[] widths, int bits)
        where TCell : struct, ICell
    {
        var data = new CellData(widths);
        cell.CopyParametersFrom(data.Parameters);
        var outputs = new float[Batch * widths[^1]];
        var inputs = data.Inputs.AsMemory(0, Batch * widths[0]);
        var flops = 2.0 * Batch * Enumerable.Range(0, widths.Length - 1).Sum(l => widths[l] * widths[l + 1]);
        var calls = Math.Max(1, (int)((Fused.IsHardwareAccelerated ? FlopsPerRound : EmulatedFlopsPerRound) / flops));

        var batches = new double[Rounds];
        var peaks = new double[Rounds];
        _ = Peak(bits);
        for (var round = 0; round < Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var call = 0; call < calls; call++)
                cell.PredictBatch(inputs.Span, outputs);
            batches[round] = flops * calls / Stopwatch.GetElapsedTime(start).TotalNanoseconds;
            peaks[round] = Peak(bits);
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{topology}\t{Fast(batches):f1}\t{Fast(peaks):f1}\t{Fast(batches) / Fast(peaks):p0}"));
    }

    private static double Peak(int bits)
    {
        var start = Stopwatch.GetTimestamp();
        var iterations = Fused.IsHardwareAccelerated ? Iterations : EmulatedIterations;
        _consumed += bits switch
        {
            512 => FmaLoop.Run512(iterations, 0.5f),
            256 => FmaLoop.Run256(iterations, 0.5f),
            _ => FmaLoop.Run128(iterations, 0.5f),
        };
        var nanoseconds = Stopwatch.GetElapsedTime(start).TotalNanoseconds;
        return (double)iterations * bits switch { 512 => FmaLoop.FlopsPerIteration512, 256 => FmaLoop.FlopsPerIteration256, _ => FmaLoop.FlopsPerIteration128 } / nanoseconds;
    }

    private static double Fast(double[] speeds) => speeds.OrderDescending().ElementAt(speeds.Length / 10);
}
