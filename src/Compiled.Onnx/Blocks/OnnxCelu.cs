using Compiled.Export;
using Compiled.Import;

namespace Compiled.Blocks;

internal sealed class OnnxCelu() : OnnxBlock(Rectifiers.Celu)
{
    public override string[] Operators => ["Celu"];

    public override string Write(BlockWriter block) => block.Result("Celu", Attributes.Float("alpha", block.Block.Number("alpha")));

    public override StepMatch? Match(Node node, Value value, WeightSource weights)
    {
        if (node.Operator != "Celu")
            return null;
        var alpha = node.Attributes.Float("alpha", 1);
        return alpha is > 0 and <= float.MaxValue
            ? Found(node.Input(0), value, $"alpha: {Text.Argument(alpha)}")
            : throw ImportProblem.With(node, $"has alpha = {Text.Value(alpha)}: only finite values above 0 are supported.");
    }
}
