using Compiled.Export;
using Compiled.Import;

namespace Compiled.Blocks;

/// <summary>x · tanh(ln(1 + eˣ)); Mish itself is of opset 18.</summary>
internal sealed class OnnxMish() : OnnxGate(Bends.Mish)
{
    public override string[] Operators => ["Mish"];

    public override string Write(BlockWriter block)
    {
        var softplus = block.Step("softplus", "Softplus", [block.Input]);
        return block.Result("Mul", [block.Input, block.Step("tanh", "Tanh", [softplus])]);
    }

    public override StepMatch? Match(Node node, Value value, WeightSource weights) =>
        node.Operator == "Mish" ? Found(node.Input(0), value) : base.Match(node, value, weights);

    protected override string? Arguments(Value inner, Value x, double scale, double shift) =>
        IsWhole(scale, shift) && Scalars.IsBy(inner, "Tanh", out var tanh) && Scalars.IsBy(tanh.Input(0), "Softplus", out var softplus) && softplus.Input(0) == x ? "" : null;
}
