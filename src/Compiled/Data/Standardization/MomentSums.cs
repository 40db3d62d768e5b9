namespace Compiled;

/// <summary>The sums of <see cref="FeatureMoments"/> in two passes over the rows, which need not be in memory.</summary>
/// <param name="size">Number of features.</param>
/// <param name="argument">What the caller calls the rows.</param>
/// <param name="names">The features' names; without them features are called by their number.</param>
/// <param name="what">What a value is: a feature, or a target.</param>
internal sealed class MomentSums(int size, string argument, IReadOnlyList<string>? names, string what = "Feature")
{
    private readonly double[] _means = new double[size];
    private readonly double[] _deviations = new double[size];
    private readonly double[] _least = Filled(size, double.PositiveInfinity);
    private readonly double[] _most = Filled(size, double.NegativeInfinity);
    private readonly float[] _usual = new float[size];
    private readonly int[] _lead = new int[size];
    private readonly int[] _others = new int[size];
    private int _count;

    /// <summary>The first pass: means, and the value that most rows have.</summary>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public void Add(ReadOnlySpan<float> input)
    {
        for (var feature = 0; feature < input.Length; feature++)
        {
            var value = input[feature];
            _means[feature] += float.IsFinite(value) ? value : throw NotFinite(feature, value);
            _least[feature] = Math.Min(_least[feature], value);
            _most[feature] = Math.Max(_most[feature], value);
            // Boyer and Moore's vote: what more than half of the rows have is left at the end.
            if (_lead[feature] == 0)
                _usual[feature] = value;
            _lead[feature] += value == _usual[feature] ? 1 : -1;
        }

        _count++;
    }

    /// <summary>Ends the first pass.</summary>
    public void EndFirst()
    {
        for (var feature = 0; feature < _means.Length; feature++)
            _means[feature] /= _count;
    }

    /// <summary>The second pass over the same rows: squares of the deviations.</summary>
    public void AddAgain(ReadOnlySpan<float> input)
    {
        for (var feature = 0; feature < input.Length; feature++)
        {
            var deviation = input[feature] - _means[feature];
            _deviations[feature] += deviation * deviation;
            _others[feature] += input[feature] == _usual[feature] ? 0 : 1;
        }
    }

    /// <summary>The figures, after both passes.</summary>
    public FeatureMoments End()
    {
        // Sums of up to 2^29 equal floats are exact in double, so a feature that never changes has a sum of exactly 0.
        for (var feature = 0; feature < _deviations.Length; feature++)
            _deviations[feature] = Math.Sqrt(_deviations[feature] / _count);
        return new(_means, _deviations, _least, _most, _others, _count);
    }

    private static double[] Filled(int size, double value)
    {
        var values = new double[size];
        Array.Fill(values, value);
        return values;
    }

    private ArgumentException NotFinite(int feature, float value) =>
        new(Wording.Of($"{what} {(names is null ? Wording.Of($"{feature}") : $"'{names[feature]}'")} of row {_count} is {value}: a mean needs finite values."), argument);
}
