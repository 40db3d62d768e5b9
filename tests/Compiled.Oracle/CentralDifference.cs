namespace Compiled.Oracle;

/// <summary>Gradients without a derivative: (f(x + h) − f(x − h)) / 2h, wrong by O(h²).</summary>
public static class CentralDifference
{
    /// <summary>The gradient of <paramref name="function"/> at <paramref name="point"/>, which is left as it was.</summary>
    public static double[] Gradient(double[] point, Func<double> function, double step = 1e-5)
    {
        var gradient = new double[point.Length];
        for (var i = 0; i < point.Length; i++)
        {
            var value = point[i];
            point[i] = value + step;
            var above = function();
            point[i] = value - step;
            var below = function();
            point[i] = value;
            gradient[i] = (above - below) / (2 * step);
        }

        return gradient;
    }

    /// <summary>The gradient of a network's mean loss at its parameters, as the flat canonical vector.</summary>
    public static double[] OfParameters(OracleNetwork network, double[][] rows, double[][] targets)
    {
        var parameters = network.GetParameters();
        var gradient = Gradient(parameters, () =>
        {
            network.SetParameters(parameters);
            return network.MeanLoss(rows, targets);
        });
        network.SetParameters(parameters);
        return gradient;
    }
}
