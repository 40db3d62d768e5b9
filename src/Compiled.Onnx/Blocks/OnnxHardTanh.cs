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

    public override (BlockKind Kind, string Arguments)? Mapped(string arguments, double scale, double shift) => Clipped(Number(arguments, "min"), Number(arguments, "max"), scale, shift);

    /// <summary>The clip to bounds that are scaled too.</summary>
    public static (BlockKind Kind, string Arguments)? Clipped(double min, double max, double scale, double shift)
    {
        var (first, second) = ((float)((min * scale) + shift), (float)((max * scale) + shift));
        var (least, most) = scale < 0 ? (second, first) : (first, second);
        return least < most && float.IsFinite(least) && float.IsFinite(most) ? (Rectifiers.HardTanh, Arguments(least, most)) : null;
    }

    private static float Number(string arguments, string name) => TopologyArguments.Number(arguments, name, Rectifiers.HardTanh.Name);

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
