namespace Compiled.Oracle;

/// <summary>A block for training only, dropout or noise: lets rows through, until it is told what it does to the row of a step.</summary>
public sealed class OracleDisturbance : OracleBlock
{
    /// <summary>What each value is multiplied by; null for 1.</summary>
    public double[]? Factors { get; set; }

    /// <summary>What is added to each value after that; null for 0.</summary>
    public double[]? Summands { get; set; }

    public override double[] Forward(double[] x) => [.. x.Select((value, i) => value * (Factors?[i] ?? 1) + (Summands?[i] ?? 0))];

    public override double[] Backward(double[] x, double[] y, double[] outputGradients, Span<double> parameterGradients) =>
        [.. outputGradients.Select((value, i) => value * (Factors?[i] ?? 1))];

    public override double[] ErrorBounds(double[] x, double[] y, double[] inputErrors) => inputErrors;
}
