namespace Compiled;

/// <summary>The quantile of scores that split conformal prediction takes.</summary>
internal static class ConformalQuantile
{
    /// <summary>The k-th smallest of n scores, k = ⌈(n + 1)(1 − α)⌉. The scores are sorted.</summary>
    /// <exception cref="ArgumentException">There are too few scores for α, or one is NaN.</exception>
    /// <exception cref="ArgumentOutOfRangeException">α is out of range.</exception>
    public static double Of(double[] scores, double alpha)
    {
        if (!(alpha is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(alpha), alpha, Wording.Of($"'alpha' is {alpha}, but must be between 0 and 1, such as 0.1 for intervals that contain nine of ten."));
        for (var row = 0; row < scores.Length; row++)
            if (double.IsNaN(scores[row]))
                throw new ArgumentException(Wording.Of($"Row {row} of the calibration data has an output or a target of NaN: check the network's parameters and the data."), "outputs");
        // (n + 1)(1 − α) is often a whole number, which rounding must not lift.
        var k = (int)Math.Ceiling((scores.Length + 1) * (1 - alpha) - 1e-9);
        if (k > scores.Length)
            throw new ArgumentException(
                Wording.Of($"There are {scores.Length} calibration rows, but an alpha of {alpha} needs at least {(long)Math.Ceiling(1 / alpha - 1e-9) - 1}: use more rows, or a larger alpha."), nameof(alpha));
        Array.Sort(scores);
        return scores[Math.Max(k, 1) - 1];
    }

    /// <summary>The smallest float that is at least a number.</summary>
    public static float RoundUp(double value)
    {
        var rounded = (float)value;
        return rounded < value ? float.BitIncrement(rounded) : rounded;
    }
}
