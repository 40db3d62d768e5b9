using Compiled.Export;
using Compiled.Import;

namespace Compiled.Blocks;

/// <summary>x / √(1 + (x / limit)²), written out.</summary>
internal sealed class OnnxSmoothClip() : OnnxBlock(Sigmoids.SmoothClip)
{
    /// <summary>Beyond it, 1 is lost next to the square; its square is still finite.</summary>
    private const float Far = 1e15f;

    /// <summary>Bounds of the quotient from here on change no value by more than a rounding.</summary>
    private const float Negligible = 1e5f;

    public override bool IsWrittenOut => true;

    /// <summary>As limit · s / √(1 + s²), with a bounded s = x / limit whose square does not overflow.</summary>
    public override string Write(BlockWriter block)
    {
        var limit = block.Setting("limit", block.Block.Number("limit"));
        var quotient = block.Step("quotient", "Div", [block.Input, limit]);
        var share = block.Step("share", "Clip", [quotient, block.Constant("far_below", -Far), block.Constant("far_above", Far)]);
        var shifted = block.Step("shifted", "Add", [block.Step("square", "Mul", [share, share]), block.Constant("one", 1)]);
        return block.Result("Div", [block.Step("scaled", "Mul", [share, limit]), block.Step("root", "Sqrt", [shifted])]);
    }

    /// <summary>Also without bounds, and with the factor before the square or after it.</summary>
    public override StepMatch? Match(Node node, Value value, WeightSource weights)
    {
        if (node.Operator != "Div" || node.Input(0).IsConstant || !Scalars.IsBy(node.Input(1), "Sqrt", out var root))
            return null;
        foreach (var (squares, p, q) in Scalars.Chain(root.Input(0)))
        {
            if (q != 1 || !(p > 0) || OnnxLayerNorm.Base(squares) is not { } share || Limit(node.Input(0), share, Math.Sqrt(p)) is not var (x, limit))
                continue;
            if (Kind.Arguments[0].Range.Contains(limit))
                return Found(x, value, $"limit: {Text.Argument(limit)}");
        }

        return null;
    }

    /// <summary>The x and the limit of numerator / √(1 + (root · share)²) where the numerator is x; null where it is not.</summary>
    private static (Value X, float Limit)? Limit(Value numerator, Value share, double root)
    {
        foreach (var (inner, p, q) in Scalars.Chain(numerator))
        {
            if (q != 0 || inner.IsConstant)
                continue;
            foreach (var (x, factor, shift) in Scalars.Chain(Unbounded(share)))
            {
                if (shift == 0 && ((inner == share && Scalars.IsExactly(p * factor, 1)) || (inner == x && p == 1)))
                    return (x, (float)(1 / (Math.Abs(factor) * root)));
            }
        }

        return null;
    }

    private static Value Unbounded(Value value) =>
        Bounds.Of(value) is var (x, min, max) && min <= -Negligible && max >= Negligible ? x : value;
}
