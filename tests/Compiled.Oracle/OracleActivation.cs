namespace Compiled.Oracle;

/// <summary>y = φ(x), element by element, by name.</summary>
/// <param name="name">The block's name; "GeluTanh" for Gelu by its approximation, "Square" for the tests' own activation.</param>
/// <param name="first">The attribute's first number: slope, α, β, λ, threshold or min. PyTorch's default where it is missing.</param>
/// <param name="second">Its second: threshold, value or max.</param>
public sealed class OracleActivation(string name, double? first = null, double? second = null) : OracleBlock
{
    /// <summary>
    /// What a float32 activation may be off by, in units of 2⁻²³ of its result: the bound that the activations' own tests hold them to, with
    /// room for one rounding more. Where it is absolute there, 2⁻²³.
    /// </summary>
    private const double TranscendentalUlps = 5;

    private const double SeluScale = 1.0507009873554804934193349852946;
    private const double SeluAlpha = 1.6732632423543772848170429916717;

    public string Name { get; } = name;

    public override string Kind => Name;

    /// <summary>Slope of LeakyRelu, α of Elu, β of Softplus, smallest value of HardTanh.</summary>
    public double First { get; } = first ?? name switch { "LeakyRelu" => 0.01, "HardTanh" => -1, "Hardshrink" or "Softshrink" => 0.5, _ => 1 };

    /// <summary>Threshold of Softplus, largest value of HardTanh.</summary>
    public double Second { get; } = second ?? (name == "Softplus" ? 20 : 1);

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

    /// <summary>
    /// Every φ here but the square is Lipschitz: what was wrong before it grows by its steepest slope at most. Only linear pieces are nearly exact.
    /// </summary>
    public override double[] ErrorBounds(double[] x, double[] y, double[] inputErrors)
    {
        var own = Name switch
        {
            "Identity" or "Relu" or "HardTanh" or "Relu6" or "Threshold" or "Hardshrink" => 0.0,
            "LeakyRelu" or "Softshrink" => 1.0,
            _ => 2 * TranscendentalUlps,
        };
        var absolute = Name is "GeluTanh" ? 2 * Rounding.Unit : Rounding.Tiny;
        var bounds = new double[x.Length];
        for (var i = 0; i < x.Length; i++)
        {
            var steepest = Steepest(Math.Abs(x[i]) + inputErrors[i]);
            // The rounding of βx is one more error of the input.
            var input = inputErrors[i] + (Name == "Softplus" ? Rounding.Unit * Math.Abs(x[i]) : 0);
            bounds[i] = steepest * input + own * Rounding.Unit * (Math.Abs(y[i]) + steepest * inputErrors[i]) + absolute + Jump(x[i], inputErrors[i]);
        }

        return bounds;
    }

    /// <summary>By how much the value may jump where the input may be on either side of a step.</summary>
    private double Jump(double x, double inputError) => Name switch
    {
        "Hardshrink" when Math.Abs(Math.Abs(x) - First) <= inputError => First,
        "Threshold" when Math.Abs(x - First) <= inputError => Math.Abs(Second - First),
        _ => 0,
    };

    /// <summary>φ(x).</summary>
    public double Value(double x) => Name switch
    {
        "Identity" => x,
        "Sigmoid" => Sigmoid(x),
        "Tanh" => Math.Tanh(x),
        "Relu" => x <= 0 ? 0 : x,
        "LeakyRelu" => x <= 0 ? First * x : x,
        "Elu" => x > 0 ? x : First * SpecialFunctions.ExpMinusOne(x),
        "Selu" => SeluScale * (x > 0 ? x : SeluAlpha * SpecialFunctions.ExpMinusOne(x)),
        "Gelu" => double.IsNegativeInfinity(x) ? 0 : x * SpecialFunctions.Normal(x),
        "GeluTanh" => double.IsNegativeInfinity(x) ? 0 : x * Sigmoid(GeluArgument(x)),
        "Silu" => double.IsNegativeInfinity(x) ? 0 : x * Sigmoid(x),
        "Mish" => double.IsNegativeInfinity(x) ? 0 : x * Math.Tanh(SpecialFunctions.LogOnePlusExp(x)),
        "Softplus" => First * x > Second ? x : SpecialFunctions.LogOnePlusExp(First * x) / First,
        "Softsign" => double.IsInfinity(x) ? Math.Sign(x) : x / (1 + Math.Abs(x)),
        "SmoothClip" => double.IsInfinity(x) ? Math.Sign(x) * First : x / Math.Sqrt(1 + x / First * (x / First)),
        "HardSigmoid" => x <= -3 ? 0 : x >= 3 ? 1 : (x + 3) / 6,
        "HardTanh" => x < First ? First : x > Second ? Second : x,
        "HardSwish" => x <= -3 ? 0 : x >= 3 ? x : x * (x + 3) / 6,
        "Relu6" => x < 0 ? 0 : x > 6 ? 6 : x,
        "Celu" => x > 0 ? x : First * SpecialFunctions.ExpMinusOne(x / First),
        "Threshold" => x <= First ? Second : x,
        "Hardshrink" => Math.Abs(x) <= First ? 0 : x,
        "Softshrink" => Math.Abs(x) <= First ? 0 : x - Math.CopySign(First, x),
        "Tanhshrink" => SpecialFunctions.MinusTanh(x),
        "LogSigmoid" => -SpecialFunctions.LogOnePlusExp(-x),
        "Square" => x * x,
        _ => throw Unknown(),
    };

