using Compiled.Numerics;

namespace Compiled.Searching;

/// <summary>A density over the unit cube: the mean of one kernel per point and of a flat one. Ordered settings have Gaussians cut off at 0 and 1, choices smoothed frequencies.</summary>
/// <remarks>Exact operations and the library's own exponential and logarithm: the same bits on every machine.</remarks>
internal sealed class ParzenDensity
{
    private const double Magnitude = 0.2;
    private const int MostTries = 64;

    /// <summary>½ ln 2π.</summary>
    private const double HalfLogTwoPi = 0.91893853320467274;

    private readonly SearchSpace _space;
    private readonly double[][] _points;
    private readonly double _width;

    /// <summary>For each point the logarithm of what its kernel is divided by.</summary>
    private readonly double[] _norms;

    /// <summary>The probability of a choice under the kernel of the same choice, and of another one.</summary>
    private readonly (double Same, double Other)[] _choices;

    /// <summary>The logarithm of the flat kernel.</summary>
    private readonly double _flat;

    public ParzenDensity(SearchSpace space, double[][] points)
    {
        (_space, _points) = (space, points);
        var count = Math.Max(1, points.Length);
        _width = Math.Max(Magnitude * ScalarMath.Exp(-ScalarMath.Log(count) / (space.Count + 4)), 1.0 / Math.Min(100, 1 + count));
        _choices = new (double, double)[space.Count];
        var prior = 1.0 / (points.Length + 1);
        for (var index = 0; index < space.Count; index++)
        {
            if (space.Dimensions[index].Range is not { IsOrdered: false, Count: { } choices })
                continue;
            _choices[index] = ((1 + prior) / (1 + choices * prior), prior / (1 + choices * prior));
            _flat -= ScalarMath.Log(choices);
        }

        _norms = [.. points.Select(Norm)];
    }

    /// <summary>Draws a point.</summary>
    public void Draw(SeededRandom random, Span<double> point)
    {
        var kernel = random.NextInt32(_points.Length + 1);
        for (var index = 0; index < point.Length; index++)
        {
            var range = _space.Dimensions[index].Range;
            if (!range.IsOrdered)
                point[index] = DrawChoice(random, index, (int)range.Count!.Value, kernel);
            else
                point[index] = kernel == _points.Length ? UnitInterval.Next(random) : DrawPlace(random, _points[kernel][index]);
        }
    }

    /// <summary>The logarithm of the density.</summary>
    public double Log(ReadOnlySpan<double> point)
    {
        var (highest, logs) = (_flat, new double[_points.Length]);
        for (var kernel = 0; kernel < logs.Length; kernel++)
        {
            var sum = 0.0;
            var odds = 1.0;
            var center = _points[kernel];
            for (var index = 0; index < center.Length; index++)
            {
                if (_choices[index].Same > 0)
                {
                    odds *= center[index] == point[index] ? _choices[index].Same : _choices[index].Other;
                    continue;
                }

                var distance = (point[index] - center[index]) / _width;
                sum += distance * distance;
            }

            logs[kernel] = (odds == 1 ? 0 : ScalarMath.Log(odds)) - sum / 2 - _norms[kernel];
            highest = Math.Max(highest, logs[kernel]);
        }

        var total = ScalarMath.Exp(_flat - highest);
        foreach (var log in logs)
            total += ScalarMath.Exp(log - highest);
        return highest + ScalarMath.Log(total) - ScalarMath.Log(logs.Length + 1);
    }

    private double Norm(double[] center)
    {
        var (sum, mass) = (0.0, 1.0);
        for (var index = 0; index < center.Length; index++)
        {
            if (_choices[index].Same > 0)
                continue;
            sum += HalfLogTwoPi;
            mass *= _width * (Normal((1 - center[index]) / _width) - Normal(-center[index] / _width));
        }

        return sum + ScalarMath.Log(mass);
    }

    private int DrawChoice(SeededRandom random, int index, int choices, int kernel)
    {
        var place = UnitInterval.Next(random);
        if (kernel == _points.Length)
            return Math.Min(choices - 1, (int)(place * choices));
        var (same, other) = _choices[index];
        var own = (int)_points[kernel][index];
        if (place < same || choices == 1)
            return own;
        var rest = Math.Min(choices - 2, (int)((place - same) / other));
        return rest < own ? rest : rest + 1;
    }

    private double DrawPlace(SeededRandom random, double center)
    {
        for (var attempt = 0; attempt < MostTries; attempt++)
        {
            var place = center + random.NextNormal() * _width;
            if (place is >= 0 and < 1)
                return place;
        }

        return center;
    }

    /// <summary>The distribution function of the standard normal distribution, to 10⁻⁷.</summary>
    /// <remarks>Abramowitz and Stegun 7.1.26.</remarks>
    private static double Normal(double x)
    {
        var z = Math.Abs(x) * 0.70710678118654752;
        var t = 1 / (1 + 0.3275911 * z);
        var tail = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t * ScalarMath.Exp(-z * z) / 2;
        return x < 0 ? tail : 1 - tail;
    }
}
