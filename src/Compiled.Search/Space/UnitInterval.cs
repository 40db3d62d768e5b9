using Compiled.Numerics;

namespace Compiled.Searching;

/// <summary>Maps a range onto [0, 1], so that searchers need not know kinds: equal lengths there are equally likely values.</summary>
/// <remarks>A value of a choice is its index. Logarithms are the library's own, whose bits are the same on every system.</remarks>
internal static class UnitInterval
{
    /// <summary>The value at a place from 0 to 1.</summary>
    public static double ToValue(SearchRange range, double place)
    {
        var count = range.Highest - range.Lowest + 1;
        var value = range.Kind switch
        {
            SearchRangeKind.Uniform => range.Lowest + place * (range.Highest - range.Lowest),
            SearchRangeKind.LogUniform => ScalarMath.Exp(ScalarMath.Log(range.Lowest) + place * (ScalarMath.Log(range.Highest) - ScalarMath.Log(range.Lowest))),
            SearchRangeKind.LogIntegers => Math.Floor(ScalarMath.Exp(ScalarMath.Log(range.Lowest) + place * (ScalarMath.Log(range.Highest + 1) - ScalarMath.Log(range.Lowest)))),
            _ => range.Lowest + Math.Floor(place * count),
        };
        return Math.Clamp(value, range.Lowest, range.Highest);
    }

    /// <summary>The place of a value: for an integer the middle of its interval.</summary>
    public static double ToPlace(SearchRange range, double value)
    {
        if (range.Lowest == range.Highest)
            return 0.5;
        return range.Kind switch
        {
            SearchRangeKind.Uniform => (value - range.Lowest) / (range.Highest - range.Lowest),
            SearchRangeKind.LogUniform => (ScalarMath.Log(value) - ScalarMath.Log(range.Lowest)) / (ScalarMath.Log(range.Highest) - ScalarMath.Log(range.Lowest)),
            SearchRangeKind.LogIntegers => (ScalarMath.Log(value + 0.5) - ScalarMath.Log(range.Lowest)) / (ScalarMath.Log(range.Highest + 1) - ScalarMath.Log(range.Lowest)),
            _ => (value - range.Lowest + 0.5) / (range.Highest - range.Lowest + 1),
        };
    }

    /// <summary>A multiple of 2⁻⁵³ from [0, 1).</summary>
    public static double Next(SeededRandom random) => (random.NextUInt64() >> 11) * (1.0 / (1L << 53));
}
