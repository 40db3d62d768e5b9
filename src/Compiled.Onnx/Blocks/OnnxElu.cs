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

    /// <summary>Other constants are those of an Elu, γ · Elu(x, α), whose factor becomes part of an adjacent block.</summary>
    public override StepMatch? Match(Node node, Value value, WeightSource weights)
    {
        if (node.Operator != "Selu")
            return null;
        var (alpha, gamma) = (node.Attributes.Float("alpha", 1.67326324f), node.Attributes.Float("gamma", 1.05070102f));
        if (Math.Abs(alpha - 1.67326324) <= 1e-5 && Math.Abs(gamma - 1.05070102) <= 1e-5)
            return Found(node.Input(0), value);
        if (alpha is not (>= 0 and <= float.MaxValue) || !float.IsFinite(gamma))
            throw ImportProblem.With(node, $"has alpha = {Text.Value(alpha)} and gamma = {Text.Value(gamma)}: only finite values, the first of at least 0, are supported.");
        var curve = new Value(value.Name, node) { Features = value.Features, Lead = value.Lead };
        return new StepMatch(node.Input(0), new AffineStep(value, Affine.Of([gamma], [0])), new ActivationStep(curve, Rectifiers.Elu, $"alpha: {Text.Argument(alpha)}"));
    }
}
