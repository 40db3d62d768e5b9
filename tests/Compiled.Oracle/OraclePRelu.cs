namespace Compiled.Oracle;

/// <summary>y = x for positive x, otherwise a·x, with one a for each output or one for all.</summary>
public sealed class OraclePRelu(int count) : OracleBlock
{
    private readonly double[] _slopes = new double[count];

    public override int ParameterCount => _slopes.Length;

    public override double[] Forward(double[] x) => [.. x.Select((value, i) => value > 0 ? value : value * Slope(i))];

    public override double[] Backward(double[] x, double[] y, double[] outputGradients, Span<double> parameterGradients)
    {
        var inputGradients = new double[x.Length];
        for (var i = 0; i < x.Length; i++)
        {
            inputGradients[i] = x[i] > 0 ? outputGradients[i] : outputGradients[i] * Slope(i);
            parameterGradients[i % _slopes.Length] += x[i] > 0 ? 0 : outputGradients[i] * x[i];
        }

        return inputGradients;
    }

    /// <summary>One rounding, and the steeper of the two slopes times what was wrong before.</summary>
    public override double[] ErrorBounds(double[] x, double[] y, double[] inputErrors) =>
        [.. x.Select((value, i) => Math.Max(1, Math.Abs(Slope(i))) * (inputErrors[i] + Rounding.Gamma(1) * (Math.Abs(value) + inputErrors[i])) + Rounding.Tiny)];

    public override void CopyParametersTo(Span<double> destination) => _slopes.CopyTo(destination);

    public override void CopyParametersFrom(ReadOnlySpan<double> source) => source.CopyTo(_slopes);

    private double Slope(int i) => _slopes[i % _slopes.Length];
}
