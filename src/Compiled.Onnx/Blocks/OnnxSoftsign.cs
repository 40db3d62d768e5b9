using Compiled.Import;

namespace Compiled.Blocks;

/// <summary>x / (1 + |x|), also written out.</summary>
internal sealed class OnnxSoftsign() : OnnxOperator(Sigmoids.Softsign, "Softsign")
{
    public override bool IsWrittenOut => true;

    public override StepMatch? Match(Node node, Value value, WeightSource weights)
    {
        if (node.Operator != "Div" || node.Input(0) is not { IsConstant: false } x)
            return base.Match(node, value, weights);
        foreach (var (inner, p, q) in Scalars.Chain(node.Input(1)))
        {
            if (p == 1 && q == 1 && Scalars.IsBy(inner, "Abs", out var abs) && abs.Input(0) == x)
                return Found(x, value);
        }

        return null;
    }
}
