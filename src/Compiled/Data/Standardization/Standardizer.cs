namespace Compiled;

/// <summary>
/// Shifts and scales every feature, (x − mean) / scale, fitted on the training data and applied to all other data too: by <see cref="Fit(Dataset)"/> to mean 0 and standard
/// deviation 1, by <see cref="FitMinMax(Dataset)"/> to 0 … 1, by <see cref="FitRobust(Dataset)"/> to median 0 and interquartile range 1. Immutable, so safe from any
/// number of threads.
/// </summary>
/// <remarks>
/// Everything is computed in double precision, in the order of the rows, and rounded to float once, so the result has the same bits on every machine. NaN gives NaN.
/// </remarks>
public sealed partial class Standardizer
{
    private readonly double[] _means;
    private readonly double[] _scales;

    /// <summary>A standardiser with known figures, such as those of an earlier training run.</summary>
    /// <param name="means">One finite mean per feature.</param>
    /// <param name="scales">One finite, positive scale per feature.</param>
    /// <exception cref="ArgumentException">The lengths differ or are 0, or a value is out of range.</exception>
    public Standardizer(ReadOnlySpan<double> means, ReadOnlySpan<double> scales)
    {
        if (means.IsEmpty || means.Length != scales.Length)
            throw new ArgumentException(
                Wording.Of($"There are {means.Length} means and {scales.Length} scales: pass one of each per feature."),
                nameof(scales));
        for (var feature = 0; feature < means.Length; feature++)
        {
            if (!double.IsFinite(means[feature]))
                throw new ArgumentException(
                    Wording.Of($"The mean of feature {feature} is {means[feature]}: it must be finite."),
                    nameof(means));
            if (!(scales[feature] > 0 && double.IsFinite(scales[feature])))
                throw new ArgumentException(
                    Wording.Of($"The scale of feature {feature} is {scales[feature]}: it must be finite and above 0."),
                    nameof(scales));
        }

        (_means, _scales) = (means.ToArray(), scales.ToArray());
    }

    /// <summary>The values that are subtracted from the features: their means, least values or medians.</summary>
    public ReadOnlySpan<double> Means => _means;

    /// <summary>The values that the features are divided by: their standard deviations, ranges or interquartile ranges, or the floor of those; 1 for a feature that never changes.</summary>
    public ReadOnlySpan<double> Scales => _scales;

    /// <summary>The dataset with scaled features; the targets stay as they are.</summary>
    /// <exception cref="ArgumentException">The number of features differs from that of the fitted data.</exception>
    public Dataset Apply(Dataset data)
    {
        var inputs = new float[CheckFeatures(data).Inputs.Length];
        Apply(data.Inputs, inputs);
        return data.WithInputs(inputs);
    }

    /// <summary>Scales any number of rows, such as one before a prediction. Allocates nothing.</summary>
    /// <param name="rows">Rows of as many floats as there are features, row-major.</param>
    /// <param name="result">The same number of floats; may be the same memory as <paramref name="rows"/>, but must not overlap it otherwise.</param>
    /// <exception cref="ArgumentException">The rows are empty or incomplete, the lengths differ, or the two overlap with an offset.</exception>
    public void Apply(ReadOnlySpan<float> rows, Span<float> result)
    {
        var (means, scales) = (_means, _scales);
        CheckRows(rows, result, means.Length);
        for (var row = 0; row < rows.Length; row += means.Length)
            for (var feature = 0; feature < means.Length; feature++)
                result[row + feature] = (float)((rows[row + feature] - means[feature]) / scales[feature]);
    }

    /// <summary>The dataset with unscaled features; the targets stay as they are.</summary>
    /// <exception cref="ArgumentException">The number of features differs from that of the fitted data.</exception>
    public Dataset Invert(Dataset data)
    {
        var inputs = new float[CheckFeatures(data).Inputs.Length];
        Invert(data.Inputs, inputs);
        return data.WithInputs(inputs);
    }

    /// <summary>The inverse of <see cref="Apply(ReadOnlySpan{float}, Span{float})"/> for any number of rows: x · scale + mean. Allocates nothing.</summary>
    /// <remarks>
    /// Computed in double and rounded to float once. Of what <c>Apply</c> gave, it is at most 2⁻²⁴ · (|x| + |x − mean|) from the x before, apart from denormals: one rounding of the
    /// scaled value and one of the result.
    /// </remarks>
    /// <param name="rows">Scaled rows of as many floats as there are features, row-major.</param>
    /// <param name="result">The same number of floats; may be the same memory as <paramref name="rows"/>, but must not overlap it otherwise.</param>
    /// <exception cref="ArgumentException">The rows are empty or incomplete, the lengths differ, or the two overlap with an offset.</exception>
    public void Invert(ReadOnlySpan<float> rows, Span<float> result)
    {
        var (means, scales) = (_means, _scales);
        CheckRows(rows, result, means.Length);
        for (var row = 0; row < rows.Length; row += means.Length)
            for (var feature = 0; feature < means.Length; feature++)
                result[row + feature] = (float)(rows[row + feature] * scales[feature] + means[feature]);
    }

    private Dataset CheckFeatures(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return data.InputSize == _means.Length ? data
            : throw new ArgumentException(
                Wording.Of($"The dataset has {Wording.Count(data.InputSize, "feature")}, but the standardiser was fitted to {_means.Length}: fit it to the training data of this network."),
                nameof(data));
    }

    private static void CheckRows(ReadOnlySpan<float> rows, Span<float> result, int features)
    {
        if (rows.IsEmpty || rows.Length % features != 0)
            ThrowRows(rows.Length, features);
        if (result.Length != rows.Length)
            ThrowResult(result.Length, rows.Length);
        if (rows.Overlaps(result, out var offset) && offset != 0)
            ThrowOverlap(offset);
    }

    private static void ThrowRows(int length, int features) =>
        throw new ArgumentException(
            Wording.Of($"'rows' has {Wording.Count(length, "float")}, but the standardiser was fitted to {Wording.Count(features, "feature")}: pass whole rows of {features}, at least one."), "rows");

    private static void ThrowResult(int length, int expected) =>
        throw new ArgumentException(Wording.Of($"'result' has {Wording.Count(length, "float")}, but 'rows' has {expected}: pass spans of the same length."), "result");

    private static void ThrowOverlap(int offset) =>
        throw new ArgumentException(
            Wording.Of($"'rows' and 'result' overlap with an offset of {Wording.Count(offset, "float")}: pass the same span or separate ones."),
            "result");
}
