using Compiled.Export;
using Compiled.Import;

namespace Compiled.Blocks;

internal sealed class OnnxHardTanh() : OnnxBlock(Rectifiers.HardTanh)
{
    public override string[] Operators => ["Clip", "Min", "Max"];

    public static string Arguments(float min, float max) => $"min: {Text.Argument(min)}, max: {Text.Argument(max)}";

    public override string Write(BlockWriter block) =>
        block.Result("Clip", [block.Input, block.Setting("min", block.Block.Number("min")), block.Setting("max", block.Block.Number("max"))]);

    public override string? ArgumentsFor(BlockKind other, string arguments) => other == Rectifiers.Relu6 ? Arguments(0, 6) : null;

    /// <summary>Two bounds; a lower one of 0 alone is a Relu.</summary>
    public override StepMatch? Match(Node node, Value value, WeightSource weights)
    {
        if (node.Operator is not ("Clip" or "Min" or "Max") || Bounds.Of(value) is not var (x, min, max) || (min == 0 && max >= float.MaxValue))
            return null;
        return min < max && min >= float.MinValue && max <= float.MaxValue
            ? Found(x, value, Arguments(min, max))
            : throw ImportProblem.With(node, $"clips to {Text.Value(min)} … {Text.Value(max)}: only two finite bounds, the first below the second, or a single bound of 0 are supported.");
    }
}
