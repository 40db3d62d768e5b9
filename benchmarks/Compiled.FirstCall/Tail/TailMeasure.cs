using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Compiled.FirstCall;

/// <summary>The distribution of a million single calls, in nanoseconds, and what they allocated.</summary>
internal readonly record struct Distribution(double P50, double P99, double P999, double Maximum, long AllocatedBytes, int Collections);

/// <summary>Times each call by itself: the clock is read before and after every one.</summary>
/// <remarks>
/// The clock reads the time-stamp counter behind a fence, so that a reading waits for the calls before it: an interval is a whole call and the cost
/// of one reading. The same loop around nothing gives that cost; its median is subtracted from every percentile by the caller. The spread of the clock
/// and the interrupts of the machine stay in: they are in the row of the empty call, too, which is printed beside the others.
/// </remarks>
internal static class TailMeasure
{
    private const int Calls = 1_000_000;
    private const int WarmCalls = 20_000;
    private const int PoolRows = 64;

    private static readonly uint[] _ticks = GC.AllocateArray<uint>(Calls, pinned: true);

    public static Distribution Run<TSubject>(TSubject subject)
        where TSubject : struct, ISubject
    {
        // Rows of whole cache lines, as an application that cares would hold them; the input changes from call to call.
        var stride = (TSubject.InputSize + 15) / 16 * 16;
        var pool = GC.AllocateArray<float>(PoolRows * stride + 16, pinned: true);
        var output = GC.AllocateArray<float>(TSubject.OutputSize + 16, pinned: true);
        var state = 12345u;
        for (var i = 0; i < pool.Length; i++)
        {
            state = state * 1664525u + 1013904223u;
            pool[i] = (state >> 8) / 8388608f - 1f;
        }

        var inputs = pool.AsSpan(AlignedOffset(pool), PoolRows * stride);
        var outputs = output.AsSpan(AlignedOffset(output), TSubject.OutputSize);
        TimeCalls(subject, inputs, stride, outputs, WarmCalls);
        GC.Collect();

        var collections = Collections();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        TimeCalls(subject, inputs, stride, outputs, Calls);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        collections = Collections() - collections;

        Array.Sort(_ticks);
        return new Distribution(At(0.5), At(0.99), At(0.999), Nanoseconds(_ticks[^1]), allocated, collections);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void TimeCalls<TSubject>(TSubject subject, ReadOnlySpan<float> inputs, int stride, Span<float> output, int count)
        where TSubject : struct, ISubject
    {
        var ticks = _ticks.AsSpan(0, count);
        for (var k = 0; k < ticks.Length; k++)
        {
            var input = inputs.Slice((k & (PoolRows - 1)) * stride, TSubject.InputSize);
            var before = Stopwatch.GetTimestamp();
            Call(subject, input, output);
            ticks[k] = (uint)Math.Min(Stopwatch.GetTimestamp() - before, uint.MaxValue);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Call<TSubject>(TSubject subject, ReadOnlySpan<float> input, Span<float> output)
        where TSubject : struct, ISubject => subject.Predict(input, output);

    private static double At(double part) => Nanoseconds(_ticks[(int)(part * (Calls - 1))]);

    private static double Nanoseconds(uint ticks) => ticks * 1e9 / Stopwatch.Frequency;

    private static int Collections() => GC.CollectionCount(0) + GC.CollectionCount(1) + GC.CollectionCount(2);

    private static unsafe int AlignedOffset(float[] pinned)
    {
        fixed (float* address = pinned)
            return (int)((64 - (nuint)address % 64) % 64 / sizeof(float));
    }
}
