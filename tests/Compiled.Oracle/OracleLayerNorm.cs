namespace Compiled.Oracle;

/// <summary>y = (x − μ) / √(σ² + ε) · γ + β, over one row, with the biased variance.</summary>
/// <param name="width">Floats of a row.</param>
/// <param name="isAffine">Whether γ and β are learned, or 1 and 0.</param>
/// <param name="epsilon">ε.</param>
public sealed class OracleLayerNorm(int width, bool isAffine, double epsilon = 1e-5) : OracleBlock
{
    private readonly double[] _weights = [.. Enumerable.Repeat(1.0, width)];
    private readonly double[] _biases = new double[width];

    public override int ParameterCount => isAffine ? 2 * width : 0;

    public override double[] Forward(double[] x)
    {
        var (mean, deviation) = Moments(x);
        return [.. x.Select((value, i) => (value - mean) / deviation * _weights[i] + _biases[i])];
    }

    /// <summary>The whole Jacobian: ∂x̂_i/∂x_j = (δ_ij − 1/n − x̂_i·x̂_j/n) / √(σ² + ε).</summary>
    public override double[] Backward(double[] x, double[] y, double[] outputGradients, Span<double> parameterGradients)
    {
        var (mean, deviation) = Moments(x);
        var normal = x.Select(value => (value - mean) / deviation).ToArray();
        var inputGradients = new double[width];
        for (var i = 0; i < width; i++)
            for (var j = 0; j < width; j++)
                inputGradients[j] += outputGradients[i] * _weights[i] * ((i == j ? 1 : 0) - (1 + normal[i] * normal[j]) / width) / deviation;
        for (var i = 0; isAffine && i < width; i++)
        {
            parameterGradients[i] += outputGradients[i] * normal[i];
            parameterGradients[width + i] += outputGradients[i];
        }

        return inputGradients;
    }

    /// <summary>
    /// The denominator is the length of the vector of the centred values and √ε, over √n: it moves by no more than the root mean square of what moves
    /// those. Where that may be as large as itself, only the largest possible x̂, √n, is left to say.
    /// </summary>
    public override double[] ErrorBounds(double[] x, double[] y, double[] inputErrors)
    {
        var (mean, deviation) = Moments(x);
        var rounding = Rounding.Gamma(width + 20);
        // What the first mean is off by is corrected, and the correction rounds.
        var meanError = inputErrors.Average() + rounding * rounding * (x.Average(Math.Abs) + inputErrors.Average());
        var centredErrors = x.Select((value, i) => inputErrors[i] + meanError + rounding * (Math.Abs(value - mean) + deviation)).ToArray();
        var moved = Math.Sqrt(centredErrors.Average(error => error * error));
        var bounds = new double[width];
        for (var i = 0; i < width; i++)
        {
            var normal = Math.Abs(x[i] - mean) / deviation;
            var error = moved < deviation
                ? (centredErrors[i] + normal * moved) / (deviation - moved)
                : normal + Math.Sqrt(width);
            error += rounding * (normal + error);
            bounds[i] = Math.Abs(_weights[i]) * error + Rounding.Gamma(2) * (Math.Abs(_weights[i]) * (normal + error) + Math.Abs(_biases[i])) + Rounding.Tiny;
        }

        return bounds;
    }

    /// <summary>What cancels: the gradient, its mean, and its product with x̂, whose errors are those of x − μ.</summary>
    public override double[] GradientErrorBounds(double[] x, double[] outputGradients)
    {
        var (mean, deviation) = Moments(x);
        var largest = outputGradients.Zip(_weights, static (gradient, weight) => Math.Abs(gradient * weight)).Max() / deviation;
        var farthest = x.Max(value => Math.Abs(value - mean)) / deviation;
        var rounded = Rounding.OfDerivative * (1 + farthest * farthest) + 2 * farthest * Rounding.Unit * Math.Abs(mean) / deviation;
        return [.. x.Select(_ => largest * rounded)];
    }

    public override void CopyParametersTo(Span<double> destination)
    {
        if (!isAffine)
            return;
        _weights.CopyTo(destination);
        _biases.CopyTo(destination[width..]);
    }

    public override void CopyParametersFrom(ReadOnlySpan<double> source)
    {
        if (!isAffine)
            return;
        source[..width].CopyTo(_weights);
        source[width..].CopyTo(_biases);
    }

    private (double Mean, double Deviation) Moments(double[] x)
    {
        var mean = x.Average();
        return (mean, Math.Sqrt(x.Average(value => (value - mean) * (value - mean)) + epsilon));
    }
}
