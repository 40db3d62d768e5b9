using System.Globalization;

namespace Compiled.Arrays;

/// <summary>Sizes as messages about arrays write them, the same in every culture.</summary>
internal static class ArrayText
{
    /// <summary>A whole number with commas: 1,234.</summary>
    public static string Whole(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A whole number without them.</summary>
    public static string Digits(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>[8, 4]; [] for a single value.</summary>
    public static string Shape(IEnumerable<long> shape) => $"[{string.Join(", ", shape.Select(Digits))}]";
}
