using System.Globalization;

namespace Compiled.Drawing;

/// <summary>A mark on an axis.</summary>
/// <param name="At">The place, a logarithm on logarithmic axes.</param>
/// <param name="Label">What is written at it.</param>
internal readonly record struct Tick(double At, string Label);

/// <summary>Where the ticks of an axis are: at 1, 2 or 5 times a power of ten.</summary>
internal static class Ticks
{
    /// <summary>The ticks between both ends.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="low">Its lower end, a logarithm on logarithmic axes.</param>
    /// <param name="high">Its upper end.</param>
    /// <param name="most">How many there is room for.</param>
    public static IReadOnlyList<Tick> Of(Axis axis, double low, double high, int most)
    {
        if (axis.IsHidden)
            return [];
        if (axis.Names is { } names)
        {
            var every = Math.Max(1, (names.Count + most - 1) / Math.Max(1, most));
            return [.. Enumerable.Range(0, names.Count).Where(place => place % every == 0).Select(place => new Tick(place, names[place]))];
        }

        return axis.IsLogarithmic ? Logarithmic(low, high, Math.Max(2, most)) : Linear(low, high, Math.Max(2, most), axis.IsWhole);
    }

    /// <summary>A number as it is written next to its like.</summary>
    public static string Format(double value)
    {
        var size = Math.Abs(value);
        return value == 0 ? "0"
            : !double.IsFinite(value) ? value.ToString(CultureInfo.InvariantCulture)
            : size is >= 1e7 or < 1e-4 ? value.ToString("0.##e0", CultureInfo.InvariantCulture).Replace('-', '−')
            : value.ToString(size >= 1000 ? "#,##0.##" : size >= 1 ? "0.###" : "0.######", CultureInfo.InvariantCulture).Replace('-', '−');
    }

    private static List<Tick> Linear(double low, double high, int most, bool isWhole)
    {
        var step = Step((high - low) / most);
        if (isWhole)
            step = Math.Max(1, step);
        List<Tick> ticks = [];
        // By whole multiples, so that no sum of steps drifts.
        for (var index = Math.Ceiling(low / step - 1e-9); index * step <= high + step * 1e-9; index++)
            ticks.Add(new(index * step, Format(Rounded(index * step, step))));
        return ticks;
    }

    /// <summary>Powers of ten; where there are few, 2 and 5 times them too.</summary>
    private static List<Tick> Logarithmic(double low, double high, int most)
    {
        var decades = high - low;
        double[] factors = decades <= most / 3.0 ? [1, 2, 5] : [1];
        var every = (int)Math.Max(1, Math.Ceiling(decades / most));
        List<Tick> ticks = [];
        for (var exponent = Math.Floor(low); exponent <= high; exponent++)
        {
            if ((int)exponent % every != 0)
                continue;
            foreach (var factor in factors)
            {
                var at = exponent + Math.Log10(factor);
                if (at >= low - 1e-9 && at <= high + 1e-9)
                    ticks.Add(new(at, Format(Rounded(factor * Math.Pow(10, exponent), Math.Pow(10, exponent)))));
            }
        }

        return ticks.Count >= 2 ? ticks : [.. Linear(low, high, most, isWhole: false).Select(static tick => new Tick(tick.At, Format(Rounded(Math.Pow(10, tick.At), Math.Pow(10, tick.At - 2)))))];
    }

    /// <summary>The next of 1, 2, 5, 10 … times a power of ten.</summary>
    private static double Step(double rough)
    {
        if (!(rough > 0))
            return 1;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var factor = rough / power;
        return (factor <= 1 ? 1 : factor <= 2 ? 2 : factor <= 5 ? 5 : 10) * power;
    }

    /// <summary>Without the digits that only the sum of steps has.</summary>
    private static double Rounded(double value, double step)
    {
        var digits = (int)Math.Clamp(1 - Math.Floor(Math.Log10(step)), 0, 15);
        return Math.Round(value, digits);
    }
}