    /// <summary>φ′(x); at the kink of the ReLUs the left one, as PyTorch has it.</summary>
    public double Derivative(double x) => Name switch
    {
        "Identity" => 1,
        "Sigmoid" => Sigmoid(x) * Sigmoid(-x),
        "Tanh" => 1 - Math.Tanh(x) * Math.Tanh(x),
        "Relu" => x <= 0 ? 0 : double.IsNaN(x) ? x : 1,
        "LeakyRelu" => x <= 0 ? First : double.IsNaN(x) ? x : 1,
        "Elu" => x > 0 ? 1 : First * Math.Exp(x),
        "Selu" => SeluScale * (x > 0 ? 1 : SeluAlpha * Math.Exp(x)),
        "Gelu" => double.IsInfinity(x) ? (x > 0 ? 1 : 0) : SpecialFunctions.Normal(x) + x * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI),
        "GeluTanh" => Math.Abs(x) > 100 ? (x > 0 ? 1 : 0) : SwishDerivative(x, GeluArgument(x), Math.Sqrt(8 / Math.PI) * (1 + 3 * 0.044715 * x * x)),
        "Silu" => Math.Abs(x) > 1000 ? (x > 0 ? 1 : 0) : SwishDerivative(x, x, 1),
        "Mish" => MishDerivative(x),
        "Softplus" => First * x > Second ? 1 : Sigmoid(First * x),
        "Softsign" => 1 / ((1 + Math.Abs(x)) * (1 + Math.Abs(x))),
        "SmoothClip" => Math.Pow(1 + x / First * (x / First), -1.5),
        "HardSigmoid" => double.IsNaN(x) ? x : x > -3 && x < 3 ? 1.0 / 6 : 0,
        "HardTanh" => double.IsNaN(x) ? x : x > First && x < Second ? 1 : 0,
        "HardSwish" => x <= -3 ? 0 : x >= 3 ? 1 : x / 3 + 0.5,
        "Relu6" => double.IsNaN(x) ? x : x > 0 && x < 6 ? 1 : 0,
        "Celu" => x > 0 ? 1 : Math.Exp(x / First),
        "Threshold" => double.IsNaN(x) ? x : x <= First ? 0 : 1,
        "Hardshrink" or "Softshrink" => double.IsNaN(x) ? x : Math.Abs(x) <= First ? 0 : 1,
        "Tanhshrink" => Math.Tanh(x) * Math.Tanh(x),
        "LogSigmoid" => Sigmoid(-x),
        "Square" => 2 * x,
        _ => throw Unknown(),
    };

    /// <summary>The largest |φ′| over inputs of that size: 1, but for the curves that swing a little above it.</summary>
    private double Steepest(double size) => Name switch
    {
        "Sigmoid" => 0.25,
        "LeakyRelu" => Math.Max(1.0, Math.Abs(First)),
        "Elu" => Math.Max(1.0, First),
        "Selu" => SeluScale * SeluAlpha,
        "Gelu" or "GeluTanh" or "Silu" or "Mish" => 1.13,
        "HardSwish" => 1.5,
        "Square" => 2 * size,
        "Identity" or "Tanh" or "Relu" or "Softplus" or "Softsign" or "SmoothClip" or "HardSigmoid" or "HardTanh" or "Relu6" or "Celu" or "Threshold" or "Hardshrink" or "Softshrink"
            or "Tanhshrink" or "LogSigmoid" => 1.0,
        _ => throw Unknown(),
    };

    private static double Sigmoid(double x) => x < 0 ? Math.Exp(x) / (1 + Math.Exp(x)) : 1 / (1 + Math.Exp(-x));

    private static double GeluArgument(double x) => Math.Sqrt(8 / Math.PI) * (x + 0.044715 * x * x * x);

    /// <summary>(x · σ(v))′ where v′ is given.</summary>
    private static double SwishDerivative(double x, double v, double slope) => Sigmoid(v) * (1 + x * slope * Sigmoid(-v));

    private static double MishDerivative(double x)
    {
        if (Math.Abs(x) > 1000)
            return x > 0 ? 1 : 0;
        var tanh = Math.Tanh(SpecialFunctions.LogOnePlusExp(x));
        return tanh + x * (1 - tanh * tanh) * Sigmoid(x);
    }

    private NotSupportedException Unknown() => new($"The oracle knows no activation '{Name}'.");
}
