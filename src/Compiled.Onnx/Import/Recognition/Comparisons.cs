namespace Compiled.Import;

/// <summary>Comparisons of rows with a constant number, whichever way round exporters write them.</summary>
internal static class Comparisons
{
    /// <summary>x &gt; t.</summary>
    public static bool IsAbove(Value condition, Value x, out double threshold) =>
        Is(condition, "Greater", x, 0, out threshold) || Is(condition, "Less", x, 1, out threshold) || (Scalars.IsBy(condition, "Not", out var not) && IsNotAbove(not.Input(0), x, out threshold));

    /// <summary>x &lt; t.</summary>
    public static bool IsBelow(Value condition, Value x, out double threshold) => Is(condition, "Less", x, 0, out threshold) || Is(condition, "Greater", x, 1, out threshold);

    /// <summary>x ≤ t.</summary>
    public static bool IsNotAbove(Value condition, Value x, out double threshold) => Is(condition, "LessOrEqual", x, 0, out threshold) || Is(condition, "GreaterOrEqual", x, 1, out threshold);

    /// <summary>The constant 0.</summary>
    public static bool IsZero(Value value) => Scalars.Is(value, out var number) && number == 0;

    /// <summary>What truth values were before casts of them.</summary>
    public static Value Uncast(Value value)
    {
        while (Scalars.IsBy(value, "Cast", out var cast))
            value = cast.Input(0);
        return value;
    }

    private static bool Is(Value condition, string operation, Value x, int place, out double threshold)
    {
        threshold = 0;
        return Scalars.IsBy(condition, operation, out var node) && node.Input(place) == x && Scalars.Is(node.Input(1 - place), out threshold) && double.IsFinite(threshold);
    }
}
