namespace Compiled.Oracle;

/// <summary>y = x / √(mean(x²) + ε) · γ, over one row.</summary>
/// <param name="width">Floats of a row.</param>
/// <param name="isAffine">Whether γ is learned, or 1.</param>
/// <param name="epsilon">ε.</param>
public sealed class OracleRmsNorm(int width, bool isAffine, double epsilon = 1.1920928955078125e-07) : OracleBlock
{
    private readonly double[] _weights = [.. Enumerable.Repeat(1.0, width)];

    public override int ParameterCount => isAffine ? width : 0;

    public override double[] Forward(double[] x)
    {
        var size = Size(x);
        return [.. x.Select((value, i) => value / size * _weights[i])];
    }

    /// <summary>The whole Jacobian: ∂x̂_i/∂x_j = (δ_ij − x̂_i·x̂_j/n) / √(mean(x²) + ε).</summary>
    public override double[] Backward(double[] x, double[] y, double[] outputGradients, Span<double> parameterGradients)
    {
        var size = Size(x);
        var inputGradients = new double[width];
        for (var i = 0; i < width; i++)
            for (var j = 0; j < width; j++)
                inputGradients[j] += outputGradients[i] * _weights[i] * ((i == j ? 1 : 0) - x[i] / size * (x[j] / size) / width) / size;
        for (var i = 0; isAffine && i < width; i++)
            parameterGradients[i] += outputGradients[i] * x[i] / size;
        return inputGradients;
    }

    /// <summary>The denominator is the length of the vector of the values and √ε, over √n: it moves by no more than the root mean square of what moves those.</summary>
    public override double[] ErrorBounds(double[] x, double[] y, double[] inputErrors)
    {
        var size = Size(x);
        var rounding = Rounding.Gamma(width + 10);
        var moved = Math.Sqrt(inputErrors.Average(error => error * error)) + rounding * size;
        var bounds = new double[width];
        for (var i = 0; i < width; i++)
        {
            var normal = Math.Abs(x[i]) / size;
            var error = moved < size ? (inputErrors[i] + normal * moved) / (size - moved) : normal + Math.Sqrt(width);
            bounds[i] = Math.Abs(_weights[i]) * (error + rounding * (normal + error)) + Rounding.Tiny;
        }

        return bounds;
    }

    /// <summary>What cancels: the gradient, and its product with x̂.</summary>
    public override double[] GradientErrorBounds(double[] x, double[] outputGradients)
    {
        var size = Size(x);
        var largest = outputGradients.Zip(_weights, static (gradient, weight) => Math.Abs(gradient * weight)).Max() / size;
        var farthest = x.Max(Math.Abs) / size;
        return [.. x.Select(_ => largest * Rounding.OfDerivative * (1 + farthest * farthest))];
    }

    public override void CopyParametersTo(Span<double> destination)
    {
        if (isAffine)
            _weights.CopyTo(destination);
    }

    public override void CopyParametersFrom(ReadOnlySpan<double> source)
    {
        if (isAffine)
            source.CopyTo(_weights);
    }

    private double Size(double[] x) => Math.Sqrt(x.Average(value => value * value) + epsilon);
}
