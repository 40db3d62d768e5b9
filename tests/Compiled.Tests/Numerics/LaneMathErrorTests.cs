using Compiled.Numerics;

namespace Compiled.Tests.Numerics;

/// <summary>The documented errors, by sweeps of four million floats over all magnitudes against the library's functions in double.</summary>
[Trait("Speed", "slow")]
public sealed class LaneMathErrorTests
{
    private const uint Stride = 1021;

    [Fact]
    public void Exp_is_within_its_documented_error() => Check<Exp>(1.25);

    [Fact]
    public void Log_is_within_its_documented_error() => Check<Log>(1.0);

    [Fact]
    public void Log1p_is_within_its_documented_error() => Check<Log1p>(1.5);

    [Fact]
    public void Tanh_is_within_its_documented_error() => Check<Tanh>(1.75);

    /// <summary>Every float from 2⁻¹³, below which tanh x is x, to beyond the limit: 137 million.</summary>
    [Fact]
    public void Tanh_is_within_its_documented_error_at_every_float()
    {
        const int From = 0x39000000, To = 0x41130000, Block = 1 << 16;
        var (worst, worstAt) = (0.0, 0f);
        var gate = new Lock();
        Parallel.For(0, (To - From) / Block, block =>
        {
            var first = From + (block * Block);
            float[] x = new float[Block], y = new float[Block];
            for (var i = 0; i < x.Length; i++)
                x[i] = BitConverter.Int32BitsToSingle(first + i);
            FloatBitsAssert.Map<Tanh, Lanes16>(x, y);
            var (blockWorst, blockAt) = (0.0, 0f);
            for (var i = 0; i < Block; i++)
            {
                Assert.True(y[i] <= 1f, $"tanh({x[i]:R}) is beyond 1");
                var exact = Math.Tanh(x[i]);
                // The unit in the last place of a float of this size, without a logarithm for each of them.
                var unit = BitConverter.Int32BitsToSingle((BitConverter.SingleToInt32Bits((float)exact) & 0x7F800000) - (23 << 23));
                var error = Math.Abs(y[i] - exact) / (exact < 1 && (float)exact == 1f ? unit / 2 : unit);
                if (error > blockWorst)
                    (blockWorst, blockAt) = (error, x[i]);
            }

            lock (gate)
            {
                if (blockWorst > worst)
                    (worst, worstAt) = (blockWorst, blockAt);
            }
        });
        Assert.True(worst <= 1.75, $"tanh({worstAt:R}): {worst:F3} ULP, documented 1.75");
        Assert.True(worst > 1.65, $"The documented error, 1.75 ULP, is far from the largest, {worst:F3}.");
    }

    [Fact]
    public void Sigmoid_is_within_its_documented_error() => Check<Sigmoid>(1.78);

    /// <summary>Every float was tried; the sweeps of tests leave most of them out.</summary>
    [Fact]
    public void Sigmoid_errs_most_where_its_documentation_says() =>
        Assert.InRange(UlpError(LaneMath.Sigmoid<Lanes1>(-1.1109133f), 1 / (1 + Math.Exp(1.1109133f))), 1.77, 1.78);

    [Fact]
    public void Softplus_is_within_its_documented_error() => Check<Softplus>(1.8);

    [Fact]
    public void The_normal_distribution_is_within_its_documented_error() => Check<Normal>(3.6);

    [Fact]
    public void Relu_is_exact() => Check<Relu>(0);

    [Fact]
    public void Leaky_relu_rounds_once() => Check<LeakyRelu>(0.5);

    [Fact]
    public void The_error_of_log_is_relative_next_to_its_zero_at_one()
    {
        for (var step = -2000; step <= 2000; step++)
        {
            var x = BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(1f) + step);
            Assert.True(UlpError(LaneMath.Log<Lanes1>(x), Math.Log(x)) <= 1.0, $"log({x:R})");
        }
    }

    private static void Check<TFunction>(double allowed)
        where TFunction : struct, ILaneFunction
    {
        var worst = 0.0;
        var worstAt = 0f;
        var y = new float[4096];
        FloatBitsAssert.Sweep(Stride, x =>
        {
            FloatBitsAssert.Map<TFunction, Lanes16>(x, y);
            for (var i = 0; i < y.Length; i++)
            {
                var error = UlpError(y[i], TFunction.Reference(x[i]));
                if (error > worst)
                    (worst, worstAt) = (error, x[i]);
            }
        });
        Assert.True(worst <= allowed, $"{typeof(TFunction).Name}({worstAt:R}): {worst:F3} ULP, documented {allowed}");
    }

    /// <summary>The distance in units of the last place that a float of the exact value's size has; infinite for a wrong NaN or infinity.</summary>
    private static double UlpError(float actual, double exact)
    {
        if (double.IsNaN(exact) || float.IsNaN(actual))
            return double.IsNaN(exact) && float.IsNaN(actual) ? 0 : double.PositiveInfinity;
        if (float.IsInfinity((float)exact) || float.IsInfinity(actual))
            return (float)exact == actual ? 0 : double.PositiveInfinity;
        var exponent = exact == 0 ? -149 : Math.Max(Math.ILogB(exact) - 23, -149);
        return Math.Abs(actual - exact) / Math.ScaleB(1.0, exponent);
    }
}
