namespace Compiled.Oracle;

/// <summary>y = z · scale + mean, element by element; the loss after it looks at z and at (t − mean) / scale.</summary>
public sealed class OracleStandardizeTargets(double[] means, double[] scales) : OracleBlock
{
    /// <summary>A block whose figures are those of their indices.</summary>
    public static OracleStandardizeTargets Of(int width, Func<int, float> mean, Func<int, float> scale) =>
        new([.. Enumerable.Range(0, width).Select(index => (double)mean(index))], [.. Enumerable.Range(0, width).Select(index => (double)scale(index))]);

    /// <summary>Replaces the figures.</summary>
    public void SetStatistics(ReadOnlySpan<double> newMeans, ReadOnlySpan<double> newScales)
    {
        newMeans.CopyTo(means);
        newScales.CopyTo(scales);
    }

    /// <summary>The targets as the loss sees them.</summary>
    public double[] Standardized(double[] targets) => [.. targets.Select((value, index) => (value - means[index]) / scales[index])];

    public override double[] Forward(double[] x) => [.. x.Select((value, index) => value * scales[index] + means[index])];

    public override double[] Backward(double[] x, double[] y, double[] outputGradients, Span<double> parameterGradients) =>
        [.. outputGradients.Select((value, index) => value * scales[index])];

    /// <summary>
    /// As if the dense block before it had taken it over: its sums, of at most some fifty terms beside the width, then round as numbers of the size of s·z and m do.
    /// </summary>
    public override double[] ErrorBounds(double[] x, double[] y, double[] inputErrors) =>
        [.. x.Select((value, index) => 1.5 * scales[index] * inputErrors[index] + Rounding.Gamma(x.Length + 50) * (scales[index] * Math.Abs(value) + Math.Abs(means[index])))];
}
