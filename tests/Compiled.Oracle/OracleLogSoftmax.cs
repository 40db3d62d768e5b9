namespace Compiled.Oracle;

/// <summary>yᵢ = xᵢ − ln Σ exp(xⱼ).</summary>
public sealed class OracleLogSoftmax : OracleBlock
{
    public override double[] Forward(double[] x)
    {
        var largest = x.Max();
        var logarithm = Math.Log(x.Sum(value => Math.Exp(value - largest)));
        return [.. x.Select(value => value - largest - logarithm)];
    }

    /// <summary>The whole Jacobian, ∂yᵢ/∂xⱼ = δᵢⱼ − exp(yⱼ).</summary>
    public override double[] Backward(double[] x, double[] y, double[] outputGradients, Span<double> parameterGradients)
    {
        var inputGradients = new double[x.Length];
        for (var i = 0; i < x.Length; i++)
            for (var j = 0; j < x.Length; j++)
                inputGradients[j] += outputGradients[i] * ((i == j ? 1 : 0) - Math.Exp(y[j]));
        return inputGradients;
    }

    /// <summary>Logits that are off by e move every output by 2e at most; the differences round, and the logarithm of the sum does.</summary>
    public override double[] ErrorBounds(double[] x, double[] y, double[] inputErrors)
    {
        var worst = inputErrors.Max();
        var bounds = new double[x.Length];
        for (var i = 0; i < x.Length; i++)
            bounds[i] = 2 * worst + Rounding.Gamma(x.Length + 20) + 4 * Rounding.Unit * (Math.Abs(y[i]) + 2 * worst);
        return bounds;
    }
}
