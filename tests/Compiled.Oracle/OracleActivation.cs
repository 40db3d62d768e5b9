namespace Compiled.Oracle;

/// <summary>y = φ(x), element by element, by name.</summary>
public sealed class OracleActivation(string name, double slope = 0.01) : OracleBlock
{
    /// <summary>
    /// What a float32 sigmoid or tanh may be off by, in units of 2⁻²³ of its result: the bound that the activations' own tests hold them to,
    /// with room for one rounding more.
    /// </summary>
    private const double TranscendentalUlps = 4;

    public string Name { get; } = name;

    public override string Kind => Name;

    public double Slope { get; } = slope;

    public override double[] Forward(double[] x)
    {
        var y = new double[x.Length];
        for (var i = 0; i < x.Length; i++)
            y[i] = Value(x[i]);
        return y;
    }

    public override double[] Backward(double[] x, double[] y, double[] outputGradients, Span<double> parameterGradients)
    {
        var inputGradients = new double[x.Length];
        for (var i = 0; i < x.Length; i++)
            inputGradients[i] = outputGradients[i] * Derivative(x[i]);
        return inputGradients;
    }

    /// <summary>Every φ here is Lipschitz: what was wrong before it grows by its steepest slope at most.</summary>
    public override double[] ErrorBounds(double[] x, double[] y, double[] inputErrors)
    {
        var (steepest, own) = Name switch
        {
            "Identity" or "Relu" => (1.0, 0.0),
            "LeakyRelu" => (Math.Max(1.0, Math.Abs(Slope)), 1.0),
            "Sigmoid" => (0.25, 2 * TranscendentalUlps),
            "Tanh" => (1.0, 2 * TranscendentalUlps),
            _ => throw Unknown(),
        };
        var bounds = new double[x.Length];
        for (var i = 0; i < x.Length; i++)
            bounds[i] = steepest * inputErrors[i] + own * Rounding.Unit * (Math.Abs(y[i]) + steepest * inputErrors[i]) + Rounding.Tiny;
        return bounds;
    }

    /// <summary>φ(x).</summary>
    public double Value(double x) => Name switch
    {
        "Identity" => x,
        "Sigmoid" => 1 / (1 + Math.Exp(-x)),
        "Tanh" => Math.Tanh(x),
        "Relu" => x <= 0 ? 0 : x,
        "LeakyRelu" => x <= 0 ? Slope * x : x,
        _ => throw Unknown(),
    };

    /// <summary>φ′(x); at the kink of the ReLUs the left one, as PyTorch has it.</summary>
    public double Derivative(double x) => Name switch
    {
        "Identity" => 1,
        "Sigmoid" => Value(x) * (1 - Value(x)),
        "Tanh" => 1 - Math.Tanh(x) * Math.Tanh(x),
        "Relu" => x <= 0 ? 0 : 1,
        "LeakyRelu" => x <= 0 ? Slope : 1,
        _ => throw Unknown(),
    };

    private NotSupportedException Unknown() => new($"The oracle knows no activation '{Name}'.");
}
