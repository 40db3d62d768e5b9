using Compiled.Numerics;

namespace Compiled.Tests.Numerics;

/// <summary>Every width gives the same bits: all functions over four million bit patterns of all magnitudes.</summary>
[Trait("Speed", "slow")]
public sealed class LaneWidthTests
{
    private const uint Stride = 1019;

    [Fact]
    public void Exp_has_the_same_bits_at_every_width() => Check<Exp>();

    [Fact]
    public void Log_has_the_same_bits_at_every_width() => Check<Log>();

    [Fact]
    public void Log1p_has_the_same_bits_at_every_width() => Check<Log1p>();

    [Fact]
    public void Tanh_has_the_same_bits_at_every_width() => Check<Tanh>();

    [Fact]
    public void Sigmoid_has_the_same_bits_at_every_width() => Check<Sigmoid>();

    [Fact]
    public void Softplus_has_the_same_bits_at_every_width() => Check<Softplus>();

    [Fact]
    public void The_normal_distribution_has_the_same_bits_at_every_width() => Check<Normal>();

    [Fact]
    public void Relu_has_the_same_bits_at_every_width() => Check<Relu>();

    [Fact]
    public void Leaky_relu_has_the_same_bits_at_every_width() => Check<LeakyRelu>();

    [Fact]
    public void The_derivatives_have_the_same_bits_at_every_width()
    {
        Check<ReluDerivative>();
        Check<LeakyReluDerivative>();
    }

    [Fact]
    public void The_exponential_of_negative_numbers_has_the_bits_of_exp() => FloatBitsAssert.Sweep(Stride, static block =>
    {
        foreach (var x in block)
        {
            if (x <= 0)
                FloatBitsAssert.Equal(LaneMath.Exp<Lanes1>(x), LaneMath.ExpOfNegative<Lanes1>(x), $"exp({x:R})");
        }
    });

    private static void Check<TFunction>()
        where TFunction : struct, ILaneFunction
    {
        var scalar = new float[4096];
        var vector = new float[4096];
        FloatBitsAssert.Sweep(Stride, x =>
        {
            FloatBitsAssert.Map<TFunction, Lanes1>(x, scalar);
            FloatBitsAssert.Map<TFunction, Lanes4>(x, vector);
            FloatBitsAssert.Equal(scalar, vector, "4 lanes");
            FloatBitsAssert.Map<TFunction, Lanes8>(x, vector);
            FloatBitsAssert.Equal(scalar, vector, "8 lanes");
            FloatBitsAssert.Map<TFunction, Lanes16>(x, vector);
            FloatBitsAssert.Equal(scalar, vector, "16 lanes");
            FloatBitsAssert.Map<TFunction, Lanes8x2>(x, vector);
            FloatBitsAssert.Equal(scalar, vector, "twice 8 lanes");
            FloatBitsAssert.Map<TFunction, Lanes4x4>(x, vector);
            FloatBitsAssert.Equal(scalar, vector, "four times 4 lanes");
            FloatBitsAssert.Map<TFunction, Lanes4x2>(x, vector);
            FloatBitsAssert.Equal(scalar, vector, "twice 4 lanes");
        });
    }
}
