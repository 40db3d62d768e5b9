using Compiled.Runtime;

namespace Compiled;

/// <summary>Mean, deviation, least and greatest value of each feature, in double precision, in the order of the rows.</summary>
/// <param name="Means">The means.</param>
/// <param name="Deviations">The population's standard deviations; exactly 0 for a feature that never changes.</param>
/// <param name="Least">The least values.</param>
/// <param name="Most">The greatest values.</param>
/// <param name="Others">Rows that do not have the value which most rows have; where no value is that of more than half, at least half of the rows.</param>
/// <param name="Count">Number of rows.</param>
internal sealed record FeatureMoments(double[] Means, double[] Deviations, double[] Least, double[] Most, int[] Others, int Count)
{
    /// <summary>What the deviation of a feature becomes as a scale.</summary>
    public double Scale(int feature) =>
        Deviations[feature] == 0 ? 1
        : ScaleFloor.Raise(Math.Max(Deviations[feature], ScaleFloor.ShareOfRange(Others[feature], Count) * (Most[feature] - Least[feature])), Means[feature]);

    /// <summary>The figures of rows, row-major; features without names are called by their number.</summary>
    /// <exception cref="ArgumentException">There is no row or a part of one, or a value is not finite.</exception>
    public static FeatureMoments Of(ReadOnlySpan<float> rows, int size, string argument, IReadOnlyList<string>? names)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        var count = Guard.Rows(rows.Length, size, argument);
        var sums = new MomentSums(size, argument, names);
        for (var row = 0; row < count; row++)
            sums.Add(rows.Slice(row * size, size));
        sums.EndFirst();
        for (var row = 0; row < count; row++)
            sums.AddAgain(rows.Slice(row * size, size));
        return sums.End();
    }
}
