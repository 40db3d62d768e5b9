using Compiled.Export;
using Compiled.Import;

namespace Compiled.Blocks;

/// <summary>A Clip from 0 to 6, as PyTorch writes it; a declared HardTanh with these bounds is the same.</summary>
internal sealed class OnnxRelu6() : OnnxBlock(Rectifiers.Relu6)
{
    // Before HardTanh, which clips to any bounds.
    public override bool IsTriedFirst => true;

    public override string Write(BlockWriter block) => block.Result("Clip", [block.Input, block.Setting("min", 0), block.Setting("max", 6)]);

    public override StepMatch? Match(Node node, Value value, WeightSource weights) =>
        node.Operator is "Clip" or "Min" or "Max" && Bounds.Of(value) is (var x, 0, 6) ? Found(x, value) : null;

    public override (BlockKind Kind, string Arguments)? Mapped(string arguments, double scale, double shift) => OnnxHardTanh.Clipped(0, 6, scale, shift);

    public override string? ArgumentsFor(BlockKind other, string arguments) =>
        other == Rectifiers.HardTanh && TopologyArguments.Number(arguments, "min", other.Name) == 0 && TopologyArguments.Number(arguments, "max", other.Name) == 6 ? "" : null;
}
