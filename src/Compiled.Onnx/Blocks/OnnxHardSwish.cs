using Compiled.Export;
using Compiled.Import;

namespace Compiled.Blocks;

/// <summary>x · HardSigmoid(x); HardSwish itself is of opset 14.</summary>
internal sealed class OnnxHardSwish() : OnnxGate(Bends.HardSwish)
{
    public override string[] Operators => ["HardSwish"];

    public override string Write(BlockWriter block)
    {
        var gate = block.Step("gate", "HardSigmoid", [block.Input], Attributes.Float("alpha", 1f / 6), Attributes.Float("beta", 0.5f));
        return block.Result("Mul", [block.Input, gate]);
    }

    public override StepMatch? Match(Node node, Value value, WeightSource weights) =>
        node.Operator == "HardSwish" ? Found(node.Input(0), value) : base.Match(node, value, weights);

    protected override string? Arguments(Value inner, Value x, double scale, double shift) => OnnxHardSigmoid.Is(inner, x, scale, shift) ? "" : null;
}
