namespace Compiled.Oracle;

/// <summary>yᵢ = exp(xᵢ) / Σ exp(xⱼ).</summary>
public sealed class OracleSoftmax : OracleBlock
{
    public override double[] Forward(double[] x)
    {
        var largest = x.Max();
        var sum = 0.0;
        foreach (var value in x)
            sum += Math.Exp(value - largest);
        var y = new double[x.Length];
        for (var i = 0; i < x.Length; i++)
            y[i] = Math.Exp(x[i] - largest) / sum;
        return y;
    }

    /// <summary>The whole Jacobian, ∂yᵢ/∂xⱼ = yᵢ·(δᵢⱼ − yⱼ).</summary>
    public override double[] Backward(double[] x, double[] y, double[] outputGradients, Span<double> parameterGradients)
    {
        var inputGradients = new double[x.Length];
        for (var i = 0; i < x.Length; i++)
            for (var j = 0; j < x.Length; j++)
                inputGradients[j] += outputGradients[i] * y[i] * ((i == j ? 1 : 0) - y[j]);
        return inputGradients;
    }

    /// <summary>
    /// Logits that are off by e scale every output by exp(±2e) at most; x − max is rounded once, which the exponential turns into a relative
    /// error of u·|x − max|; the rest is the exponential itself (8 roundings), the sum and the division.
    /// </summary>
    public override double[] ErrorBounds(double[] x, double[] y, double[] inputErrors)
    {
        var worst = inputErrors.Max();
        var spread = x.Max() - x.Min() + 2 * worst;
        var relative = Math.Exp(2 * worst + Rounding.Gamma(x.Length + 20) + 2 * Rounding.Unit * spread) - 1;
        var bounds = new double[x.Length];
        for (var i = 0; i < x.Length; i++)
            bounds[i] = relative * y[i] + 1.2e-38; // below the smallest normal float a result may be flushed
        return bounds;
    }
}
