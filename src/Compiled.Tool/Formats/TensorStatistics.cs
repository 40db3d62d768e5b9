namespace Compiled.Tool.Formats;

/// <summary>What can be said of many numbers that come by once: their range, mean and deviation, of the finite ones; and how many are not.</summary>
internal sealed class TensorStatistics
{
    private double _squares;

    /// <summary>The finite values.</summary>
    public long Finite { get; private set; }

    /// <summary>NaN values.</summary>
    public long NaNs { get; private set; }

    /// <summary>Infinities of both signs.</summary>
    public long Infinities { get; private set; }

    /// <summary>Values that are not finite.</summary>
    public long NonFinite => NaNs + Infinities;

    /// <summary>The least of the finite values; null where there is none.</summary>
    public double? Minimum { get; private set; }

    /// <summary>The largest of the finite values; null where there is none.</summary>
    public double? Maximum { get; private set; }

    /// <summary>The mean of the finite values; null where there is none.</summary>
    public double? Mean { get; private set; }

    /// <summary>√(Σ(x − mean)² / n) over the finite values, as NumPy's <c>std</c>; null where there is none.</summary>
    public double? Deviation => Finite == 0 ? null : Math.Sqrt(_squares / Finite);

    /// <summary>Takes more values in.</summary>
    public void Add(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
        {
            if (double.IsNaN(value))
                NaNs++;
            else if (double.IsInfinity(value))
                Infinities++;
            else
                Add(value);
        }
    }

    /// <summary>Welford's update: no sum grows beyond its values, and a large mean takes no digits from the deviation.</summary>
    private void Add(double value)
    {
        Finite++;
        var mean = Mean ?? 0;
        var distance = value - mean;
        mean += distance / Finite;
        _squares += distance * (value - mean);
        Mean = mean;
        Minimum = Minimum is { } least && least <= value ? least : value;
        Maximum = Maximum is { } largest && largest >= value ? largest : value;
    }
}
