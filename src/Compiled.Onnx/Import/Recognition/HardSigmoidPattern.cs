namespace Compiled.Import;

/// <summary>min(max(x + 3, 0), 6) / 6, as exporters write HardSigmoid without its operator.</summary>
internal static class HardSigmoidPattern
{
    public static StepMatch? Match(Node node, Value value, WeightSource weights)
    {
        foreach (var (inner, p, q) in Scalars.Chain(value))
        {
            // The operator itself, with its own settings, is not written out.
            if (!Scalars.IsBy(inner, "Clip", out var clip))
                continue;
            foreach (var (x, _, _) in Scalars.Chain(clip.Input(0)))
            {
                if (x != clip.Input(0) && Is(inner, x, p, q))
                    return new StepMatch(x, new ActivationStep(value, "HardSigmoid"));
            }
        }

        return null;
    }

    /// <summary>True when scale · value + shift is HardSigmoid(x).</summary>
    public static bool Is(Value value, Value x, double scale, double shift)
    {
        if (Scalars.IsBy(value, "HardSigmoid", out var operation))
        {
            return operation.Input(0) == x && Scalars.IsExactly(scale, 1) && Scalars.IsExactly(shift, 0)
                && Scalars.IsRounded(operation.Attributes.Float("alpha", 0.2f), 1.0 / 6) && Scalars.IsExactly(operation.Attributes.Float("beta", 0.5f), 0.5);
        }

        if (!Scalars.IsBy(value, "Clip", out var clip) || !Scalars.IsExactly(shift, 0) || Bound(clip, 1, "min") is not { } min || Bound(clip, 2, "max") is not { } max)
            return false;
        // Whole numbers inside and a sixth outside, or the other way round: either the scale is rounded or the slope.
        return Scalars.IsExactly(scale * min, 0) && Scalars.IsRounded(scale, 1 / max) && Polynomial.Of(clip.Input(0), x) is [var summand, var slope, 0, 0]
            && Scalars.IsExactly(summand, 0.5 * max) && Scalars.IsRounded(slope, max / 6);
    }

    private static double? Bound(Node clip, int place, string name)
    {
        if (clip.Optional(place) is { } input)
            return Scalars.Is(input, out var number) ? number : null;
        return clip.Attributes.Has(name) ? clip.Attributes.Float(name, 0) : null;
    }
}
