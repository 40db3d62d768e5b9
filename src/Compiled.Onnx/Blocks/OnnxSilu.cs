using Compiled.Export;
using Compiled.Import;

namespace Compiled.Blocks;

/// <summary>x · σ(x).</summary>
internal sealed class OnnxSilu() : OnnxGate(Bends.Silu)
{
    public override string[] Operators => ["Swish"];

    public override string Write(BlockWriter block) => block.Result("Mul", [block.Input, block.Step("sigmoid", "Sigmoid", [block.Input])]);

    public override StepMatch? Match(Node node, Value value, WeightSource weights) =>
        node.Operator == "Swish" ? Fixed(node, value, ("alpha", 1, 1)) : base.Match(node, value, weights);

    protected override string? Arguments(Value inner, Value x, double scale, double shift) =>
        IsWhole(scale, shift) && Scalars.IsBy(inner, "Sigmoid", out var sigmoid) && sigmoid.Input(0) == x ? "" : null;
}
