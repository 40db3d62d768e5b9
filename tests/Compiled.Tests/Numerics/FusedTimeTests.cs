using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Compiled.Numerics;
using Compiled.Runtime;

namespace Compiled.Tests.Numerics;

/// <summary>What a multiply-add costs where there is no instruction for it.</summary>
public sealed class FusedTimeTests
{
    private const int Iterations = 2000;

    private interface IMultiplyAdd
    {
        static abstract Vector128<float> Of(Vector128<float> left, Vector128<float> right, Vector128<float> addend);
    }

    /// <summary>The promise is 35 times; it takes about 15. On a busy machine a round may be unlucky: again until one was not.</summary>
    [Fact]
    [Trait("Speed", "slow")]
    public void It_takes_less_than_35_instructions()
    {
        Assert.SkipUnless(Fused.IsHardwareAccelerated, "This machine has no instruction to compare with.");
        var (instruction, emulation) = (double.MaxValue, double.MaxValue);
        for (var round = 0; round < 2000 && (round < 20 || emulation > 35 * instruction); round++)
        {
            instruction = Math.Min(instruction, Time<Instruction>());
            emulation = Math.Min(emulation, Time<Emulation>());
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{emulation:0.00} ns against {instruction:0.00} ns for four lanes");
        Assert.True(emulation <= 35 * instruction, $"{emulation:0.00} ns against {instruction:0.00} ns");
    }

    /// <summary>Nanoseconds of one of eight chains.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static double Time<T>()
        where T : struct, IMultiplyAdd
    {
        var x = Vector128.Create(0.7f, 0.71f, 0.72f, 0.73f);
        var y = Vector128.Create(0.3f, 0.29f, 0.28f, 0.27f);
        Vector128<float> sum0 = x, sum1 = y, sum2 = x, sum3 = y, sum4 = x, sum5 = y, sum6 = x, sum7 = y;
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < Iterations; i++)
        {
            sum0 = T.Of(x, sum0, y);
            sum1 = T.Of(x, sum1, y);
            sum2 = T.Of(x, sum2, y);
            sum3 = T.Of(x, sum3, y);
            sum4 = T.Of(x, sum4, y);
            sum5 = T.Of(x, sum5, y);
            sum6 = T.Of(x, sum6, y);
            sum7 = T.Of(x, sum7, y);
        }

        var time = Stopwatch.GetElapsedTime(start).TotalNanoseconds / (8 * Iterations);
        Assert.True(Vector128.LessThanAll(sum0 + sum1 + sum2 + sum3 + (sum4 + sum5 + sum6 + sum7), Vector128.Create(16f)));
        return time;
    }

    private readonly struct Instruction : IMultiplyAdd
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<float> Of(Vector128<float> left, Vector128<float> right, Vector128<float> addend) => Fused.MultiplyAdd(left, right, addend);
    }

    private readonly struct Emulation : IMultiplyAdd
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<float> Of(Vector128<float> left, Vector128<float> right, Vector128<float> addend) => FusedEmulation.MultiplyAdd(left, right, addend);
    }
}
