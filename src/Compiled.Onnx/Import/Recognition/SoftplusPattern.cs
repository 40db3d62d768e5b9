namespace Compiled.Import;

/// <summary>ln(1 + e^(βx)) / β, and what is straight above a threshold. Without β and threshold it is one operator.</summary>
internal static class SoftplusPattern
{
    /// <summary>PyTorch's. From here on, ln(1 + eˣ) is x in float, so that ONNX's operator, which knows no threshold, gives the same.</summary>
    public const float StandardThreshold = 20;

    public static string Arguments(float beta, float threshold) => $"beta: {Text.Argument(beta)}, threshold: {Text.Argument(threshold)}";

    public static StepMatch? Match(Node node, Value value, WeightSource weights) => node.Operator switch
    {
        "Div" or "Mul" => Scaled(value) is var (x, beta) ? new StepMatch(x, new ActivationStep(value, "Softplus", Arguments(beta, StandardThreshold))) : null,
        "Where" => Straight(node, value),
        _ => null,
    };

    /// <summary>Where(βx &gt; threshold, x, softplus).</summary>
    private static StepMatch? Straight(Node node, Value value)
    {
        var x = node.Input(1);
        if (Scaled(node.Input(2)) is not var (bent, beta) || bent != x || !Scalars.IsBy(node.Input(0), "Greater", out var greater) || !Scalars.Is(greater.Input(1), out var threshold))
            return null;
        return double.IsFinite(threshold) && Polynomial.Of(greater.Input(0), x) is [0, var slope, 0, 0] && Math.Abs((slope / beta) - 1) < 1e-6 ? new StepMatch(x, new ActivationStep(value, "Softplus", Arguments(beta, (float)threshold))) : null;
    }

    private static (Value X, float Beta)? Scaled(Value value)
    {
        foreach (var (inner, p, q) in Scalars.Chain(value))
        {
            if (q != 0)
                return null;
            if (!Scalars.IsBy(inner, "Softplus", out var softplus))
                continue;
            foreach (var (x, beta, shift) in Scalars.Chain(softplus.Input(0)))
            {
                if (shift == 0 && (float)beta is > 0 and < float.PositiveInfinity && Math.Abs((p * beta) - 1) < 1e-6)
                    return (x, (float)beta);
            }
        }

        return null;
    }
}
