using Compiled;
using Compiled.Numerics;

namespace Forecast;

/// <summary>Daily sales of a shop, generated: a slow trend, a year, a week whose weekend grows and shrinks with the year, and noise that lasts for some days.</summary>
internal static class Series
{
    /// <summary>The days that a forecast sees.</summary>
    public const int Window = 14;

    /// <summary>The days of a season: the naive forecast is the value a week before.</summary>
    public const int Season = 7;

    private static readonly double[] Week = [0.8, 0.85, 0.9, 1, 1.25, 1.5, 0.7];

    /// <summary>The values, one per day.</summary>
    public static float[] Generate(int days, long seed)
    {
        var (random, values, noise) = (new SeededRandom(seed), new float[days], 0.0);
        for (var day = 0; day < days; day++)
        {
            var year = Math.Sin(2 * Math.PI * day / 365.25);
            noise = 0.6 * noise + 4 * random.NextNormal();
            values[day] = (float)((100 + 0.02 * day + 25 * year) * (1 + (Week[day % Season] - 1) * (1 + 0.4 * year)) + noise);
        }

        return values;
    }

    /// <summary>A row for each day from <paramref name="begin"/> to before <paramref name="end"/>: the days before it, and the day itself as the target.</summary>
    public static Dataset Windows(float[] values, int begin, int end)
    {
        var days = Enumerable.Range(begin, end - begin).ToArray();
        return Dataset.FromMemory(
            [.. days.Select(day => values[(day - Window)..day])],
            [.. days.Select(day => values[day..(day + 1)])],
            featureNames: [.. Enumerable.Range(0, Window).Select(static place => $"{Window - place} days before")]);
    }
}
