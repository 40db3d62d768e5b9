using Compiled.Export;
using Compiled.Import;

namespace Compiled.Blocks;

/// <summary>Where(x &gt; threshold, x, value), and the same with the comparison turned round.</summary>
internal sealed class OnnxThreshold() : OnnxBlock(Rectifiers.Threshold)
{
    public override bool IsWrittenOut => true;

    public override string Write(BlockWriter block)
    {
        var isAbove = block.Step("isAbove", "Greater", [block.Input, block.Setting("threshold", block.Block.Number("threshold"))]);
        return block.Result("Where", [isAbove, block.Input, block.Setting("value", block.Block.Number("value"))]);
    }

    public override StepMatch? Match(Node node, Value value, WeightSource weights)
    {
        if (node.Operator != "Where")
            return null;
        if (Scalars.Is(node.Input(2), out var otherwise) && Comparisons.IsAbove(Comparisons.Uncast(node.Input(0)), node.Input(1), out var threshold))
            return Found(node.Input(1), value, Arguments(threshold, otherwise));
        return Scalars.Is(node.Input(1), out otherwise) && Comparisons.IsNotAbove(Comparisons.Uncast(node.Input(0)), node.Input(2), out threshold)
            ? Found(node.Input(2), value, Arguments(threshold, otherwise)) : null;
    }

    private static string Arguments(double threshold, double value) => $"threshold: {Text.Argument((float)threshold)}, value: {Text.Argument((float)value)}";
}
