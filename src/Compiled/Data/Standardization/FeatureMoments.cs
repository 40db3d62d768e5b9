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
        var (means, deviations, least, most) = (new double[size], new double[size], new double[size], new double[size]);
        var (usual, lead, others) = (new float[size], new int[size], new int[size]);
        Array.Fill(least, double.PositiveInfinity);
        Array.Fill(most, double.NegativeInfinity);
        for (var row = 0; row < count; row++)
        {
            var input = rows.Slice(row * size, size);
            for (var feature = 0; feature < input.Length; feature++)
            {
                var value = input[feature];
                means[feature] += float.IsFinite(value) ? value : throw NotFinite(names?[feature], row, feature, value, argument);
                least[feature] = Math.Min(least[feature], value);
                most[feature] = Math.Max(most[feature], value);
                // Boyer and Moore's vote: what more than half of the rows have is left at the end.
                if (lead[feature] == 0)
                    usual[feature] = value;
                lead[feature] += value == usual[feature] ? 1 : -1;
            }
        }

        for (var feature = 0; feature < means.Length; feature++)
            means[feature] /= count;
        for (var row = 0; row < count; row++)
        {
            var input = rows.Slice(row * size, size);
            for (var feature = 0; feature < input.Length; feature++)
            {
                var deviation = input[feature] - means[feature];
                deviations[feature] += deviation * deviation;
                others[feature] += input[feature] == usual[feature] ? 0 : 1;
            }
        }

        // Sums of up to 2^29 equal floats are exact in double, so a feature that never changes has a sum of exactly 0.
        for (var feature = 0; feature < deviations.Length; feature++)
            deviations[feature] = Math.Sqrt(deviations[feature] / count);
        return new(means, deviations, least, most, others, count);
    }

    private static ArgumentException NotFinite(string? name, int row, int feature, float value, string argument) =>
        new(Wording.Of($"Feature {(name is null ? Wording.Of($"{feature}") : $"'{name}'")} of row {row} is {value}: a mean needs finite values."), argument);
}
