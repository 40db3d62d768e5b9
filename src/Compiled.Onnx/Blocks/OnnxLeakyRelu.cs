using Compiled.Export;
using Compiled.Import;

namespace Compiled.Blocks;

internal sealed class OnnxLeakyRelu() : OnnxBlock(Rectifiers.LeakyRelu)
{
    public override string[] Operators => ["LeakyRelu"];

    public override string Write(BlockWriter block) => block.Result("LeakyRelu", Attributes.Float("alpha", block.Block.Number("slope")));

    public override (BlockKind Kind, string Arguments)? Mapped(string arguments, double scale, double shift) => scale > 0 && shift == 0 ? (Kind, arguments) : null;

    public override StepMatch? Match(Node node, Value value, WeightSource weights)
    {
        if (node.Operator != "LeakyRelu")
            return null;
        var slope = node.Attributes.Float("alpha", 0.01f);
        return slope is >= 0 and < 1
            ? Found(node.Input(0), value, $"slope: {Text.Argument(slope)}")
            : throw ImportProblem.With(node, $"has the slope {Text.Value(slope)}: only slopes of at least 0 and below 1 are supported.");
    }
}
