using ScottPlot.TickGenerators;

namespace Compiled.Charts;

/// <summary>Ticks of a logarithmic axis: ScottPlot's axes are linear, so the points are logarithms.</summary>
internal static class LogTicks
{
    /// <summary>A tick at every power of ten, and small ones between.</summary>
    public static NumericManual Decades(double from, double to)
    {
        var ticks = new NumericManual();
        for (var exponent = (int)Math.Floor(from); exponent <= Math.Ceiling(to); exponent++)
        {
            ticks.AddMajor(exponent, Label(exponent));
            for (var digit = 2; digit < 10; digit++)
                ticks.AddMinor(exponent + Math.Log10(digit));
        }

        return ticks;
    }

    private static string Label(int exponent) => exponent switch
    {
        >= 6 => FormattableString.Invariant($"{Math.Pow(10, exponent - 6):0} M"),
        >= 0 => FormattableString.Invariant($"{Math.Pow(10, exponent):#,##0}"),
        _ => FormattableString.Invariant($"{Math.Pow(10, exponent):0.####}"),
    };
}
