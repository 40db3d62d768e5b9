namespace Compiled.Oracle;

/// <summary>y = γ·x, with one γ for each value.</summary>
public sealed class OracleScale(int count) : OracleBlock
{
    private readonly double[] _factors = new double[count];

    public override int ParameterCount => _factors.Length;

    public override double[] Forward(double[] x) => [.. x.Select((value, i) => value * _factors[i])];

    public override double[] Backward(double[] x, double[] y, double[] outputGradients, Span<double> parameterGradients)
    {
        var inputGradients = new double[x.Length];
        for (var i = 0; i < x.Length; i++)
        {
            inputGradients[i] = outputGradients[i] * _factors[i];
            parameterGradients[i] += outputGradients[i] * x[i];
        }

        return inputGradients;
    }

    /// <summary>One rounding, and the factor times what was wrong before.</summary>
    public override double[] ErrorBounds(double[] x, double[] y, double[] inputErrors) =>
        [.. x.Select((value, i) => Math.Abs(_factors[i]) * (inputErrors[i] + Rounding.Gamma(1) * (Math.Abs(value) + inputErrors[i])) + Rounding.Tiny)];

    public override void CopyParametersTo(Span<double> destination) => _factors.CopyTo(destination);

    public override void CopyParametersFrom(ReadOnlySpan<double> source) => source.CopyTo(_factors);
}
