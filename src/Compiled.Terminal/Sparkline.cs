using System.Globalization;

namespace Compiled;

/// <summary>A curve in one line of characters, and bars.</summary>
internal static class Sparkline
{
    private const string Levels = "▁▂▃▄▅▆▇█";
    private const string PlainLevels = "_.-=+*#%";

    /// <summary>The curve in at most a number of characters, from its lowest to its highest value; several values in one character are averaged, and one that is not finite is a blank.</summary>
    public static string Of(IReadOnlyList<double> values, int width, bool isUnicode)
    {
        var columns = Math.Min(values.Count, width);
        if (columns <= 0)
            return "";
        var means = new double[columns];
        for (var column = 0; column < columns; column++)
        {
            var (begin, end) = ((int)((long)column * values.Count / columns), (int)((column + 1L) * values.Count / columns));
            var sum = 0.0;
            for (var index = begin; index < end; index++)
                sum += values[index];
            means[column] = sum / (end - begin);
        }

        var finite = means.Where(double.IsFinite).ToArray();
        var (least, most) = finite.Length == 0 ? (0, 0) : (finite.Min(), finite.Max());
        var levels = isUnicode ? Levels : PlainLevels;
        return string.Create(columns, (means, least, most, levels), static (text, state) =>
        {
            for (var column = 0; column < text.Length; column++)
            {
                var mean = state.means[column];
                var share = state.most > state.least ? (mean - state.least) / (state.most - state.least) : 0;
                text[column] = double.IsFinite(mean) ? state.levels[Math.Clamp((int)(share * state.levels.Length), 0, state.levels.Length - 1)] : ' ';
            }
        });
    }

    /// <summary>The done and the open part of a bar.</summary>
    public static (string Done, string Open) Bar(double share, int width, bool isUnicode)
    {
        var done = Math.Clamp((int)Math.Round(share * width), 0, width);
        return isUnicode ? (new string('━', done), new string('━', width - done)) : (new string('#', done), new string('-', width - done));
    }

    /// <summary>A duration in a few characters: "4.2 s", "38 s", "3:07", "2:15 h".</summary>
    public static string Duration(TimeSpan time) => time switch
    {
        { TotalSeconds: < 10 } => Invariant($"{time.TotalSeconds:0.0} s"),
        { TotalMinutes: < 1 } => Invariant($"{time.TotalSeconds:0} s"),
        { TotalHours: < 1 } => Invariant($"{time:m\\:ss}"),
        { TotalDays: < 100 } => Invariant($"{Math.Floor(time.TotalHours)}:{time:mm} h"),
        _ => "> 100 d",
    };

    /// <summary>A loss or a metric with four significant digits, so that its length hardly changes.</summary>
    public static string Figure(double? figure) => figure switch
    {
        null => "",
        { } value when double.IsNaN(value) => "NaN",
        { } value when Math.Abs(value) is >= 1e5 or (> 0 and < 1e-4) => Invariant($"{value:0.00E+0}"),
        { } value when Math.Abs(value) >= 100 => Invariant($"{value:0.0}"),
        { } value => Invariant($"{value:0.0000}"),
    };

    public static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
