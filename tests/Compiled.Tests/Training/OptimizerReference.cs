namespace Compiled.Tests.Training;

/// <summary>The rules of PyTorch's documentation, one parameter at a time, in double.</summary>
internal static class OptimizerReference
{
    public static double[] Sgd(
        double[] start, double[][] gradients, double rate, double momentum = 0, double dampening = 0, bool nesterov = false, double decay = 0)
    {
        var w = (double[])start.Clone();
        var buffer = new double[w.Length];
        for (var step = 1; step <= gradients.Length; step++)
            for (var i = 0; i < w.Length; i++)
            {
                var g = gradients[step - 1][i] + decay * w[i];
                if (momentum != 0)
                {
                    buffer[i] = step == 1 ? g : momentum * buffer[i] + (1 - dampening) * g;
                    g = nesterov ? g + momentum * buffer[i] : buffer[i];
                }

                w[i] -= rate * g;
            }

        return w;
    }

    public static double[] Adam(
        double[] start, double[][] gradients, double rate, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double decay = 0)
    {
        var w = (double[])start.Clone();
        var m = new double[w.Length];
        var v = new double[w.Length];
        for (var step = 1; step <= gradients.Length; step++)
            for (var i = 0; i < w.Length; i++)
            {
                var g = gradients[step - 1][i] + decay * w[i];
                m[i] = beta1 * m[i] + (1 - beta1) * g;
                v[i] = beta2 * v[i] + (1 - beta2) * g * g;
                var mean = m[i] / (1 - Math.Pow(beta1, step));
                var root = Math.Sqrt(v[i]) / Math.Sqrt(1 - Math.Pow(beta2, step));
                w[i] -= rate * mean / (root + epsilon);
            }

        return w;
    }

    public static double[] NAdam(double[] start, double[][] gradients, double rate, bool repeats)
    {
        var w = (double[])start.Clone();
        var m = new double[w.Length];
        var v = new double[w.Length];
        var product = 1.0;
        for (var step = 1; step <= gradients.Length; step++)
        {
            var mu = 0.9 * (1 - 0.5 * Math.Pow(0.96, step * 0.004));
            var next = 0.9 * (1 - 0.5 * Math.Pow(0.96, (step + 1) * 0.004));
            product *= mu;
            for (var i = 0; i < w.Length; i++)
            {
                var g = gradients[step - 1][i];
                m[i] = 0.9 * m[i] + 0.1 * g;
                v[i] = 0.999 * v[i] + 0.001 * g * g;
                var root = Math.Sqrt(v[i] / (1 - Math.Pow(0.999, step))) + 1e-8;
                w[i] -= rate * (1 - mu) / (1 - product) * g / root;
                w[i] -= rate * next / (1 - product * next * (repeats ? mu : 1)) * m[i] / root;
            }
        }

        return w;
    }
}
