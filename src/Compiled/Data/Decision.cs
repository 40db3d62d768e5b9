namespace Compiled;

/// <summary>What a row of values decides: the one rule for outputs and for targets.</summary>
internal static class Decision
{
    /// <summary>
    /// The class that a row of outputs, or of targets, means: the arg max, or of a single value whether it is a yes.
    /// </summary>
    public static int Of(ReadOnlySpan<float> row) => row.Length == 1 ? (IsYes(row[0]) ? 1 : 0) : ArgMax(row);

    /// <summary>Above one half: a tie between yes and no goes to the lower class, no.</summary>
    public static bool IsYes(float value) => value > 0.5f;

    /// <summary>The index of the largest value, the lowest of equal ones; NaN is never the largest.</summary>
    public static int ArgMax(ReadOnlySpan<float> values)
    {
        var (best, index) = (float.NegativeInfinity, 0);
        for (var candidate = 0; candidate < values.Length; candidate++)
            if (values[candidate] > best)
                (best, index) = (values[candidate], candidate);
        return index;
    }
}
