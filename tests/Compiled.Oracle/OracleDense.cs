namespace Compiled.Oracle;

/// <summary>y = W·x + b, with W[output][input].</summary>
public sealed class OracleDense(double[][] weights, double[]? biases) : OracleBlock
{
    /// <summary>Weights[output][input].</summary>
    public double[][] Weights { get; } = weights;

    /// <summary>One bias per output, or null.</summary>
    public double[]? Biases { get; } = biases;

    public int Inputs => Weights[0].Length;

    public int Outputs => Weights.Length;

    public override int ParameterCount => Outputs * Inputs + (Biases?.Length ?? 0);

    /// <summary>A block of zeros.</summary>
    public static OracleDense Zero(int inputs, int outputs, bool hasBias)
    {
        var weights = new double[outputs][];
        for (var output = 0; output < outputs; output++)
            weights[output] = new double[inputs];
        return new OracleDense(weights, hasBias ? new double[outputs] : null);
    }

    public override double[] Forward(double[] x)
    {
        var y = new double[Outputs];
        for (var output = 0; output < Outputs; output++)
        {
            var sum = Biases is null ? 0.0 : Biases[output];
            for (var input = 0; input < Inputs; input++)
                sum += Weights[output][input] * x[input];
            y[output] = sum;
        }

        return y;
    }

    public override double[] Backward(double[] x, double[] y, double[] outputGradients, Span<double> parameterGradients)
    {
        var inputGradients = new double[Inputs];
        for (var output = 0; output < Outputs; output++)
        {
            for (var input = 0; input < Inputs; input++)
            {
                inputGradients[input] += Weights[output][input] * outputGradients[output];
                parameterGradients[output * Inputs + input] += outputGradients[output] * x[input];
            }

            if (Biases is not null)
                parameterGradients[Outputs * Inputs + output] += outputGradients[output];
        }

        return inputGradients;
    }

    /// <summary>Σ|wᵢxᵢ| + |b| for each output: what the rounding errors of the sum are measured against.</summary>
    public double[] Magnitudes(double[] x)
    {
        var magnitudes = new double[Outputs];
        for (var output = 0; output < Outputs; output++)
        {
            magnitudes[output] = Biases is null ? 0.0 : Math.Abs(Biases[output]);
            for (var input = 0; input < Inputs; input++)
                magnitudes[output] += Math.Abs(Weights[output][input] * x[input]);
        }

        return magnitudes;
    }

    /// <summary>γₙ₊₂ · (Σ|wᵢx̂ᵢ| + |b|) for the sum itself, plus Σ|wᵢ|·eᵢ for what was wrong before it.</summary>
    public override double[] ErrorBounds(double[] x, double[] y, double[] inputErrors)
    {
        var farthest = new double[Inputs];
        for (var input = 0; input < Inputs; input++)
            farthest[input] = Math.Abs(x[input]) + inputErrors[input];
        var bounds = Magnitudes(farthest);
        for (var output = 0; output < Outputs; output++)
        {
            bounds[output] = Rounding.Gamma(Inputs + 2) * bounds[output] + (Inputs + 2) * Rounding.Tiny;
            for (var input = 0; input < Inputs; input++)
                bounds[output] += Math.Abs(Weights[output][input]) * inputErrors[input];
        }

        return bounds;
    }

    public override void CopyParametersTo(Span<double> destination)
    {
        for (var output = 0; output < Outputs; output++)
            for (var input = 0; input < Inputs; input++)
                destination[output * Inputs + input] = Weights[output][input];
        for (var output = 0; Biases is not null && output < Outputs; output++)
            destination[Outputs * Inputs + output] = Biases[output];
    }

    public override void CopyParametersFrom(ReadOnlySpan<double> source)
    {
        for (var output = 0; output < Outputs; output++)
            for (var input = 0; input < Inputs; input++)
                Weights[output][input] = source[output * Inputs + input];
        for (var output = 0; Biases is not null && output < Outputs; output++)
            Biases[output] = source[Outputs * Inputs + output];
    }
}
