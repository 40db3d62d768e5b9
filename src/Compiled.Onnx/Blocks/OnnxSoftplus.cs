using Compiled.Export;
using Compiled.Import;

namespace Compiled.Blocks;

/// <summary>ln(1 + e^(βx)) / β, and what is straight above a threshold. Without β and threshold it is one operator.</summary>
internal sealed class OnnxSoftplus() : OnnxBlock(Bends.Softplus)
{
    /// <summary>PyTorch's. From here on, ln(1 + eˣ) is x in float, so that ONNX's operator, which knows no threshold, gives the same.</summary>
    private const float StandardThreshold = 20;

    public override string[] Operators => ["Softplus"];

    public override bool IsWrittenOut => true;

    /// <summary>βx &gt; threshold ? x : ln(1 + e^(βx)) / β.</summary>
    public override string Write(BlockWriter block)
    {
        var (beta, threshold) = (block.Block.Number("beta"), block.Block.Number("threshold"));
        // From 20 on, ln(1 + eˣ) is x in float: what it has more, e⁻²⁰, is a thousandth of x's last place. So the straight part needs no nodes.
        var isStraight = threshold < StandardThreshold;
        if (beta == 1 && !isStraight)
            return block.Result("Softplus");

        var factor = block.Setting("beta", beta);
        var scaled = block.Step("scaled", "Mul", [block.Input, factor]);
        var softplus = block.Step("softplus", "Softplus", [scaled]);
        if (!isStraight)
            return block.Result("Div", [softplus, factor]);
        var bent = block.Step("bent", "Div", [softplus, factor]);
        var isAbove = block.Step("isAbove", "Greater", [scaled, block.Setting("threshold", threshold)]);
        return block.Result("Where", [isAbove, block.Input, bent]);
    }

    public override StepMatch? Match(Node node, Value value, WeightSource weights) => node.Operator switch
    {
        "Div" or "Mul" => Scaled(value) is var (x, beta) ? Found(x, value, Arguments(beta, StandardThreshold)) : null,
        "Where" => Straight(node, value),
        // Of one β, unless a division after it says another.
        "Softplus" => Found(node.Input(0), value, Arguments(1, StandardThreshold)),
        _ => null,
    };

    /// <summary>From the standard threshold on, the straight part and the bent one are the same floats.</summary>
    public override bool IsSame(BlockArgument argument, string? expected, string? actual) =>
        base.IsSame(argument, expected, actual)
        || (argument.Name == "threshold" && expected is not null && actual is not null && Number(argument, expected) >= StandardThreshold && Number(argument, actual) >= StandardThreshold);

    private static string Arguments(float beta, float threshold) => $"beta: {Text.Argument(beta)}, threshold: {Text.Argument(threshold)}";

    /// <summary>Where(βx &gt; threshold, x, softplus).</summary>
    private StepMatch? Straight(Node node, Value value)
    {
        var x = node.Input(1);
        if (Scaled(node.Input(2)) is not var (bent, beta) || bent != x || !Scalars.IsBy(node.Input(0), "Greater", out var greater) || !Scalars.Is(greater.Input(1), out var threshold))
            return null;
        return double.IsFinite(threshold) && Polynomial.Of(greater.Input(0), x) is [0, var slope, 0, 0] && Math.Abs((slope / beta) - 1) < 1e-6
            ? Found(x, value, Arguments(beta, (float)threshold)) : null;
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
