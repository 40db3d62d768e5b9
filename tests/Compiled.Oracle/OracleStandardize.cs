namespace Compiled.Oracle;

/// <summary>y = (x − mean) · factor, element by element, with given figures.</summary>
public sealed class OracleStandardize(double[] means, double[] factors) : OracleBlock
{
    /// <summary>A block whose figures are those of their indices.</summary>
    public static OracleStandardize Of(int width, Func<int, float> mean, Func<int, float> factor) =>
        new([.. Enumerable.Range(0, width).Select(index => (double)mean(index))], [.. Enumerable.Range(0, width).Select(index => (double)factor(index))]);

    /// <summary>Replaces the figures.</summary>
    public void SetStatistics(ReadOnlySpan<double> newMeans, ReadOnlySpan<double> newFactors)
    {
        newMeans.CopyTo(means);
        newFactors.CopyTo(factors);
    }

    public override double[] Forward(double[] x) => [.. x.Select((value, index) => (value - means[index]) * factors[index])];

    public override double[] Backward(double[] x, double[] y, double[] outputGradients, Span<double> parameterGradients) =>
        [.. outputGradients.Select((value, index) => value * factors[index])];

    /// <summary>
    /// As if a dense block that follows had taken it over: its sum then runs over x·f·w, and its bias holds the sum of m·f·w, so that roundings are
    /// measured against |x| + |m| and not against |x − m|.
    /// </summary>
    public override double[] ErrorBounds(double[] x, double[] y, double[] inputErrors) =>
        [.. x.Select((value, index) => factors[index] * (inputErrors[index] + Rounding.Gamma(x.Length + 4) * (Math.Abs(value) + inputErrors[index] + Math.Abs(means[index]))))];
}
