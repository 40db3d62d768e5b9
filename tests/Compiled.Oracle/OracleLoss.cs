namespace Compiled.Oracle;

/// <summary>The losses, by name, as sums over one row; <see cref="Divisor"/> says what turns the sum over the rows into the mean.</summary>
/// <remarks>
/// Cross-entropies take the logits: what arrives at the final softmax or sigmoid. The setting is Huber's δ, Quantile's τ, or the smoothing of
/// CrossEntropy.
/// </remarks>
public static class OracleLoss
{
    /// <summary>The block that the loss is fused with, or null.</summary>
    public static string? FusedWith(string loss) => loss switch
    {
        "BinaryCrossEntropy" => "Sigmoid",
        "CrossEntropy" or "KullbackLeibler" => "Softmax",
        _ => null,
    };

    /// <summary>What the sum over all rows is divided by.</summary>
    public static double Divisor(string loss, int rows, int outputs) => loss switch
    {
        "SumSquaredError" or "CrossEntropy" or "KullbackLeibler" => rows,
        _ => (double)rows * outputs,
    };

    /// <summary>The loss of one row, summed over the outputs.</summary>
    public static double RowValue(string loss, double[] o, double[] t, double setting = 0)
    {
        var sum = 0.0;
        switch (loss)
        {
            case "SumSquaredError" or "MeanSquaredError":
                for (var i = 0; i < o.Length; i++)
                    sum += (t[i] - o[i]) * (t[i] - o[i]);
                return sum;

            // −t·log σ(z) − (1 − t)·log(1 − σ(z)) = max(z, 0) − t·z + log(1 + exp(−|z|)), which never takes the logarithm of 0.
            case "BinaryCrossEntropy":
                for (var i = 0; i < o.Length; i++)
                    sum += Math.Max(o[i], 0) - t[i] * o[i] + LogOnePlus(Math.Exp(-Math.Abs(o[i])));
                return sum;

            // −Σ tᵢ·log softmax(z)ᵢ = Σ tᵢ·(log Σ exp(zⱼ) − zᵢ), the largest z taken out of the exponentials.
            case "CrossEntropy":
                var largest = o.Max();
                var exponentials = 0.0;
                foreach (var z in o)
                    exponentials += Math.Exp(z - largest);
                for (var i = 0; i < o.Length; i++)
                    sum += Smoothed(t[i], setting, o.Length) * (Math.Log(exponentials) + largest - o[i]);
                return sum;

            case "KullbackLeibler":
                return RowValue("CrossEntropy", o, t) + t.Sum(one => one == 0 ? 0 : one * Math.Log(one));

            default:
                for (var i = 0; i < o.Length; i++)
                    sum += Value(loss, o[i], t[i], setting);
                return sum;
        }
    }

    /// <summary>The gradient of <see cref="RowValue"/> at <paramref name="o"/>.</summary>
    public static double[] RowGradient(string loss, double[] o, double[] t, double setting = 0)
    {
        var gradient = new double[o.Length];
        switch (loss)
        {
            case "SumSquaredError" or "MeanSquaredError":
                for (var i = 0; i < o.Length; i++)
                    gradient[i] = 2 * (o[i] - t[i]);
                return gradient;

            case "BinaryCrossEntropy":
                var sigmoid = new OracleActivation("Sigmoid").Forward(o);
                for (var i = 0; i < o.Length; i++)
                    gradient[i] = sigmoid[i] - t[i];
                return gradient;

            case "CrossEntropy":
                var softmax = new OracleSoftmax().Forward(o);
                for (var i = 0; i < o.Length; i++)
                    gradient[i] = softmax[i] * t.Sum() - Smoothed(t[i], setting, o.Length);
                return gradient;

            case "KullbackLeibler":
                return RowGradient("CrossEntropy", o, t);

            default:
                for (var i = 0; i < o.Length; i++)
                    gradient[i] = Derivative(loss, o[i], t[i], setting);
                return gradient;
        }
    }

    /// <summary>The losses of single outputs.</summary>
    private static double Value(string loss, double y, double t, double setting) => loss switch
    {
        "MeanAbsoluteError" => Math.Abs(y - t),
        "Huber" => Math.Abs(y - t) <= setting ? (y - t) * (y - t) / 2 : setting * (Math.Abs(y - t) - setting / 2),
        "Hinge" => Math.Max(0, 1 - y * t),
        "Poisson" => Math.Exp(y) - t * y,
        "Quantile" => Math.Max(setting * (t - y), (setting - 1) * (t - y)),
        "Loss(LogCosh)" => Math.Log(Math.Cosh(y - t)),
        _ => throw Unknown(loss),
    };

    private static double Derivative(string loss, double y, double t, double setting) => loss switch
    {
        "MeanAbsoluteError" => Math.Sign(y - t),
        "Huber" => Math.Clamp(y - t, -setting, setting),
        "Hinge" => y * t < 1 ? -t : 0,
        "Poisson" => Math.Exp(y) - t,
        "Quantile" => y < t ? -setting : y > t ? 1 - setting : 0,
        "Loss(LogCosh)" => Math.Tanh(y - t),
        _ => throw Unknown(loss),
    };

    private static double Smoothed(double t, double smoothing, int classes) => (1 - smoothing) * t + smoothing / classes;

    /// <summary>log(1 + x) that does not lose a small x (Kahan's correction).</summary>
    private static double LogOnePlus(double x)
    {
        var sum = 1 + x;
        return sum == 1 ? x : Math.Log(sum) * x / (sum - 1);
    }

    private static NotSupportedException Unknown(string loss) => new($"The oracle knows no loss '{loss}'.");
}
