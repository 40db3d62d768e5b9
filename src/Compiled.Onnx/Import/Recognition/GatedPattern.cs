namespace Compiled.Import;

/// <summary>
/// x times a function of x, written out: Gelu, Silu, Mish, HardSwish. The factors may come in any order and grouping, 0.5 · x · (1 + erf(x/√2)) or x · (0.5 + 0.5 · erf(x · 0.7071)).
/// </summary>
internal static class GatedPattern
{
    public const string TanhGelu = "Approximation = GeluApproximation.Tanh";

    private const int Deepest = 4;
    private const double HalfRoot = 0.70710678118654752;
    private const double RootTwoOverPi = 0.79788456080286536;
    private const double Cubic = 0.044715;

    public static StepMatch? Match(Node node, Value value, WeightSource weights)
    {
        if (node.Operator is not ("Mul" or "Div"))
            return Softsign(node, value);
        foreach (var x in Factors(value, 0).Distinct().Take(16))
        {
            var product = new Product(x);
            if (product.Multiply(value, 0) && product.Power == 1 && product.Gate is { } gate && Kind(gate, x, product.Constant) is var (kind, arguments))
                return new StepMatch(x, new ActivationStep(value, kind, arguments));
        }

        return Softsign(node, value);
    }

    /// <summary>What a product is made of, on all its levels: one of these is the x.</summary>
    private static IEnumerable<Value> Factors(Value value, int depth)
    {
        if (depth > 0)
            yield return value;
        if (depth == Deepest || !(Scalars.IsBy(value, "Mul", out var node) || Scalars.IsBy(value, "Div", out node)) || node.InputCount < 2)
            yield break;
        foreach (var input in new[] { node.Input(0), node.Input(1) })
        {
            if (input.IsConstant)
                continue;
            foreach (var factor in Factors(input, depth + 1))
                yield return factor;
        }
    }

    private static (string Kind, string Arguments)? Kind(Value gate, Value x, double constant)
    {
        foreach (var (inner, p, q) in Scalars.Chain(gate))
        {
            if (inner.Producer is not { } node || inner.IsConstant || inner.FlattenedFrom is not null)
                continue;
            var (scale, shift) = (constant * p, constant * q);
            var isHalf = Scalars.IsExactly(scale, 0.5) && Scalars.IsExactly(shift, 0.5);
            var isWhole = Scalars.IsExactly(scale, 1) && Scalars.IsExactly(shift, 0);
            switch (node.Operator)
            {
                case "Erf" when isHalf && Polynomial.Is(node.Input(0), x, 0, HalfRoot):
                    return ("Gelu", "");
                case "Tanh" when isHalf && Polynomial.Is(node.Input(0), x, 0, RootTwoOverPi, 0, RootTwoOverPi * Cubic):
                case "Sigmoid" when isWhole && Polynomial.Is(node.Input(0), x, 0, 2 * RootTwoOverPi, 0, 2 * RootTwoOverPi * Cubic):
                    return ("Gelu", TanhGelu);
                case "Sigmoid" when isWhole && node.Input(0) == x:
                    return ("Silu", "");
                case "Tanh" when isWhole && Scalars.IsBy(node.Input(0), "Softplus", out var softplus) && softplus.Input(0) == x:
                    return ("Mish", "");
                default:
                    if (HardSigmoidPattern.Is(inner, x, scale, shift))
                        return ("HardSwish", "");
                    continue;
            }
        }

        return null;
    }

    /// <summary>x / (1 + |x|).</summary>
    private static StepMatch? Softsign(Node node, Value value)
    {
        if (node.Operator != "Div" || node.Input(0) is not { IsConstant: false } x)
            return null;
        foreach (var (inner, p, q) in Scalars.Chain(node.Input(1)))
        {
            if (p == 1 && q == 1 && Scalars.IsBy(inner, "Abs", out var abs) && abs.Input(0) == x)
                return new StepMatch(x, new ActivationStep(value, "Softsign"));
        }

        return null;
    }

    /// <summary>A tree of products as constant · xⁿ · gate.</summary>
    private sealed class Product(Value x)
    {
        public double Constant { get; private set; } = 1;

        public int Power { get; private set; }

        public Value? Gate { get; private set; }

        /// <summary>False when there are two gates.</summary>
        public bool Multiply(Value value, int depth)
        {
            if (value == x)
            {
                Power++;
                return true;
            }

            if (Scalars.Is(value, out var number))
            {
                Constant *= number;
                return true;
            }

            if (depth < Deepest && Scalars.IsBy(value, "Mul", out var mul))
                return Multiply(mul.Input(0), depth + 1) && Multiply(mul.Input(1), depth + 1);
            if (depth < Deepest && Scalars.IsBy(value, "Div", out var div) && Scalars.Is(div.Input(1), out var divisor))
            {
                Constant /= divisor;
                return Multiply(div.Input(0), depth + 1);
            }

            if (Gate is not null || value.IsConstant)
                return false;
            Gate = value;
            return true;
        }
    }
}
