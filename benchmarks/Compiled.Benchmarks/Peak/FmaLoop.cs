using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Compiled.Runtime;

namespace Compiled.Benchmarks.Peak;

/// <summary>Fused multiply-adds and nothing else: what the processor can do at most, at its clock of the moment.</summary>
internal static class FmaLoop
{
    /// <summary>Sums in flight: twelve cover the latency of four cycles on two ports, and leave four of sixteen registers.</summary>
    private const int Accumulators = 12;

    public const int FlopsPerIteration128 = Accumulators * 4 * 2;

    public const int FlopsPerIteration256 = Accumulators * 8 * 2;

    public const int FlopsPerIteration512 = Accumulators * 16 * 2;

    /// <summary>Without the instruction: the emulation that the library uses.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static float Run128(int iterations, float factor)
    {
        var x = Vector128.Create(factor);
        var y = Vector128.Create(1 - factor);
        Vector128<float> a0 = x, a1 = x, a2 = x, a3 = x, a4 = x, a5 = x, a6 = x, a7 = x, a8 = x, a9 = x, a10 = x, a11 = x;
        for (var i = 0; i < iterations; i++)
        {
            a0 = Fused.MultiplyAdd(a0, x, y);
            a1 = Fused.MultiplyAdd(a1, x, y);
            a2 = Fused.MultiplyAdd(a2, x, y);
            a3 = Fused.MultiplyAdd(a3, x, y);
            a4 = Fused.MultiplyAdd(a4, x, y);
            a5 = Fused.MultiplyAdd(a5, x, y);
            a6 = Fused.MultiplyAdd(a6, x, y);
            a7 = Fused.MultiplyAdd(a7, x, y);
            a8 = Fused.MultiplyAdd(a8, x, y);
            a9 = Fused.MultiplyAdd(a9, x, y);
            a10 = Fused.MultiplyAdd(a10, x, y);
            a11 = Fused.MultiplyAdd(a11, x, y);
        }

        return (a0 + a1 + a2 + a3 + (a4 + a5 + a6 + a7) + (a8 + a9 + a10 + a11))[0];
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static float Run256(int iterations, float factor)
    {
        var x = Vector256.Create(factor);
        var y = Vector256.Create(1 - factor);
        Vector256<float> a0 = x, a1 = x, a2 = x, a3 = x, a4 = x, a5 = x, a6 = x, a7 = x, a8 = x, a9 = x, a10 = x, a11 = x;
        for (var i = 0; i < iterations; i++)
        {
            a0 = Vector256.FusedMultiplyAdd(a0, x, y);
            a1 = Vector256.FusedMultiplyAdd(a1, x, y);
            a2 = Vector256.FusedMultiplyAdd(a2, x, y);
            a3 = Vector256.FusedMultiplyAdd(a3, x, y);
            a4 = Vector256.FusedMultiplyAdd(a4, x, y);
            a5 = Vector256.FusedMultiplyAdd(a5, x, y);
            a6 = Vector256.FusedMultiplyAdd(a6, x, y);
            a7 = Vector256.FusedMultiplyAdd(a7, x, y);
            a8 = Vector256.FusedMultiplyAdd(a8, x, y);
            a9 = Vector256.FusedMultiplyAdd(a9, x, y);
            a10 = Vector256.FusedMultiplyAdd(a10, x, y);
            a11 = Vector256.FusedMultiplyAdd(a11, x, y);
        }

        return (a0 + a1 + a2 + a3 + (a4 + a5 + a6 + a7) + (a8 + a9 + a10 + a11))[0];
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static float Run512(int iterations, float factor)
    {
        var x = Vector512.Create(factor);
        var y = Vector512.Create(1 - factor);
        Vector512<float> a0 = x, a1 = x, a2 = x, a3 = x, a4 = x, a5 = x, a6 = x, a7 = x, a8 = x, a9 = x, a10 = x, a11 = x;
        for (var i = 0; i < iterations; i++)
        {
            a0 = Vector512.FusedMultiplyAdd(a0, x, y);
            a1 = Vector512.FusedMultiplyAdd(a1, x, y);
            a2 = Vector512.FusedMultiplyAdd(a2, x, y);
            a3 = Vector512.FusedMultiplyAdd(a3, x, y);
            a4 = Vector512.FusedMultiplyAdd(a4, x, y);
            a5 = Vector512.FusedMultiplyAdd(a5, x, y);
            a6 = Vector512.FusedMultiplyAdd(a6, x, y);
            a7 = Vector512.FusedMultiplyAdd(a7, x, y);
            a8 = Vector512.FusedMultiplyAdd(a8, x, y);
            a9 = Vector512.FusedMultiplyAdd(a9, x, y);
            a10 = Vector512.FusedMultiplyAdd(a10, x, y);
            a11 = Vector512.FusedMultiplyAdd(a11, x, y);
        }

        return (a0 + a1 + a2 + a3 + (a4 + a5 + a6 + a7) + (a8 + a9 + a10 + a11))[0];
    }
}
