namespace Compiled;

/// <summary>How small the scale of a feature that changes may be. What lies under the floor is not information, but it would be multiplied until it looks like some.</summary>
internal static class ScaleFloor
{
    /// <summary>
    /// A deviation is at least this much of the range, so that no value of the training data ends more than 50 from 0. Features that are spread as usual are far above: uniform 0.29, normal
    /// 0.1 to 0.2, exponential 0.08 at 100,000 rows, an indicator of 1 row in 1,000 0.03.
    /// </summary>
    private const double OfRange = 0.02;

    /// <summary>
    /// A deviation is at least this much of the range where nearly all rows have one and the same value. A pixel that is lit in 3 of 60,000 rows has a deviation of 1/141 of its range,
    /// and would outweigh all others whenever it is lit, brighter ones even more.
    /// </summary>
    private const double OfRangeOfRare = 0.5;

    /// <summary>Up to this share of the rows is rare.</summary>
    private const double Rare = 0.01;

    /// <summary>A scale is at least this much of the feature's size, 8 to 16 steps of a float there: less is rounding.</summary>
    private const double OfMagnitude = 1.0 / (1 << 20);

    /// <summary>2⁻¹²⁰: the reciprocal, and its product with a weight of up to 256, are floats.</summary>
    private const double Least = 7.523163845262640e-37;

    /// <summary>What a deviation is at least, in ranges.</summary>
    /// <param name="others">Rows that do not have the value which most rows have.</param>
    /// <param name="count">All rows.</param>
    public static double ShareOfRange(int others, int count) => others <= Rare * count ? OfRangeOfRare : OfRange;

    /// <summary>The scale, or the floor of it.</summary>
    /// <param name="scale">A deviation or a range, above 0.</param>
    /// <param name="centre">Where the feature's values lie.</param>
    public static double Raise(double scale, double centre) => Math.Max(scale, Math.Max(OfMagnitude * Math.Abs(centre), Least));
}
