using Compiled.Events;

namespace Compiled;

/// <summary>Counts values in TensorFlow's buckets: limits grow by a tenth from 1e-12 on, the same for negative values. Allocates once.</summary>
internal sealed class ValueHistogram
{
    private static readonly double[] Limits = MakeLimits();

    private readonly long[] _counts = new long[Limits.Length];
    private readonly HistogramProto _histogram = new();

    /// <summary>The histogram of the finite ones of some values; the same object each time.</summary>
    public HistogramProto Of(ReadOnlySpan<float> values)
    {
        _counts.AsSpan().Clear();
        var (count, sum, squares, least, most) = (0L, 0.0, 0.0, double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values)
        {
            if (!float.IsFinite(value))
                continue;
            // The first limit that is above the value.
            var place = Array.BinarySearch(Limits, value);
            _counts[place < 0 ? ~place : place + 1]++;
            count++;
            sum += value;
            squares += (double)value * value;
            least = Math.Min(least, value);
            most = Math.Max(most, value);
        }

        (_histogram.Num, _histogram.Sum, _histogram.SumSquares) = (count, sum, squares);
        (_histogram.Min, _histogram.Max) = count == 0 ? (0, 0) : (least, most);
        _histogram.BucketLimit.Clear();
        _histogram.Bucket.Clear();
        for (var bucket = 0; bucket < _counts.Length; bucket++)
        {
            // Of a stretch of empty buckets one is left: it says where the next one begins.
            if (_counts[bucket] == 0 && bucket + 1 < _counts.Length && _counts[bucket + 1] == 0)
                continue;
            _histogram.BucketLimit.Add(Limits[bucket]);
            _histogram.Bucket.Add(_counts[bucket]);
        }

        return _histogram;
    }

    private static double[] MakeLimits()
    {
        List<double> positive = [];
        for (var limit = 1e-12; limit < 1e20; limit *= 1.1)
            positive.Add(limit);
        positive.Add(double.MaxValue);
        return [.. positive.Select(static limit => -limit).Reverse(), 0, .. positive];
    }
}
