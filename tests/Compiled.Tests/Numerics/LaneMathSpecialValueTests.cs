using Compiled.Numerics;

namespace Compiled.Tests.Numerics;

public sealed class LaneMathSpecialValueTests
{
    private const float Infinity = float.PositiveInfinity;

    [Fact]
    public void Exp_of_special_values() => Check<Exp>(
        (0f, 1f),
        (-0f, 1f),
        (Infinity, Infinity),
        (-Infinity, 0f),
        (float.NaN, float.NaN),
        (float.Epsilon, 1f),
        (88.7228394f, Infinity),
        (float.MaxValue, Infinity),
        (float.MinValue, 0f),
        (-103.97207f, float.Epsilon),
        (-103.972084f, 0f));

    [Fact]
    public void Log_of_special_values() => Check<Log>(
        (1f, 0f),
        (0f, -Infinity),
        (-0f, -Infinity),
        (Infinity, Infinity),
        (-Infinity, float.NaN),
        (-1f, float.NaN),
        (-float.Epsilon, float.NaN),
        (float.NaN, float.NaN),
        (float.Epsilon, -103.27893f));

    [Fact]
    public void Log1p_of_special_values() => Check<Log1p>(
        (0f, 0f),
        (-0f, -0f),
        (-1f, -Infinity),
        (-1.0000001f, float.NaN),
        (-Infinity, float.NaN),
        (Infinity, Infinity),
        (float.NaN, float.NaN),
        (float.Epsilon, float.Epsilon),
        (-1e-40f, -1e-40f),
        (float.MaxValue, 88.72284f));

    [Fact]
    public void Tanh_of_special_values() => Check<Tanh>(
        (0f, 0f),
        (-0f, -0f),
        (Infinity, 1f),
        (-Infinity, -1f),
        (float.NaN, float.NaN),
        (float.Epsilon, float.Epsilon),
        (-1e-40f, -1e-40f),
        (9.125f, 1f), (9.011f, 0.99999994f),
        (-float.MaxValue, -1f));

    [Fact]
    public void Sigmoid_of_special_values() => Check<Sigmoid>(
        (0f, 0.5f),
        (-0f, 0.5f),
        (Infinity, 1f),
        (-Infinity, 0f),
        (float.NaN, float.NaN),
        (float.Epsilon, 0.5f),
        (20f, 1f),
        (-104f, 0f));

    [Fact]
    public void Softplus_of_special_values() => Check<Softplus>(
        (0f, 0.6931472f),
        (Infinity, Infinity),
        (-Infinity, 0f),
        (float.NaN, float.NaN),
        (1e4f, 1e4f),
        (-1e4f, 0f));

    [Fact]
    public void Relu_of_special_values() => Check<Relu>(
        (0f, 0f),
        (-0f, 0f),
        (-Infinity, 0f),
        (Infinity, Infinity),
        (float.NaN, float.NaN),
        (float.Epsilon, float.Epsilon),
        (-float.Epsilon, 0f));

    [Fact]
    public void Leaky_relu_of_special_values() => Check<LeakyRelu>(
        (-0f, -0f),
        (-Infinity, -Infinity),
        (-100f, -1f),
        (Infinity, Infinity),
        (float.NaN, float.NaN));

    [Fact]
    public void The_derivative_of_relu_of_special_values() => Check<ReluDerivative>(
        (0f, 0f),
        (-0f, 0f),
        (1e-40f, 1f),
        (Infinity, 1f),
        (float.NaN, float.NaN));

    [Fact]
    public void The_derivative_of_leaky_relu_of_special_values() => Check<LeakyReluDerivative>(
        (0f, 0.01f),
        (-0f, 0.01f),
        (-3f, 0.01f),
        (3f, 1f),
        (float.NaN, float.NaN));

    [Fact]
    public void Tanh_is_odd_to_the_bit_and_never_leaves_its_range()
    {
        var y = new float[4096];
        FloatBitsAssert.Sweep(100_003, x =>
        {
            FloatBitsAssert.Map<Tanh, Lanes16>(x, y);
            for (var i = 0; i < x.Length; i++)
            {
                Assert.False(Math.Abs(y[i]) > 1f);
                FloatBitsAssert.Equal(-y[i], LaneMath.Tanh<Lanes1>(-x[i]), $"tanh(-{x[i]:R})");
            }
        });
    }

    private static void Check<TFunction>(params (float X, float Expected)[] table)
        where TFunction : struct, ILaneFunction
    {
        foreach (var (x, expected) in table)
        {
            FloatBitsAssert.Equal(expected, TFunction.Apply<Lanes1>(x), $"{typeof(TFunction).Name}({x:R}) in one lane");
            FloatBitsAssert.Equal(expected, TFunction.Apply(Lanes16.Create(x)).Value[15], $"{typeof(TFunction).Name}({x:R}) in 16 lanes");
        }
    }
}
