using Compiled.Import;

namespace Compiled.Blocks;

internal sealed class OnnxRelu() : OnnxOperator(Rectifiers.Relu, "Relu")
{
    public override (BlockKind Kind, string Arguments)? Mapped(string arguments, double scale, double shift) => scale > 0 && shift == 0 ? (Kind, arguments) : null;

    /// <summary>A lower bound of 0 alone is one too; older exporters write the largest float for no upper bound.</summary>
    public override StepMatch? Match(Node node, Value value, WeightSource weights) =>
        node.Operator is "Clip" or "Min" or "Max" && Bounds.Of(value) is (var x, 0, >= float.MaxValue) ? Found(x, value) : base.Match(node, value, weights);
}
