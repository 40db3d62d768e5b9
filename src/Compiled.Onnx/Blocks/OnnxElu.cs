using Compiled.Export;
using Compiled.Import;

namespace Compiled.Blocks;

internal sealed class OnnxElu() : OnnxBlock(Rectifiers.Elu)
{
    public override string[] Operators => ["Elu"];

    public override string Write(BlockWriter block) => block.Result("Elu", Attributes.Float("alpha", block.Block.Number("alpha")));

    public override StepMatch? Match(Node node, Value value, WeightSource weights)
    {
        if (node.Operator != "Elu")
            return null;
        var alpha = node.Attributes.Float("alpha", 1);
        return alpha is >= 0 and <= float.MaxValue
            ? Found(node.Input(0), value, $"alpha: {Text.Argument(alpha)}")
            : throw ImportProblem.With(node, $"has alpha = {Text.Value(alpha)}: only finite values of at least 0 are supported.");
    }
}

/// <summary>λ and α of Klambauer et al., Self-Normalizing Neural Networks (2017).</summary>
internal sealed class OnnxSelu() : OnnxBlock(Rectifiers.Selu)
{
    public override string[] Operators => ["Selu"];

    public override string Write(BlockWriter block) => block.Result("Selu", Attributes.Float("alpha", 1.67326324f), Attributes.Float("gamma", 1.05070099f));

    public override StepMatch? Match(Node node, Value value, WeightSource weights) =>
        node.Operator == "Selu" ? Fixed(node, value, ("alpha", 1.67326324, 1.67326324), ("gamma", 1.05070102, 1.05070102)) : null;
}
