using Compiled.Numerics;

namespace Compiled;

/// <summary>A metric with the interval that it would likely fall into on other rows of the same kind.</summary>
/// <param name="Value">The metric of the rows themselves.</param>
/// <param name="Lower">The lower end.</param>
/// <param name="Upper">The upper end.</param>
/// <param name="StandardError">The standard deviation over the samples.</param>
/// <param name="Confidence">The confidence, such as 0.95.</param>
/// <param name="Samples">Samples for which the metric was defined.</param>
public sealed record MetricInterval(double Value, double Lower, double Upper, double StandardError, double Confidence, int Samples);

/// <summary>Confidence intervals of metrics by the bootstrap: the rows are drawn again and again, with replacement.</summary>
/// <remarks>
/// The percentile interval of Efron (1979): the quantiles (1 − c)/2 and (1 + c)/2 of the metric over the samples. It says how much the metric depends on which rows were judged, not how much on the
/// training. The network does not predict again. Samples for which the metric is undefined, such as ROC AUC for rows of one class, are left out. The same seed gives the same interval on
/// every machine. Takes memory for one sample of the rows and one figure per sample; safe on any number of threads.
/// </remarks>
public static class Bootstrap
{
    /// <summary>The interval of one metric.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="rows">Outputs and targets.</param>
    /// <param name="samples">Samples, at least 10; 1,000 give steady ends of a 95 % interval.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <param name="seed">Selects the samples. All metrics see the same samples.</param>
    /// <exception cref="ArgumentException">The metric is undefined for the rows, or for more than half of the samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 10 samples, or the confidence is not between 0 and 1.</exception>
    public static MetricInterval Interval(Metric metric, MetricRows rows, int samples = 1000, double confidence = 0.95, long seed = 0)
    {
        ArgumentNullException.ThrowIfNull(metric);
        CheckOptions(samples, confidence);
        var (interval, defined) = Draw(metric, rows, samples, confidence, seed);
        return interval ?? throw new ArgumentException(
            Wording.Of($"{metric.Name} is undefined for {samples - defined} of {samples} bootstrap samples: there are too few rows of some class. Judge more rows, or use another metric."), nameof(metric));
    }

    /// <summary>The interval, or null where the metric is undefined for more than half of the samples: an evaluation that is complete without it is not lost.</summary>
    internal static MetricInterval? TryInterval(Metric metric, MetricRows rows, EvaluationOptions options)
    {
        CheckOptions(options.BootstrapSamples, options.Confidence);
        return Draw(metric, rows, options.BootstrapSamples, options.Confidence, options.Seed).Interval;
    }

    private static void CheckOptions(int samples, double confidence)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 10);
        if (!(confidence is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, Wording.Of($"'confidence' is {confidence}, but must be between 0 and 1, such as 0.95."));
    }

    private static (MetricInterval? Interval, int Defined) Draw(Metric metric, MetricRows rows, int samples, double confidence, long seed)
    {
        var value = metric.Compute(rows);
        var size = rows.OutputSize;
        var (outputs, targets, figures) = (new float[rows.Outputs.Length], new float[rows.Targets.Length], new double[samples]);
        var random = new SeededRandom(seed);
        var defined = 0;
        for (var sample = 0; sample < samples; sample++)
        {
            random.Reseed(seed, sample);
            for (var row = 0; row < rows.Count; row++)
            {
                var source = random.NextInt32(rows.Count) * size;
                rows.Outputs.Slice(source, size).CopyTo(outputs.AsSpan(row * size));
                rows.Targets.Slice(source, size).CopyTo(targets.AsSpan(row * size));
            }

            if (Of(metric, new MetricRows(outputs, targets, size, rows.Threshold, rows.IsMultilabel)) is { } figure)
                figures[defined++] = figure;
        }

        return (defined * 2 < samples ? null : Summary(value, figures.AsSpan(0, defined), confidence), defined);
    }

    private static MetricInterval Summary(double value, Span<double> figures, double confidence)
    {
        var mean = 0.0;
        foreach (var figure in figures)
            mean += figure / figures.Length;
        var variance = 0.0;
        foreach (var figure in figures)
            variance += (figure - mean) * (figure - mean) / Math.Max(1, figures.Length - 1);
        figures.Sort();
        return new(value, Quantiles.OfSorted(figures, (1 - confidence) / 2), Quantiles.OfSorted(figures, (1 + confidence) / 2), Math.Sqrt(variance), confidence, figures.Length);
    }

    /// <summary>The figure, or null where it is undefined.</summary>
    private static double? Of(Metric metric, MetricRows rows)
    {
        try
        {
            var figure = metric.Compute(rows);
            return double.IsNaN(figure) ? null : figure;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
