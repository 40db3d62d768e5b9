using Compiled.Export;
using Compiled.Import;

namespace Compiled.Blocks;

/// <summary>x &lt; −λ ? x + bias : x &gt; λ ? x − bias : 0, with a bias of 0 or of λ.</summary>
internal abstract class OnnxShrink(BlockKind kind) : OnnxBlock(kind)
{
    public override string[] Operators => ["Shrink"];

    protected static string Arguments(double lambda) => $"lambda: {Text.Argument((float)lambda)}";

    /// <summary>The bias of the operator.</summary>
    protected abstract float Bias(float lambda);

    public override string Write(BlockWriter block)
    {
        var lambda = block.Block.Number("lambda");
        return block.Result("Shrink", Attributes.Float("bias", Bias(lambda)), Attributes.Float("lambd", lambda));
    }

    public override StepMatch? Match(Node node, Value value, WeightSource weights)
    {
        if (node.Operator != "Shrink")
            return null;
        var (lambda, bias) = (node.Attributes.Float("lambd", 0.5f), node.Attributes.Float("bias", 0));
        if (!(lambda is >= 0 and <= float.MaxValue) || (bias != 0 && bias != lambda))
            throw ImportProblem.With(node, $"has lambd = {Text.Value(lambda)} and bias = {Text.Value(bias)}: only a finite lambd of at least 0 is supported, with a bias of 0 or the same as lambd.");
        return bias == Bias(lambda) ? Found(node.Input(0), value, Arguments(lambda)) : null;
    }
}

/// <summary>Also as PyTorch writes it, Where(x &gt; λ or x &lt; −λ, x, 0).</summary>
internal sealed class OnnxHardshrink() : OnnxShrink(Shrinks.Hardshrink)
{
    public override bool IsWrittenOut => true;

    public override StepMatch? Match(Node node, Value value, WeightSource weights) =>
        node.Operator == "Where" && Comparisons.IsZero(node.Input(2)) && Scalars.IsBy(Comparisons.Uncast(node.Input(0)), "Or", out var either)
        && Lambda(either.Input(0), either.Input(1), node.Input(1)) is { } lambda
            ? Found(node.Input(1), value, Arguments(lambda))
            : base.Match(node, value, weights);

    protected override float Bias(float lambda) => 0;

    private static double? Lambda(Value above, Value below, Value x) =>
        Comparisons.IsAbove(Comparisons.Uncast(above), x, out var lambda) && Comparisons.IsBelow(Comparisons.Uncast(below), x, out var least) && least == -lambda && lambda >= 0 ? lambda : null;
}

/// <summary>Also as PyTorch writes it, Where(x &gt; λ, x − λ, 0) + Where(x &lt; −λ, x + λ, 0).</summary>
internal sealed class OnnxSoftshrink() : OnnxShrink(Shrinks.Softshrink)
{
    public override bool IsWrittenOut => true;

    public override bool EndsInSum => true;

    public override StepMatch? Match(Node node, Value value, WeightSource weights)
    {
        if (node.Operator != "Add" || !Scalars.IsBy(node.Input(0), "Where", out var above) || !Scalars.IsBy(node.Input(1), "Where", out var below))
            return base.Match(node, value, weights);
        if (!Comparisons.IsZero(above.Input(2)) || !Comparisons.IsZero(below.Input(2)))
            return null;
        foreach (var (x, scale, shift) in Scalars.Chain(above.Input(1)))
        {
            if (scale == 1 && shift <= 0 && Comparisons.IsAbove(Comparisons.Uncast(above.Input(0)), x, out var lambda) && lambda == -shift
                && Comparisons.IsBelow(Comparisons.Uncast(below.Input(0)), x, out var least) && least == shift
                && Scalars.Chain(below.Input(1)).Any(moved => moved.X == x && moved.P == 1 && moved.Q == lambda))
                return Found(x, value, Arguments(lambda));
        }

        return null;
    }

    protected override float Bias(float lambda) => lambda;

    // Where nothing is moved and nothing is within, both are the identity but for the name.
    public override string? ArgumentsFor(BlockKind other, string arguments) =>
        other == Shrinks.Hardshrink && TopologyArguments.Number(arguments, "lambda", other.Name) == 0 ? arguments : null;
}

/// <summary>x − tanh x.</summary>
internal sealed class OnnxTanhshrink() : OnnxBlock(Shrinks.Tanhshrink)
{
    public override bool IsWrittenOut => true;

    public override string Write(BlockWriter block) => block.Result("Sub", [block.Input, block.Step("tanh", "Tanh", [block.Input])]);

    public override StepMatch? Match(Node node, Value value, WeightSource weights) =>
        node.Operator == "Sub" && node.Input(0) is { IsConstant: false } x && Scalars.IsBy(node.Input(1), "Tanh", out var tanh) && tanh.Input(0) == x ? Found(x, value) : null;
}
