using Compiled.Numerics;

namespace Compiled.Tests.Numerics;

/// <summary>The doubles of rates and schedules against the system's own functions, which are accurate, if not the same everywhere.</summary>
public sealed class ScalarMathTests
{
    [Fact]
    public void The_exponential_is_within_four_units()
    {
        for (var x = -690.0; x < 700; x += 0.731)
            Near(Math.Exp(x), ScalarMath.Exp(x), x);
        Assert.Equal(1, ScalarMath.Exp(0));
        Assert.Equal(0, ScalarMath.Exp(-800));
        Assert.Equal(double.PositiveInfinity, ScalarMath.Exp(800));
        Assert.True(double.IsNaN(ScalarMath.Exp(double.NaN)));
    }

    [Fact]
    public void The_logarithm_is_within_four_units()
    {
        for (var x = 1e-300; x < 1e300; x *= 1.37)
            Near(Math.Log(x), ScalarMath.Log(x), x);
        for (var x = 0.5; x < 2; x += 0.001)
            Near(Math.Log(x), ScalarMath.Log(x), x);
        Assert.Equal(0, ScalarMath.Log(1));
    }

    [Fact]
    public void Powers_are_those_of_the_system()
    {
        for (var x = 0.01; x < 1; x += 0.0173)
        {
            Assert.Equal(Math.Pow(x, 0.9), ScalarMath.Power(x, 0.9), 1e-14);
            Assert.Equal(x * x, ScalarMath.Power(x, 2.0));
            Assert.Equal(Math.Pow(x, 100), ScalarMath.Power(x, 100L), 1e-14);
        }

        Assert.Equal(0, ScalarMath.Power(0, 0.5));
        Assert.Equal(1, ScalarMath.Power(0.3, 0L));
    }

    [Fact]
    public void The_cosine_is_exact_to_the_last_bits_of_one()
    {
        for (var x = 0.0; x <= 1; x += 1.0 / 1024)
            Assert.Equal(Math.Cos(Math.PI * x), ScalarMath.CosinePi(x), 1e-15);
        Assert.Equal(1, ScalarMath.CosinePi(0), 1e-15);
        Assert.Equal(0, ScalarMath.CosinePi(0.5));
        Assert.Equal(-1, ScalarMath.CosinePi(1), 1e-15);
    }

    private static void Near(double expected, double actual, double x) =>
        Assert.True(Math.Abs(actual - expected) <= 4 * Math.BitIncrement(Math.Abs(expected)) - 4 * Math.Abs(expected), $"{actual:R} for {x:R}, expected {expected:R}");
}
