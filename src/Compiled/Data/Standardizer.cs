namespace Compiled;

/// <summary>
/// Brings every feature to mean 0 and standard deviation 1: (x − mean) / scale, fitted on the training data and applied to all other data
/// too. Immutable, so safe from any number of threads.
/// </summary>
/// <remarks>
/// The scale is the population's standard deviation, √(Σ(x − mean)² / n), as in scikit-learn's StandardScaler; a feature that never changes
/// has scale 1 and becomes 0. Everything is computed in double precision, in the order of the rows, and rounded to float once, so the
/// result has the same bits on every machine. NaN gives NaN.
/// </remarks>
public sealed class Standardizer
{
    private readonly double[] _means;
    private readonly double[] _scales;

    /// <summary>A standardiser with known figures, such as those of an earlier training run.</summary>
    /// <param name="means">One finite mean a feature.</param>
    /// <param name="scales">One finite, positive scale a feature.</param>
    /// <exception cref="ArgumentException">The lengths differ or are 0, or a value is out of range.</exception>
    public Standardizer(ReadOnlySpan<double> means, ReadOnlySpan<double> scales)
    {
        if (means.IsEmpty || means.Length != scales.Length)
            throw new ArgumentException(
                Wording.Of($"There are {means.Length} means and {scales.Length} scales: pass one of each a feature."),
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

    /// <summary>The features' means.</summary>
    public ReadOnlySpan<double> Means => _means;

    /// <summary>The features' standard deviations; 1 for a feature that never changes.</summary>
    public ReadOnlySpan<double> Scales => _scales;

    /// <summary>Computes the means and scales of a dataset's features.</summary>
    /// <exception cref="ArgumentException">A feature holds NaN or an infinity.</exception>
    public static Standardizer Fit(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Fit(data.Inputs, data.InputSize, data.Count, nameof(data), data.FeatureNames);
    }

    /// <summary>The same of rows, row-major; features without names are called by their number.</summary>
    internal static Standardizer Fit(ReadOnlySpan<float> rows, int size, int count, string argument, IReadOnlyList<string>? names = null)
    {
        var means = new double[size];
        var scales = new double[size];
        for (var row = 0; row < count; row++)
        {
            var input = rows.Slice(row * size, size);
            for (var feature = 0; feature < input.Length; feature++)
                means[feature] += float.IsFinite(input[feature]) ? input[feature] : throw NotFinite(names?[feature], row, feature, input[feature], argument);
        }

        for (var feature = 0; feature < means.Length; feature++)
            means[feature] /= count;
        for (var row = 0; row < count; row++)
        {
            var input = rows.Slice(row * size, size);
            for (var feature = 0; feature < input.Length; feature++)
            {
                var deviation = input[feature] - means[feature];
                scales[feature] += deviation * deviation;
            }
        }

        // Sums of up to 2^29 equal floats are exact in double, so a feature that never changes has a sum of exactly 0.
        for (var feature = 0; feature < scales.Length; feature++)
            scales[feature] = scales[feature] == 0 ? 1 : Math.Sqrt(scales[feature] / count);
        return new Standardizer(means, scales);
    }

    /// <summary>The dataset with standardised features; the targets stay as they are.</summary>
    /// <exception cref="ArgumentException">The dataset has another number of features than the one that was fitted.</exception>
    public Dataset Apply(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.InputSize != _means.Length)
            throw new ArgumentException(
                Wording.Of($"The dataset has {data.InputSize} features, but the standardiser was fitted to {_means.Length}: fit it to the training data of this network."),
                nameof(data));
        var inputs = new float[data.Inputs.Length];
        for (var row = 0; row < data.Count; row++)
            Apply(data.Input(row), inputs.AsSpan(row * data.InputSize, data.InputSize));
        return data.WithInputs(inputs);
    }

    /// <summary>Standardises one row, on the way to a prediction. Allocates nothing.</summary>
    /// <param name="row">As many floats as there are features.</param>
    /// <param name="result">As many floats; may be the same memory as <paramref name="row"/>, but may not overlap it otherwise.</param>
    /// <exception cref="ArgumentException">A span has the wrong length, or the two overlap with an offset.</exception>
    public void Apply(ReadOnlySpan<float> row, Span<float> result)
    {
        var (means, scales) = (_means, _scales);
        if (row.Length != means.Length || result.Length != means.Length)
            ThrowLength(row.Length, result.Length, means.Length);
        if (row.Overlaps(result, out var offset) && offset != 0)
            ThrowOverlap(offset);
        for (var feature = 0; feature < means.Length; feature++)
            result[feature] = (float)((row[feature] - means[feature]) / scales[feature]);
    }

    private static ArgumentException NotFinite(string? name, int row, int feature, float value, string argument) =>
        new(Wording.Of($"Feature {(name is null ? Wording.Of($"{feature}") : $"'{name}'")} of row {row} is {value}: a mean needs finite values."), argument);

    private static void ThrowLength(int row, int result, int expected) =>
        throw new ArgumentException(
            Wording.Of($"'{(row != expected ? "row" : "result")}' holds {(row != expected ? row : result)} floats, but the standardiser was fitted to {expected} features: pass a span of exactly {expected}."),
            row != expected ? nameof(row) : nameof(result));

    private static void ThrowOverlap(int offset) =>
        throw new ArgumentException(
            Wording.Of($"'row' and 'result' overlap with an offset of {offset} floats: pass the same span or separate ones."),
            "result");
}
