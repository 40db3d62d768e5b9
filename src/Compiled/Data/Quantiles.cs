namespace Compiled;

/// <summary>Quantiles of samples.</summary>
internal static class Quantiles
{
    /// <summary>The τ-quantile, linear between the two samples that it lies between, as NumPy's and scikit-learn's default is.</summary>
    /// <param name="sorted">Samples in rising order, at least one.</param>
    /// <param name="quantile">τ, from 0 to 1.</param>
    public static double OfSorted(ReadOnlySpan<float> sorted, double quantile)
    {
        var place = quantile * (sorted.Length - 1);
        var lower = (int)place;
        var upper = Math.Min(lower + 1, sorted.Length - 1);
        return sorted[lower] + (place - lower) * ((double)sorted[upper] - sorted[lower]);
    }

    /// <summary>The same of samples in double.</summary>
    public static double OfSorted(ReadOnlySpan<double> sorted, double quantile)
    {
        var place = quantile * (sorted.Length - 1);
        var lower = (int)place;
        var upper = Math.Min(lower + 1, sorted.Length - 1);
        return sorted[lower] + (place - lower) * (sorted[upper] - sorted[lower]);
    }
}
