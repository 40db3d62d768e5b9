using Compiled.Export;
using Compiled.Import;

namespace Compiled.Blocks;

/// <summary>HardSigmoid, clip(α x + β, 0, 1): PyTorch's and Keras 3's α of 1/6 is the block of that name; another is a HardTanh from 0 to 1 of what the dense block before it gives, scaled.</summary>
internal sealed class OnnxHardSigmoid() : OnnxBlock(Sigmoids.HardSigmoid)
{
    public override string[] Operators => ["HardSigmoid"];

    public override bool IsWrittenOut => true;

    // A clip of what was scaled before is one, which would be a HardTanh otherwise.
    public override bool IsTriedFirst => true;

    /// <summary>(x + 3) / 6 between 0 and 1. ONNX's own default for the slope is 0.2.</summary>
    public override string Write(BlockWriter block) => block.Result("HardSigmoid", Attributes.Float("alpha", 1f / 6), Attributes.Float("beta", 0.5f));

    /// <summary>min(max(x + 3, 0), 6) / 6, as exporters write the block without its operator.</summary>
    public override StepMatch? Match(Node node, Value value, WeightSource weights)
    {
        foreach (var (inner, p, q) in Scalars.Chain(value))
        {
            if (Clipped(inner) is not var (clipped, _, _))
                continue;
            foreach (var (x, _, _) in Scalars.Chain(clipped))
            {
                if (x != clipped && Is(inner, x, p, q))
                    return Found(x, value);
            }
        }

        return node.Operator == "HardSigmoid" ? Whole(node, value) : null;
    }

    /// <summary>True when scale · value + shift is HardSigmoid(x).</summary>
    public static bool Is(Value value, Value x, double scale, double shift)
    {
        if (Scalars.IsBy(value, "HardSigmoid", out var operation))
        {
            return operation.Input(0) == x && Scalars.IsExactly(scale, 1) && Scalars.IsExactly(shift, 0)
                && Scalars.IsRounded(operation.Attributes.Float("alpha", 0.2f), 1.0 / 6) && Scalars.IsExactly(operation.Attributes.Float("beta", 0.5f), 0.5);
        }

        if (!Scalars.IsExactly(shift, 0) || Clipped(value) is not var (clipped, min, max))
            return false;
        // Whole numbers inside and a sixth outside, or the other way round: either the scale is rounded or the slope.
        return Scalars.IsExactly(scale * min, 0) && Scalars.IsRounded(scale, 1 / (double)max) && Polynomial.Of(clipped, x) is [var summand, var slope, 0, 0]
            && Scalars.IsExactly(summand, 0.5 * max) && Scalars.IsRounded(slope, max / 6.0);
    }

    /// <summary>The operator itself.</summary>
    private StepMatch Whole(Node node, Value value)
    {
        var (alpha, beta) = (node.Attributes.Float("alpha", 0.2f), node.Attributes.Float("beta", 0.5f));
        if (!float.IsFinite(alpha) || !float.IsFinite(beta))
            throw ImportProblem.With(node, $"has alpha = {Text.Value(alpha)} and beta = {Text.Value(beta)}, but both must be finite.");
        if (Math.Abs(alpha - (1.0 / 6)) <= 1e-5 && Math.Abs(beta - 0.5) <= 1e-5)
            return Found(node.Input(0), value);
        var scaled = new Value(value.Name, node) { Features = value.Features, Lead = value.Lead };
        return new StepMatch(node.Input(0), new ActivationStep(value, Rectifiers.HardTanh, OnnxHardTanh.Arguments(0, 1)), new AffineStep(scaled, Affine.Of([alpha], [beta])));
    }

    /// <summary>What a value is clipped from, with both bounds.</summary>
    private static (Value X, float Min, float Max)? Clipped(Value value)
    {
        // What a Clip with a computed bound is, its own pattern says.
        if (Scalars.IsBy(value, "Clip", out var clip) && Enumerable.Range(1, 2).Any(place => clip.Optional(place) is { } bound && !Scalars.Is(bound, out _)))
            return null;
        return Bounds.Of(value) is var (x, min, max) && float.IsFinite(min) && float.IsFinite(max) ? (x, min, max) : null;
    }
}
