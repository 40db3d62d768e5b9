namespace Compiled.Oracle;

/// <summary>y = γ · (x − μ) / √(σ² + ε) + β: one row with given statistics, a batch with its own.</summary>
/// <param name="means">The running means.</param>
/// <param name="variances">The running variances.</param>
/// <param name="epsilon">ε.</param>
/// <param name="isAffine">Whether γ and β are learned, or 1 and 0.</param>
public sealed class OracleBatchNorm(double[] means, double[] variances, double epsilon, bool isAffine = true) : OracleBlock
{
    private readonly double[] _weights = [.. Enumerable.Repeat(1.0, means.Length)];
    private readonly double[] _biases = new double[means.Length];

    public override int ParameterCount => isAffine ? 2 * means.Length : 0;

    /// <summary>A block whose running statistics are those of their indices.</summary>
    public static OracleBatchNorm Of(int width, Func<int, float> mean, Func<int, float> variance, double epsilon, bool isAffine = true) => new(
        [.. Enumerable.Range(0, width).Select(index => (double)mean(index))], [.. Enumerable.Range(0, width).Select(index => (double)variance(index))], epsilon, isAffine);

    /// <summary>Replaces the running statistics.</summary>
    public void SetStatistics(ReadOnlySpan<double> newMeans, ReadOnlySpan<double> newVariances)
    {
        newMeans.CopyTo(means);
        newVariances.CopyTo(variances);
    }

    public override double[] Forward(double[] x) => [.. x.Select((value, index) => Scale(index) * (value - means[index]) + _biases[index])];

    /// <summary>With given statistics, as a prediction has them: a row by itself has no variance.</summary>
    public override double[] Backward(double[] x, double[] y, double[] outputGradients, Span<double> parameterGradients)
    {
        for (var index = 0; isAffine && index < means.Length; index++)
        {
            parameterGradients[index] += outputGradients[index] * (x[index] - means[index]) / Math.Sqrt(variances[index] + epsilon);
            parameterGradients[means.Length + index] += outputGradients[index];
        }

        return [.. outputGradients.Select((value, index) => Scale(index) * value)];
    }

    public override double[][] ForwardBatch(double[][] x)
    {
        var y = Array.ConvertAll(x, row => new double[row.Length]);
        for (var index = 0; index < means.Length; index++)
        {
            var (mean, deviation) = Moments(x, index);
            for (var row = 0; row < x.Length; row++)
                y[row][index] = _weights[index] * (x[row][index] - mean) / deviation + _biases[index];
        }

        return y;
    }

    /// <summary>Through mean and variance, each by itself: ∂σ² and ∂μ first, as the paper has it.</summary>
    public override double[][] BackwardBatch(double[][] x, double[][] y, double[][] outputGradients, Span<double> parameterGradients)
    {
        var gradients = Array.ConvertAll(x, row => new double[row.Length]);
        for (var index = 0; index < means.Length; index++)
        {
            var (mean, deviation) = Moments(x, index);
            double ofVariance = 0, ofMean = 0;
            for (var row = 0; row < x.Length; row++)
            {
                var upstream = outputGradients[row][index];
                if (isAffine)
                {
                    parameterGradients[index] += upstream * (x[row][index] - mean) / deviation;
                    parameterGradients[means.Length + index] += upstream;
                }

                ofVariance -= upstream * _weights[index] * (x[row][index] - mean) / (2 * deviation * deviation * deviation);
                ofMean -= upstream * _weights[index] / deviation;
            }

            for (var row = 0; row < x.Length; row++)
                gradients[row][index] = outputGradients[row][index] * _weights[index] / deviation + (ofVariance * 2 * (x[row][index] - mean) + ofMean) / x.Length;
        }

        return gradients;
    }

    /// <summary>
    /// As if a dense block beside it had taken it over: its sums, of at most some fifty terms beside the width, then round as numbers of the size of
    /// x, μ and β do.
    /// </summary>
    public override double[] ErrorBounds(double[] x, double[] y, double[] inputErrors) => [.. x.Select((value, index) =>
        Math.Abs(Scale(index)) * (1.5 * inputErrors[index] + Rounding.Gamma(x.Length + 50) * (Math.Abs(value) + Math.Abs(means[index])))
        + Rounding.Gamma(x.Length + 50) * Math.Abs(_biases[index]))];

    /// <summary>
    /// The same of a step: its mean and its 1 / √(σ² + ε) are rounded to float, x − μ is rounded, and so is the rest.
    /// </summary>
    public double[][] BatchErrorBounds(double[][] x, double[][] y)
    {
        var bounds = Array.ConvertAll(x, row => new double[row.Length]);
        for (var index = 0; index < means.Length; index++)
        {
            var (mean, deviation) = Moments(x, index);
            for (var row = 0; row < x.Length; row++)
            {
                var normal = (Rounding.Gamma(4) * Math.Abs(x[row][index] - mean) + Rounding.Unit * Math.Abs(mean)) / deviation;
                bounds[row][index] = Math.Abs(_weights[index]) * normal + Rounding.Gamma(1) * Math.Abs(y[row][index]) + Rounding.Tiny;
            }
        }

        return bounds;
    }

    /// <summary>What cancels in a step: the gradient, its mean, and its product with what is normalised, whose errors are those of x − μ.</summary>
    public double[][] BatchGradientErrorBounds(double[][] x, double[][] outputGradients)
    {
        var bounds = Array.ConvertAll(x, row => new double[row.Length]);
        for (var index = 0; index < means.Length; index++)
        {
            var (mean, deviation) = Moments(x, index);
            var largest = outputGradients.Max(row => Math.Abs(row[index])) * Math.Abs(_weights[index]) / deviation;
            var farthest = x.Max(row => Math.Abs(row[index] - mean)) / deviation;
            var rounded = Rounding.Gamma(6) * (1 + farthest * farthest) + 2 * farthest * Rounding.Unit * Math.Abs(mean) / deviation;
            foreach (var row in bounds)
                row[index] = largest * rounded;
        }

        return bounds;
    }

    public override void CopyParametersTo(Span<double> destination)
    {
        if (!isAffine)
            return;
        _weights.CopyTo(destination);
        _biases.CopyTo(destination[means.Length..]);
    }

    public override void CopyParametersFrom(ReadOnlySpan<double> source)
    {
        if (!isAffine)
            return;
        source[..means.Length].CopyTo(_weights);
        source[means.Length..].CopyTo(_biases);
    }

    private double Scale(int index) => _weights[index] / Math.Sqrt(variances[index] + epsilon);

    private (double Mean, double Deviation) Moments(double[][] x, int index)
    {
        var mean = x.Average(row => row[index]);
        return (mean, Math.Sqrt(x.Average(row => (row[index] - mean) * (row[index] - mean)) + epsilon));
    }
}
