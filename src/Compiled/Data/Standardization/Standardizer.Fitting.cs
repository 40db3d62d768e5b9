using Compiled.Runtime;

namespace Compiled;

/// <content>The three ways to find means and scales.</content>
public sealed partial class Standardizer
{
    /// <summary>Finds the mean and the standard deviation of each feature.</summary>
    /// <remarks>
    /// The scale is the population's standard deviation, √(Σ(x − mean)² / n), as in scikit-learn's StandardScaler; a feature that never changes has scale 1 and becomes 0. A
    /// feature that hardly changes has a larger scale than its deviation: at least half of its range where 99 of 100 rows have one and the same value, 1/50 of it elsewhere; and never less
    /// than 2⁻²⁰ of its mean's magnitude, which is rounding, nor than 2⁻¹²⁰.
    /// </remarks>
    /// <exception cref="ArgumentException">A feature holds NaN or an infinity.</exception>
    public static Standardizer Fit(Dataset data) => Fit(Checked(data), data.InputSize, nameof(data), data.FeatureNames);

    /// <summary>The same of rows, row-major.</summary>
    /// <param name="rows">Rows of <paramref name="size"/> floats, at least one.</param>
    /// <param name="size">Number of features.</param>
    /// <exception cref="ArgumentException">There is no row or a part of one, or a feature holds NaN or an infinity.</exception>
    public static Standardizer Fit(ReadOnlySpan<float> rows, int size) => Fit(rows, size, nameof(rows));

    /// <summary>Finds the least value and the range of each feature, which bring it to 0 … 1 on this data: scikit-learn's MinMaxScaler.</summary>
    /// <remarks>
    /// A feature that never changes has scale 1 and becomes 0; the scale is at least 2⁻²⁰ of the magnitude of the range's middle, and 2⁻¹²⁰.
    /// </remarks>
    /// <exception cref="ArgumentException">A feature holds NaN or an infinity.</exception>
    public static Standardizer FitMinMax(Dataset data) => FitMinMax(Checked(data), data.InputSize, nameof(data), data.FeatureNames);

    /// <summary>The same of rows, row-major.</summary>
    /// <param name="rows">Rows of <paramref name="size"/> floats, at least one.</param>
    /// <param name="size">Number of features.</param>
    /// <exception cref="ArgumentException">There is no row or a part of one, or a feature holds NaN or an infinity.</exception>
    public static Standardizer FitMinMax(ReadOnlySpan<float> rows, int size) => FitMinMax(rows, size, nameof(rows), null);

    /// <summary>Finds the median of each feature and the range of the middle half of its values, which a few wild values do not move: scikit-learn's RobustScaler.</summary>
    /// <remarks>
    /// Quartiles are linear between two values. Where the middle half is one value (an indicator of what is rare), the scale is that of <see cref="Fit(Dataset)"/>; a feature that never
    /// changes has scale 1 and becomes 0; the scale is at least 2⁻²⁰ of the median's magnitude, and 2⁻¹²⁰.
    /// </remarks>
    /// <exception cref="ArgumentException">A feature holds NaN or an infinity.</exception>
    public static Standardizer FitRobust(Dataset data) => FitRobust(Checked(data), data.InputSize, nameof(data), data.FeatureNames);

    /// <summary>The same of rows, row-major.</summary>
    /// <param name="rows">Rows of <paramref name="size"/> floats, at least one.</param>
    /// <param name="size">Number of features.</param>
    /// <exception cref="ArgumentException">There is no row or a part of one, or a feature holds NaN or an infinity.</exception>
    public static Standardizer FitRobust(ReadOnlySpan<float> rows, int size) => FitRobust(rows, size, nameof(rows), null);

    /// <summary>The same with the name of the rows in messages; features without names are called by their number.</summary>
    internal static Standardizer Fit(ReadOnlySpan<float> rows, int size, string argument, IReadOnlyList<string>? names = null)
    {
        var moments = FeatureMoments.Of(rows, size, argument, names);
        return new Standardizer(moments.Means, [.. Enumerable.Range(0, size).Select(moments.Scale)]);
    }

    private static Standardizer FitMinMax(ReadOnlySpan<float> rows, int size, string argument, IReadOnlyList<string>? names)
    {
        var moments = FeatureMoments.Of(rows, size, argument, names);
        var scales = new double[size];
        for (var feature = 0; feature < size; feature++)
        {
            var (least, most) = (moments.Least[feature], moments.Most[feature]);
            scales[feature] = least == most ? 1 : ScaleFloor.Raise(most - least, (least + most) / 2);
        }

        return new Standardizer(moments.Least, scales);
    }

    private static Standardizer FitRobust(ReadOnlySpan<float> rows, int size, string argument, IReadOnlyList<string>? names)
    {
        var moments = FeatureMoments.Of(rows, size, argument, names);
        var (medians, scales) = (new double[size], new double[size]);
        var column = new float[rows.Length / size];
        for (var feature = 0; feature < size; feature++)
        {
            for (var row = 0; row < column.Length; row++)
                column[row] = rows[row * size + feature];
            Array.Sort(column);
            medians[feature] = Quantiles.OfSorted(column, 0.5);
            var middle = Quantiles.OfSorted(column, 0.75) - Quantiles.OfSorted(column, 0.25);
            scales[feature] = middle > 0 ? ScaleFloor.Raise(middle, medians[feature]) : moments.Scale(feature);
        }

        return new Standardizer(medians, scales);
    }

    private static ReadOnlySpan<float> Checked(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return data.Inputs;
    }
}
