using CsCheck;

namespace Compiled.Tests.Training.Minimization;

public sealed class CubicInterpolationTests
{
    /// <summary>f = (x − m)²·(1 + c·(x − m)) has its minimum at m.</summary>
    [Fact]
    public void The_minimum_of_a_cubic_is_found_from_either_side() =>
        Gen.Select(Gen.Double[-2, 2], Gen.Double[-0.2, 0.2], Gen.Double[-3, -2.5], Gen.Double[2.5, 3]).Sample((m, c, low, high) =>
        {
            var (one, other) = (At(low), At(high));
            var (forth, back) = (CubicInterpolation.Minimum(one, other), CubicInterpolation.Minimum(other, one));
            // Where the cubic turns inside the interval the formula still finds the minimum, not the maximum.
            return Math.Abs(forth - m) < 1e-6 && Math.Abs(back - m) < 1e-6;

            LinePoint At(double x) => Point(x, (x - m) * (x - m) * (1 + c * (x - m)), 2 * (x - m) + 3 * c * (x - m) * (x - m));
        });

    [Fact]
    public void Bounds_hold_it() => Assert.Multiple(
        () => Assert.Equal(3, CubicInterpolation.Minimum(Point(0, 25, -10), Point(1, 16, -8), 1.01, 3)),
        () => Assert.Equal(5, CubicInterpolation.Minimum(Point(0, 25, -10), Point(1, 16, -8), 1.01, 10), 1e-9),
        () => Assert.Equal(6, CubicInterpolation.Minimum(Point(0, 25, -10), Point(1, 16, -8), 6, 10)));

    [Theory]
    [InlineData(double.PositiveInfinity, 1)]
    [InlineData(double.PositiveInfinity, double.NaN)]
    [InlineData(0, double.NaN)]
    public void What_is_not_finite_is_halved(double objective, double slope) =>
        Assert.Equal(2, CubicInterpolation.Minimum(Point(0, 1, -1), Point(4, objective, slope)));

    [Fact]
    public void A_cubic_without_a_minimum_is_halved() =>
        // Up, down and up again would be needed: g₁ and g₂ both downhill, with a drop that is none.
        Assert.Equal(0.5, CubicInterpolation.Minimum(Point(0, 1, -1), Point(1, 1 - 1.0 / 3 * 2, -1)));

    [Fact]
    public void A_line_leads_to_its_lower_end() => Assert.Equal(1, CubicInterpolation.Minimum(Point(0, 1, -1), Point(1, 0, -1)));

    /// <summary>A point of inflection: the formula divides 0 by 0.</summary>
    [Fact]
    public void An_inflection_is_halved() => Assert.Equal(0.5, CubicInterpolation.Minimum(Point(0, 1, -3), Point(1, 0, -3)));

    private static LinePoint Point(double step, double objective, double slope) =>
        new(4) { Step = step, Objective = objective, Slope = slope };
}
