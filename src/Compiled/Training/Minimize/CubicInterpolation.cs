namespace Compiled;

/// <summary>The minimum of the cubic through two points of a line, each with its value and slope.</summary>
internal static class CubicInterpolation
{
    /// <summary>
    /// The minimum, moved into the bounds; the middle of the bounds where the cubic has none or a value is not finite. Source: Nocedal and Wright 2006,
    /// (3.59).
    /// </summary>
    public static double Minimum(LinePoint one, LinePoint other, double low, double high)
    {
        var (x1, f1, g1) = (one.Step, one.Objective, one.Slope);
        var (x2, f2, g2) = (other.Step, other.Objective, other.Slope);
        var d1 = g1 + g2 - 3 * (f1 - f2) / (x1 - x2);
        var square = d1 * d1 - g1 * g2;
        if (!(square >= 0))
            return (low + high) / 2;
        var d2 = Math.Sqrt(square);
        var minimum = x1 <= x2
            ? x2 - (x2 - x1) * ((g2 + d2 - d1) / (g2 - g1 + 2 * d2))
            : x1 - (x1 - x2) * ((g1 + d2 - d1) / (g1 - g2 + 2 * d2));
        return double.IsNaN(minimum) ? (low + high) / 2 : Math.Min(Math.Max(minimum, low), high);
    }

    /// <summary>The same between the two points.</summary>
    public static double Minimum(LinePoint one, LinePoint other) =>
        Minimum(one, other, Math.Min(one.Step, other.Step), Math.Max(one.Step, other.Step));
}
