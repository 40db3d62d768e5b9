namespace Compiled.Drawing;

/// <summary>What part of the plane a panel shows; on logarithmic axes the ends are logarithms to base ten.</summary>
internal readonly record struct PanelRange(double Left, double Right, double Bottom, double Top)
{
    /// <summary>The part that holds all data, and a little more.</summary>
    public static PanelRange Of(Panel panel)
    {
        var (left, right) = Ends(panel.X, panel.Marks.SelectMany(static mark => Places(mark, isX: true)), panel.Marks.Any(static mark => mark is LevelBarsMark));
        var (bottom, top) = Ends(panel.Y, panel.Marks.SelectMany(static mark => Places(mark, isX: false)), panel.Marks.Any(static mark => mark is BarsMark));
        return new(left, right, bottom, top);
    }

    /// <summary>A value's place on an axis; NaN where it has none.</summary>
    public static double Place(Axis axis, double value) => !axis.IsLogarithmic ? value : value > 0 ? Math.Log10(value) : double.NaN;

    private static (double Low, double High) Ends(Axis axis, IEnumerable<double> values, bool fromZero)
    {
        if (axis.Names is { } names)
            return (-0.5, names.Count - 0.5);
        if (axis.Ends is { } ends)
            return (Place(axis, ends.Low), Place(axis, ends.High));
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values)
        {
            var place = Place(axis, value);
            if (double.IsFinite(place))
                (low, high) = (Math.Min(low, place), Math.Max(high, place));
        }

        if (low > high)
            return (0, 1);
        // No panel has bars on a logarithmic axis.
        if (fromZero)
            (low, high) = (Math.Min(low, 0), Math.Max(high, 0));
        if (fromZero && low == high)
            return (0, 1);
        // A margin for what is drawn around points, and a width where all values are one.
        var margin = high > low ? (high - low) * 0.04 : high == 0 || axis.IsLogarithmic ? 0.5 : Math.Abs(high) * 0.1;
        return (fromZero && low == 0 ? 0 : low - margin, fromZero && high == 0 ? 0 : high + margin);
    }

    private static IEnumerable<double> Places(Mark mark, bool isX) => mark switch
    {
        LineMark line => isX ? line.X : line.Y,
        PointsMark points => isX ? points.X : points.Y,
        BarsMark bars => isX ? bars.Edges : bars.Heights,
        LevelBarsMark bars => isX ? bars.Values.Select((value, row) => value + (bars.Errors?[row] ?? 0)).Concat(bars.Values.Select((value, row) => value - (bars.Errors?[row] ?? 0))) : [],
        RuleMark rule => rule.IsVertical == isX ? [rule.At] : [],
        // Boxes, pictures and cells are in panels whose axes have ends or names.
        _ => [],
    };
}
