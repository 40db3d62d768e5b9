namespace Compiled.Oracle;

/// <summary>An update rule over the flat canonical vector.</summary>
public interface IOracleOptimizer
{
    /// <summary>Replaces the parameters by those after one more step.</summary>
    void Update(double[] parameters, double[] gradients);
}

/// <summary>Stochastic gradient descent as torch.optim.SGD documents it.</summary>
public sealed class OracleSgd(
    double learningRate, double momentum = 0, double dampening = 0, bool nesterov = false, double weightDecay = 0) : IOracleOptimizer
{
    private double[]? _velocity;

    public void Update(double[] parameters, double[] gradients)
    {
        var isFirst = _velocity is null;
        _velocity ??= new double[parameters.Length];
        for (var i = 0; i < parameters.Length; i++)
        {
            var gradient = gradients[i] + weightDecay * parameters[i];
            if (momentum != 0)
            {
                // The first velocity is the gradient itself: dampening begins with the second step.
                _velocity[i] = isFirst ? gradient : momentum * _velocity[i] + (1 - dampening) * gradient;
                gradient = nesterov ? gradient + momentum * _velocity[i] : _velocity[i];
            }

            parameters[i] -= learningRate * gradient;
        }
    }
}

/// <summary>Adam as torch.optim.Adam documents it (Kingma and Ba 2015), its weight decay added to the gradient.</summary>
public sealed class OracleAdam(
    double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0) : IOracleOptimizer
{
    private double[]? _mean;
    private double[]? _square;
    private int _step;

    public void Update(double[] parameters, double[] gradients)
    {
        _mean ??= new double[parameters.Length];
        _square ??= new double[parameters.Length];
        _step++;
        for (var i = 0; i < parameters.Length; i++)
        {
            var gradient = gradients[i] + weightDecay * parameters[i];
            _mean[i] = beta1 * _mean[i] + (1 - beta1) * gradient;
            _square[i] = beta2 * _square[i] + (1 - beta2) * gradient * gradient;
            var mean = _mean[i] / (1 - Math.Pow(beta1, _step));
            var square = _square[i] / (1 - Math.Pow(beta2, _step));
            parameters[i] -= learningRate * mean / (Math.Sqrt(square) + epsilon);
        }
    }
}

/// <summary>A network with an update rule: one step is one batch.</summary>
public sealed class OracleTrainer(OracleNetwork network, IOracleOptimizer optimizer)
{
    /// <summary>Forward, loss, backward, update; returns what the batch gave before the update.</summary>
    public OracleGradients Step(double[][] rows, double[][] targets) => Apply(network.Gradients(rows, targets));

    /// <summary>The same from the caller's own gradient at the outputs.</summary>
    public OracleGradients StepFromGradient(double[][] rows, double[][] outputGradients) =>
        Apply(network.GradientsFrom(rows, outputGradients));

    private OracleGradients Apply(OracleGradients gradients)
    {
        var parameters = network.GetParameters();
        optimizer.Update(parameters, gradients.Parameters);
        network.SetParameters(parameters);
        return gradients;
    }
}
