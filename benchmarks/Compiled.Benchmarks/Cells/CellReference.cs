namespace Compiled.Benchmarks.Cells;

/// <summary>Double-precision forward pass and Adam training: what results are checked against before anything is timed.</summary>
internal sealed class CellReference(int[] widths, bool isTanh, bool endsInSoftmax = false)
{
    private const double Rate = 1e-3, Beta1 = 0.9f, Beta2 = 0.999f, Epsilon = 1e-8f;

    public double[] Forward(ReadOnlySpan<double> parameters, ReadOnlySpan<float> input)
    {
        var outputs = Activations(parameters, input)[^1];
        if (!endsInSoftmax)
            return outputs;
        var powers = Array.ConvertAll(outputs, output => Math.Exp(output - outputs.Max()));
        return Array.ConvertAll(powers, power => power / powers.Sum());
    }

    /// <summary>Mean squared error over all samples.</summary>
    public double Loss(ReadOnlySpan<double> parameters, CellData data)
    {
        var sum = 0.0;
        for (var s = 0; s < CellData.Samples; s++)
        {
            var outputs = Forward(parameters, data.Inputs.AsSpan(s * widths[0], widths[0]));
            for (var o = 0; o < widths[^1]; o++)
            {
                var error = outputs[o] - data.Targets[s * widths[^1] + o];
                sum += error * error;
            }
        }

        return sum / (CellData.Samples * widths[^1]);
    }

    /// <summary>Adam on the mean squared error, batch after batch.</summary>
    public double[] Train(CellData data, int batch, int steps)
    {
        var parameters = Array.ConvertAll(data.Parameters, static value => (double)value);
        var (first, second) = (new double[parameters.Length], new double[parameters.Length]);
        for (var step = 1; step <= steps; step++)
        {
            var gradient = new double[parameters.Length];
            var start = (step - 1) % (CellData.Samples / batch) * batch;
            for (var s = start; s < start + batch; s++)
                AddGradient(parameters, gradient, data, s, batch);
            var (correction1, correction2) = (1 - Math.Pow(Beta1, step), 1 - Math.Pow(Beta2, step));
            for (var k = 0; k < parameters.Length; k++)
            {
                first[k] = Beta1 * first[k] + (1 - Beta1) * gradient[k];
                second[k] = Beta2 * second[k] + (1 - Beta2) * gradient[k] * gradient[k];
                parameters[k] -= Rate * (first[k] / correction1) / (Math.Sqrt(second[k] / correction2) + Epsilon);
            }
        }

        return parameters;
    }

    private double[][] Activations(ReadOnlySpan<double> parameters, ReadOnlySpan<float> input)
    {
        var activations = new double[widths.Length][];
        activations[0] = new double[widths[0]];
        for (var i = 0; i < widths[0]; i++)
            activations[0][i] = input[i];
        var offset = 0;
        for (var l = 0; l + 1 < widths.Length; l++)
        {
            var (inputs, outputs) = (widths[l], widths[l + 1]);
            activations[l + 1] = new double[outputs];
            for (var o = 0; o < outputs; o++)
            {
                var sum = parameters[offset + inputs * outputs + o];
                for (var i = 0; i < inputs; i++)
                    sum += parameters[offset + o * inputs + i] * activations[l][i];
                activations[l + 1][o] = l + 2 == widths.Length ? sum : isTanh ? Math.Tanh(sum) : Math.Max(sum, 0);
            }

            offset += (inputs + 1) * outputs;
        }

        return activations;
    }

    private void AddGradient(double[] parameters, double[] gradient, CellData data, int sample, int batch)
    {
        var activations = Activations(parameters, data.Inputs.AsSpan(sample * widths[0], widths[0]));
        var delta = new double[widths[^1]];
        for (var o = 0; o < delta.Length; o++)
            delta[o] = 2.0 / ((double)batch * delta.Length) * (activations[^1][o] - data.Targets[sample * delta.Length + o]);
        var offset = parameters.Length;
        for (var l = widths.Length - 2; l >= 0; l--)
        {
            var (inputs, outputs) = (widths[l], widths[l + 1]);
            offset -= (inputs + 1) * outputs;
            var previous = new double[inputs];
            for (var o = 0; o < outputs; o++)
            {
                gradient[offset + inputs * outputs + o] += delta[o];
                for (var i = 0; i < inputs; i++)
                {
                    gradient[offset + o * inputs + i] += delta[o] * activations[l][i];
                    previous[i] += delta[o] * parameters[offset + o * inputs + i];
                }
            }

            for (var i = 0; l > 0 && i < inputs; i++)
                previous[i] *= isTanh ? 1 - activations[l][i] * activations[l][i] : activations[l][i] > 0 ? 1 : 0;
            delta = previous;
        }
    }
}
