using System.Globalization;

namespace Compiled.Tool.Terminal;

/// <summary>Numbers as text, the same in every culture.</summary>
internal static class Figures
{
    /// <summary>A whole number with commas: 1,234.</summary>
    public static string Whole(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A whole number without them.</summary>
    public static string Digits(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Six digits of a measured or computed number; "-" where there is none.</summary>
    public static string Short(double? number) => number is { } value ? value.ToString("G6", CultureInfo.InvariantCulture) : "-";

    /// <summary>As many digits as give the same float back.</summary>
    public static string Exact(float number) => number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A share with four digits.</summary>
    public static string Share(double number) => number.ToString("F4", CultureInfo.InvariantCulture);

    /// <summary>[8, 4]; [] for a single value.</summary>
    public static string Shape(IEnumerable<long> shape) => $"[{string.Join(", ", shape.Select(Digits))}]";

    /// <summary>A number and the thing it counts, which gets an s unless it is one.</summary>
    public static string Count(long number, string thing, string? things = null) => $"{Whole(number)} {(number == 1 ? thing : things ?? thing + "s")}";
}
